// Tests of runs: pinned to a version, started, manned, closed, abandoned, shown.
// Must not test the steps' own rules.

import { describe, expect, it } from 'vitest';
import { Deviation } from './deviation.ts';
import { definitionHash, releaseProtocol } from './protocol.ts';
import { abandonRun, closeRun, setParticipants, startRun } from './run-commands.ts';
import { listRuns, showRun } from './run-queries.ts';
import { latestRunOf, Run } from './run.ts';
import { completeStep, correctStep, skipStep } from './step-commands.ts';
import { surgery } from '../protocols/surgery.ts';
import { endAnimal } from './testing/operated-animal.ts';
import { operateUntil, surgeryOn, theatre } from './testing/theatre.ts';
import { Timer } from './timer.ts';
import { known } from './testing/known.ts';

const onPig = { protocolKey: 'surgery', subject: { type: 'animal', id: 'P07' } } as const;

describe('starting a run', () => {
  it('[PAIN-9] pins version and hash: a version released later changes nothing in it', () => {
    const bench = theatre();
    const { runId, code } = bench.run(startRun, { ...onPig, participants: ['surgeon-1', 'surgeon-1'] });
    expect(code).toBe('P07-SUR-1');
    const steps = surgery.steps.filter((step) => step.key !== 'withhold-water');
    bench.run(releaseProtocol, { definition: { ...surgery, version: 2, steps } }, { reason: 'x' });
    expect(bench.read.get(Run, runId)).toMatchObject({
      protocolId: 'surgery.v1',
      protocolHash: definitionHash(surgery),
      participants: ['surgeon-1'],
      animalId: 'P07',
      status: 'open',
    });
    const { run } = bench.ask(showRun, { runId });
    expect(run?.steps.map((step) => step.definition)).toEqual(surgery.steps);
    expect(run?.isProtocolIntact).toBe(true);
    const later = bench.run(startRun, { ...onPig, subject: { type: 'animal', id: 'P08' } });
    expect(bench.read.get(Run, later.runId)?.protocolId).toBe('surgery.v2');
  });

  it('refuses an unknown protocol, subject or person, the wrong kind of subject, and a second open run', () => {
    const bench = theatre();
    const code = (input: Parameters<typeof bench.refused<typeof startRun.input>>[1]) =>
      bench.refused(startRun, input).code;
    expect(code({ ...onPig, protocolKey: 'none' })).toBe('protocol.unknown');
    expect(code({ ...onPig, subject: { type: 'animal', id: 'P99' } })).toBe('entity.unknown');
    expect(code({ ...onPig, subject: { type: 'lot', id: 'P07' } })).toBe('run.wrong-subject');
    const cells = { protocolKey: 'conditioned-medium', subject: { type: 'lot', id: 'none' } } as const;
    expect(code(cells)).toBe('entity.unknown');
    expect(code({ ...onPig, participants: ['nobody'] })).toBe('person.unknown');
    const { runId } = bench.run(startRun, onPig);
    expect(code(onPig)).toBe('run.already-open');
    bench.run(abandonRun, { runId }, { reason: 'no anaesthetist' });
    expect(bench.run(startRun, onPig).code).toBe('P07-SUR-2');
  });

  it('has one open run for each time point of an animal', () => {
    const bench = theatre();
    const samples = (id: string) => ({ protocolKey: 'sampling', subject: { type: 'samples', id } as const });
    expect(bench.run(startRun, samples('P07/day-1')).code).toBe('P07-SAM-1');
    expect(bench.run(startRun, samples('P07/day-3')).code).toBe('P07-SAM-2');
    expect(bench.refused(startRun, samples('P07/day-1')).code).toBe('run.already-open');
  });

  it('on an animal that has ended needs a reason, and is a deviation', () => {
    const bench = theatre();
    endAnimal(bench, 'P07', 'animal.died', '2026-03-02T07:00:00.000+08:00[Asia/Shanghai]');
    expect(bench.refused(startRun, onPig).code).toBe('run.animal-ended');
    const { runId } = bench.run(startRun, onPig, { reason: 'entered from paper afterwards' });
    expect(bench.read.list(Deviation, { runId })).toMatchObject([
      { what: 'The run P07-SUR-1 was started on an animal that is no longer active.', animalId: 'P07' },
    ]);
  });
});

