// A notebook ready for a surgery day: people, one pig with its ear tag, the built-in protocols, a surgery run.
// Must not be imported by anything but tests.

import { localText } from '../../kernel/time.ts';
import { releaseBuiltIn } from '../protocol.ts';
import { startRun } from '../run-commands.ts';
import { completeStep } from '../step-commands.ts';
import { Timer, type TimerState } from '../timer.ts';
import { createUser } from '../user.ts';
import { Bench } from './bench.ts';
import { known } from './known.ts';
import { registerAnimal } from './operated-animal.ts';

export function theatre(): Bench {
  const bench = new Bench();
  for (const userId of ['technician-1', 'surgeon-1']) {
    bench.run(createUser, {
      userId,
      printedName: userId,
      roles: ['technician'],
      identityVerifiedBy: 'administrator-1',
    });
  }
  registerAnimal(bench, 'P07');
  registerAnimal(bench, 'P08');
  bench.run(releaseBuiltIn, {});
  return bench;
}

export function surgeryOn(bench: Bench, animalId = 'P07'): string {
  return bench.run(startRun, { protocolKey: 'surgery', subject: { type: 'animal', id: animalId } }).runId;
}

const hour = 3_600_000;
const minute = 60_000;

/** The steps of a surgery by the book up to, not including, `until`, each at its time. */
export function operateUntil(bench: Bench, runId: string, until: string): void {
  const steps: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
    ['fast', {}, 10 * hour],
    ['withhold-water', {}, 2 * hour],
    ['weigh', { 'weight-kg': '22.4' }, minute],
    ['identity', { 'ear-tag': 'TAG-P07' }, minute],
    ['induction', { isoflurane: '3' }, 10 * minute],
    ['pre-op-samples', { blood: 'yes', liver: 'yes' }, 10 * minute],
    ['access', { pressure: '12' }, 10 * minute],
    ['clamp-on', {}, hour],
    ['clamp-off', {}, minute],
    ['reperfusion', { 'is-perfused': 'yes' }, 20 * minute],
    ['resect-end', { 'resected-mass': '180' }, minute],
    ['dose', { 'syringe-code': 'K7Q2' }, 10 * minute],
    ['close', {}, minute],
    ['tolfedine', {}, minute],
    ['recovery', { outcome: 'recovered' }, minute],
  ];
  for (const [stepKey, values, afterMs] of steps) {
    if (stepKey === until) return;
    bench.run(completeStep, { runId, stepKey, values });
    bench.pass(afterMs);
  }
}

/** A surgery by the book up to, not including, a step. */
export function surgeryAt(until: string): { bench: Bench; runId: string } {
  const bench = theatre();
  const runId = surgeryOn(bench);
  operateUntil(bench, runId, until);
  return { bench, runId };
}

/** That something happened so long ago. */
export function ago(bench: Bench, ms: number): { occurredAt: string } {
  return { occurredAt: localText({ ...bench.now, epochMs: bench.now.epochMs - ms }) };
}

/** The newest ischaemia clock of a run. */
export function ischaemiaOf(bench: Bench, runId: string): TimerState {
  return known(bench.read.list(Timer, { runId }).findLast((one) => one.timerKey === 'ischaemia'));
}
