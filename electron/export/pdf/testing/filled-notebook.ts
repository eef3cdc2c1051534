// A notebook with a little of everything that is printed, for tests of the printed notebook.
// Must not be imported by anything but tests and benchmarks.

import { z } from 'zod';
import type { CommandMeta } from '../../../../shared/contract.ts';
import { drawAllocation, enrolAnimal } from '../../../../shared/domain/allocation.ts';
import { recordComplication, registerAnimal } from '../../../../shared/domain/animal-commands.ts';
import { computeDose } from '../../../../shared/domain/dose-arithmetic.ts';
import { Dose } from '../../../../shared/domain/dose.ts';
import { Lot } from '../../../../shared/domain/lot.ts';
import { observe } from '../../../../shared/domain/observing.ts';
import { correctResult, enterResults } from '../../../../shared/domain/result-commands.ts';
import { startRun } from '../../../../shared/domain/run-commands.ts';
import { addNote } from '../../../../shared/domain/run-note.ts';
import { Sample } from '../../../../shared/domain/sample.ts';
import { completeStep, correctStep } from '../../../../shared/domain/step-commands.ts';
import { createUser } from '../../../../shared/domain/user.ts';
import { exactScale } from '../../../../shared/domain/time-scale.ts';
import { correctWeight, weighAnimal } from '../../../../shared/domain/weighing.ts';
import { Animal } from '../../../../shared/domain/animal.ts';
import { decide, defineCommand, type Command, type NewRecord } from '../../../../shared/kernel/decider.ts';
import { localText, minuteMs } from '../../../../shared/kernel/time.ts';
import type { Notebook } from '../../../notebook/notebook.ts';
import { Snapshots } from '../../../notebook/snapshots.ts';
import { accepted, director, type TestClock } from '../../../testing/bench-notebook.ts';

export interface Filled {
  readonly animalId: string;
  readonly runId: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly doseCode: string;
  /** The animal's group. */
  readonly group: string;
}

export class Filler {
  readonly #notebook: Notebook;
  readonly #clock: TestClock;

  constructor(notebook: Notebook, clock: TestClock) {
    this.#notebook = notebook;
    this.#clock = clock;
  }

