// All statistics against R 4.2.2 (build/reference) and NIST's certified analyses of variance.
// Must not accept less precision than was asked for: 1e-6 of F, H and p; 1e-5 in Tukey's p, 1e-4 in Dunnett's.

import { readFileSync } from 'node:fs';
import { describe as suite, expect, it } from 'vitest';
import { analyse, type Analysis } from './analysis.ts';

type Numbers = Readonly<Record<string, number | null>>;
type Pairs = readonly (Numbers & { readonly pair: string })[];

/** What both files have; the second also has what R's own functions lack. */
interface Reference {
  readonly name: string;
  readonly control: string;
  readonly groups: Readonly<Record<string, readonly number[]>>;
  readonly describe: Readonly<Record<string, Numbers & { readonly ci95?: readonly number[] }>>;
  readonly anova: Numbers;
  readonly welch: Numbers;
  readonly kruskal: Numbers;
  readonly brownForsythe: Numbers;
  readonly shapiroP: Numbers;
  readonly tukey: Pairs;
  readonly dunnett: Pairs;
}

interface FurtherReference extends Reference {
  readonly gamesHowell: Pairs;
  readonly dunn: Pairs;
  readonly holm: Pairs;
  readonly sidak: Pairs;
  readonly effectSizes: {
    readonly etaSquared: Effect;
    readonly omegaSquared: Effect;
    readonly hedgesG: readonly (Effect & { readonly pair: string })[];
  };
  readonly shapiroResiduals: Numbers;
}

