// A plan carried out: the tests that it names against R, the marks against both controls, and what is read beside.
// Must not test the tests themselves: analysis.test.ts does.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../kernel/refusal.ts';
import { analyse } from './analysis.ts';
import {
  carryOut,
  overallTests,
  postHocTestsOf,
  type PlannedAnalysis,
  type PlannedTests,
} from './planned-analysis.ts';

/** Made data; every p below is of R 4.2.2: aov, TukeyHSD, and multcomp's Dunnett with each of the two controls. */
const groups = [
  { name: 'Saline', values: [118.2, 131.4, 109.7, 126.3, 121.9, 134.8] },
  { name: 'DMEM', values: [104.1, 117.3, 122.8, 99.6, 111.5, 108.9] },
  { name: 'ASC', values: [88.4, 95.7, 79.9, 101.2, 84.6, 92.3] },
  { name: 'Secretome', values: [99.9, 112.4, 90.7, 104.8, 109.1, 94.2] },
];
const article: PlannedTests = {
  test: 'anova',
  postHoc: 'tukey',
  controls: [
    { group: 'Saline', symbol: '*' },
    { group: 'DMEM', symbol: '#' },
  ],
};

function done(plan: PlannedTests, of = groups): PlannedAnalysis {
  const outcome = carryOut(plan, of);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false }): Value {
  if (!outcome.ok) throw new Error('It was refused.');
  return outcome.value;
}

const marksOf = ({ against }: PlannedAnalysis) =>
  Object.fromEntries(against.map((one) => [one.group, one.against.map(({ mark }) => mark)]));

describe('the article’s plan', () => {
  it('tests all groups at once and every pair, as R does', () => {
    const { overall, comparisons } = done(article);
    const { statistic, value, df, p } = valueOf(overall);
    expect([statistic, df]).toEqual(['F', [3, 20]]);
    expect(value).toBeCloseTo(16.62683, 5);
    expect(p).toBeCloseTo(1.1735e-5, 9);
    const found = valueOf(comparisons).map((one) => [`${one.group}-${one.versus}`, one.p]);
    const expected: readonly (readonly [string, number])[] = [
      ['DMEM-Saline', 0.0659352214],
      ['ASC-Saline', 6.95527388e-6],
      ['Secretome-Saline', 0.0012337303],
      ['ASC-DMEM', 0.00250381388],
      ['Secretome-DMEM', 0.298056628],
      ['Secretome-ASC', 0.119685532],
    ];
    expect(found.map(([pair]) => pair)).toEqual(expected.map(([pair]) => pair));
    for (const [index, [, p]] of expected.entries()) {
      expect(Math.abs(Number(found[index]?.[1]) - p)).toBeLessThan(1e-7);
    }
  });

  it('marks against saline by stars and against DMEM by signs, one below 0.05, two below 0.01', () => {
    expect(marksOf(done(article))).toEqual({
      Saline: [],
      DMEM: [''],
      ASC: ['**', '##'],
      Secretome: ['**', ''],
    });
  });

  it('gives the exact p of every comparison with a control, marked or not', () => {
    const secretome = done(article).against.find(({ group }) => group === 'Secretome');
    expect(secretome?.against.map(({ versus }) => versus)).toEqual(['Saline', 'DMEM']);
    expect(secretome?.against[1]?.p).toBeCloseTo(0.298056628, 6);
  });
});

