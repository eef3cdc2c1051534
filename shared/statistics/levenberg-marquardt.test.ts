// Non-linear least squares against the certified values of NIST's Statistical Reference Datasets.
// Must not start where the certified values already are.

import { describe, expect, it } from 'vitest';
import { leastSquares, type Linearised } from './levenberg-marquardt.ts';

type Model = (x: number, b: readonly number[]) => { readonly y: number; readonly slopes: readonly number[] };

function residualsOf(data: readonly (readonly [x: number, y: number])[], model: Model) {
  return (b: readonly number[]): Linearised => {
    const fitted = data.map(([x, y]) => ({ y, at: model(x, b) }));
    return {
      residuals: fitted.map(({ y, at }) => at.y - y),
      jacobian: fitted.map(({ at }) => at.slopes),
    };
  };
}

/** NIST StRD, Rat42: sigmoid growth of pasture, 3 parameters, higher level of difficulty. */
const pasture: readonly (readonly [number, number])[] = [
  [9, 8.93],
  [14, 10.8],
  [21, 18.59],
  [28, 22.33],
  [42, 39.35],
  [57, 56.11],
  [63, 61.73],
  [70, 64.62],
  [79, 67.08],
];
const logisticGrowth: Model = (x, [b1 = 0, b2 = 0, b3 = 0]) => {
  const e = Math.exp(b2 - b3 * x);
  const y = b1 / (1 + e);
  return { y, slopes: [1 / (1 + e), (-y * e) / (1 + e), (y * e * x) / (1 + e)] };
};

/** NIST StRD, Rat43: the asymmetric sigmoid of which the five-parameter logistic is made. */
const onions = [
  16.08, 33.83, 65.8, 97.2, 191.55, 326.2, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56,
  717.41,
].map((y, index): readonly [number, number] => [index + 1, y]);
const asymmetricGrowth: Model = (x, [b1 = 0, b2 = 0, b3 = 0, b4 = 1]) => {
  const e = Math.exp(b2 - b3 * x);
  const power = Math.pow(1 + e, -1 / b4);
  const y = b1 * power;
  return {
    y,
    slopes: [power, (-y * e) / (1 + e) / b4, (y * e * x) / (1 + e) / b4, (y * Math.log(1 + e)) / (b4 * b4)],
  };
};

describe('leastSquares', () => {
  it.each([
    ['Rat42, start 1', pasture, logisticGrowth, [100, 1, 0.1]],
    ['Rat42, start 2', pasture, logisticGrowth, [75, 2.5, 0.07]],
  ] as const)('finds the certified values of %s', (_, data, model, start) => {
    const found = leastSquares(residualsOf(data, model), start);
    const certified = [7.2462237576e1, 2.6180768402, 6.7359200066e-2];
    for (const [index, value] of certified.entries()) {
      expect(Math.abs((found?.parameters[index] ?? NaN) / value - 1)).toBeLessThan(1e-7);
    }
    expect(found?.sumOfSquares).toBeCloseTo(8.0565229338, 9);
  });

  it.each([
    ['Rat43, start 1', [100, 10, 1, 1]],
    ['Rat43, start 2', [700, 5, 0.75, 1.3]],
  ] as const)('finds the certified values of %s', (_, start) => {
    const found = leastSquares(residualsOf(onions, asymmetricGrowth), start);
    const certified = [6.996415127e2, 5.2771253025, 7.5962938329e-1, 1.2792483859];
    for (const [index, value] of certified.entries()) {
      expect(Math.abs((found?.parameters[index] ?? NaN) / value - 1)).toBeLessThan(1e-6);
    }
    expect(found?.sumOfSquares).toBeCloseTo(8.786404908e3, 5);
  });

  it('stops at once where nothing is left over', () => {
    const exact = pasture.map(([x]) => [x, logisticGrowth(x, [70, 2, 0.06]).y] as const);
    expect(leastSquares(residualsOf(exact, logisticGrowth), [70, 2, 0.06])).toMatchObject({
      parameters: [70, 2, 0.06],
      sumOfSquares: 0,
    });
  });

  it('finds nothing where the squares shrink for ever, or the model is not defined', () => {
    // e^−b falls towards 0 without ever reaching it.
    const falling = ([b = 0]: readonly number[]): Linearised => ({
      residuals: [Math.exp(-b), 1],
      jacobian: [[-Math.exp(-b)], [0]],
    });
    const found = leastSquares(falling, [0]);
    expect(found === null || found.sumOfSquares < 1 + 1e-12).toBe(true);
    expect(leastSquares(() => null, [1])).toBeNull();
    expect(leastSquares(() => ({ residuals: [NaN], jacobian: [[1]] }), [1])).toBeNull();
  });
});
