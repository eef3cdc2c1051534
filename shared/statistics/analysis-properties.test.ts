// What holds for any data: shift, scale, order, tests that coincide; and degenerate data, which are answered or refused.
// Must not hold a number of a reference.

import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { analyse, mostGroups, type Analysis } from './analysis.ts';
import type { Group } from './groups.ts';

function analysed(groups: readonly Group[], control = groups[0]?.name ?? ''): Analysis {
  const outcome = analyse(groups, control);
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.message}`);
  return outcome.value;
}

function group(name: string, ...values: readonly number[]): Group {
  return { name, values };
}

/** All numbers that an analysis holds, with the path to each. */
function numbersIn(value: unknown, path = ''): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[path, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}/${key}`));
}

/** Numbers that are none, and probabilities outside of 0 to 1. */
function unsoundIn(analysis: Analysis): readonly string[] {
  return numbersIn(analysis).flatMap(([path, value]) => {
    const isProbability = /\/p(?:Unadjusted)?$/.test(path);
    const isSound = Number.isFinite(value) && (!isProbability || (value >= 0 && value <= 1));
    return isSound ? [] : [`${path}: ${value}`];
  });
}

/** Codes of what was refused, by the name of the test. */
function refusedIn(analysis: Analysis): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(analysis).flatMap(([key, value]) => {
      const outcome = value as { ok?: boolean; refusal?: { code: string } };
      return outcome.ok === false ? [[key, outcome.refusal?.code ?? '']] : [];
    }),
  );
}

const values = fc.array(
  fc.integer({ min: -4000, max: 4000 }).map((quarters) => quarters / 4),
  { minLength: 3, maxLength: 9 },
);
const groups = fc
  .array(values, { minLength: 2, maxLength: 5 })
  .filter((all) => all.some((one) => new Set(one).size > 1))
  .map((all) => all.map((one, index) => ({ name: `group ${index}`, values: one })));

