// The anaesthesia record: observations at an interval, and drugs and fluids by weight.
// Must not decide anything: the commands are in observing.ts and medication.ts.

import { z } from 'zod';
import { defineEntity, type Reader } from '../kernel/decider.ts';
import { Run } from './run.ts';

/** What is observed, with its unit and the limits beyond which a value can only be a slip of the hand. */
export const observed = {
  heartRatePerMinute: { name: 'anaesthesia.heart-rate', unit: '/min', min: '0', max: '350' },
  spo2Percent: { name: 'anaesthesia.spo2', unit: '%', min: '0', max: '100' },
  endTidalCo2MmHg: { name: 'anaesthesia.end-tidal-co2', unit: 'mmHg', min: '0', max: '150' },
  temperatureCelsius: { name: 'anaesthesia.temperature', unit: '°C', min: '20', max: '45' },
  isofluranePercent: { name: 'anaesthesia.isoflurane', unit: '%', min: '0', max: '8' },
} as const;
export const observedKeys = [
  'heartRatePerMinute',
  'spo2Percent',
  'endTidalCo2MmHg',
  'temperatureCelsius',
  'isofluranePercent',
] as const satisfies readonly (keyof typeof observed)[];

const value = z.string().nullable();
const valuesForm = {
  heartRatePerMinute: value,
  spo2Percent: value,
  endTidalCo2MmHg: value,
  temperatureCelsius: value,
  isofluranePercent: value,
  note: z.string().nullable(),
};
const valuesObject = z.object(valuesForm);
export type ObservationValues = z.output<typeof valuesObject>;

export interface ObservationState extends ObservationValues {
  readonly id: string;
  readonly animalId: string;
  readonly runId: string | null;
  readonly at: string;
  readonly recordedAt: string;
  readonly by: string;
  /** What stood here before each correction, oldest first. */
  readonly history: readonly {
    readonly at: string;
    readonly by: string;
    readonly reason: string | null;
    readonly values: ObservationValues;
  }[];
}

export const Observation = defineEntity<ObservationState>()({
  type: 'observation',
  reducer: 1,
  opening: {
    'anaesthesia.observed': {
      version: 1,
      payload: z.object({ animalId: z.string(), runId: z.string().nullable(), ...valuesForm }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        at: record.occurredAt,
        recordedAt: record.recordedAt,
        by: record.performedBy,
        history: [],
      }),
    },
  },
  changing: {
    'anaesthesia.observationCorrected': {
      version: 1,
      payload: z.object({ from: valuesObject, to: valuesObject }),
      apply: (state, { from, to }, record) => ({
        ...state,
        ...to,
        history: [
          ...state.history,
          { at: record.recordedAt, by: record.author, reason: record.reason, values: from },
        ],
      }),
    },
  },
});

const medicationForm = z.object({
  animalId: z.string(),
  runId: z.string().nullable(),
  product: z.string(),
  route: z.string(),
  /** Null where the dose was given outside the gate and nobody knows the factor. */
  doseMgPerKg: z.string().nullable(),
  strengthMgPerMl: z.string().nullable(),
  weightKg: z.string().nullable(),
  /** When the weight was taken. */
  weighedAt: z.string().nullable(),
  massMg: z.string().nullable(),
  /** What was given, to 0.01 mL. */
  volumeMl: z.string(),
  isOutsideGate: z.boolean(),
});

export interface MedicationState extends z.output<typeof medicationForm> {
  readonly id: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly reason: string | null;
}

export const Medication = defineEntity<MedicationState>()({
  type: 'medication',
  reducer: 1,
  opening: {
    'medication.given': {
      version: 1,
      payload: medicationForm,
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        at: record.occurredAt,
        recordedAt: record.recordedAt,
        by: record.performedBy,
        reason: record.reason,
      }),
    },
  },
  changing: {},
});

/** Whether what is recorded for a run belongs to the animal that the run is on; true without a run. */
export function isOwnRun(read: Reader, runId: string | null, animalId: string): boolean {
  return runId === null || read.get(Run, runId)?.animalId === animalId;
}
