// Standard curves: a line, or a four- or five-parameter logistic, through readings of known concentrations.
// Must not judge a curve as good enough, nor give a concentration beyond what the curve can tell.

import { leastSquares, type Linearised } from './levenberg-marquardt.ts';
import { exponential, exponentialLessOne, logarithm, logarithmOfOnePlus } from './portable-exponential.ts';

export const curveModels = ['linear', '4pl', '5pl'] as const;
export type CurveModel = (typeof curveModels)[number];
/** By what the squared residual of a reading y is divided: a spread that is constant, grows with √y, or with y. */
export const curveWeightings = ['none', '1/y', '1/y²'] as const;
export type CurveWeighting = (typeof curveWeightings)[number];

export interface CurvePoint {
  /** Concentration, at least 0. */
  readonly x: number;
  /** Reading. */
  readonly y: number;
}

/** y = intercept + slope · x. */
export interface Line {
  readonly model: 'linear';
  readonly intercept: number;
  readonly slope: number;
}

/**
 * y = d + (a − d) / (1 + (x / c)^b)^g with b, c, g > 0: a is the reading without analyte, d that of a saturated
 * assay; the four-parameter curve has g = 1, and then c is the concentration of the half response.
 */
export interface Logistic {
  readonly model: '4pl' | '5pl';
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly g: number;
}

export type Curve = Line | Logistic;

export interface FittedCurve {
  readonly curve: Curve;
  /** 1 − Σw(y − ŷ)² / Σw(y − mean)², the mean weighted too. */
  readonly rSquared: number;
  /** Σw(y − ŷ)². */
  readonly sumOfSquares: number;
}

/**
 * `too-few`: fewer different concentrations than parameters + 1. `flat`: the readings do not change with the
 * concentration. `weight-undefined`: a weight needs every reading above 0. `not-converged`: no start leads to a minimum.
 */
export type CurveProblem = 'too-few' | 'flat' | 'weight-undefined' | 'not-converged';

export type CurveFit =
  { readonly ok: true; readonly value: FittedCurve } | { readonly ok: false; readonly why: CurveProblem };

const parameterCount: Readonly<Record<CurveModel, number>> = { linear: 2, '4pl': 4, '5pl': 5 };

/** How many different concentrations a model needs. */
export function concentrationsNeeded(model: CurveModel): number {
  return parameterCount[model] + 1;
}

/**
 * Weighted least squares over finite points; every reading counts by itself, so that a standard read twice weighs
 * twice. Logistic curves by Levenberg-Marquardt from fixed starts; the best minimum is taken, of equals the first.
 */
export function fitCurve(
  points: readonly CurvePoint[],
  model: CurveModel,
  weighting: CurveWeighting,
): CurveFit {
  const concentrations = new Set(points.map((one) => one.x));
  if (concentrations.size < concentrationsNeeded(model)) return { ok: false, why: 'too-few' };
  if (weighting !== 'none' && points.some((one) => one.y <= 0)) return { ok: false, why: 'weight-undefined' };
  const weights = points.map(({ y }) =>
    weighting === 'none' ? 1 : weighting === '1/y' ? 1 / y : 1 / (y * y),
  );
  const total = totalSquares(points, weights);
  if (!(total > 0)) return { ok: false, why: 'flat' };
  const curve = model === 'linear' ? fitLine(points, weights) : fitLogistic(points, weights, model);
  if (curve === null) return { ok: false, why: 'not-converged' };
  const sumOfSquares = squaresAround(curve, points, weights);
  if (curve.model === 'linear' ? curve.slope === 0 : curve.a === curve.d) return { ok: false, why: 'flat' };
  return { ok: true, value: { curve, sumOfSquares, rSquared: 1 - sumOfSquares / total } };
}

/** The reading that the curve expects at a concentration of at least 0. */
export function readingAt(curve: Curve, x: number): number {
  if (curve.model === 'linear') return curve.intercept + curve.slope * x;
  return curve.d + (curve.a - curve.d) * remaining(curve, x);
}

/** The concentration at which the curve has this reading; null where it has none above 0. */
export function concentrationAt(curve: Curve, y: number): number | null {
  if (curve.model === 'linear') {
    const x = (y - curve.intercept) / curve.slope;
    return x >= 0 && Number.isFinite(x) ? x : null;
  }
  const { a, b, c, d, g } = curve;
  const share = (a - y) / (a - d);
  if (!(share >= 0 && share < 1)) return null;
  if (share === 0) return 0;
  // (1 − share)^(−1/g) − 1, without the cancellation that it would have for g = 1.
  const odds = g === 1 ? share / (1 - share) : exponentialLessOne(-logarithm(1 - share) / g);
  if (!(odds > 0)) return null;
  const x = c * exponential(logarithm(odds) / b);
  return Number.isFinite(x) ? x : null;
}

function totalSquares(points: readonly CurvePoint[], weights: readonly number[]): number {
  const weight = sum(weights);
  const mean = sum(points.map(({ y }, index) => y * (weights[index] ?? 0))) / weight;
  return sum(points.map(({ y }, index) => (weights[index] ?? 0) * (y - mean) * (y - mean)));
}