suite('any data', () => {
  it('give finite numbers and probabilities, or refusals with a reason', () => {
    fc.assert(
      fc.property(groups, (data) => {
        expect(unsoundIn(analysed(data))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('give the same tests after a shift and a change of unit, and opposite differences after a change of sign', () => {
    fc.assert(
      fc.property(
        groups,
        fc.constantFrom(4, -0.5),
        fc.integer({ min: -999, max: 999 }),
        (data, unit, shift) => {
          const one = analysed(data);
          const other = analysed(
            data.map(({ name, values }) => ({ name, values: values.map((value) => unit * value + shift) })),
          );
          const there = new Map(numbersIn(other));
          const odd = /\/(?:t|z)$|hedgesG\/value\/value$/;
          const inUnits = /\/(?:mean|median|sd|sem|diff|lwr|upr|ci95|ss)/;
          const different = numbersIn(one).filter(([path, value]) => {
            if (inUnits.test(path)) return false;
            const expected = odd.test(path) ? Math.sign(unit) * value : value;
            return !(Math.abs((there.get(path) ?? NaN) - expected) < 1e-7 * (1 + Math.abs(value)));
          });
          expect(different).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('give the same tests for values and groups in another order', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const one = analysed(data);
        const other = analysed(
          data.map(({ name, values }) => ({ name, values: values.toReversed() })).toReversed(),
          data[0]?.name,
        );
        for (const test of ['anova', 'kruskal', 'brownForsythe', 'welch'] as const) {
          const [mine, theirs] = [one[test], other[test]].map((each) => (each.ok ? each.value.p : -1));
          expect(theirs).toBeCloseTo(mine ?? NaN, 9);
        }
        if (!one.tukey.ok || !other.tukey.ok) throw new Error('No comparison.');
        for (const { group, versus, diff, p } of one.tukey.value) {
          const mirrored = other.tukey.value.find((pair) => pair.group === versus && pair.versus === group);
          expect(mirrored?.diff).toBeCloseTo(-diff, 9);
          expect(mirrored?.p).toBeCloseTo(p, 9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of two groups give one p by every test with a pooled spread, and F = t²', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const two = analysed(data.slice(0, 1).concat({ name: 'other', values: [1, 2, 4, 4.5] }));
        const { anova, tukey, dunnett, holm, sidak } = two;
        if (!anova.ok || !tukey.ok || !dunnett.ok || !holm.ok || !sidak.ok) throw new Error('Refused.');
        const [student] = holm.value;
        const p = student?.p ?? NaN;
        expect((student?.t ?? NaN) ** 2 / anova.value.F).toBeCloseTo(1, 9);
        for (const one of [anova.value, tukey.value[0], dunnett.value[0], sidak.value[0]]) {
          expect(Math.abs((one?.p ?? NaN) - p) / p).toBeLessThan(1e-6);
        }
        expect(tukey.value[0]?.lwr).toBeCloseTo(sidak.value[0]?.lwr ?? NaN, 8);
      }),
      { numRuns: 40 },
    );
  });

  it('every effect size lies within its interval', () => {
    const outside = (data: readonly Group[]) => {
      const { varianceEffects, pairEffects } = analysed(data);
      if (!varianceEffects.ok || !pairEffects.ok) throw new Error('Refused.');
      const ofPairs = pairEffects.value.flatMap(({ hedgesG }) => (hedgesG.ok ? [hedgesG.value] : []));
      const { etaSquared, omegaSquared } = varianceEffects.value;
      return [etaSquared, omegaSquared, ...ofPairs].filter(
        ({ value, ci95 }) => !(ci95[0] <= value && value <= ci95[1]),
      );
    };
    const small = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 2, maxLength: 3 });
    const many = fc
      .array(small, { minLength: 2, maxLength: 20 })
      .filter((all) => all.some((one) => new Set(one).size > 1))
      .map((all) => all.map((one, index) => ({ name: `group ${index}`, values: one })));
    fc.assert(
      fc.property(fc.oneof(groups, many), (data) => {
        expect(outside(data)).toEqual([]);
      }),
      { numRuns: 150 },
    );
    // As many groups as leave little within them, and means that all but agree: η² is above the share that it estimates.
    const pairs = Array.from({ length: 20 }, (_, at) => group(`${at}`, (at * 7) % 11, ((at * 7) % 11) + 5));
    const equal = [group('a', 1, 2, 3, 4), group('b', 1.01, 2, 3, 4.01), group('c', 1, 2.01, 3, 4)];
    expect([outside(pairs), outside(equal)]).toEqual([[], []]);
  });

  it('an interval holds 0 exactly where its p is not below 0.05', () => {
    fc.assert(
      fc.property(groups, (data) => {
        const { tukey, sidak, gamesHowell } = analysed(data);
        if (!tukey.ok || !sidak.ok || !gamesHowell.ok) throw new Error('Refused.');
        const tested = gamesHowell.value.flatMap(({ test }) => (test.ok ? [test.value] : []));
        const contradicting = [...tukey.value, ...sidak.value, ...tested].filter(
          ({ lwr, upr, p }) => Math.abs(p - 0.05) > 1e-7 && (lwr <= 0 && upr >= 0) !== p > 0.05,
        );
        expect(contradicting).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

suite('degenerate data', () => {
  const oneGroup = [
    'anova',
    'welch',
    'kruskal',
    'brownForsythe',
    'residualNormality',
    'tukey',
    'dunnett',
    'gamesHowell',
    'dunn',
    'holm',
    'sidak',
    'varianceEffects',
    'pairEffects',
  ];

  it('one group, or several of which one has values: described, nothing compared', () => {
    for (const data of [[group('a', 1, 2, 4)], [group('a', 1, 2, 4), group('b')]]) {
      const found = analysed(data);
      expect(unsoundIn(found)).toEqual([]);
      expect(refusedIn(found)).toEqual(
        Object.fromEntries(oneGroup.map((key) => [key, 'statistics.one-group'])),
      );
      expect(found.groups[0]).toMatchObject({ n: 3, median: 2, normality: { ok: true } });
    }
  });

  it('one value each: described without a spread; ranks are compared, means are not', () => {
    const found = analysed([group('a', 1), group('b', 2), group('c', 4)]);
    expect(unsoundIn(found)).toEqual([]);
    expect(found.groups[0]).toMatchObject({ n: 1, mean: 1, sd: null, sem: null, median: 1, ci95: null });
    const refused = refusedIn(found);
    expect(refused).toMatchObject({
      anova: 'statistics.no-replicates',
      tukey: 'statistics.no-replicates',
      welch: 'statistics.group-too-small',
    });
    expect(Object.keys(refused)).not.toContain('kruskal');
  });

  it('one value in one group: the pooled tests use it, Welch and the pair of Games and Howell refuse it', () => {
    const found = analysed([group('a', 1), group('b', 2, 3, 5), group('c', 4, 6, 9)]);
    expect(unsoundIn(found)).toEqual([]);
    expect(refusedIn(found)).toEqual({ welch: 'statistics.group-too-small' });
    if (!found.gamesHowell.ok) throw new Error('Refused.');
    expect(found.gamesHowell.value.map(({ test }) => (test.ok ? null : test.refusal.code))).toEqual([
      'statistics.group-too-small',
      'statistics.group-too-small',
      null,
    ]);
  });

  it('no spread within any group: ranks are compared, F is refused instead of infinite', () => {
    const found = analysed([group('a', 1, 1, 1), group('b', 2, 2, 2)]);
    expect(unsoundIn(found)).toEqual([]);
    expect(refusedIn(found)).toMatchObject({
      anova: 'statistics.no-spread',
      welch: 'statistics.group-without-spread',
      brownForsythe: 'statistics.no-spread-of-distances',
      tukey: 'statistics.no-spread',
      dunnett: 'statistics.no-spread',
      varianceEffects: 'statistics.no-spread',
    });
    expect(found.kruskal).toMatchObject({ ok: true });
    expect(found.pairEffects).toMatchObject({
      value: [{ hedgesG: { refusal: { code: 'statistics.pair-without-spread' } } }],
    });
  });

  it('no spread in one group: the pooled tests answer, Welch names the group', () => {
    const found = analysed([group('flat', 0.1, 0.1, 0.1), group('b', 1, 2, 4)]);
    expect(unsoundIn(found)).toEqual([]);
    expect(refusedIn(found)).toEqual({ welch: 'statistics.group-without-spread' });
    expect(found.welch.ok ? '' : found.welch.refusal.message).toContain('“flat”');
    expect(found.groups[0]).toMatchObject({ sd: 0, ci95: [0.1, 0.1], normality: { ok: false } });
  });

  it('all values equal: nothing is tested, not even ranks', () => {
    const found = analysed([group('a', 0.3, 0.3), group('b', 0.3, 0.3, 0.3)]);
    expect(unsoundIn(found)).toEqual([]);
    expect(refusedIn(found)).toMatchObject({ kruskal: 'statistics.all-equal', dunn: 'statistics.all-equal' });
  });

  it('groups of two have equal distances from their medians, whatever rounding says', () => {
    const found = analysed([group('a', 0.1, 0.3), group('b', 1000.1, 1000.7), group('c', 7, 9)]);
    expect(unsoundIn(found)).toEqual([]);
    expect(refusedIn(found)).toEqual({ brownForsythe: 'statistics.no-spread-of-distances' });
  });

  it('a spread that a double cannot tell from none is refused, one that it can is not', () => {
    const found = analysed([group('a', 1e-99, 2e-99, 3e-99), group('b', 1e99, 1e99, 1e99)]);
    expect(unsoundIn(found)).toEqual([]);
    expect(refusedIn(found)).toMatchObject({ anova: 'statistics.no-spread' });
    const narrow = analysed([group('a', 1, 1 + 1e-9, 1 - 1e-9), group('b', 5e6, 5e6 + 1e-3, 5e6)]);
    expect(unsoundIn(narrow)).toEqual([]);
    expect(refusedIn(narrow)).toEqual({});
  });

  it('the control without values: everything but Dunnett', () => {
    const found = analysed([group('a', 1, 2, 4), group('b', 2, 3, 9), group('none')], 'none');
    expect(unsoundIn(found)).toEqual([]);
    expect(refusedIn(found)).toEqual({ dunnett: 'statistics.control-empty' });
    expect(found.groups[2]).toMatchObject({ n: 0, mean: null, median: null, ci95: null });
  });

  it('more groups than anybody compares are refused at once', () => {
    const data = Array.from({ length: mostGroups + 1 }, (_, at) => group(`pig ${at}`, at, at + 1));
    expect(analyse(data.slice(1), 'pig 1').ok).toBe(true);
    const refused = analyse(data, 'pig 1');
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'statistics.too-many-groups' } });
    expect(refused.ok ? '' : refused.refusal.message).toContain('51 groups; at most 50');
  });

  it.each([
    ['a control that is no group', [group('a', 1, 2)], 'b', 'statistics.control-unknown'],
    ['a name that stands twice', [group('a', 1, 2), group('a', 3)], 'a', 'statistics.group-twice'],
    ['no value at all', [group('a'), group('b')], 'a', 'statistics.no-values'],
    ['no group', [], 'a', 'statistics.no-values'],
    ['no number', [group('a', 1, NaN)], 'a', 'statistics.value-range'],
    ['an infinite value', [group('a', 1, -Infinity)], 'a', 'statistics.value-range'],
    ['a value whose square has no double', [group('a', 1, 1e200)], 'a', 'statistics.value-range'],
  ])('%s is refused as a whole', (_, data, control, code) => {
    expect(analyse(data, control)).toMatchObject({ ok: false, refusal: { code } });
  });
});
