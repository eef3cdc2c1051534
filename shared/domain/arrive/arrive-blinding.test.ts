// Item 5 of the ARRIVE report: every right to know the groups since the draw, whoever once had it, and what doses show.
// Must not call blind what no record holds: each claim is taken from a record of the study.

import { expect, it, describe } from 'vitest';
import type { Role } from '../../kernel/decider.ts';
import { hourMs } from '../../kernel/time.ts';
import { changeAllocation, drawAllocation } from '../allocation.ts';
import { mayHaveKnownGroup } from '../blinding.ts';
import { giveDose, giveOutsideGate } from '../dose-giving.ts';
import { lockPlan, recordPlan } from '../analysis-plan.ts';
import { enterResults } from '../result-commands.ts';
import { answerSetting, createStudy } from '../study.ts';
import { articlePlan, director, measuredStudy, plannedStudy } from '../testing/analysed-study.ts';
import { Bench } from '../testing/bench.ts';
import { doseWorld, readySyringe } from '../testing/dose-bench.ts';
import { known } from '../testing/known.ts';
import { allocate, registerAnimal } from '../testing/operated-animal.ts';
import { changeRoles, createUser, setUserEnabled } from '../user.ts';
import { showArrive } from './arrive-queries.ts';

const administrator = { as: 'administrator-1', roles: ['administrator'], reason: 'Moved' } as const;

function partOf(bench: Bench, key: string) {
  const { items } = bench.ask(showArrive, {});
  return known(items.flatMap(({ parts }) => parts).find((one) => one.key === key));
}

function said(bench: Bench, key = '5'): string {
  return partOf(bench, key)
    .answers.map((one) => one.map(({ text }) => text).join(''))
    .join('\n');
}

/** The positions in the log of the records that a sentence with this text refers to. */
function cited(bench: Bench, text: string): readonly number[] {
  const { notes } = bench.ask(showArrive, {});
  const one = partOf(bench, '5').answers.find((pieces) =>
    pieces
      .map((piece) => piece.text)
      .join('')
      .includes(text),
  );
  const numbers = known(one).flatMap(({ note }) => note ?? []);
  return notes.filter(({ number }) => numbers.includes(number)).flatMap(({ seqs }) => seqs);
}

function drawn(): Bench {
  const bench = new Bench();
  bench.run(createStudy, { title: 'Test', isSimulated: true, zone: 'Asia/Shanghai' });
  allocate(bench, ['asc', 'saline', 'dmem', 'asc-secretome']);
  return bench;
}

function account(bench: Bench, userId: string, roles: readonly Role[]): number {
  const person = { userId, printedName: `The ${userId}`, roles: [...roles], identityVerifiedBy: 'passport' };
  bench.run(createUser, person, administrator);
  return bench.records.length;
}

function know(bench: Bench, value: string): number {
  bench.run(answerSetting, { key: 'blinding.rolesThatKnow', value }, { ...director, reason: 'Understaffed' });
  return bench.records.length;
}

function hold(bench: Bench, userId: string, roles: readonly Role[]): number {
  bench.run(changeRoles, { userId, roles: [...roles] }, administrator);
  return bench.records.length;
}

describe('the right to know the groups, since the draw', () => {
  it('[ARRIVE 5] is had by an account made after it with a role that knows, and by one opened again', () => {
    const bench = drawn();
    account(bench, 'surgeon-1', ['surgeon']);
    expect(said(bench)).toContain('nobody has been given the right');
    const created = account(bench, 'technician-9', ['technician']);
    expect(cited(bench, 'what roles may know: 1')).toEqual([created]);
    bench.run(setUserEnabled, { userId: 'technician-9', isEnabled: false }, administrator);
    expect(cited(bench, 'what roles may know: 1')).toEqual([created]);
    bench.run(setUserEnabled, { userId: 'technician-9', isEnabled: true }, administrator);
    expect(cited(bench, 'what roles may know: 2')).toEqual([created, bench.records.length]);
    expect(said(bench)).toContain('The technician-9 (Technician) could know the groups from 2026-03-02 on');
  });

  it('[ARRIVE 5] was given by every answer, not by the newest alone, and each role it opened is named', () => {
    const bench = drawn();
    const opened = know(bench, 'technician,study-director,pathologist,surgeon');
    bench.pass(24 * hourMs);
    const closed = know(bench, 'technician,study-director');
    expect(cited(bench, 'what roles may know: 2')).toEqual([opened, closed]);
    expect(said(bench)).toContain(
      'On 2026-03-02 the roles that may know the groups became Technician, Surgeon, Pathologist, Study director; newly opened: Surgeon, Pathologist',
    );
    expect(cited(bench, 'newly opened: Surgeon, Pathologist')).toEqual([opened]);
    expect(said(bench)).toContain(
      'On 2026-03-03 the roles that may know the groups became Technician, Study director; newly opened: none',
    );
  });

  it('[ARRIVE 5] makes nobody blind again who once had it', () => {
    const bench = drawn();
    account(bench, 'eve', ['technician']);
    account(bench, 'pia', ['pathologist']);
    bench.pass(24 * hourMs);
    hold(bench, 'eve', ['pathologist']);
    expect(said(bench)).toContain('People with an account who are blind: The pia.');
    expect(said(bench)).toContain(
      'could know them since the draw: The eve (Technician from 2026-03-02, Pathologist from 2026-03-03)',
    );
  });
});

