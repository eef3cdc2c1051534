// Notes on a run: what somebody saw or did beside its steps, in his own words, at any time.
// Must not be changed once written: another note says what was wrong with it.

import { z } from 'zod';
import { decide, defineCommand, defineEntity, defineQuery } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { epochOf, isLate } from '../kernel/time.ts';
import { Run } from './run.ts';

const noteForm = z.object({
  runId: z.string(),
  /** As the run has them. */
  animalId: z.string().nullable(),
  lotId: z.string().nullable(),
  text: z.string().min(1),
});

export interface NoteState extends z.output<typeof noteForm> {
  readonly id: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly witnessedBy: string | null;
}

export const Note = defineEntity<NoteState>()({
  type: 'note',
  reducer: 1,
  opening: {
    'run.noted': {
      version: 1,
      payload: noteForm,
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        at: record.occurredAt,
        recordedAt: record.recordedAt,
        by: record.performedBy,
        witnessedBy: record.witnessedBy,
      }),
    },
  },
  changing: {},
});

/**
 * Everybody reads it, so beside an animal never a substance, lot or group. A run that has ended takes notes too: what
 * is seen afterwards is true all the same. Refusals: `entity.unknown`.
 */
export const addNote = defineCommand({
  name: 'run.addNote',
  input: z.object({ runId: z.string(), text: z.string().trim().min(1).max(2000) }),
  decide({ runId, text }, { read, newId }) {
    const run = read.get(Run, runId);
    if (!run) return refuse('entity.unknown', { what: 'run', id: runId });
    const noteId = newId();
    const { animalId, lotId } = run;
    return decide([Note.record('run.noted', noteId, { runId, animalId, lotId, text })], { noteId });
  },
});

/** The notes of a run, or of all runs on an animal, in the order in which things happened. */
export const notesOfRun = defineQuery({
  name: 'run.notes',
  input: z
    .object({ runId: z.string().optional(), animalId: z.string().optional() })
    .refine((one) => (one.runId === undefined) !== (one.animalId === undefined)),
  answer({ runId, animalId }, { read }) {
    const notes = read.list(Note, {
      ...(runId === undefined ? {} : { runId }),
      ...(animalId === undefined ? {} : { animalId }),
    });
    return {
      notes: notes
        .toSorted((left, right) => epochOf(left.at) - epochOf(right.at))
        .map((one) => ({
          ...one,
          runCode: read.get(Run, one.runId)?.code ?? one.runId,
          isLate: isLate({ occurredAt: one.at, recordedAt: one.recordedAt }),
        })),
    };
  },
});

export const runNoteCommands = [addNote] as const;
export const runNoteQueries = [notesOfRun] as const;
