// Doses: one syringe for one animal, from its preparation to the injection; the state and its records.
// Must not hold facts of the group outside `blind`: the surgeon reads the rest.

import { z } from 'zod';
import { defineEntity, type Reader } from '../kernel/decider.ts';
import type { JsonObject } from '../kernel/record.ts';
import { timeScale, type TimeScale } from './time-scale.ts';

const decimalText = z.string().regex(/^\d+(\.\d+)?$/);
const signedText = z.string().regex(/^-?\d+(\.\d+)?$/);

const equationLine = z.object({
  label: z.string(),
  value: z.string(),
  unit: z.string(),
  from: z.string(),
});

const doseBlind = z.object({
  /** Null only for what was given outside the gate to an animal without an allocation. */
  group: z.string().nullable(),
  substance: z.string().nullable(),
  lotId: z.string().nullable(),
  equation: z.array(equationLine),
  errorPercent: signedText.nullable(),
  deadSpaceMicrolitre: decimalText,
});
/**
 * What has left the lot for this dose so far, and how often the lot had been counted when its drawing was recorded
 * (`LotState.counts`): a count after that holds what was drawn. Null where the record of the drawing did not say.
 */
const leftLot = z.object({ takenMicrolitre: decimalText, lotCounts: z.int().nonnegative().nullable() });
export type LeftLot = z.output<typeof leftLot>;
export type DoseBlind = z.output<typeof doseBlind> & LeftLot;

const scale = timeScale.nullable();

const injected = z.object({
  sites: z.array(z.object({ site: z.string(), volumeMicrolitre: decimalText })),
  lostMicrolitre: decimalText,
  residualMicrolitre: decimalText,
  isOutsideGate: z.boolean(),
  /**
   * From the end of the resection to the injection; the article says "immediately" (Methods, surgery). Null where no
   * end was recorded, or the clock was set in between and nobody can know it; at most so long where the clock was put
   * right by little. So for the next.
   */
  sinceResectionMs: z.int().nullable(),
  sinceReadyMs: z.int().nullable(),
});

export interface Given extends z.output<typeof injected> {
  readonly at: string;
  /** By which setting of the clock `at` was read; so for the other scales of a dose. */
  readonly scale: TimeScale | null;
  readonly givenBy: string;
  /** Why it was given outside the gate, or what else was said then. */
  readonly reason: string | null;
  /** Who corrected the amounts last, when and why; null while they stand as first recorded. */
  readonly correction: { readonly by: string; readonly at: string; readonly reason: string | null } | null;
}

export interface DoseState {
  readonly id: string;
  /** Five random characters on the syringe; a digit first, so that it is never taken for an animal. */
  readonly code: string;
  /** The animal that is to get it, or that got it. */
  readonly animalId: string;
  readonly preparedForAnimalId: string | null;
  readonly status: 'awaiting-check' | 'ready' | 'given' | 'spoilt' | 'cancelled';
  readonly weightKg: string | null;
  readonly cellsTarget: string | null;
  readonly volumeMicrolitre: string | null;
  readonly drawMicrolitre: string | null;
  /** What to draw in each fill; one entry unless the dose is split. */
  readonly fills: readonly string[];
  readonly syringeMl: string | null;
  readonly graduationMicrolitre: string | null;
  readonly preparedBy: string | null;
  /** Who was signed in at the preparation; neither of the two may check it. */
  readonly preparedAuthor: string | null;
  readonly preparedAt: string | null;
  readonly preparedScale: TimeScale | null;
  /** Checks in which the second entry differed from the first. */
  readonly differences: number;
  readonly checkedBy: string | null;
  readonly readyAt: string | null;
  readonly readyScale: TimeScale | null;
  /** As the label says it: by the clock as it was at the check. */
  readonly usableUntil: string | null;
  readonly usableUntilScale: TimeScale | null;
  readonly given: Given | null;
  /** Earlier versions of `given`, newest last, when it was corrected. */
  readonly givenBefore: readonly Given[];
  /** What left the lot when it was spoilt; null while it was not. */
  readonly spoiltMicrolitre: string | null;
  /** Why it was spoilt or cancelled. */
  readonly endReason: string | null;
  readonly endedAt: string | null;
  readonly blind: DoseBlind;
}

