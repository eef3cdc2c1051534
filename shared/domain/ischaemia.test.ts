// Tests of the operating-room view through one surgery.
// Must not test the steps' own rules.

import { describe, expect, it } from 'vitest';
import { showIschaemia } from './ischaemia.ts';
import { startRun } from './run-commands.ts';
import { markClampOff } from './clamp-off-mark.ts';
import { completeStep } from './step-commands.ts';
import { operateUntil, surgeryOn, theatre } from './testing/theatre.ts';
import { known } from './testing/known.ts';

const minute = 60_000;

describe('ischaemia.show', () => {
  it('follows the clamp: before, clamped with its clock and next alarm, released, injected', () => {
    const bench = theatre();
    const runId = surgeryOn(bench);
    operateUntil(bench, runId, 'clamp-on');
    const show = () => known(bench.ask(showIschaemia, { runId }).ischaemia);
    expect(show()).toMatchObject({
      code: 'P07-SUR-1',
      animalId: 'P07',
      phase: 'before',
      canClampOn: true,
      durationMs: 60 * minute,
      clampOffAsksBeforeMs: 30 * minute,
      timer: null,
      nextStep: { key: 'clamp-on' },
    });
    bench.run(completeStep, { runId, stepKey: 'clamp-on' });
    bench.pass(52 * minute);
    expect(show()).toMatchObject({
      phase: 'clamped',
      canClampOn: false,
      canClampOff: true,
      timer: {
        elapsedMs: 52 * minute,
        remainingMs: 8 * minute,
        dueAlarm: { kind: 'pre-alarm', alarmMs: 50 * minute },
        nextAlarm: { kind: 'pre-alarm', alarmMs: 55 * minute },
        deviationText: 'Ischaemia lasted 52:00, 8:00 shorter than 1:00:00.',
      },
      nextStep: { key: 'clamp-off' },
    });
    bench.pass(8 * minute);
    bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    bench.pass(minute);
    expect(show()).toMatchObject({
      phase: 'released',
      canClampOff: false,
      sinceReleaseMs: minute,
      timer: { status: 'stopped', elapsedMs: 60 * minute, deviationText: null },
      nextStep: { key: 'reperfusion' },
      resectionToInjectionMs: null,
    });
    bench.run(completeStep, { runId, stepKey: 'reperfusion', values: { 'is-perfused': 'yes' } });
    bench.run(completeStep, { runId, stepKey: 'resect-end' });
    bench.pass(90_000);
    bench.run(completeStep, { runId, stepKey: 'dose', values: { 'syringe-code': 'K7Q2' } });
    expect(show().resectionToInjectionMs).toBe(90_000);
  });

  it('shows a clamp off that was pressed on the locked screen until it is confirmed', () => {
    const bench = theatre();
    const runId = surgeryOn(bench);
    operateUntil(bench, runId, 'clamp-off');
    const show = () => known(bench.ask(showIschaemia, { runId }).ischaemia);
    const { markedAt } = bench.run(markClampOff, { timerId: known(show().timer).id });
    bench.pass(10 * minute);
    expect(show()).toMatchObject({ phase: 'clamped', clampOffMarkedAt: markedAt });
    bench.run(completeStep, { runId, stepKey: 'clamp-off' }, { occurredAt: markedAt });
    expect(show()).toMatchObject({ phase: 'released', clampOffMarkedAt: null, clampOffAt: markedAt });
  });

  it('is null for an unknown run and for a protocol without a clamp', () => {
    const bench = theatre();
    expect(bench.ask(showIschaemia, { runId: 'none' }).ischaemia).toBeNull();
    const subject = { type: 'samples', id: 'P07/day-1' } as const;
    const { runId } = bench.run(startRun, { protocolKey: 'sampling', subject });
    expect(bench.ask(showIschaemia, { runId }).ischaemia).toBeNull();
  });
});
