// The animals of the demonstration: when each arrives and is operated on, and what goes otherwise than planned with it.
// Must not name a group: that comes from the draw of the notebook itself.

import { firstSurgeon, secondSurgeon, type Person } from './cast.ts';
import type { TimePoint } from '../../shared/domain/schedule.ts';

export interface StudyAnimal {
  readonly id: string;
  readonly earTag: string;
  readonly sex: 'female' | 'castrated';
  /** Days before (negative) the day of making. */
  readonly arrivesOn: number;
  readonly enrolledOn: number;
  readonly operatedOn: number;
  /** When the anaesthesia begins, local time; null for the one that is on the table at the end of the story. */
  readonly induction: string | null;
  readonly surgeon: Person;
  readonly ageInDaysAtOperation: number;
  readonly arrivalKg: number;
  readonly incidents: Incidents;
}

/** What happens to one animal; everything left out goes by the protocol. */
export interface Incidents {
  readonly fastLongerByHours?: number;
  readonly isWaterForgotten?: boolean;
  readonly ischaemiaLongerBySeconds?: number;
  readonly complication?: {
    readonly afterHours: number;
    readonly what: string;
    readonly severity: 'mild' | 'moderate' | 'severe';
  };
  readonly diesOnDay?: number;
  readonly replacedBy?: string;
  readonly arrivalKg?: number;
  readonly weightAtOperationKg?: string;
  /** Typed wrongly at arrival, and corrected the next day. */
  readonly arrivalTypedKg?: string;
  readonly sexTypedWrongly?: boolean;
  readonly isResectedMassTypedWrongly?: boolean;
  readonly isRecoveryEnteredLate?: boolean;
  readonly isObservationTypedWrongly?: boolean;
  /** Written into the run beside its steps. */
  readonly noteAfterAccess?: string;
  readonly isGivenAmountCorrected?: boolean;
  readonly isSyringeDropped?: boolean;
  readonly isCheckDiffering?: boolean;
  readonly isDosePastItsTime?: boolean;
  readonly missed?: { readonly timePoint: TimePoint; readonly reason: string };
  readonly haemolysedAt?: TimePoint;
  readonly lateSampleAt?: { readonly timePoint: TimePoint; readonly hours: number; readonly reason: string };
  /** Nobody has come to it, and nobody has said why. */
  readonly forgottenAt?: TimePoint;
  readonly resultTypedWrongly?: TimePoint;
  readonly outlierAt?: TimePoint;
  /** More of a drug was drawn than computed. */
  readonly isDrawnWrongly?: boolean;
  /** A run was opened for another animal by mistake. */
  readonly runStartedOn?: string;
}

const incidents: Readonly<Record<string, Incidents>> = {
  P02: { arrivalTypedKg: '12.4' },
  P03: { ischaemiaLongerBySeconds: 112 },
  P04: {
    isResectedMassTypedWrongly: true,
    complication: { afterHours: 20, what: 'Swelling around one port, soft, no discharge', severity: 'mild' },
  },
  P05: { isRecoveryEnteredLate: true },
  P06: { missed: { timePoint: 'day-3', reason: 'The specimen was too small for four portions.' } },
  P07: {
    resultTypedWrongly: 'day-1',
    noteAfterAccess: 'Slight bleeding at port 2, compressed for two minutes, stopped.',
  },
  P08: { weightAtOperationKg: '25.4', arrivalKg: 23.2 },
  P09: { isCheckDiffering: true },
  P10: {
    lateSampleAt: {
      timePoint: 'day-1',
      hours: 5,
      reason: 'The laparoscope was out of order until the afternoon.',
    },
  },
  P11: {
    complication: {
      afterHours: 30,
      what: 'Pale, weak, distended abdomen: bleeding suspected',
      severity: 'severe',
    },
    diesOnDay: 2,
    replacedBy: 'P25',
  },
  P12: { isObservationTypedWrongly: true, isDosePastItsTime: true },
  P13: { haemolysedAt: 'day-3', isDrawnWrongly: true },
  P14: { fastLongerByHours: 2.6 },
  P15: { isGivenAmountCorrected: true, runStartedOn: 'P16' },
  P16: { isSyringeDropped: true },
  P17: { outlierAt: 'day-3' },
  P18: {
    sexTypedWrongly: true,
    complication: { afterHours: 44, what: 'Rectal temperature 40.6 °C, eats little', severity: 'moderate' },
  },
  P19: { isWaterForgotten: true },
  P21: { forgottenAt: 'day-3' },
  P22: {
    complication: { afterHours: 22, what: 'Limps on the left hind leg after recovery', severity: 'mild' },
  },
  P24: { noteAfterAccess: 'Camera lens fogged at the first look, wiped and warmed.' },
};

/** The animal that is on the table at the end of the story. */
export const onTheTable = 'P24';

const morning = '08:40';
const noon = '11:05';

/** Two a day at first; the last ones so that every kind of window lies around the day of making. */
const operations: readonly (readonly [number, ...string[]])[] = [
  [-30, 'P01', 'P02'],
  [-29, 'P03', 'P04'],
  [-27, 'P05', 'P06'],
  [-25, 'P07', 'P08'],
  [-22, 'P09', 'P10'],
  [-20, 'P11', 'P12'],
  [-18, 'P13', 'P14'],
  [-15, 'P15', 'P16'],
  [-13, 'P17', 'P18'],
  [-7, 'P19', 'P20'],
  [-5, 'P25'],
  [-4, 'P21'],
  [-3, 'P22'],
  [-1, 'P23'],
  [0, onTheTable],
];

/** The first animals come earlier, the replacement with the later ones, as a reserve. */
const firstArrival = -45;
const secondArrival = -32;
/** The day on which the replacement takes the place of the one that died. */
export const replacementDay = -11;

export const studyAnimals: readonly StudyAnimal[] = operations.flatMap(([day, ...ids]) =>
  ids.map((id, place): StudyAnimal => {
    const number = Number(id.slice(1));
    const isMorning = place === 0;
    return {
      id,
      earTag: `SIM-${String(4100 + number * 7)}`,
      sex: number % 2 === 0 ? 'castrated' : 'female',
      arrivesOn: number <= 12 ? firstArrival : secondArrival,
      enrolledOn: day - 2,
      operatedOn: day,
      induction: id === onTheTable ? null : isMorning ? morning : noon,
      surgeon: isMorning === number % 4 < 2 ? firstSurgeon : secondSurgeon,
      ageInDaysAtOperation: 152 + ((number * 11) % 30),
      arrivalKg: incidents[id]?.arrivalKg ?? 20.3 + ((number * 7) % 12) / 10,
      incidents: incidents[id] ?? {},
    };
  }),
);

export const donors = [
  { id: 'D01', earTag: 'SIM-9001', arrivesOn: -69, fatOn: -66, lotCode: 'ASC-01' },
  { id: 'D02', earTag: 'SIM-9002', arrivesOn: -53, fatOn: -50, lotCode: 'ASC-02' },
] as const;
export type Donor = (typeof donors)[number];

/** Growth of a miniature pig of this age, simulated: kg a day. */
export const growthKgPerDay = 0.085;