describe('ending a run', () => {
  it('closes when every step is done or skipped and no timer runs', () => {
    const bench = theatre();
    const runId = surgeryOn(bench);
    operateUntil(bench, runId, 'clamp-off');
    const because = { reason: 'the animal died on the table' };
    expect(bench.refused(closeRun, { runId }, because).code).toBe('run.timers-running');
    bench.run(completeStep, { runId, stepKey: 'clamp-off' });
    const refusal = bench.refused(closeRun, { runId });
    expect(refusal.code).toBe('run.steps-open');
    expect(refusal.message).toContain('Confirm reperfusion, End of the resection');
    const { deviationIds } = bench.run(closeRun, { runId }, because);
    expect(bench.read.get(Deviation, known(deviationIds[0]))?.what).toContain('closed with open steps');
    expect(bench.read.get(Run, runId)).toMatchObject({ status: 'closed', reason: because.reason });
    expect(bench.refused(closeRun, { runId }).code).toBe('run.closed');
    expect(bench.refused(closeRun, { runId: 'none' }).code).toBe('entity.unknown');
  });

  it('closes without a deviation after the last step, and steps can still be corrected', () => {
    const bench = theatre();
    const runId = surgeryOn(bench);
    operateUntil(bench, runId, 'tolfedine');
    bench.run(skipStep, { runId, stepKey: 'tolfedine' }, { reason: 'given by the veterinarian before' });
    bench.run(completeStep, { runId, stepKey: 'recovery', values: { outcome: 'recovered' } });
    expect(bench.run(closeRun, { runId }).deviationIds).toEqual([]);
    expect(latestRunOf(bench.read, 'P07', 'surgery')?.status).toBe('closed');
    const mass = { runId, stepKey: 'resect-end', values: { 'resected-mass': '182' } };
    bench.run(correctStep, mass, { reason: 'scale read again' });
  });

  it('abandons with a reason, and stops the timers with it', () => {
    const bench = theatre();
    const runId = surgeryOn(bench);
    operateUntil(bench, runId, 'weigh');
    expect(bench.refused(abandonRun, { runId }).code).toBe('reason.missing');
    expect(bench.run(abandonRun, { runId }, { reason: 'the animal is ill' }).stoppedTimers).toBe(2);
    expect(bench.read.list(Timer, { status: 'running' })).toEqual([]);
    expect(latestRunOf(bench.read, 'P07', 'surgery')).toBeUndefined();
    expect(bench.refused(setParticipants, { runId, participants: [] }).code).toBe('run.closed');
  });
});

describe('participants', () => {
  it('are chosen from the people of the notebook', () => {
    const bench = theatre();
    const runId = surgeryOn(bench);
    const participants = ['technician-1', 'surgeon-1'];
    bench.run(setParticipants, { runId, participants });
    expect(bench.read.get(Run, runId)?.participants).toEqual(participants);
    expect(bench.refused(setParticipants, { runId, participants: ['nobody'] }).code).toBe('person.unknown');
  });
});

describe('the views', () => {
  it('[PAIN-9] show every step of the version, what was recorded, the next one and the timers', () => {
    const bench = theatre();
    const runId = surgeryOn(bench);
    operateUntil(bench, runId, 'weigh');
    const { run } = bench.ask(showRun, { runId });
    expect(run?.steps).toHaveLength(surgery.steps.length);
    expect(run?.nextStepKey).toBe('weigh');
    const states = run?.steps.map((step) => [step.state?.status ?? null, step.isWaiting]);
    expect(states?.slice(0, 4)).toEqual([
      ['done', false],
      ['done', false],
      [null, false],
      [null, true],
    ]);
    expect(run?.timers.map((timer) => timer.timerKey)).toEqual(['fast', 'withhold-water']);
    const clampOn = run?.steps.find((step) => step.definition.key === 'clamp-on');
    expect(clampOn?.durationsMs).toEqual({ ischaemia: 3_600_000 });
    expect(clampOn?.parameters[0]).toMatchObject({ value: '60', unit: 'min', source: 'paper' });
    const access = run?.steps.find((step) => step.definition.key === 'access');
    expect(access?.parameters).toMatchObject([
      { key: 'ports', value: null, source: 'lab' },
      { key: 'pressure', value: null },
    ]);
    expect(bench.ask(showRun, { runId: 'none' }).run).toBeNull();
  });

  it('list runs newest first, by animal and status, with the next step', () => {
    const bench = theatre();
    surgeryOn(bench, 'P08');
    bench.pass(1);
    const runId = surgeryOn(bench);
    operateUntil(bench, runId, 'identity');
    expect(bench.ask(listRuns, {}).runs.map((run) => run.code)).toEqual(['P07-SUR-1', 'P08-SUR-1']);
    expect(bench.ask(listRuns, { animalId: 'P07', status: 'open' }).runs).toMatchObject([
      { stepCount: 15, stepsSettled: 3, nextStep: { key: 'identity', title: 'Check identity' } },
    ]);
    expect(bench.ask(listRuns, { status: 'closed' }).runs).toEqual([]);
  });
});