interface Effect {
  readonly value: number;
  readonly ci95: readonly number[];
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../build/reference/${name}`, import.meta.url), 'utf8'));
}

const further = read('stats-more.json') as readonly FurtherReference[];
const references = [...(read('stats.json') as readonly Reference[]), ...further];

function analysed(reference: Pick<Reference, 'control' | 'groups'>): Analysis {
  const groups = Object.entries(reference.groups).map(([name, values]) => ({ name, values }));
  return valueOf(analyse(groups, reference.control));
}

function valueOf<Value>(
  outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value {
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/** What differs: numbers of `expected` that `found` lacks or has otherwise, relative, or absolute where it is 0. */
function differences(found: object, expected: object, precision: number): readonly string[] {
  const own = new Map(Object.entries(found));
  return Object.entries(expected).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'number') return [];
    const is: unknown = own.get(key);
    const isClose = typeof is === 'number' && Math.abs(is - value) <= precision * (Math.abs(value) || 1);
    return isClose ? [] : [`${key}: ${String(is)} for ${value}`];
  });
}

/** The same for comparisons: their pairs, relative numbers, p absolute, and intervals in parts of their width. */
function pairDifferences(
  found: readonly { readonly group: string; readonly versus: string }[],
  expected: Pairs,
  precision: (expected: Numbers) => {
    readonly relative: number;
    readonly p: number;
    readonly interval: number;
  },
  between = '-',
): readonly string[] {
  const names = found.map(({ group, versus }) => `${group}${between}${versus}`);
  if (names.join() !== expected.map(({ pair }) => pair).join()) return [`pairs: ${names.join()}`];
  return expected.flatMap((other, index) => {
    const { pair, p, lwr, upr, ...numbers } = other;
    const limits = precision(other);
    const own = found[index] ?? {};
    const scaled = (name: string, value: number | null | undefined, unit: number) =>
      typeof value === 'number' ? scaledDifference(own, name, value, unit) : [];
    return [
      ...differences(own, numbers, limits.relative),
      ...scaled('p', p, limits.p),
      ...scaled('lwr', lwr, limits.interval * (Number(upr) - Number(lwr))),
      ...scaled('upr', upr, limits.interval * (Number(upr) - Number(lwr))),
    ].map((text) => `${pair} ${text}`);
  });
}

function scaledDifference(own: object, name: string, value: number, limit: number): readonly string[] {
  const is = Number(new Map(Object.entries(own)).get(name));
  return Math.abs(is - value) <= limit ? [] : [`${name}: ${is} for ${value}`];
}

suite('the results of R', () => {
  it('has both files', () => expect([references.length, further.length]).toEqual([12, 9]));

  it.each(references)('$name: description and tests of all groups', (reference) => {
    const found = analysed(reference);
    expect(found.groups.map(({ name }) => name)).toEqual(Object.keys(reference.describe));
    const described = found.groups.flatMap((group) => {
      const { ci95 = [], ...expected } = reference.describe[group.name] ?? {};
      const p = reference.shapiroP[group.name] ?? null;
      const normality = group.normality.ok ? group.normality.value : {};
      return [
        ...differences(group, expected, 1e-12),
        ...differences(group.ci95 ?? {}, ci95, 1e-12),
        ...differences(normality, { p }, 1e-8),
        ...(group.normality.ok === (p !== null) ? [] : [`${group.name}: ${JSON.stringify(group.normality)}`]),
      ];
    });
    expect(described).toEqual([]);
    for (const test of ['anova', 'welch', 'kruskal', 'brownForsythe'] as const) {
      expect(differences(valueOf<object>(found[test]), reference[test], 1e-9)).toEqual([]);
    }
  });

  it.each(references)('$name: Tukey and Dunnett', ({ tukey, dunnett, ...reference }) => {
    const found = analysed(reference);
    const forTukey = { relative: 1e-9, p: 1e-7, interval: 1e-6 };
    expect(pairDifferences(valueOf(found.tukey), tukey, () => forTukey)).toEqual([]);
    // multcomp integrates at random: to 1e-3 by default, closer in the second file.
    const forDunnett = { relative: 1e-9, p: 1e-5, interval: 0 };
    expect(pairDifferences(valueOf(found.dunnett), dunnett, () => forDunnett, ' - ')).toEqual([]);
  });

  it.each(further)('$name: Games-Howell, Dunn, Holm, Šidák', (reference) => {
    const found = analysed(reference);
    const gamesHowell = valueOf(found.gamesHowell).map(({ test, ...pair }) => ({
      ...pair,
      ...valueOf(test),
    }));
    // Below four degrees of freedom R's ptukey is right to four digits; SciPy's agrees with ours.
    const forGamesHowell = ({ df = null }: Numbers) =>
      Number(df) < 4
        ? { relative: 1e-9, p: 2e-5, interval: 1e-4 }
        : { relative: 1e-9, p: 1e-7, interval: 1e-6 };
    expect(pairDifferences(gamesHowell, reference.gamesHowell, forGamesHowell)).toEqual([]);
    for (const test of ['dunn', 'holm', 'sidak'] as const) {
      const own = valueOf<Parameters<typeof pairDifferences>[0]>(found[test]);
      const precise = ({ p = null }: Numbers) => ({ relative: 1e-8, p: 1e-8 * Number(p), interval: 1e-9 });
      expect(pairDifferences(own, reference[test], precise)).toEqual([]);
    }
  });

  it.each(further)('$name: effect sizes and residuals', ({ effectSizes, ...reference }) => {
    const found = analysed(reference);
    const { etaSquared, omegaSquared } = valueOf(found.varianceEffects);
    const pairs = valueOf(found.pairEffects);
    expect(pairs.map(({ group, versus }) => `${group}-${versus}`)).toEqual(
      effectSizes.hedgesG.map(({ pair }) => pair),
    );
    const compared = [
      [etaSquared, effectSizes.etaSquared] as const,
      [omegaSquared, effectSizes.omegaSquared] as const,
      ...pairs.map(({ hedgesG }, index) => [valueOf(hedgesG), effectSizes.hedgesG[index]] as const),
    ];
    for (const [own, expected] of compared) {
      expect(own.value).toBeCloseTo(expected?.value ?? NaN, 9);
      expect(differences(own.ci95, expected?.ci95 ?? [NaN], 1e-6)).toEqual([]);
    }
    expect(differences(valueOf(found.residualNormality), reference.shapiroResiduals, 1e-8)).toEqual([]);
  });
});

suite('NIST’s Statistical Reference Datasets for the analysis of variance', () => {
  const siliconOhmCentimetre = [
    [196.3052, 196.124, 196.189, 196.2569, 196.3403],
    [196.3042, 196.3825, 196.1669, 196.3257, 196.0422],
    [196.1303, 196.2005, 196.2889, 196.0343, 196.1811],
    [196.2795, 196.1748, 196.1494, 196.1485, 195.9885],
    [196.2119, 196.1051, 196.185, 196.0052, 196.209],
  ];

  it('SiRstv: F = 1.18046237440255', () => {
    const groups = siliconOhmCentimetre.map((values, index) => ({ name: String(index), values }));
    const certified = {
      F: 1.18046237440255,
      ssBetween: 5.11462616e-2,
      ssWithin: 2.1663656e-1,
      dfBetween: 4,
      dfWithin: 20,
    };
    const own = valueOf(valueOf(analyse(groups, '0')).anova);
    expect(differences(own, certified, 1e-11)).toEqual([]);
  });

  // Simon and Lesage: nine groups of 21 tenths about an offset. The doubles nearest to the numbers lose what is left.
  it.each([
    ['SmLs01', 0, 1, 1e-13],
    ['SmLs04', 0, 1e6, 1e-8],
    ['SmLs07', 0, 1e12, 5e-2],
  ])('%s: F = 21 exactly', (_, __, offset, precision) => {
    const groups = [4, 3, 5, 3, 5, 3, 5, 3, 5].map((tenths, index) => ({
      name: String(index),
      values: Array.from({ length: 21 }, (_, at) => {
        const own = at === 0 ? tenths : tenths + (at % 2 ? -1 : 1);
        return Number(`${offset}.${own}`);
      }),
    }));
    const own = valueOf(valueOf(analyse(groups, '0')).anova);
    expect(differences(own, { F: 21, ssBetween: 1.68, ssWithin: 1.8 }, precision)).toEqual([]);
  });
});
