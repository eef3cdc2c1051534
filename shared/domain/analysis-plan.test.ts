// The analysis plan: offered, recorded, locked before any group is named, amended with a reason; exclusions beside it.
// Must not test statistics: planned-analysis.test.ts does.

import { describe, expect, it } from 'vitest';
import { permissions } from '../permissions.ts';
import { amendPlan, lockPlan, offeredPlan, Plan, planId, planInForce, recordPlan } from './analysis-plan.ts';
import {
  Exclusion,
  exclusionOf,
  exclusionsInForce,
  liftExclusion,
  listExclusions,
  recordExclusion,
} from './exclusion.ts';
import { showPlan } from './plan-queries.ts';
import { resultChart } from './result-queries.ts';
import { designGroups } from './settings.ts';
import { articlePlan, director, measuredStudy, plannedStudy } from './testing/analysed-study.ts';
import { append } from './testing/operated-animal.ts';
import { Animal } from './animal.ts';

describe('the plan that is offered', () => {
  it('is the article’s: one-way ANOVA, * against saline, # against DMEM; Tukey as the choice to confirm', () => {
    const bench = measuredStudy();
    expect(offeredPlan(designGroups(bench.read))).toEqual({
      test: 'anova',
      postHoc: 'tukey',
      controls: [
        { group: 'saline', symbol: '*' },
        { group: 'dmem', symbol: '#' },
      ],
      primary: null,
      belowRange: 'left-out',
      aboveRange: 'left-out',
      outliers: 'kept',
    });
  });

  it('is not applied by itself: nothing is in force until it is recorded and locked', () => {
    const bench = measuredStudy();
    expect(planInForce(bench.read)).toBeNull();
    bench.run(recordPlan, { content: articlePlan(bench) }, director);
    expect(planInForce(bench.read)).toBeNull();
    bench.run(lockPlan, {}, director);
    expect(planInForce(bench.read)?.number).toBe(1);
  });
});

describe('plan.record', () => {
  it('takes the place of what was recorded before, until it is locked', () => {
    const bench = measuredStudy();
    bench.run(recordPlan, { content: articlePlan(bench) }, director);
    bench.run(recordPlan, { content: articlePlan(bench, { postHoc: 'holm' }) }, director);
    expect(bench.read.get(Plan, planId)?.versions.map((one) => one.content.postHoc)).toEqual(['holm']);
    bench.run(lockPlan, {}, director);
    expect(bench.refused(recordPlan, { content: articlePlan(bench) }, director).code).toBe('plan.is-locked');
  });

  it.each([
    [{ test: 'welch' as const }, 'plan.post-hoc-does-not-fit'],
    [{ postHoc: 'dunn' as const }, 'plan.post-hoc-does-not-fit'],
    [{ controls: [{ group: 'sham', symbol: '*' as const }] }, 'plan.control-unknown'],
    [
      {
        controls: [
          { group: 'saline', symbol: '*' as const },
          { group: 'dmem', symbol: '*' as const },
        ],
      },
      'plan.control-twice',
    ],
    [
      {
        controls: [
          { group: 'saline', symbol: '*' as const },
          { group: 'saline', symbol: '#' as const },
        ],
      },
      'plan.control-twice',
    ],
  ])('refuses %j', (changes, code) => {
    const bench = measuredStudy();
    expect(bench.refused(recordPlan, { content: articlePlan(bench, changes) }, director).code).toBe(code);
  });
});

describe('plan.lock', () => {
  it('[ALC-4] says how many results there were, so that a late plan is known as one', () => {
    const bench = plannedStudy();
    expect(bench.read.get(Plan, planId)).toMatchObject({
      lockedBy: 'study-director-1',
      versions: [{ number: 1, resultCount: 24, reason: null }],
    });
  });

  it('needs a plan with a primary outcome, and happens once', () => {
    const bench = measuredStudy();
    expect(bench.refused(lockPlan, {}, director).code).toBe('plan.none');
    bench.run(recordPlan, { content: articlePlan(bench, { primary: null }) }, director);
    expect(bench.refused(lockPlan, {}, director).code).toBe('plan.primary-missing');
    bench.run(recordPlan, { content: articlePlan(bench) }, director);
    bench.run(lockPlan, {}, director);
    expect(bench.refused(lockPlan, {}, director).code).toBe('plan.is-locked');
  });

  it('comes before any group is named beside a result, also for who may know the groups', () => {
    const bench = measuredStudy();
    bench.roles = ['study-director'];
    const before = bench.ask(resultChart, { analyte: 'alt' });
    expect(before.whyCoded?.code).toBe('analysis.plan-not-locked');
    expect(before.whyCoded?.remedy).toMatch(/locks the plan/);
    expect(before.series.map((one) => one.label)).toEqual(['Group A', 'Group B', 'Group C', 'Group D']);
    expect(JSON.stringify(before)).not.toMatch(/saline|dmem|asc|P\d\d/i);
    bench.run(recordPlan, { content: articlePlan(bench) }, director);
    expect(bench.ask(resultChart, { analyte: 'alt' }).isBlinded).toBe(true);
    bench.run(lockPlan, {}, director);
    const after = bench.ask(resultChart, { analyte: 'alt' });
    expect([after.isBlinded, after.whyCoded]).toEqual([false, null]);
    expect(after.series.map((one) => one.label)).toEqual(['Saline', 'DMEM', 'ASC', 'ASC-secretome']);
  });

  it('does not unblind anybody', () => {
    const bench = plannedStudy();
    bench.roles = ['pathologist'];
    const chart = bench.ask(resultChart, { analyte: 'alt' });
    expect(chart.whyCoded?.code).toBe('analysis.groups-blinded');
    expect(JSON.stringify(chart.series)).not.toMatch(/saline|dmem|asc|P\d\d/i);
  });
});

