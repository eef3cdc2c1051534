// Every entity of the notebook, by type: what storage, replay and verification reduce records with.
// Must not contain anything but the list.

import type { AnyEntity } from '../kernel/decider.ts';
import { Allocation } from './allocation-state.ts';
import { Medication, Observation } from './anaesthesia.ts';
import { Plan } from './analysis-plan.ts';
import { Animal } from './animal.ts';
import { Assay } from './assay.ts';
import { Attachment } from './attachment.ts';
import { SavedMapping } from './csv-mapping.ts';
import { Deviation } from './deviation.ts';
import { Device } from './device.ts';
import { Dose } from './dose.ts';
import { Exclusion } from './exclusion.ts';
import { Lot } from './lot.ts';
import { Freezer, Place } from './place.ts';
import { Protocol } from './protocol.ts';
import { ReadingList } from './reading-list.ts';
import { Result } from './result.ts';
import { Review } from './review.ts';
import { Run } from './run.ts';
import { Note } from './run-note.ts';
import { Sample } from './sample.ts';
import { Step } from './step.ts';
import { Study } from './study.ts';
import { Timer } from './timer.ts';
import { User } from './user.ts';

const all: readonly AnyEntity[] = [
  Allocation,
  Animal,
  Assay,
  Attachment,
  Deviation,
  Device,
  Dose,
  Exclusion,
  Freezer,
  Lot,
  Medication,
  Note,
  Observation,
  Place,
  Plan,
  Protocol,
  ReadingList,
  Result,
  Review,
  Run,
  Sample,
  SavedMapping,
  Step,
  Study,
  Timer,
  User,
];

export const entities: ReadonlyMap<string, AnyEntity> = new Map(all.map((one) => [one.type, one]));
