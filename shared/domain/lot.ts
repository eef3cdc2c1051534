// Lots of what is injected: cells, secretome, saline, medium; where they are, whether they may be used, how much is left.
// Must not say which animal got a lot: that stands under `blind` of the movements, and in the doses.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { defineEntity, type NewRecord, type Reader } from '../kernel/decider.ts';
import type { JsonObject } from '../kernel/record.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { localDay } from '../kernel/time.ts';
import { decimal, plain } from '../kernel/units.ts';
import { withBottles } from '../assays/assay.ts';
import { counted, later, withRemaining, type LotBalance } from './lot-balance.ts';
import { setting } from './settings.ts';
import { timeScale, type ScaledTime } from './time-scale.ts';

export const lotKinds = ['asc', 'secretome', 'saline', 'dmem'] as const;
export type LotKind = (typeof lotKinds)[number];
export const countBases = ['viable', 'all'] as const;
export type CountBasis = (typeof countBases)[number];

const decimalText = z.string().regex(/^\d+(\.\d+)?$/);
const nullableText = z.string().nullable();

const bottle = z.object({ number: z.int(), cells: decimalText, cmMl: decimalText });
const unit = z.object({
  number: z.int(),
  cmMl: decimalText,
  volumeMicrolitre: decimalText,
  isAccepted: z.boolean(),
});
const factorCheck = z.object({
  analyte: z.string(),
  unit: z.string(),
  /** One value a parallel bottle. */
  values: z.array(decimalText),
  /** How many bottles were measured; those without a value are no part of `values`. */
  bottles: z.int(),
  belowRange: z.int(),
  aboveRange: z.int(),
  /** Null with a bottle beyond the range: that of the others would be too high or too low. */
  mean: nullableText,
  sd: nullableText,
  /** The article's lot, shown beside it; a reference, not a limit. */
  referenceMean: z.string().nullable(),
  referenceSd: z.string().nullable(),
});
const secretomeMade = z.object({
  sourceCells: decimalText,
  countBasis: z.enum(countBases),
  cmCollectedMl: decimalText,
  cmProcessedMl: decimalText,
  pooledVolumeMicrolitre: decimalText,
  cellsPerMicrolitre: decimalText,
  units: z.array(unit),
  bottles: z.array(bottle),
});
const passage = z.object({
  passage: z.int(),
  confluencePercent: decimalText.nullable(),
  viableCells: decimalText.nullable(),
  viabilityPercent: decimalText.nullable(),
  splitRatio: nullableText,
});
const identification = z.object({
  passage: z.int(),
  /** Percent positive by marker; CD34 is to be negative. */
  markers: z.array(
    z.object({
      marker: z.string(),
      percentPositive: decimalText,
      /** The limit in force, such as `≥ 95`; null while the study has none, and then it has not passed. */
      limit: nullableText,
      isPassed: z.boolean(),
    }),
  ),
  differentiation: z.array(z.object({ lineage: z.string(), isPassed: z.boolean() })),
  isPassed: z.boolean(),
});
const suspension = z.object({
  cellsPerMl: decimalText,
  countBasis: z.enum(countBases),
  viabilityPercent: decimalText,
});
const commonFacts = z.object({
  code: z.string(),
  title: z.string(),
  expiresAt: nullableText,
  volumeMicrolitre: decimalText,
  location: nullableText,
  runId: nullableText,
});

type At = { readonly at: string; readonly by: string };
export type SecretomeFacts = z.output<typeof secretomeMade> & {
  readonly check: readonly (z.output<typeof factorCheck> & At)[];
  /** The assay whose numbers the check is; null for what was typed, and while there is none. */
  readonly checkAssayId: string | null;
};
export interface AscFacts {
  readonly donorAnimalId: string;
  readonly passages: readonly (z.output<typeof passage> & At)[];
  readonly identification: (z.output<typeof identification> & At) | null;
  /** The newest measurement of what is in the tube now: viable cells (or all, by `countBasis`) per millilitre. */
  readonly suspension: (z.output<typeof suspension> & At & ScaledTime) | null;
}

export interface LotState extends LotBalance {
  readonly id: string;
  readonly kind: LotKind;
  readonly title: string;
  /** The last local day of use, such as `2027-03-31`. */
  readonly expiresAt: string | null;
  /** When it was released last; null while it never was. */
  readonly releasedAt: string | null;
  readonly thaws: number;
  readonly location: string | null;
  readonly supplier: string | null;
  readonly supplierLot: string | null;
  /** The run that made it. */
  readonly runId: string | null;
  readonly createdAt: string;
  readonly statusReason: string | null;
  readonly secretome: SecretomeFacts | null;
  readonly asc: AscFacts | null;
}

