// Doses: one syringe for one animal, from its preparation to the injection; the state and its records.
// Must not hold facts of the group outside `blind`: the surgeon reads the rest.

import { z } from 'zod';
import { defineEntity, type Reader } from '../kernel/decider.ts';

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
export type DoseBlind = z.output<typeof doseBlind>;

const injected = z.object({
  sites: z.array(z.object({ site: z.string(), volumeMicrolitre: decimalText })),
  lostMicrolitre: decimalText,
  residualMicrolitre: decimalText,
  isOutsideGate: z.boolean(),
  /** From the end of the resection to the injection; the article says "immediately" (Methods, surgery). */
  sinceResectionMs: z.int().nullable(),
  sinceReadyMs: z.int().nullable(),
});

export interface Given extends z.output<typeof injected> {
  readonly at: string;
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
  /** Checks in which the second entry differed from the first. */
  readonly differences: number;
  readonly checkedBy: string | null;
  readonly readyAt: string | null;
  readonly usableUntil: string | null;
  readonly given: Given | null;
  /** Earlier versions of `given`, newest last, when it was corrected. */
  readonly givenBefore: readonly Given[];
  /** Why it was spoilt or cancelled. */
  readonly endReason: string | null;
  readonly endedAt: string | null;
  readonly blind: DoseBlind;
}

export const Dose = defineEntity<DoseState>()({
  type: 'dose',
  reducer: 1,
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
        blind: doseBlind,
      }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
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
        blind: doseBlind,
      }),
      apply: (_, { injected: what, ...payload }, record) => ({
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
        ...untouched,
        given: given(what, record),
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
      payload: z.object({ usableUntil: z.string() }),
      apply: (state, { usableUntil }, record) => ({
        ...state,
        status: 'ready',
        checkedBy: record.performedBy,
        readyAt: record.occurredAt,
        usableUntil,
      }),
    },
    'dose.given': {
      version: 1,
      payload: z.object({ animalId: z.string(), injected }),
      apply: (state, payload, record) => ({
        ...state,
        animalId: payload.animalId,
        status: 'given',
        given: given(payload.injected, record),
      }),
    },
    'dose.givenCorrected': {
      version: 1,
      payload: z.object({ injected }),
      apply: (state, payload, record) => ({
        ...state,
        // Who injected, when and why outside the gate are not what is corrected.
        given: {
          ...(state.given ?? given(payload.injected, record)),
          ...payload.injected,
          correction: { by: record.performedBy, at: record.occurredAt, reason: record.reason },
        },
        givenBefore: state.given === null ? state.givenBefore : [...state.givenBefore, state.given],
      }),
    },
    'dose.spoilt': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({ ...state, status: 'spoilt', ...ended(record) }),
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
  usableUntil: null,
  given: null,
  givenBefore: [],
  endReason: null,
  endedAt: null,
} as const;

interface Facts {
  readonly occurredAt: string;
  readonly performedBy: string;
  readonly reason: string | null;
}

function given(what: z.output<typeof injected>, record: Facts): Given {
  const { occurredAt: at, performedBy: givenBy, reason } = record;
  return { ...what, at, givenBy, reason, correction: null };
}

function ended(record: Facts): { readonly endReason: string | null; readonly endedAt: string } {
  return { endReason: record.reason, endedAt: record.occurredAt };
}

/** The dose whose syringe carries this code, or undefined. */
export function doseByCode(read: Reader, code: string): DoseState | undefined {
  return read.list(Dose, { code: code.trim().toUpperCase() })[0];
}

/** The dose that this animal got, or undefined. */
export function givenDose(read: Reader, animalId: string): DoseState | undefined {
  return read.list(Dose, { animalId, status: 'given' })[0];
}
