// A study ready for doses, for tests: P01 saline, P02 DMEM, P03 ASC, P04 ASC-secretome, with their lots released.
// Must not be imported by anything but tests.

import { weighAnimal } from '../weighing.ts';
import { answerSetting, createStudy } from '../study.ts';
import { createAscLot, identifyLot, measureSuspension } from '../lot-asc.ts';
import { createCommercialLot, releaseLot } from '../lot-keeping.ts';
import { createSecretomeLot, recordLotCheck } from '../lot-secretome.ts';
import { checkDose, prepareDose } from '../dose-preparation.ts';
import { Lot, lotByCode, type LotState } from '../lot.ts';
import { allocate, registerAnimal, resect } from './operated-animal.ts';
import { Bench } from './bench.ts';

const director = { reason: 'Fixed by the study director.' };

export const passingMarkers = [
  { marker: 'CD90', percentPositive: '98.2' },
  { marker: 'CD29', percentPositive: '97' },
  { marker: 'CD44', percentPositive: '99.1' },
  { marker: 'CD34', percentPositive: '0.8' },
];

export const passingDifferentiation = (['adipocytes', 'osteoblasts', 'hepatocytes'] as const).map(
  (lineage) => ({
    lineage,
    isPassed: true,
  }),
);

/** A bench with a study and its answers, no animals but the donor D01. */
export function studyBench(): Bench {
  const bench = new Bench();
  bench.run(createStudy, { title: 'Study', isSimulated: true, zone: 'Asia/Shanghai' });
  registerAnimal(bench, 'D01');
  return bench;
}

export function answer(bench: Bench, key: string, value: string): void {
  bench.run(answerSetting, { key, value }, director);
}

export function answerMarkers(bench: Bench): void {
  for (const marker of ['cd90', 'cd29', 'cd44']) answer(bench, `identification.${marker}PercentMin`, '95');
  answer(bench, 'identification.cd34PercentMax', '2');
}

/** 4.8 × 10^7 cells, 48 mL of medium, four units of 500 µL: the worked example of study.md. */
export const fourUnits = {
  code: 'SEC-01',
  bottles: [1, 2, 3, 4].map((number) => ({ number, cells: '1.2e7', cmMl: '12' })),
  units: [1, 2, 3, 4].map((number) => ({ number, cmMl: '12', volumeMicrolitre: '500', isAccepted: true })),
};

/** A released ASC lot of 5 × 10^6 viable cells per mL and 20 mL. */
export function ascLot(bench: Bench, code = 'ASC-01'): string {
  const { lotId } = bench.run(createAscLot, { code, donorAnimalId: 'D01' });
  bench.run(identifyLot, {
    lotId,
    passage: 4,
    markers: passingMarkers,
    differentiation: passingDifferentiation,
  });
  bench.run(measureSuspension, {
    lotId,
    cellsPerMl: '5e6',
    viabilityPercent: '93.5',
    volumeMicrolitre: '20000',
  });
  bench.run(releaseLot, { lotId });
  return lotId;
}

/** A typed check of one factor: enough for the release. */
export function checkSecretome(bench: Bench, lotId: string): void {
  bench.run(recordLotCheck, { lotId, factors: [{ analyte: 'il-6', values: ['248.1', '251.7'] }] });
}

export interface World {
  readonly bench: Bench;
  readonly lots: {
    readonly saline: string;
    readonly dmem: string;
    readonly asc: string;
    readonly secretome: string;
  };
}

export function doseWorld({ hasReferences = true } = {}): World {
  const bench = studyBench();
  if (hasReferences) {
    answer(bench, 'dose.referenceCellsPerMl', '5e6');
    answer(bench, 'dose.referenceCellsPerMicrolitre', '2.4e4');
  }
  answerMarkers(bench);
  allocate(bench, ['saline', 'dmem', 'asc', 'asc-secretome', 'asc-secretome']);
  for (const position of [1, 2, 3, 4, 5]) {
    registerAnimal(bench, `P0${position}`, position);
    bench.run(weighAnimal, { animalId: `P0${position}`, weightKg: '22.4' });
  }
  const bought = (kind: 'saline' | 'dmem') =>
    bench.run(createCommercialLot, {
      kind,
      code: `${kind}-01`,
      supplier: 'supplier 1',
      supplierLot: '77A',
      expiresAt: '2026-12-31',
      volumeMicrolitre: '500000',
    }).lotId;
  const lots = {
    saline: bought('saline'),
    dmem: bought('dmem'),
    asc: ascLot(bench),
    secretome: bench.run(createSecretomeLot, fourUnits).lotId,
  };
  checkSecretome(bench, lots.secretome);
  for (const lotId of [lots.saline, lots.dmem, lots.secretome]) bench.run(releaseLot, { lotId });
  return { bench, lots };
}

export function lotOf(bench: Bench, lotId: string): LotState {
  const lot = bench.read.get(Lot, lotId) ?? lotByCode(bench.read, lotId);
  if (!lot) throw new Error(`No lot ${lotId}.`);
  return lot;
}

/** P04 with 930 µL of secretome in a 1 mL syringe. */
export const worked = (lotId: string) => ({
  animalId: 'P04',
  lotId,
  syringeMl: '1',
  graduationMicrolitre: '10',
});

export const second = { as: 'technician-2' };

/** A syringe for P04 that technician-1 prepared and technician-2 checked; the resection has just ended. */
export function readySyringe({ bench, lots }: World): { readonly doseId: string; readonly code: string } {
  const prepared = bench.run(prepareDose, worked(lots.secretome));
  bench.run(checkDose, { doseId: prepared.doseId, weightKg: '22.4', lotCode: 'SEC-01' }, second);
  resect(bench, 'P04');
  return prepared;
}