export const Lot = defineEntity<LotState>()({
  type: 'lot',
  reducer: 4,
  opening: {
    'lot.commercialCreated': {
      version: 1,
      payload: commonFacts.extend({
        kind: z.enum(['saline', 'dmem']),
        supplier: z.string(),
        supplierLot: z.string(),
      }),
      apply: (_, { supplier, supplierLot, kind, ...facts }, record) => ({
        ...opened(facts, kind, record),
        supplier,
        supplierLot,
      }),
    },
    'lot.ascCreated': {
      version: 1,
      payload: commonFacts.extend({ donorAnimalId: z.string() }),
      apply: (_, { donorAnimalId, ...facts }, record) => ({
        ...opened(facts, 'asc', record),
        asc: { donorAnimalId, passages: [], identification: null, suspension: null },
      }),
    },
    'lot.secretomeCreated': {
      version: 1,
      payload: commonFacts.extend({ secretome: secretomeMade }),
      apply: (_, { secretome, ...facts }, record) => ({
        ...opened(facts, 'secretome', record),
        secretome: { ...secretome, check: [], checkAssayId: null },
      }),
    },
  },
  changing: {
    'lot.passageRecorded': {
      version: 1,
      payload: passage,
      apply: (state, payload, record) =>
        withAsc(state, (asc) => ({ ...asc, passages: [...asc.passages, { ...payload, ...stamp(record) }] })),
    },
    'lot.identified': {
      version: 1,
      payload: identification,
      apply: (state, payload, record) =>
        withAsc(state, (asc) => ({ ...asc, identification: { ...payload, ...stamp(record) } })),
    },
    'lot.suspensionMeasured': {
      version: 1,
      payload: suspension.extend({
        volumeMicrolitre: decimalText.nullable(),
        scale: timeScale.nullable(),
      }),
      apply: (state, { volumeMicrolitre, ...payload }, record) => {
        const measured = withAsc(state, (asc) => ({ ...asc, suspension: { ...payload, ...stamp(record) } }));
        return volumeMicrolitre === null
          ? measured
          : counted(measured, volumeMicrolitre, { at: record.occurredAt, scale: payload.scale });
      },
    },
    'lot.checkRecorded': {
      version: 1,
      payload: z.object({ factors: z.array(factorCheck), assayId: nullableText }),
      upgrade: (payload) => ({
        ...payload,
        factors: withBottles(payload['factors'] as readonly JsonObject[]),
      }),
      apply: (state, { factors, assayId }, record) =>
        withCheck(
          state,
          factors.map((one) => ({ ...one, ...stamp(record) })),
          assayId,
        ),
    },
    /** Its assay was rejected: the lot waits for the repeated run. */
    'lot.checkWithdrawn': {
      version: 1,
      payload: z.object({ assayId: z.string() }),
      apply: (state) => withCheck(state, [], null),
    },
    'lot.released': {
      version: 1,
      payload: z.object({ isOutsideGate: z.boolean() }),
      apply: (state, _, record) => ({
        ...state,
        status: 'released',
        statusReason: record.reason,
        releasedAt: record.occurredAt,
      }),
    },
    'lot.rejected': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({ ...state, status: 'rejected', statusReason: record.reason }),
    },
    'lot.moved': {
      version: 1,
      payload: z.object({ location: z.string() }),
      apply: (state, { location }) => ({ ...state, location }),
    },
    'lot.thawed': {
      version: 1,
      payload: z.object({}),
      apply: (state) => ({ ...state, thaws: state.thaws + 1 }),
    },
    'lot.remainingCorrected': {
      version: 1,
      payload: z.object({
        fromMicrolitre: decimalText,
        remainingMicrolitre: decimalText,
        scale: timeScale.nullable().default(null),
      }),
      upgrade: (payload) => ({ scale: null, ...payload }),
      apply: (state, { remainingMicrolitre, scale }, record) =>
        counted(state, remainingMicrolitre, { at: record.occurredAt, scale }),
    },
    'lot.taken': {
      version: 1,
      countsAsChange: false,
      payload: z.object({
        blind: z.object({
          amountMicrolitre: decimalText,
          doseId: nullableText,
          why: z.string(),
          /** When it was drawn, which for a dose is before it was given. */
          drawn: z.object({ at: z.string(), scale: timeScale.nullable() }).nullable().default(null),
        }),
      }),
      upgrade: (payload) => ({ ...payload, blind: { drawn: null, ...(payload['blind'] as JsonObject) } }),
      // Exact decimal subtraction: movements of two benches commute, which a stored remainder would not.
      apply: (state, { blind }) => ({
        ...withRemaining(
          state,
          plain(decimal(state.remainingMicrolitre).minus(decimal(blind.amountMicrolitre))),
        ),
        drawnAt: later(state.drawnAt, blind.drawn),
      }),
    },
    /** Less was taken for a dose than had been recorded. */
    'lot.returned': {
      version: 1,
      countsAsChange: false,
      payload: z.object({
        blind: z.object({ amountMicrolitre: decimalText, doseId: z.string(), why: z.string() }),
      }),
      apply: (state, { blind }) =>
        withRemaining(state, plain(decimal(state.remainingMicrolitre).plus(decimal(blind.amountMicrolitre)))),
    },
  },
});