describe('whoever may have known the groups', () => {
  it('held a role that knew while it knew, be it that the role or the person changed', () => {
    const bench = new Bench();
    bench.run(createStudy, { title: 'Test', isSimulated: true, zone: 'Asia/Shanghai' });
    account(bench, 'early', ['technician']);
    account(bench, 'stays', ['surgeon']);
    account(bench, 'moved', ['quality-assurance']);
    hold(bench, 'early', ['pathologist']);
    allocate(bench, ['asc', 'saline']);
    const knew = (userId: string) => mayHaveKnownGroup(bench.read, userId);
    // Before the draw there was nothing to know.
    expect(['early', 'stays', 'moved', 'nobody'].map(knew)).toEqual([false, false, true, false]);
    hold(bench, 'moved', ['surgeon']);
    know(bench, 'technician,surgeon');
    know(bench, 'technician');
    account(bench, 'late', ['surgeon']);
    expect(['early', 'stays', 'moved', 'late'].map(knew)).toEqual([false, true, true, false]);
  });

  it('is not told apart by a clock that was set back in between', () => {
    const bench = drawn();
    account(bench, 'surgeon-1', ['surgeon']);
    bench.pass(-48 * hourMs);
    know(bench, 'technician,surgeon');
    know(bench, 'technician');
    hold(bench, 'surgeon-1', ['pathologist']);
    expect(mayHaveKnownGroup(bench.read, 'surgeon-1')).toBe(true);
  });

  it('was not there while the account was closed', () => {
    const bench = drawn();
    account(bench, 'surgeon-1', ['surgeon']);
    bench.run(setUserEnabled, { userId: 'surgeon-1', isEnabled: false }, administrator);
    know(bench, 'technician,surgeon');
    know(bench, 'technician');
    bench.run(setUserEnabled, { userId: 'surgeon-1', isEnabled: true }, administrator);
    expect(mayHaveKnownGroup(bench.read, 'surgeon-1')).toBe(false);
  });

  it('gave the seed from which the list follows, or the group of a position', () => {
    const bench = new Bench();
    bench.run(createStudy, { title: 'Test', isSimulated: true, zone: 'Asia/Shanghai' });
    know(bench, 'technician');
    const given = { seed: 'abababababababab' };
    bench.run(drawAllocation, given, { ...director, reason: 'Drawn by lot', performedBy: 'director-2' });
    const knew = (userId: string) => mayHaveKnownGroup(bench.read, userId);
    expect([director.as, 'director-2', 'director-3'].map(knew)).toEqual([true, true, false]);
    const from = bench.records.at(-1)?.payload['blind'] as { readonly groupOf: Record<string, string> };
    const group = from.groupOf['1'] === 'asc' ? 'dmem' : 'asc';
    const meta = { ...director, as: 'director-3', reason: 'A mistake' };
    bench.run(changeAllocation, { position: 1, group }, meta);
    expect(knew('director-3')).toBe(true);
  });
});

describe('a seed', () => {
  const draw = (seed: string | null): Bench => {
    const bench = new Bench();
    bench.run(createStudy, { title: 'Test', isSimulated: true, zone: 'Asia/Shanghai' });
    bench.run(drawAllocation, { seed }, { ...director, ...(seed === null ? {} : { reason: 'Repeated' }) });
    return bench;
  };

  it('[ARRIVE 4a] that a person gave is reported as that, with the reason', () => {
    const bench = draw('abababababababab');
    const given = 'The seed was given by study-director-1, not drawn by the program: Repeated';
    expect(said(bench, '4a')).toContain(given);
    expect(said(bench)).toContain(given);
    const methods = bench.ask(showArrive, {}).methods.flatMap(({ sentences }) => sentences.flat());
    expect(methods.map(({ text }) => text).join('')).toContain(given);
  });

  it('[ARRIVE 4a] that the program drew is reported as that, and of an old record that it is not known', () => {
    expect(said(draw(null), '4a')).toContain('The program drew the seed.');
    expect(said(drawn(), '4a')).toContain(
      'It is not recorded whether the seed was drawn or given by a person.',
    );
    expect(said(drawn(), '4a')).not.toContain('The program drew');
  });
});

describe('the blinding of doses', () => {
  it('[ARRIVE 5] is claimed of none while none is recorded', () => {
    expect(said(plannedStudy())).toContain('No dose has been recorded yet.');
    expect(said(plannedStudy())).not.toMatch(/syringe|second person/i);
  });

  it('[ARRIVE 5] is counted: how many were prepared with a code, checked, given, and given outside the gate', () => {
    const world = doseWorld();
    const { bench } = world;
    const { code } = readySyringe(world);
    expect(said(bench)).toContain(
      'Doses prepared in a syringe with a code: 1; checked by a second person: 1. Doses given: 0, by the code of a checked syringe: 0.',
    );
    const sites = [{ site: 'liver', volumeMicrolitre: '930' }];
    bench.run(giveDose, { code, animalId: 'P04', sites });
    const unprepared = { animalId: 'P05', code: null, sites };
    bench.run(giveOutsideGate, unprepared, { reason: 'No time' });
    expect(said(bench)).toContain('Doses given: 2, by the code of a checked syringe: 1.');
    expect(said(bench)).toContain('Given outside the gate: 1, without a check by a second person: 1.');
  });
});

describe('the blinding of the analysis', () => {
  it('[ARRIVE 5] is claimed only of results that were there before the plan was locked', () => {
    expect(said(measuredStudy())).toContain('charts give the groups as letters');
    expect(said(plannedStudy())).toContain('Until the plan was locked, charts of the 24 results');
    const bench = drawn();
    expect(said(bench)).not.toContain('letters');
    bench.run(recordPlan, { content: articlePlan(bench) }, director);
    bench.run(lockPlan, {}, director);
    registerAnimal(bench, 'P01', 1);
    const value = { animalId: 'P01', timePoint: 'day-1', analyte: 'alt', value: '118.2' } as const;
    bench.run(enterResults, { cells: [value] });
    expect(said(bench)).not.toContain('letters');
    expect(said(bench)).toContain('before the first result');
  });
});
