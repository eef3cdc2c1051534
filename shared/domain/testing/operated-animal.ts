// An animal with an operation, for tests of what follows from it: its records are written directly.
// Must not be imported by anything but tests; it leaves out everything that the commands would check.

import { z } from 'zod';
import { decide, defineCommand, type NewRecord, type RecordOverrides } from '../../kernel/decider.ts';
import { localText } from '../../kernel/time.ts';
import { surgery } from '../../protocols/surgery.ts';
import { Animal } from '../animal.ts';
import { Allocation, allocationId } from '../allocation-state.ts';
import { Protocol } from '../protocol.ts';
import { Run } from '../run.ts';
import { Step, stepId } from '../step.ts';
import { scaleNow } from '../time-scale.ts';
import type { Bench } from './bench.ts';

/** Appends records as they are. */
export function append(bench: Bench, records: readonly NewRecord[], occurredAt?: string): void {
  const command = defineCommand({
    name: 'test.append',
    input: z.object({}),
    decide: () => decide(records, {}),
  });
  bench.run(command, {}, occurredAt === undefined ? {} : { occurredAt });
}

export function registerAnimal(bench: Bench, animalId: string, position: number | null = null): void {
  const registered = Animal.record('animal.registered', animalId, {
    earTag: `TAG-${animalId}`,
    sex: 'female',
    birthDate: '2025-10-15',
    source: 'breeder',
    strain: 'miniature pig',
    purpose: 'study',
    housing: 'pen 1',
  });
  const enrolled =
    position === null ? [] : [Animal.record('animal.enrolled', animalId, { position, replaces: null })];
  append(bench, [registered, ...enrolled]);
}

export const surgeryRunId = (animalId: string): string => `run-${animalId}`;

/** Starts the surgery run of an animal. */
export function startSurgery(bench: Bench, animalId: string, startedAt: string): void {
  const id = `${surgery.key}.v${surgery.version}`;
  const released = Protocol.record('protocol.released', id, { definition: surgery, hash: 'hash' });
  const started = Run.record('run.started', surgeryRunId(animalId), {
    code: `${animalId}-SUR-1`,
    protocolId: id,
    protocolKey: surgery.key,
    protocolHash: 'hash',
    title: surgery.title,
    subject: { type: 'animal', id: animalId },
    animalId,
    lotId: null,
    participants: ['technician-1', 'surgeon-1'],
  });
  append(bench, bench.read.get(Protocol, id) ? [started] : [released, started], startedAt);
}

export function doStep(
  bench: Bench,
  animalId: string,
  stepKey: string,
  at: string,
  facts: RecordOverrides = {},
): void {
  const runId = surgeryRunId(animalId);
  const done = Step.record(
    'step.done',
    stepId(runId, stepKey),
    {
      runId,
      animalId,
      stepKey,
      values: {},
      scale: scaleNow(bench.read),
      isLate: false,
      outOfOrder: false,
      deviationIds: [],
    },
    facts,
  );
  append(bench, [done], at);
}

/** An operation of which only the end of the resection is recorded, now: from here on a dose may be given. */
export function resect(bench: Bench, animalId: string): void {
  const at = localText(bench.now);
  startSurgery(bench, animalId, at);
  doStep(bench, animalId, 'resect-end', at);
}

export function closeRun(bench: Bench, animalId: string): void {
  append(bench, [Run.record('run.closed', surgeryRunId(animalId), {})]);
}

export function endAnimal(
  bench: Bench,
  animalId: string,
  kind: 'animal.died' | 'animal.withdrawn',
  at: string,
): void {
  append(bench, [Animal.record(kind, animalId, {})], at);
}

/** An allocation whose position n has the n-th of `groups`. */
export function allocate(bench: Bench, groups: readonly string[]): void {
  append(bench, [
    Allocation.record('allocation.drawn', allocationId, {
      method: 'test',
      blockSize: 4,
      groups: [...new Set(groups)],
      positions: groups.length,
      blind: {
        seed: 'seed',
        groupOf: Object.fromEntries(groups.map((group, index) => [String(index + 1), group])),
      },
    }),
  ]);
}