function opened(
  { volumeMicrolitre, ...facts }: z.output<typeof commonFacts>,
  kind: LotKind,
  record: { readonly subjectId: string; readonly occurredAt: string },
): LotState {
  return {
    id: record.subjectId,
    ...facts,
    kind,
    status: 'quarantine',
    remainingMicrolitre: volumeMicrolitre,
    counts: 0,
    countedAt: null,
    drawnAt: null,
    releasedAt: null,
    thaws: 0,
    supplier: null,
    supplierLot: null,
    createdAt: record.occurredAt,
    statusReason: null,
    secretome: null,
    asc: null,
  };
}

function withCheck(state: LotState, check: SecretomeFacts['check'], checkAssayId: string | null): LotState {
  const { secretome } = state;
  return secretome === null ? state : { ...state, secretome: { ...secretome, check, checkAssayId } };
}

function withAsc(state: LotState, change: (asc: AscFacts) => AscFacts): LotState {
  return state.asc === null ? state : { ...state, asc: change(state.asc) };
}

function stamp(record: { readonly occurredAt: string; readonly performedBy: string }): At {
  return { at: record.occurredAt, by: record.performedBy };
}

/** The lot with this code (what its label says), or undefined. */
export function lotByCode(read: Reader, code: string): LotState | undefined {
  return read.list(Lot, { code: code.trim().toUpperCase() })[0];
}

/** Whether the last day of use lies before the local day of `at`. */
export function isExpired(lot: LotState, at: string): boolean {
  return lot.expiresAt !== null && localDay(at) > lot.expiresAt;
}

/**
 * The record of an amount taken from a lot (µL, decimal text). Refused: nothing or less, more than the lot has left.
 * The same command must append the record of what the amount went into.
 */
export function takeFromLot(
  lot: LotState,
  movement: {
    readonly amountMicrolitre: string;
    readonly doseId: string | null;
    readonly why: string;
    readonly drawn: ScaledTime;
  },
): Outcome<NewRecord> {
  const amount = decimal(movement.amountMicrolitre);
  if (amount.lessThanOrEqualTo(0)) return refuse('lot.nothing-taken');
  if (amount.greaterThan(decimal(lot.remainingMicrolitre))) {
    return refuse('lot.too-little', { amount: plain(amount), remaining: lot.remainingMicrolitre });
  }
  return accept(Lot.record('lot.taken', lot.id, { blind: { ...movement, amountMicrolitre: plain(amount) } }));
}

/** What every new lot is entered with; its input fields. */
export const newLotForm = {
  code: z.string().trim(),
  title: z.string().trim().max(120).default(''),
  expiresAt: z.iso.date().nullable().default(null),
  location: z.string().trim().max(120).nullable().default(null),
  runId: z.string().nullable().default(null),
};

// A letter first, so that a lot is never taken for a syringe; not like an animal, so that a scan is never ambiguous.
const codeForm = /^[A-Z][A-Z0-9-]{2,23}$/;
const animalForm = /^[A-Z]{1,3}\d{1,3}$/;

interface NewLot {
  readonly code: string;
  readonly title: string;
  readonly expiresAt: string | null;
  readonly location: string | null;
  readonly runId: string | null;
}

/** The facts of a new lot, its title by kind when none was given. Refused: `lot.code-form`, `lot.code-taken`. */
export function newLotFacts(read: Reader, kind: LotKind, facts: NewLot): Outcome<NewLot> {
  const code = facts.code.toUpperCase();
  if (!codeForm.test(code) || animalForm.test(code))
    return refuse('lot.code-form', { code: code.slice(0, 40) });
  if (lotByCode(read, code)) return refuse('lot.code-taken', { code });
  return accept({ ...facts, code, title: facts.title || say(`lot.kind-${kind}`) });
}

/** The lot with this id if it is of this kind. Refused: `entity.unknown`, `lot.wrong-kind`. */
export function lotOfKind(read: Reader, lotId: string, kind: LotKind): Outcome<LotState> {
  const lot = read.get(Lot, lotId);
  if (!lot) return refuse('entity.unknown', { what: 'lot', id: lotId });
  if (lot.kind !== kind)
    return refuse('lot.wrong-kind', { code: lot.code, kind: say(`lot.kind-${lot.kind}`) });
  return accept(lot);
}

/** Whether cells are counted as viable or all: a setting of the study, stored with every count (study.md, Dose). */
export function countBasisOf(read: Reader): CountBasis {
  return setting(read, 'dose.countBasis') === 'all' ? 'all' : 'viable';
}
