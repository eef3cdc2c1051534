// Which entities a document of one animal, one run or one lot covers.
// Must not decide how they are shown, nor what the reader may see.

import { Medication, Observation } from '../domain/anaesthesia.ts';
import { Animal } from '../domain/animal.ts';
import { Attachment } from '../domain/attachment.ts';
import { Deviation } from '../domain/deviation.ts';
import { Dose, type DoseState } from '../domain/dose.ts';
import { Exclusion } from '../domain/exclusion.ts';
import { Lot } from '../domain/lot.ts';
import { definitionOf, Run, type RunState } from '../domain/run.ts';
import { Note } from '../domain/run-note.ts';
import { Result } from '../domain/result.ts';
import { Sample, type SampleState } from '../domain/sample.ts';
import { progressOf } from '../domain/step-gate.ts';
import { Step } from '../domain/step.ts';
import { Timer } from '../domain/timer.ts';
import type { EntityRef, Reader, Where } from '../kernel/decider.ts';
import { epochOf } from '../kernel/time.ts';
import { stepWithEffect } from '../protocols/protocol.ts';
import type { ReportScope, Subject } from './source.ts';

interface Named {
  readonly id: string;
}

const ofAnimal: readonly EntityRef<Named>[] = [
  Run,
  Timer,
  Dose,
  Sample,
  Result,
  Exclusion,
  Deviation,
  Observation,
  Medication,
  Note,
  Attachment,
];
const ofRun: readonly EntityRef<Named>[] = [Timer, Deviation, Observation, Medication, Note, Attachment];
const ofLot: readonly EntityRef<Named>[] = [Deviation, Attachment, Timer];

/** The subjects of a document; null for the whole study, undefined when there is nothing with that id. */
export function subjectsOf(read: Reader, scope: ReportScope): readonly Subject[] | null | undefined {
  switch (scope.kind) {
    case 'study':
      return null;
    case 'animal':
      return read.get(Animal, scope.id) ? animalSubjects(read, scope.id) : undefined;
    case 'run': {
      const run = read.get(Run, scope.id);
      return run ? distinct(runSubjects(read, run)) : undefined;
    }
    case 'lot': {
      const lot = read.get(Lot, scope.id);
      if (!lot) return undefined;
      const runs = runsOfLot(read, lot.id).flatMap((run) => runSubjects(read, run));
      return distinct([{ type: Lot.type, id: lot.id }, ...listed(read, ofLot, { lotId: lot.id }), ...runs]);
    }
  }
}

function animalSubjects(read: Reader, animalId: string): readonly Subject[] {
  const runs = read.list(Run, { animalId }).flatMap((run) => withinRun(read, run));
  return distinct([
    { type: Animal.type, id: animalId },
    ...listed(read, ofAnimal, { animalId }),
    ...dosesOfAnimal(read, animalId).map(({ id }) => ({ type: Dose.type, id })),
    ...runs,
  ]);
}

/** Doses that the animal got or that were prepared for it. */
export function dosesOfAnimal(read: Reader, animalId: string): readonly DoseState[] {
  return read
    .list(Dose)
    .filter((dose) => dose.animalId === animalId || dose.preparedForAnimalId === animalId);
}

/** The runs that made the lot or were carried out on it. */
export function runsOfLot(read: Reader, lotId: string): readonly RunState[] {
  const made = read.get(Lot, lotId)?.runId ?? null;
  const maker = made === null ? undefined : read.get(Run, made);
  const on = read.list(Run, { lotId }).filter((run) => run.id !== maker?.id);
  return maker ? [maker, ...on] : on;
}

function runSubjects(read: Reader, run: RunState): readonly Subject[] {
  return [
    { type: Run.type, id: run.id },
    ...withinRun(read, run),
    ...dosesOfRun(read, run).map(({ id }) => ({ type: Dose.type, id })),
    ...samplesOfRun(read, run).map(({ id }) => ({ type: Sample.type, id })),
  ];
}

function withinRun(read: Reader, run: RunState): readonly Subject[] {
  // Steps have no index to be listed by: which there can be is what the protocol says.
  const steps = [...progressOf(read, run, definitionOf(read, run)).states.values()];
  return [...steps.map(({ id }) => ({ type: Step.type, id })), ...listed(read, ofRun, { runId: run.id })];
}

/** Doses of the animal that were prepared or given while a run with a dose step was under way. */
export function dosesOfRun(read: Reader, run: RunState): readonly DoseState[] {
  if (run.animalId === null || !stepWithEffect(definitionOf(read, run), 'dose')) return [];
  return dosesOfAnimal(read, run.animalId).filter((dose) =>
    isDuring(run, dose.given?.at ?? dose.endedAt ?? dose.preparedAt),
  );
}

/** Samples of the animal that were collected while a run with a sampling step was under way, and their aliquots. */
export function samplesOfRun(read: Reader, run: RunState): readonly SampleState[] {
  if (run.animalId === null || !stepWithEffect(definitionOf(read, run), 'sample')) return [];
  return read.list(Sample, { animalId: run.animalId }).filter((sample) => isDuring(run, sample.collectedAt));
}

function isDuring(run: RunState, at: string | null): boolean {
  if (at === null || epochOf(at) < epochOf(run.startedAt)) return false;
  return run.closedAt === null || epochOf(at) <= epochOf(run.closedAt);
}

function listed(read: Reader, entities: readonly EntityRef<Named>[], where: Where): readonly Subject[] {
  return entities.flatMap((entity) => read.list(entity, where).map(({ id }) => ({ type: entity.type, id })));
}

function distinct(subjects: readonly Subject[]): readonly Subject[] {
  return [...new Map(subjects.map((one) => [`${one.type}/${one.id}`, one])).values()];
}
