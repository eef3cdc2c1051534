// Standard curves against published estimates, SciPy's least squares, and what must hold of any curve.
// Must not compare a fit with a second fit by the same program.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concentrationAt,
  curveModels,
  curveWeightings,
  fitCurve,
  readingAt,
  type Curve,
  type CurvePoint,
  type CurveWeighting,
  type Logistic,
} from './curve-fit.ts';

/** Root length of perennial ryegrass by ferulic acid in mM, as package drc for R ships it (Inderjit et al. 2002). */
const ryegrass: readonly CurvePoint[] = [
  [0, 7.58, 8, 8.3285714, 7.25, 7.375, 7.9625],
  [0.94, 8.3555556, 6.9142857, 7.75],
  [1.88, 6.8714286, 6.45, 5.9222222],
  [3.75, 1.925, 2.8857143, 4.2333333],
  [7.5, 1.1875, 0.8571429, 1.0571429],
  [15, 0.6875, 0.525, 0.825],
  [30, 0.25, 0.22, 0.44],
].flatMap(([x = 0, ...values]) => values.map((y) => ({ x, y })));

/** Duplicates of a sandwich ELISA less their blank. */
const sandwich: readonly CurvePoint[] = [
  [0, 0.061, 0.063],
  [15.6, 0.112, 0.108],
  [31.2, 0.165, 0.171],
  [62.5, 0.268, 0.259],
  [125, 0.471, 0.488],
  [250, 0.872, 0.851],
  [500, 1.452, 1.501],
  [1000, 2.103, 2.061],
].flatMap(([x = 0, ...values]) => values.map((y) => ({ x, y: y - 0.046 })));

function fitted(points: readonly CurvePoint[], model: Curve['model'], weighting: CurveWeighting = 'none') {
  const fit = fitCurve(points, model, weighting);
  if (!fit.ok) throw new Error(fit.why);
  return fit.value;
}

function logistic(points: readonly CurvePoint[], model: '4pl' | '5pl', weighting: CurveWeighting): Logistic {
  const { curve } = fitted(points, model, weighting);
  if (curve.model === 'linear') throw new Error('It is a line.');
  return curve;
}

const relative = (found: number, expected: number) => Math.abs(found / expected - 1);

describe('the four-parameter curve', () => {
  it('agrees with the published estimates for ryegrass (drc, LL.4: b, c, d, e to their last digit)', () => {
    const { a, b, c, d } = logistic(ryegrass, '4pl', 'none');
    expect([b, d, a, c].map((one) => one.toFixed(5))).toEqual(['2.98223', '0.48141', '7.79296', '3.05796']);
  });

  // scipy.optimize.least_squares 1.17.1, trust region reflective, all tolerances 1e-15.
  it.each([
    ['ryegrass', ryegrass, '1/y', [7.86982159, 2.59588235, 2.92923728, 0.34839541], 1.8112036533552662],
    ['ryegrass', ryegrass, '1/y²', [8.10809185, 1.906847, 2.52261619, 0.21028569], 1.0811248267587734],
    [
      'sandwich',
      sandwich,
      'none',
      [0.02751838703985066, 1.2322317423040174, 567.6322912249491, 3.0414997060505247],
      0.004054059511450532,
    ],
    [
      'sandwich',
      sandwich,
      '1/y',
      [0.01678824941578054, 1.1358755890582983, 687.9686326196361, 3.3814050923986123],
      0.006321724251511245,
    ],
    [
      'sandwich',
      sandwich,
      '1/y²',
      [0.01589571811694989, 1.093125443172812, 820.6261875988744, 3.730286534994981],
      0.02281500165327091,
    ],
  ] as const)('agrees with SciPy on %s weighted by %s', (...[, points, weighting, expected, squares]) => {
    const { a, b, c, d } = logistic(points, '4pl', weighting);
    for (const [index, one] of [a, b, c, d].entries()) {
      expect(relative(one, expected[index] ?? NaN)).toBeLessThan(2e-7);
    }
    expect(relative(fitted(points, '4pl', weighting).sumOfSquares, squares)).toBeLessThan(1e-9);
  });

  it('gives R² by the weighted squares', () => {
    expect(fitted(sandwich, '4pl', '1/y²').rSquared).toBeCloseTo(0.9980524377560767, 10);
    expect(fitted(sandwich, '4pl').rSquared).toBeCloseTo(0.9994688579455355, 10);
  });
});

