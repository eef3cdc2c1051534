// Suzuki: scores by field, slice and animal, a second reader, the blind order, and Cohen's own example of agreement.
// Must not know a group: the order is drawn without one.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreements, weightedKappa } from './agreement.ts';
import { readingOrder } from './reading-order.ts';
import { suzuki } from './suzuki.ts';
import { evaluated, refusedCode } from './testing/evaluated.ts';
import { suzukiScores, suzukiSession, suzukiSlides } from './testing/measured.ts';

describe('suzuki', () => {
  it('sums the three criteria of a field, and averages fields, slices and animal', () => {
    const { value, output } = evaluated(suzuki, suzukiSession());
    const [first] = suzukiSession().list.slides;
    const base = first?.subject.animalId === 'P01' ? 2 : 1;
    expect(value(`first/${first?.code}/field 1`)).toBe(String(3 * base));
    // 6, 7, 7 in P01; 3, 4, 4 in P02.
    expect(value('P01 day-1/slice 1')).toBe('6.66667');
    expect(value('P01 day-1/animal-score')).toBe('6.66667');
    expect(value('P02 day-1/animal-score')).toBe('3.66667');
    expect(output.results.map((one) => [one.animalId, one.analyte, one.numberId])).toEqual([
      ['P01', 'suzuki', 'P01 day-1/animal-score'],
      ['P02', 'suzuki', 'P02 day-1/animal-score'],
    ]);
    expect(output.checks.every((one) => one.isPassed)).toBe(true);
  });

  it('averages the three criteria where the study does not sum them', () => {
    const { value } = evaluated(suzuki, { ...suzukiSession(), isSummed: false });
    expect(value('P01 day-1/animal-score')).toBe('2.22222');
  });

  it('averages both readers where that is chosen', () => {
    const { value } = evaluated(suzuki, { ...suzukiSession(), combination: 'mean-of-both' });
    // The second reader has one point more in every field of P01 but congestion of 4 at most.
    expect(value('P01 day-1/animal-score')).toBe('7.16667');
    expect(refusedCode(suzuki, { ...suzukiSession(), second: null, combination: 'mean-of-both' })).toBe(
      'assay.no-second-reader',
    );
  });

  it('says that slices or fields are missing', () => {
    const session = suzukiSession();
    const lost = session.list.slides.find((one) => one.subject.animalId === 'P02')?.code;
    const fewer = session.first
      .filter((one) => one.code !== lost)
      .map((one, index) => (index === 0 ? { ...one, fields: one.fields.slice(0, 2) } : one));
    const { output, number } = evaluated(suzuki, { ...session, first: fewer, second: null });
    expect(number('P02 day-1/animal-score').flags).toEqual(['incomplete']);
    expect(output.checks.filter((one) => !one.isPassed).length).toBeGreaterThanOrEqual(2);
  });

  it('takes only the order that the seed of its list gives', () => {
    const session = suzukiSession();
    const [one, two, ...rest] = session.list.slides;
    if (!one || !two) throw new Error('No slides.');
    const swapped = [{ ...two, code: one.code }, { ...one, code: two.code }, ...rest];
    const codeOf = (slides: typeof session.list.slides) =>
      refusedCode(suzuki, { ...session, list: { ...session.list, slides } });
    expect(codeOf(swapped)).toBe('assay.order-differs');
    expect(codeOf([one, one, ...rest])).toBe('assay.order-differs');
    expect(refusedCode(suzuki, { ...session, list: { ...session.list, seed: 'another' } })).toBe(
      'assay.order-differs',
    );
  });

  it('refuses codes that are not on the list, or twice by one reader', () => {
    const session = suzukiSession();
    const [first] = session.first;
    if (!first) throw new Error('No scores.');
    expect(refusedCode(suzuki, { ...session, first: [{ ...first, code: '99' }] })).toBe('assay.code-unknown');
    expect(refusedCode(suzuki, { ...session, first: [first, first] })).toBe('assay.code-twice');
    const five = { ...first, fields: [{ necrosis: 5, congestion: 0, vacuolization: 0 }] };
    expect(suzuki.input.safeParse({ ...session, first: [five] }).success).toBe(false);
  });

  it('gives the agreement of both readers by criterion', () => {
    const session = suzukiSession();
    const same = evaluated(suzuki, { ...session, second: suzukiScores(session.list.slides) });
    expect(same.value('agreement/necrosis')).toBe('1');
    const other = evaluated(suzuki, session);
    expect(Number(other.value('agreement/congestion'))).toBeLessThan(1);
    expect(other.value('agreement/necrosis')).toBe('1');
  });
});

describe('readingOrder', () => {
  it('[ARRIVE 5] follows neither animals nor slices, and anybody can repeat it', () => {
    const order = readingOrder('seed-1', suzukiSlides);
    expect(order.map((one) => one.code)).toEqual(['01', '02', '03', '04', '05', '06']);
    expect(readingOrder('seed-1', suzukiSlides.toReversed())).toEqual(order);
    const orders = new Set(
      Array.from({ length: 40 }, (_, index) =>
        readingOrder(`seed-${index}`, suzukiSlides)
          .map((one) => `${one.subject.animalId}${one.slice}`)
          .join(),
      ),
    );
    expect(orders.size).toBeGreaterThan(35);
  });
});

describe('weightedKappa', () => {
  /** Cohen (1968), Table 1: proportions of 100 pairs, and his weights of disagreement. */
  const table = [
    [44, 7, 9],
    [5, 20, 5],
    [1, 3, 6],
  ];
  const pairs = table.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, (): [number, number] => [first, second])),
  );

  it('gives Cohen’s .348 for his example, .492 without weights', () => {
    const weights = [
      [0, 1, 3],
      [1, 0, 6],
      [3, 6, 0],
    ];
    const weighted = weightedKappa(pairs, (first, second) => weights[first]?.[second] ?? 0);
    expect(weighted?.toFixed(3)).toBe('0.348');
    expect(weightedKappa(pairs, (first, second) => (first === second ? 0 : 1))?.toFixed(3)).toBe('0.492');
  });

  it('is 1 for full agreement, and nothing where chance cannot disagree', () => {
    expect(
      weightedKappa(
        [
          [1, 1],
          [2, 2],
        ],
        disagreements.linear,
      )?.toFixed(),
    ).toBe('1');
    expect(
      weightedKappa(
        [
          [2, 2],
          [2, 2],
        ],
        disagreements.quadratic,
      ),
    ).toBeNull();
    expect(weightedKappa([], disagreements.linear)).toBeNull();
  });

  it('is the same whichever reader is first, and never above 1', () => {
    const score = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 40 }), (some) => {
        for (const weight of Object.values(disagreements)) {
          const value = weightedKappa(some, weight);
          const turned = weightedKappa(
            some.map(([one, other]) => [other, one] as const),
            weight,
          );
          expect(turned?.toFixed()).toBe(value?.toFixed());
          expect(value === null || value.lessThanOrEqualTo(1)).toBe(true);
        }
      }),
    );
  });
});
