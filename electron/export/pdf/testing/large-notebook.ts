// A notebook as large as a whole study, for measuring the printed notebook: its records are appended as they are.
// Must not be imported by anything but tests and benchmarks; nothing in it was checked by a command.

import { drawAllocation } from '../../../../shared/domain/allocation.ts';
import { analytes } from '../../../../shared/domain/analytes.ts';
import { Animal } from '../../../../shared/domain/animal.ts';
import { Medication, Observation } from '../../../../shared/domain/anaesthesia.ts';
import { Result, resultId } from '../../../../shared/domain/result.ts';
import { Run } from '../../../../shared/domain/run.ts';
import { Sample } from '../../../../shared/domain/sample.ts';
import { materialKeys, sampleId, timePointKeys } from '../../../../shared/domain/schedule.ts';
import { Step, stepId } from '../../../../shared/domain/step.ts';
import { exactScale } from '../../../../shared/domain/time-scale.ts';
import { Timer } from '../../../../shared/domain/timer.ts';
import type { NewRecord } from '../../../../shared/kernel/decider.ts';
import type { ProtocolDefinition } from '../../../../shared/protocols/protocol.ts';
import { sampling } from '../../../../shared/protocols/sampling.ts';
import { surgery } from '../../../../shared/protocols/surgery.ts';
import type { Notebook } from '../../../notebook/notebook.ts';
import type { TestClock } from '../../../testing/bench-notebook.ts';
import { Filler } from './filled-notebook.ts';

const neverSet = exactScale(0, 0);

/** 24 animals with five runs each, every sample and every result: about 250 records an animal. */
export function fillLarge(notebook: Notebook, clock: TestClock, animals: number): void {
  const fill = new Filler(notebook, clock);
  fill.run(drawAllocation, { seed: '00c0ffee00c0ffee' }, { reason: 'The same list in every test.' });
  for (let number = 1; number <= animals; number++) {
    fill.pass(600);
    fill.append(animalRecords(`P${String(number).padStart(2, '0')}`, number));
  }
}

function animalRecords(animalId: string, position: number): readonly NewRecord[] {
  const registered = Animal.record('animal.registered', animalId, {
    earTag: `TAG-${animalId}`,
    sex: 'female',
    birthDate: '2025-10-15',
    source: 'Breeder 24',
    strain: 'Bama miniature pig',
    purpose: 'study',
    housing: `Pen ${position}`,
  });
  const enrolled = Animal.record('animal.enrolled', animalId, { position, replaces: null });
  const weights = ['22.1', '22.4', '22.9', '23.3'].map((weightKg) =>
    Animal.record('animal.weighed', animalId, { weightKg, scale: neverSet }),
  );
  return [
    registered,
    enrolled,
    ...weights,
    ...runRecords(animalId, surgery, 1),
    ...[1, 2, 3, 4].flatMap((number) => runRecords(animalId, sampling, number)),
    ...anaesthesiaRecords(animalId),
    ...timePointKeys.flatMap((timePoint) => sampleRecords(animalId, timePoint)),
    ...timePointKeys.flatMap((timePoint, index) =>
      analytes.map((analyte, place) =>
        Result.record('result.entered', resultId(animalId, timePoint, analyte.key), {
          animalId,
          timePoint,
          analyte: analyte.key,
          value: String(40 + ((position * 37 + index * 101 + place * 53) % 97)),
          unit: analyte.unit,
          mark: null,
        }),
      ),
    ),
  ];
}

function runRecords(animalId: string, definition: ProtocolDefinition, number: number): readonly NewRecord[] {
  const runId = `run-${animalId}-${definition.sign}-${number}`;
  const started = Run.record('run.started', runId, {
    code: `${animalId}-${definition.sign}-${number}`,
    protocolId: `${definition.key}.v1`,
    protocolKey: definition.key,
    protocolHash: 'd4b1f8f4c115134d16ad9e6cd5b564d709a6fe2f0ec7a7861429e3895568e7e7',
    title: definition.title,
    subject: { type: 'animal', id: animalId },
    animalId,
    lotId: null,
    participants: ['study-director-1'],
  });
  const steps = definition.steps.flatMap((step) => {
    const values = Object.fromEntries(
      step.inputs.map((input) => [
        input.key,
        { value: input.kind === 'yes-no' ? 'yes' : '12.5', unit: input.unit },
      ]),
    );
    const done = Step.record('step.done', stepId(runId, step.key), {
      runId,
      animalId,
      stepKey: step.key,
      values,
      scale: neverSet,
      isLate: false,
      outOfOrder: false,
      deviationIds: [],
    });
    const timers = step.timers.flatMap((timer) =>
      timerRecords(`${runId}-${timer.key}`, animalId, runId, step.key),
    );
    return [done, ...timers];
  });
  return [started, ...steps, Run.record('run.closed', runId, {})];
}

function timerRecords(id: string, animalId: string, runId: string, stepKey: string): readonly NewRecord[] {
  const started = Timer.record('timer.started', id, {
    runId,
    animalId,
    lotId: null,
    stepKey,
    timerKey: stepKey,
    stopsOn: null,
    label: `Timer of ${stepKey}`,
    durationMs: 3_600_000,
    preAlarmsMs: [3_000_000],
    canPause: false,
    toleranceMs: null,
    startedScale: neverSet,
    clockShiftMs: 0,
  });
  const stopped = Timer.record('timer.stopped', id, {
    elapsedMs: 3_610_000,
    stoppedScale: neverSet,
    isUncertain: false,
    isVoid: false,
  });
  return [started, stopped];
}

function anaesthesiaRecords(animalId: string): readonly NewRecord[] {
  const runId = `run-${animalId}-SUR-1`;
  const observations = Array.from({ length: 30 }, (_, index) =>
    Observation.record('anaesthesia.observed', `${animalId}-observation-${index}`, {
      animalId,
      runId,
      heartRatePerMinute: String(90 + (index % 20)),
      spo2Percent: '97',
      endTidalCo2MmHg: '38',
      temperatureCelsius: `38.${index % 10}`,
      isofluranePercent: '1.8',
      note: null,
    }),
  );
  const medication = Medication.record('medication.given', `${animalId}-tolfedine`, {
    animalId,
    runId,
    product: 'Tolfedine',
    route: 'i.m.',
    doseMgPerKg: '4',
    strengthMgPerMl: '40',
    weightKg: '22.4',
    weighedAt: '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]',
    massMg: '89.6',
    volumeMl: '2.24',
    isOutsideGate: false,
  });
  return [...observations, medication];
}

function sampleRecords(animalId: string, timePoint: (typeof timePointKeys)[number]): readonly NewRecord[] {
  return materialKeys.flatMap((material) => {
    const id = sampleId(animalId, timePoint, material);
    const planned = '2026-03-03T12:00:00.000+08:00[Asia/Shanghai]';
    return [
      Sample.record('sample.collected', id, {
        animalId,
        timePoint,
        material,
        plannedAt: planned,
        windowFrom: planned,
        windowTo: planned,
        container: 'Cryotube',
        volumeMicrolitre: '2100',
        isOutsideWindow: false,
      }),
      Sample.record('sample.stored', id, { placeId: 'F1/R2/B3/A5' }),
    ];
  });
}
