// Starting, manning, closing and abandoning runs.
// Must not touch steps: their commands do.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, type Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { subjectTypes, type SubjectType } from '../protocols/protocol.ts';
import { Animal } from './animal.ts';
import { deviationRecord } from './deviation.ts';
import { Lot } from './lot.ts';
import { latestProtocol } from './protocol.ts';
import { definitionOf, Run, type RunState } from './run.ts';
import { progressOf } from './step-gate.ts';
import { stopOf } from './timer-acts.ts';
import { activeTimers } from './timer-commands.ts';
import { User } from './user.ts';

const people = z.array(z.string()).max(20);
const subjectForm = z.object({ type: z.enum(subjectTypes), id: z.string().min(1).max(80) });
const runInput = z.object({ runId: z.string() });

interface Subject {
  readonly animalId: string | null;
  readonly lotId: string | null;
  /** What the code of the run begins with. */
  readonly name: string;
  readonly hasEnded: boolean;
}

/** A sample set is named by animal and time point: `P07/day-1`. */
function findSubject(read: Reader, subject: { type: SubjectType; id: string }): Outcome<Subject> {
  if (subject.type === 'lot') {
    const lot = read.get(Lot, subject.id);
    if (!lot) return refuse('entity.unknown', { what: 'lot', id: subject.id });
    return accept({ animalId: null, lotId: lot.id, name: lot.code, hasEnded: false });
  }
  const animalId = subject.type === 'animal' ? subject.id : (subject.id.split('/')[0] ?? '');
  const animal = read.get(Animal, animalId);
  if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
  return accept({ animalId, lotId: null, name: animalId, hasEnded: animal.status !== 'active' });
}

function unknownPerson(read: Reader, participants: readonly string[]): string | undefined {
  return participants.find((userId) => !read.get(User, userId));
}

/**
 * Starts a run of the newest released version, pinned to its hash (PAIN-9). Subject: an animal's id, a lot's id, or
 * `P07/day-1` for samples. Refusals: `protocol.unknown`, `run.wrong-subject`, `entity.unknown`, `person.unknown`,
 * `run.already-open`, and `run.animal-ended` unless a reason is given, which is a deviation.
 */
export const startRun = defineCommand({
  name: 'run.start',
  input: z.object({ protocolKey: z.string(), subject: subjectForm, participants: people.default([]) }),
  decide({ protocolKey, subject, participants }, context) {
    const { read } = context;
    const protocol = latestProtocol(read, protocolKey);
    if (!protocol) return refuse('protocol.unknown', { key: protocolKey });
    const { subjectType, sign } = protocol.definition;
    if (subject.type !== subjectType) {
      const [expected, given] = [say(`run.subject.${subjectType}`), say(`run.subject.${subject.type}`)];
      return refuse('run.wrong-subject', { title: protocol.title, expected, given });
    }
    const found = findSubject(read, subject);
    if (!found.ok) return found;
    const stranger = unknownPerson(read, participants);
    if (stranger !== undefined) return refuse('person.unknown', { id: stranger });
    const { animalId, lotId, name, hasEnded } = found.value;
    const earlier = runsOf(read, { animalId, lotId }).filter((run) => run.protocolKey === protocolKey);
    const open = earlier.find((run) => run.status === 'open' && run.subject.id === subject.id);
    if (open) return refuse('run.already-open', { code: open.code });
    if (hasEnded && !context.reason) return refuse('run.animal-ended', { id: name });
    const runId = context.newId();
    const code = `${name}-${sign}-${earlier.length + 1}`;
    const record = Run.record('run.started', runId, {
      code,
      protocolId: protocol.id,
      protocolKey,
      protocolHash: protocol.hash,
      title: protocol.title,
      subject,
      animalId,
      lotId,
      participants: [...new Set(participants)],
    });
    const what = say('run.started-after-end', { code });
    const deviations = hasEnded ? [deviationRecord(context, { what, where: null, runId, animalId })] : [];
    return decide([record, ...deviations], { runId, code });
  },
});

function runsOf(
  read: Reader,
  subject: { readonly animalId: string | null; readonly lotId: string | null },
): readonly RunState[] {
  if (subject.animalId !== null) return read.list(Run, { animalId: subject.animalId });
  return subject.lotId === null ? [] : read.list(Run, { lotId: subject.lotId });
}

function findOpen(read: Reader, runId: string): Outcome<RunState> {
  const run = read.get(Run, runId);
  if (!run) return refuse('entity.unknown', { what: 'run', id: runId });
  return run.status === 'open' ? accept(run) : refuse('run.closed', { code: run.code });
}

/** Who takes part, offered first wherever a person is asked for. Refusals: `run.closed`, `person.unknown`. */
export const setParticipants = defineCommand({
  name: 'run.setParticipants',
  input: runInput.extend({ participants: people }),
  decide({ runId, participants }, { read }) {
    const run = findOpen(read, runId);
    if (!run.ok) return run;
    const stranger = unknownPerson(read, participants);
    if (stranger !== undefined) return refuse('person.unknown', { id: stranger });
    const unique = [...new Set(participants)];
    return decide([Run.record('run.participantsChanged', runId, { participants: unique })], {});
  },
});

/**
 * Closes a run. Refusals: `run.closed`, `run.timers-running`, and `run.steps-open` unless a reason is given, which is
 * a deviation.
 */
export const closeRun = defineCommand({
  name: 'run.close',
  input: runInput,
  decide({ runId }, context) {
    const found = findOpen(context.read, runId);
    if (!found.ok) return found;
    const { code, animalId, lotId } = found.value;
    const running = activeTimers(context.read, { runId }).map((timer) => timer.label);
    if (running.length > 0) return refuse('run.timers-running', { timers: running.join(', ') });
    const { open } = progressOf(context.read, found.value, definitionOf(context.read, found.value));
    const closed = Run.record('run.closed', runId, {});
    if (open.length === 0) return decide([closed], { deviationIds: [] });
    const steps = open.map((step) => step.title).join(', ');
    if (!context.reason) return refuse('run.steps-open', { steps });
    const what = say('run.closed-with-open-steps', { code, steps });
    const deviation = deviationRecord(context, { what, where: null, runId, animalId, lotId });
    return decide([closed, deviation], { deviationIds: [deviation.subjectId] });
  },
});

/** Gives a run up, with the reason; its timers stop with it. Refusals: `run.closed`, `reason.missing`. */
export const abandonRun = defineCommand({
  name: 'run.abandon',
  input: runInput,
  decide({ runId }, context) {
    const found = findOpen(context.read, runId);
    if (!found.ok) return found;
    if (!context.reason) return refuse('reason.missing');
    const stops = activeTimers(context.read, { runId }).map((timer) => stopOf(context, timer));
    const refused = stops.find((stop) => !stop.ok);
    if (refused && !refused.ok) return refused;
    const records = stops.flatMap((stop) => (stop.ok ? [stop.value.record] : []));
    return decide([Run.record('run.abandoned', runId, {}), ...records], { stoppedTimers: records.length });
  },
});

export const runCommands = [startRun, setParticipants, closeRun, abandonRun] as const;