describe('other plans', () => {
  it('asks Dunnett’s question once for each control, and marks the pair of the controls once', () => {
    const dunnett = done({ ...article, postHoc: 'dunnett' });
    expect(marksOf(dunnett)).toEqual({
      Saline: [],
      DMEM: ['*'],
      ASC: ['**', '##'],
      Secretome: ['**', ''],
    });
    const p = (group: string, versus: string) =>
      valueOf(dunnett.comparisons).find((one) => one.group === group && one.versus === versus)?.p ?? NaN;
    expect(p('DMEM', 'Saline')).toBeCloseTo(0.0388555, 4);
    expect(p('ASC', 'Saline')).toBeCloseTo(3.5679e-6, 6);
    expect(p('Saline', 'DMEM')).toBeCloseTo(0.0388555, 4);
    expect(p('ASC', 'DMEM')).toBeCloseTo(0.00134893, 4);
    expect(p('Secretome', 'DMEM')).toBeCloseTo(0.2003183, 4);
  });

  it.each(overallTests.flatMap((test) => postHocTestsOf[test].map((postHoc) => [test, postHoc] as const)))(
    'takes %s and %s out of all statistics, with an effect size for each pair',
    (test, postHoc) => {
      const planned = done({ ...article, test, postHoc });
      const all = valueOf(analyse(groups, 'Saline'));
      const overall: Outcome<{ readonly p: number }> = all[test];
      expect(valueOf(planned.overall).p).toBe(valueOf(overall).p);
      for (const one of valueOf(planned.comparisons)) {
        expect(one.p).toBeGreaterThan(0);
        expect(one.refusal).toBeNull();
        expect(one.hedgesG).not.toBeNull();
        // Ranks have no difference of means: there the effect has only to be there.
        const effect = one.hedgesG?.value ?? 0;
        expect(Math.sign(one.difference ?? effect)).toBe(Math.sign(effect));
      }
    },
  );

  it('has no mark, and no comparison with a control, where the controls are hidden', () => {
    const hidden = { ...article, controls: [] };
    expect(Object.values(marksOf(done(hidden))).flat()).toEqual([]);
    expect(valueOf(done(hidden).comparisons)).toHaveLength(6);
    const refused = done({ ...hidden, postHoc: 'dunnett' }).comparisons;
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'statistics.controls-hidden' } });
  });
});

describe('what is read beside', () => {
  const unlike = [
    { name: 'Saline', values: [10, 10.2, 9.9, 10.1, 9.8, 10] },
    { name: 'DMEM', values: [8, 14, 5, 17, 2, 11] },
  ];
  const plan = { ...article, controls: [{ group: 'Saline', symbol: '*' }] } as const;

  it('[ALC-3] names Welch and Games–Howell for unlike spreads, unless the plan has them', () => {
    expect(done(plan, unlike).beside.map(({ test, postHoc }) => [test, postHoc])).toContainEqual([
      'welch',
      'games-howell',
    ]);
    const welch = done({ ...plan, test: 'welch', postHoc: 'games-howell' }, unlike);
    expect(welch.beside.map(({ test }) => test)).not.toContain('welch');
    expect(done({ ...plan, test: 'kruskal', postHoc: 'dunn' }, unlike).beside).toEqual([]);
  });

  it('is nothing where no check is doubtful', () => {
    expect(done(article).beside).toEqual([]);
  });
});

describe('data that do not suffice', () => {
  it('refuses as a whole only where nothing could be right', () => {
    expect(
      carryOut(
        article,
        groups.map(({ name }) => ({ name, values: [] })),
      ),
    ).toMatchObject({
      ok: false,
      refusal: { code: 'statistics.no-values' },
    });
  });

  it('keeps a group without values in its place, without a comparison', () => {
    const some = groups.map((one) => (one.name === 'ASC' ? { ...one, values: [] } : one));
    const planned = done(article, some);
    expect(planned.against.map(({ group }) => group)).toEqual(groups.map(({ name }) => name));
    expect(planned.against[2]?.against).toEqual([]);
    expect(valueOf(planned.comparisons)).toHaveLength(3);
  });

  it('never marks what does not compare, whatever the values are', () => {
    const value = fc.integer({ min: 0, max: 50 });
    const sample = fc.array(value, { maxLength: 6 });
    fc.assert(
      fc.property(sample, sample, sample, sample, (...lists) => {
        const made = groups.map(({ name }, index) => ({ name, values: lists[index] ?? [] }));
        const outcome = carryOut(article, made);
        if (!outcome.ok) return;
        for (const { against } of outcome.value.against) {
          for (const { p, mark } of against) {
            expect(mark.length).toBe(p < 0.01 ? 2 : p < 0.05 ? 1 : 0);
          }
        }
      }),
    );
  });
});