function squaresAround(curve: Curve, points: readonly CurvePoint[], weights: readonly number[]): number {
  return sum(
    points.map(({ x, y }, index) => {
      const residual = y - readingAt(curve, x);
      return (weights[index] ?? 0) * residual * residual;
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Around the weighted means, so that a large common offset costs no digits. */
function fitLine(points: readonly CurvePoint[], weights: readonly number[]): Line {
  const weight = sum(weights);
  const meanOf = (values: readonly number[]) =>
    sum(values.map((value, index) => value * (weights[index] ?? 0))) / weight;
  const [meanX, meanY] = [meanOf(points.map((one) => one.x)), meanOf(points.map((one) => one.y))];
  const slope =
    meanOf(points.map(({ x, y }) => (x - meanX) * (y - meanY))) /
    meanOf(points.map(({ x }) => (x - meanX) * (x - meanX)));
  return { model: 'linear', intercept: meanY - slope * meanX, slope };
}

/** (1 + (x / c)^b)^(−g), the share of a − d that is left at x. */
function remaining({ b, c, g }: Logistic, x: number): number {
  if (x === 0) return 1;
  return exponential(-g * logOfOnePlus(b * (logarithm(x) - logarithm(c))));
}

/** ln(1 + e^exponent) without overflow. */
function logOfOnePlus(exponent: number): number {
  return exponent > 0
    ? exponent + logarithmOfOnePlus(exponential(-exponent))
    : logarithmOfOnePlus(exponential(exponent));
}

/** Fitted are a, ln b, ln c, d and ln g: so b, c and g stay above 0 without a bound on the search. */
function logisticOf(
  model: Logistic['model'],
  [a = 0, lnB = 0, lnC = 0, d = 0, lnG = 0]: readonly number[],
): Logistic {
  return { model, a, b: exponential(lnB), c: exponential(lnC), d, g: exponential(lnG) };
}

function fitLogistic(
  points: readonly CurvePoint[],
  weights: readonly number[],
  model: Logistic['model'],
): Logistic | null {
  const linearise = (parameters: readonly number[]) => linearised(points, weights, parameters);
  const starts = startsOf(points);
  const symmetric = best(starts.map((start) => leastSquares(linearise, start)));
  if (model === '4pl') return symmetric && logisticOf(model, symmetric.parameters);
  const asymmetries = [0, logarithm(0.4), logarithm(2.5)];
  const minimum = best(
    // The five-parameter curve contains the four-parameter one: from there too.
    [...(symmetric ? [symmetric.parameters] : []), ...starts].flatMap((start) =>
      asymmetries.map((lnG) => leastSquares(linearise, [...start, lnG])),
    ),
  );
  return minimum && logisticOf(model, minimum.parameters);
}

type Found = ReturnType<typeof leastSquares>;

function best(found: readonly Found[]): Found {
  return found.reduce<Found>(
    (least, one) => (one !== null && (least === null || one.sumOfSquares < least.sumOfSquares) ? one : least),
    null,
  );
}

function linearised(
  points: readonly CurvePoint[],
  weights: readonly number[],
  parameters: readonly number[],
): Linearised | null {
  const curve = logisticOf('5pl', parameters);
  const { a, b, c, d, g } = curve;
  if (!(b > 0 && c > 0 && g > 0) || ![b, c, g].every(Number.isFinite)) return null;
  const residuals: number[] = [];
  const jacobian: number[][] = [];
  for (const [index, { x, y }] of points.entries()) {
    const root = Math.sqrt(weights[index] ?? 0);
    const exponent = x === 0 ? -Infinity : b * (logarithm(x) - logarithm(c));
    const logOf = x === 0 ? 0 : logOfOnePlus(exponent);
    const left = exponential(-g * logOf);
    // u / (1 + u) for u = e^exponent.
    const half = x === 0 ? 0 : exponential(exponent - logOf);
    const slope = -(a - d) * g * left * half;
    residuals.push(root * (d + (a - d) * left - y));
    jacobian.push(
      [left, x === 0 ? 0 : slope * exponent, -slope * b, 1 - left, -(a - d) * left * g * logOf]
        .slice(0, parameters.length)
        .map((one) => root * one),
    );
  }
  return { residuals, jacobian };
}

/**
 * Where the search begins: the ends from the readings of the lowest and highest standard, once as if the curve were
 * complete and once as if only half of it had been measured; three steepnesses. Without ln g.
 */
function startsOf(points: readonly CurvePoint[]): readonly (readonly number[])[] {
  const means = meansByConcentration(points);
  const [lowest, highest] = [means[0], means.at(-1)];
  if (!lowest || !highest) return [];
  const span = highest.y - lowest.y;
  return [0.05, 1].flatMap((beyond) => {
    const [a, d] = [lowest.y - 0.02 * span, highest.y + beyond * span];
    const lnC = logOfHalfway(means, (a + d) / 2);
    return [1, 2, 0.5].map((b) => [a, logarithm(b), lnC, d]);
  });
}

function meansByConcentration(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const concentrations = [...new Set(points.map((one) => one.x))].toSorted((left, right) => left - right);
  return concentrations.map((x) => {
    const readings = points.filter((one) => one.x === x).map((one) => one.y);
    return { x, y: sum(readings) / readings.length };
  });
}

/** ln of the concentration where the readings pass `level`; of the highest one where they do not. */
function logOfHalfway(means: readonly CurvePoint[], level: number): number {
  const positive = means.filter((one) => one.x > 0);
  for (const [index, right] of positive.entries()) {
    const left = positive[index - 1];
    if (!left || (left.y - level) * (right.y - level) > 0 || left.y === right.y) continue;
    const share = (level - left.y) / (right.y - left.y);
    return logarithm(left.x) + share * (logarithm(right.x) - logarithm(left.x));
  }
  return logarithm(positive.at(-1)?.x ?? 1);
}