describe('plan.amend', () => {
  it('[GLP-4] needs a locked plan, a reason and a change; the old version stays', () => {
    const bench = measuredStudy();
    const content = articlePlan(bench, { postHoc: 'dunnett' });
    const because = { ...director, reason: 'The questions are those against the controls.' };
    bench.run(recordPlan, { content: articlePlan(bench) }, director);
    expect(bench.refused(amendPlan, { content }, because).code).toBe('plan.not-locked');
    bench.run(lockPlan, {}, director);
    expect(bench.refused(amendPlan, { content }, director).code).toBe('reason.missing');
    expect(bench.refused(amendPlan, { content: articlePlan(bench) }, because).code).toBe('plan.unchanged');
    expect(bench.refused(amendPlan, { content: articlePlan(bench, { primary: null }) }, because).code).toBe(
      'plan.primary-missing',
    );
    expect(bench.run(amendPlan, { content }, because)).toEqual({ version: 2 });
    const shown = bench.ask(showPlan, {});
    expect(shown.versions.map((one) => [one.number, one.content.postHoc, one.reason])).toEqual([
      [1, 'tukey', null],
      [2, 'dunnett', because.reason],
    ]);
    expect(shown.versions[1]?.facts.map((one) => one.text)).toContain(
      'Dunnett, every group against each control',
    );
    expect(planInForce(bench.read)?.content.postHoc).toBe('dunnett');
  });
});

describe('exclusions', () => {
  const scope = { animalId: 'P01', analyte: null, timePoint: 'day-1' } as const;
  const because = { ...director, reason: 'The serum was haemolysed.' };

  it('need a reason, both ways, and a study animal', () => {
    const bench = plannedStudy();
    expect(bench.refused(recordExclusion, scope, director).code).toBe('reason.missing');
    expect(bench.refused(recordExclusion, { ...scope, animalId: 'P99' }, because).code).toBe(
      'entity.unknown',
    );
    append(bench, [
      Animal.record('animal.registered', 'D01', {
        earTag: 'TAG-D01',
        sex: 'female',
        birthDate: '2025-10-15',
        source: 'breeder',
        strain: 'miniature pig',
        purpose: 'donor',
        housing: 'pen 1',
      }),
    ]);
    expect(bench.refused(recordExclusion, { ...scope, animalId: 'D01' }, because).code).toBe(
      'animal.not-a-study-animal',
    );
    expect(bench.refused(liftExclusion, scope, because).code).toBe('exclusion.none');
    bench.run(recordExclusion, scope, because);
    expect(bench.refused(recordExclusion, scope, because).code).toBe('exclusion.exists');
    expect(bench.refused(liftExclusion, scope, director).code).toBe('reason.missing');
    bench.pass(60_000);
    bench.run(liftExclusion, scope, { ...director, reason: 'It was the neighbour’s tube.' });
    expect(bench.read.get(Exclusion, 'P01/all/day-1')).toMatchObject({
      status: 'included',
      reason: 'It was the neighbour’s tube.',
      history: [{ status: 'excluded', by: 'study-director-1', reason: because.reason }],
    });
    bench.pass(60_000);
    bench.run(recordExclusion, scope, because);
    expect(bench.read.get(Exclusion, 'P01/all/day-1')?.history.map((one) => one.status)).toEqual([
      'excluded',
      'included',
    ]);
  });

  it('cover an animal for everything, for one outcome, or for one time point', () => {
    const bench = plannedStudy();
    for (const [animalId, analyte, timePoint] of [
      ['P01', null, null],
      ['P02', 'alt', null],
      ['P03', null, 'day-3'],
      ['P04', 'alt', 'day-7'],
    ] as const) {
      bench.run(recordExclusion, { animalId, analyte, timePoint }, because);
    }
    const inForce = exclusionsInForce(bench.read);
    const isExcluded = (animalId: string, analyte: 'alt' | 'ast', timePoint: 'day-1' | 'day-3' | 'day-7') =>
      exclusionOf(inForce, animalId, analyte, timePoint) !== null;
    expect(isExcluded('P01', 'ast', 'day-7')).toBe(true);
    expect([isExcluded('P02', 'alt', 'day-7'), isExcluded('P02', 'ast', 'day-7')]).toEqual([true, false]);
    expect([isExcluded('P03', 'ast', 'day-3'), isExcluded('P03', 'ast', 'day-1')]).toEqual([true, false]);
    expect([isExcluded('P04', 'alt', 'day-7'), isExcluded('P04', 'alt', 'day-3')]).toEqual([true, false]);
    expect(bench.ask(listExclusions, {}).exclusions.map((one) => one.scopeText)).toEqual(
      expect.arrayContaining([
        'all outcomes, all time points',
        'ALT, all time points',
        'all outcomes, Day 3',
      ]),
    );
  });
});

describe('who may', () => {
  it.each(['plan.record', 'plan.lock', 'plan.amend', 'exclusion.record', 'exclusion.lift'])(
    '[P11-10g] %s is the study director’s alone',
    (name) => {
      expect(permissions.get(name)).toEqual(['study-director']);
    },
  );

  it('reads the plan, the exclusions and the figures: everybody who works with the study', () => {
    for (const name of ['plan.show', 'exclusion.list', 'analysis.show', 'figure.list', 'figure.show']) {
      expect(permissions.get(name)).toContain('pathologist');
      expect(permissions.get(name)).not.toContain('administrator');
    }
  });
});
