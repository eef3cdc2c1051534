// The generators against the reference values of their authors and of other implementations.
// Must not test what the demonstration does with the numbers.

import { describe, expect, it } from 'vitest';
import { SeededRandom, splitMix64, xoshiro128 } from './seeded-random.ts';

function take<Value>(count: number, next: () => Value): Value[] {
  return Array.from({ length: count }, () => next());
}

describe('splitMix64', () => {
  it('gives the published sequence for the seed 1234567', () => {
    // Reference: the authors' splitmix64.c, as listed at rosettacode.org, "Pseudo-random numbers/Splitmix64".
    expect(take(5, splitMix64(1234567n))).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });
});

describe('xoshiro128', () => {
  it('gives the published sequence of xoshiro128** 1.1 for the state 1, 2, 3, 4', () => {
    // Reference: the authors' xoshiro128starstar.c, as listed in the tests of the crate rand_xoshiro.
    expect(take(10, xoshiro128([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });
});

describe('SeededRandom', () => {
  it('repeats itself for the same seed and stream, and for nothing else', () => {
    const drawn = (seed: number, stream: 'notebook' | 'values') => [
      ...new SeededRandom(seed, stream).bytes(16),
    ];
    expect(drawn(7, 'notebook')).toEqual(drawn(7, 'notebook'));
    expect(drawn(7, 'notebook')).not.toEqual(drawn(7, 'values'));
    expect(drawn(7, 'notebook')).not.toEqual(drawn(8, 'notebook'));
    expect(drawn(0, 'notebook')).not.toEqual(drawn(2 ** 32, 'notebook'));
  });

  it('keeps within what was asked for', () => {
    const random = new SeededRandom(1, 'events');
    const wholes = take(600, () => random.whole(3, 5));
    expect(new Set(wholes)).toEqual(new Set([3, 4, 5]));
    expect(new Set(take(200, () => random.pick(['left', 'right'])))).toEqual(new Set(['left', 'right']));
    for (const value of take(600, () => random.between(-2, 2))) {
      expect(value).toBeGreaterThanOrEqual(-2);
      expect(value).toBeLessThan(2);
    }
    expect(random.bytes(7)).toHaveLength(7);
  });

  it('deviates with mean 0 and standard deviation 1', () => {
    const random = new SeededRandom(1, 'values');
    const values = take(20_000, () => random.deviate());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(1, 1);
  });
});