  run<Schema extends z.ZodType, Value>(
    command: Command<string, Schema, Value>,
    input: z.input<Schema>,
    meta: CommandMeta = {},
  ): Value {
    return accepted(this.#notebook.transact(command, input, director, meta)).value;
  }

  /** Appends records as they are: for what needs a long way of commands that these tests are not about. */
  append(records: readonly NewRecord[], meta: CommandMeta = {}): void {
    const command = defineCommand({
      name: 'test.append',
      input: z.object({}),
      decide: () => decide(records, {}),
    });
    this.run(command, {}, meta);
  }

  pass(minutes: number): void {
    this.#clock.epochMs += minutes * minuteMs;
  }

  ago(minutes: number): string {
    const now = this.#clock.moment();
    return localText({ ...now, epochMs: now.epochMs - minutes * minuteMs });
  }
}

/** One animal from arrival to its first results, one lot of secretome and the dose drawn from it. */
export function fillNotebook(notebook: Notebook, clock: TestClock): Filled {
  const fill = new Filler(notebook, clock);
  const animalId = 'P07';
  fill.run(createUser, {
    userId: 'surgeon-1',
    printedName: '外科医师 1',
    roles: ['surgeon'],
    identityVerifiedBy: 'study-director-1 knows the person',
  });
  fill.run(createUser, {
    userId: 'technician-1',
    printedName: 'Tuula Äärimäinen',
    roles: ['technician'],
    identityVerifiedBy: 'passport',
  });
  registerOne(fill, animalId, '22.9');
  fill.run(drawAllocation, { seed: '00c0ffee00c0ffee' }, { reason: 'The same list in every test.' });
  fill.run(enrolAnimal, { animalId });
  const runId = operate(fill, animalId);
  const { lotId, lotCode } = makeLot(fill);
  const { doseCode, group } = giveDose(fill, notebook, animalId, lotId);
  fill.run(recordComplication, { animalId, what: 'Bile leak of ≈ 2 mL, rinsed', severity: 'mild' });
  sampleAndMeasure(fill, notebook, animalId);
  return { animalId, runId, lotId, lotCode, doseCode, group };
}

function registerOne(fill: Filler, animalId: string, weightKg: string): void {
  fill.run(registerAnimal, {
    animalId,
    earTag: `ET-${animalId}`,
    sex: 'female',
    birthDate: '2025-10-10',
    source: 'Breeder 24, Harbin',
    strain: 'Bama miniature pig',
    purpose: 'study',
    housing: 'Pen 3',
    weightKg,
  });
}

function operate(fill: Filler, animalId: string): string {
  const subject = { type: 'animal', id: animalId } as const;
  const { runId } = fill.run(startRun, {
    protocolKey: 'surgery',
    subject,
    participants: ['surgeon-1', 'technician-1'],
  });
  const bySurgeon = { performedBy: 'surgeon-1', witnessedBy: 'technician-1' };
  fill.run(completeStep, { runId, stepKey: 'fast', values: {} });
  fill.pass(600);
  fill.run(completeStep, { runId, stepKey: 'withhold-water', values: {} });
  fill.pass(110);
  fill.run(completeStep, { runId, stepKey: 'weigh', values: { 'weight-kg': '24.2' } });
  fill.pass(1);
  fill.run(completeStep, { runId, stepKey: 'identity', values: { 'ear-tag': animalId } });
  fill.run(
    correctStep,
    { runId, stepKey: 'weigh', values: { 'weight-kg': '22.4' } },
    { reason: 'Digits swapped; the scale’s slip says 22.4' },
  );
  fill.pass(12);
  fill.run(completeStep, { runId, stepKey: 'induction', values: {} }, bySurgeon);
  fill.run(observe, {
    animalId,
    runId,
    heartRatePerMinute: '98',
    spo2Percent: '97',
    endTidalCo2MmHg: '38',
    temperatureCelsius: '38.4',
    isofluranePercent: '1.75',
    note: 'α-2 agonist not needed',
  });
  fill.pass(40);
  const late = { ...bySurgeon, occurredAt: fill.ago(31) };
  fill.run(completeStep, { runId, stepKey: 'pre-op-samples', values: { blood: 'yes', liver: 'yes' } }, late);
  fill.run(completeStep, { runId, stepKey: 'access', values: {} }, bySurgeon);
  const noted = { runId, text: 'Slight bleeding at port 2, compressed' };
  fill.run(addNote, noted, { ...bySurgeon, occurredAt: fill.ago(12) });
  fill.run(completeStep, { runId, stepKey: 'clamp-on', values: {} }, bySurgeon);
  fill.pass(67);
  fill.run(completeStep, { runId, stepKey: 'clamp-off', values: {} }, bySurgeon);
  return runId;
}

function makeLot(fill: Filler): { readonly lotId: string; readonly lotCode: string } {
  const lotId = 'lot-0007-secretome';
  const lotCode = 'SEC-0042';
  const units = [1, 2, 3, 4].map((number) => ({
    number,
    cmMl: '12',
    volumeMicrolitre: '500',
    isAccepted: true,
  }));
  fill.append([
    Lot.record('lot.secretomeCreated', lotId, {
      code: lotCode,
      title: 'Secretome of donor D02',
      expiresAt: '2027-03-31',
      volumeMicrolitre: '2000',
      location: 'F1/R2/B3/A5',
      runId: null,
      secretome: {
        sourceCells: '48000000',
        countBasis: 'viable',
        cmCollectedMl: '48',
        cmProcessedMl: '48',
        pooledVolumeMicrolitre: '2000',
        cellsPerMicrolitre: '24000.0',
        units,
        bottles: [{ number: 1, cells: '48000000', cmMl: '48' }],
      },
    }),
    Lot.record('lot.released', lotId, { isOutsideGate: false }),
    Lot.record('lot.thawed', lotId, {}),
  ]);
  return { lotId, lotCode };
}

function giveDose(fill: Filler, notebook: Notebook, animalId: string, lotId: string) {
  const doseCode = '7KMBX';
  const group = 'asc-secretome';
  const computed = accepted(
    computeDose({
      weightKg: '22.4',
      source: {
        kind: 'secretome',
        sourceCells: '4.8e7',
        lotVolumeMl: '2',
        cmCollectedMl: '48',
        cmProcessedMl: '48',
      },
      syringeMl: '1',
      graduationMicrolitre: '10',
    }),
  );
  const doseId = 'dose-1';
  const neverSet = exactScale(0, 0);
  fill.append([
    Dose.record('dose.prepared', doseId, {
      code: doseCode,
      animalId,
      weightKg: '22.4',
      cellsTarget: computed.cells,
      volumeMicrolitre: computed.volumeMicrolitre,
      drawMicrolitre: computed.drawMicrolitre ?? '0',
      fills: [...computed.fills],
      syringeMl: '1',
      graduationMicrolitre: '10',
      scale: neverSet,
      blind: {
        group,
        substance: 'secretome',
        lotId,
        equation: [...computed.equation],
        errorPercent: computed.errorPercent,
        deadSpaceMicrolitre: '0',
      },
    }),
  ]);
  const usableUntil = localText(notebook.clock.moment());
  const checked = { usableUntil, usableUntilScale: neverSet, scale: neverSet };
  fill.append([Dose.record('dose.checked', doseId, checked)], { performedBy: 'technician-1' });
  const injected = {
    sites: [
      { site: 'Segment II', volumeMicrolitre: '460' },
      { site: 'Segment III', volumeMicrolitre: '450' },
    ],
    lostMicrolitre: '5',
    residualMicrolitre: '15',
    isOutsideGate: false,
    sinceResectionMs: 95_000,
    sinceReadyMs: 1_260_000,
  };
  fill.append(
    [
      Dose.record('dose.given', doseId, {
        animalId,
        injected,
        scale: neverSet,
        blind: { takenMicrolitre: '930', lotCounts: 0 },
      }),
      Lot.record('lot.taken', lotId, {
        blind: { amountMicrolitre: '930', doseId, why: 'Drawn for a dose that was given' },
      }),
    ],
    { performedBy: 'surgeon-1' },
  );
  return { doseCode, group };
}

function sampleAndMeasure(fill: Filler, notebook: Notebook, animalId: string): void {
  fill.append([
    Sample.record('sample.collected', `${animalId}-PRE-SER-1`, {
      animalId,
      timePoint: 'pre-op',
      material: 'serum',
      plannedAt: null,
      windowFrom: null,
      windowTo: null,
      container: 'Serum tube',
      volumeMicrolitre: '2100',
      isOutsideWindow: false,
    }),
  ]);
  const missed = {
    animalId,
    timePoint: 'day-1',
    material: 'liver-ki67',
    plannedAt: null,
    windowFrom: null,
    windowTo: null,
  } as const;
  fill.append([Sample.record('sample.missed', `${animalId}-D1-KI67-1`, missed)], {
    reason: 'Tissue floated away',
  });
  fill.run(
    enterResults,
    {
      cells: [
        { animalId, timePoint: 'pre-op', analyte: 'alt', value: '41.5' },
        { animalId, timePoint: 'day-1', analyte: 'alt', value: '1130' },
        { animalId, timePoint: 'day-3', analyte: 'alt', value: '77.25' },
        { animalId, timePoint: 'day-1', analyte: 'tnf-alpha', value: '88.125' },
      ],
    },
    { reason: 'The end of the operation is on paper' },
  );
  fill.run(
    correctResult,
    { animalId, timePoint: 'day-1', analyte: 'alt', value: '113' },
    { reason: 'Decimal point' },
  );
  fill.pass(600);
  fill.run(weighAnimal, { animalId, weightKg: '23.3' });
  const weights = new Snapshots(notebook.database).get(Animal, animalId)?.weights ?? [];
  const recordId = weights.at(-1)?.recordId ?? '';
  fill.run(correctWeight, { animalId, recordId, weightKg: '22.3' }, { reason: 'Misread by 1 kg' });
}