export const Dose = defineEntity<DoseState>()({
  type: 'dose',
  reducer: 4,
  opening: {
    'dose.prepared': {
      version: 1,
      payload: z.object({
        code: z.string(),
        animalId: z.string(),
        weightKg: decimalText,
        cellsTarget: decimalText,
        volumeMicrolitre: decimalText,
        drawMicrolitre: decimalText,
        fills: z.array(decimalText),
        syringeMl: decimalText,
        graduationMicrolitre: decimalText,
        scale,
        blind: doseBlind.extend({ lotCounts: leftLot.shape.lotCounts.default(null) }),
      }),
      upgrade: (payload) => ({
        ...payload,
        blind: { lotCounts: null, ...(payload['blind'] as JsonObject) },
      }),
      apply: (_, { scale: preparedScale, blind, ...payload }, record) => ({
        id: record.subjectId,
        ...payload,
        blind: { ...blind, takenMicrolitre: '0' },
        preparedScale,
        preparedForAnimalId: payload.animalId,
        status: 'awaiting-check',
        preparedBy: record.performedBy,
        preparedAuthor: record.author,
        preparedAt: record.occurredAt,
        ...untouched,
      }),
    },
    'dose.givenUnprepared': {
      version: 1,
      payload: z.object({
        code: z.string(),
        animalId: z.string(),
        weightKg: decimalText.nullable(),
        injected,
        scale,
        blind: doseBlind.extend(leftLot.shape),
      }),
      apply: (_, { injected: what, scale: givenScale, ...payload }, record) => ({
        id: record.subjectId,
        ...payload,
        preparedForAnimalId: null,
        status: 'given',
        cellsTarget: null,
        volumeMicrolitre: null,
        drawMicrolitre: null,
        fills: [],
        syringeMl: null,
        graduationMicrolitre: null,
        preparedBy: null,
        preparedAuthor: null,
        preparedAt: null,
        preparedScale: null,
        ...untouched,
        given: given(what, givenScale, record),
      }),
    },
  },
  changing: {
    'dose.checkDiffered': {
      version: 1,
      payload: z.object({
        differs: z.array(z.enum(['weight', 'lot'])),
        blind: z.object({ weightKg: z.string(), lotCode: z.string() }),
      }),
      apply: (state) => ({ ...state, differences: state.differences + 1 }),
    },
    'dose.checked': {
      version: 1,
      payload: z.object({ usableUntil: z.string(), usableUntilScale: scale, scale }),
      apply: (state, { usableUntil, usableUntilScale, scale: readyScale }, record) => ({
        ...state,
        status: 'ready',
        checkedBy: record.performedBy,
        readyAt: record.occurredAt,
        readyScale,
        usableUntil,
        usableUntilScale,
      }),
    },
    'dose.given': {
      version: 1,
      payload: z.object({ animalId: z.string(), injected, scale, blind: leftLot }),
      apply: (state, payload, record) => ({
        ...state,
        animalId: payload.animalId,
        status: 'given',
        given: given(payload.injected, payload.scale, record),
        blind: { ...state.blind, ...payload.blind },
      }),
    },
    'dose.givenCorrected': {
      version: 1,
      payload: z.object({ injected, blind: leftLot }),
      apply: (state, payload, record) => ({
        ...state,
        blind: { ...state.blind, ...payload.blind },
        // Who injected, when and why outside the gate are not what is corrected.
        given: {
          ...(state.given ?? given(payload.injected, null, record)),
          ...payload.injected,
          correction: { by: record.performedBy, at: record.occurredAt, reason: record.reason },
        },
        givenBefore: state.given === null ? state.givenBefore : [...state.givenBefore, state.given],
      }),
    },
    'dose.spoilt': {
      version: 1,
      payload: z.object({ spoiltMicrolitre: decimalText, blind: leftLot }),
      apply: (state, { spoiltMicrolitre, blind }, record) => ({
        ...state,
        status: 'spoilt',
        spoiltMicrolitre,
        blind: { ...state.blind, ...blind },
        ...ended(record),
      }),
    },
    'dose.cancelled': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({ ...state, status: 'cancelled', ...ended(record) }),
    },
  },
});

const untouched = {
  differences: 0,
  checkedBy: null,
  readyAt: null,
  readyScale: null,
  usableUntil: null,
  usableUntilScale: null,
  given: null,
  givenBefore: [],
  spoiltMicrolitre: null,
  endReason: null,
  endedAt: null,
} as const;

interface Facts {
  readonly occurredAt: string;
  readonly performedBy: string;
  readonly reason: string | null;
}

function given(what: z.output<typeof injected>, givenScale: TimeScale | null, record: Facts): Given {
  const { occurredAt: at, performedBy: givenBy, reason } = record;
  return { ...what, at, scale: givenScale, givenBy, reason, correction: null };
}

function ended(record: Facts): { readonly endReason: string | null; readonly endedAt: string } {
  return { endReason: record.reason, endedAt: record.occurredAt };
}

/** Who prepared it and who was signed in then. */
export function preparers(dose: DoseState): readonly string[] {
  return [dose.preparedBy, dose.preparedAuthor].filter((one) => one !== null);
}

/** Whether this person may still have to enter weight and lot without having seen them. */
export function isConcealedFrom(dose: DoseState, userId: string): boolean {
  return dose.status === 'awaiting-check' && !preparers(dose).includes(userId);
}

/** The dose whose syringe carries this code, or undefined. */
export function doseByCode(read: Reader, code: string): DoseState | undefined {
  return read.list(Dose, { code: code.trim().toUpperCase() })[0];
}

/** The dose that this animal got, or undefined. */
export function givenDose(read: Reader, animalId: string): DoseState | undefined {
  return read.list(Dose, { animalId, status: 'given' })[0];
}