describe('the five-parameter curve', () => {
  it.each([
    ['ryegrass', ryegrass, 'none', [7.76051238, 3.93012797, 2.21475632, 0.32145502, 0.4679422]],
    ['ryegrass', ryegrass, '1/y', [7.69986942, 8.03379832, 1.72894344, 0.17770388, 0.1767155]],
  ] as const)('agrees with SciPy on %s weighted by %s', (...[, points, weighting, expected]) => {
    const { a, b, c, d, g } = logistic(points, '5pl', weighting);
    for (const [index, one] of [a, b, c, d, g].entries()) {
      expect(relative(one, expected[index] ?? NaN)).toBeLessThan(1e-6);
    }
  });

  it('is never worse than the four-parameter one, which it contains', () => {
    const ratios = [ryegrass, sandwich].flatMap((points) =>
      curveWeightings.flatMap((weighting) => {
        const five = fitCurve(points, '5pl', weighting);
        return five.ok ? [five.value.sumOfSquares / fitted(points, '4pl', weighting).sumOfSquares] : [];
      }),
    );
    expect(ratios.length).toBeGreaterThan(3);
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1 + 1e-12);
  });
});

describe('the line', () => {
  // numpy.linalg.lstsq on the weighted rows.
  it.each([
    ['none', 0.050775, 0.00499375, 0.99991837],
    ['1/y', 0.05012905, 0.00500425, 0.99992121],
    ['1/y²', 0.0500284, 0.00500911, 0.99991075],
  ] as const)('agrees with NumPy, weighted by %s', (weighting, intercept, slope, rSquared) => {
    const points = [
      [0, 0.05],
      [20, 0.151],
      [40, 0.248],
      [80, 0.455],
      [160, 0.848],
    ].map(([x = 0, y = 0]) => ({ x, y }));
    const { curve, rSquared: found } = fitted(points, 'linear', weighting);
    expect(curve.model === 'linear' && curve.intercept).toBeCloseTo(intercept, 8);
    expect(curve.model === 'linear' && curve.slope).toBeCloseTo(slope, 8);
    expect(found).toBeCloseTo(rSquared, 8);
  });
});

describe('any curve', () => {
  const concentrations = [0, 15.6, 31.2, 62.5, 125, 250, 500, 1000];
  const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const anyLogistic = fc
    .record({ a: between(0.05, 0.3), b: between(0.7, 2.5), c: between(40, 600), span: between(0.5, 3) })
    .map(({ a, b, c, span }): Logistic => ({ model: '4pl', a, b, c, d: a + span, g: 1 }));
  const exactly = (curve: Curve) => concentrations.map((x) => ({ x, y: readingAt(curve, x) }));

  it('finds the parameters of readings without noise, rising and falling', () => {
    fc.assert(
      fc.property(anyLogistic, fc.boolean(), (rising, isFalling) => {
        const curve = isFalling ? { ...rising, a: rising.d, d: rising.a } : rising;
        const found = logistic(exactly(curve), '4pl', 'none');
        for (const key of ['a', 'b', 'c', 'd'] as const)
          expect(relative(found[key], curve[key])).toBeLessThan(1e-6);
      }),
      { numRuns: 40 },
    );
  });

  it('gives back the concentration from its reading, and rises or falls throughout', () => {
    fc.assert(
      fc.property(anyLogistic, between(0.5, 2), between(16, 1000), (four, g, x) => {
        for (const curve of [four, { ...four, model: '5pl', g } as const]) {
          expect(relative(concentrationAt(curve, readingAt(curve, x)) ?? NaN, x)).toBeLessThan(1e-8);
          const readings = concentrations.map((one) => readingAt(curve, one));
          expect(readings).toEqual(readings.toSorted((left, right) => left - right));
        }
      }),
    );
  });

  it('has no concentration beyond its ends', () => {
    const curve: Logistic = { model: '4pl', a: 0.1, b: 1, c: 100, d: 2, g: 1 };
    expect([0.05, 2, 2.5].map((y) => concentrationAt(curve, y))).toEqual([null, null, null]);
    expect(concentrationAt(curve, 0.1)).toBe(0);
    expect(concentrationAt({ model: 'linear', intercept: 0.1, slope: 0.01 }, 0.05)).toBeNull();
    expect(concentrationAt({ model: 'linear', intercept: 0.1, slope: -0.01 }, 0.05)).toBeCloseTo(5, 12);
  });

  it('is the same whatever the order of the wells', () => {
    const turned = logistic(sandwich.toReversed(), '4pl', '1/y');
    const straight = logistic(sandwich, '4pl', '1/y');
    for (const key of ['a', 'b', 'c', 'd'] as const)
      expect(relative(turned[key], straight[key])).toBeLessThan(1e-7);
  });

  it('gives these very bits, on every machine', () => {
    // Whoever changes the search or the functions under it changes recorded results: see the freeze of the assays.
    expect(logistic(sandwich, '4pl', 'none').c).toBe(567.6322964899998);
  });
});

describe('what does not fit', () => {
  it('needs one concentration more than it has parameters', () => {
    for (const [model, needed] of [
      ['linear', 3],
      ['4pl', 5],
      ['5pl', 6],
    ] as const) {
      const some = (count: number) =>
        sandwich.filter((one) => [...new Set(sandwich.map(({ x }) => x))].indexOf(one.x) < count);
      expect(fitCurve(some(needed - 1), model, 'none')).toEqual({ ok: false, why: 'too-few' });
      expect(fitCurve(some(needed), model, 'none')).not.toEqual({ ok: false, why: 'too-few' });
    }
  });

  it('says when readings do not change, or a weight has no meaning', () => {
    const flat = sandwich.map(({ x }) => ({ x, y: 0.5 }));
    const withZero = sandwich.map(({ x, y }) => ({ x, y: x === 0 ? 0 : y }));
    for (const model of curveModels) {
      expect(fitCurve(flat, model, 'none')).toEqual({ ok: false, why: 'flat' });
      expect(fitCurve(withZero, model, '1/y')).toEqual({ ok: false, why: 'weight-undefined' });
    }
  });

  it('says when nothing comes to rest: readings that do not bend, and a step', () => {
    const line = sandwich.map(({ x }) => ({ x, y: 0.05 + 0.002 * x }));
    const step = sandwich.map(({ x }) => ({ x, y: x > 100 ? 2 : 0.1 }));
    for (const points of [line, step]) {
      for (const model of ['4pl', '5pl'] as const)
        expect(fitCurve(points, model, 'none')).toEqual({ ok: false, why: 'not-converged' });
    }
  });

  it('never throws, whatever the readings', () => {
    const reading = fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(0, 1e-9, 1e9));
    const points = fc.array(fc.record({ x: fc.constantFrom(0, 1, 10, 100, 1000, 5, 50), y: reading }), {
      maxLength: 16,
    });
    fc.assert(
      fc.property(
        points,
        fc.constantFrom(...curveModels),
        fc.constantFrom(...curveWeightings),
        (some, model, weighting) => {
          const fit = fitCurve(some, model, weighting);
          const numbers: readonly unknown[] = fit.ok ? Object.values(fit.value.curve) : [];
          expect(numbers.filter((one) => Number.isNaN(one))).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
