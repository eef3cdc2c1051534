// The gamma function and the incomplete beta and gamma functions, of which the distributions of the tests are made.
// Must not know any distribution, nor form a small part as one minus a large one.

const halfLogTwoPi = 0.9189385332046728;
/** The expansions need about the square root of their parameters: enough for parameters of 10⁹. */
const mostSteps = 100_000;
const negligible = 1e-16;

/** ln Γ(x) for x > 0: Stirling's formula. */
export function logGamma(x: number): number {
  return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingRest(x);
}

/**
 * What Stirling's formula leaves out, ln Γ(x) − (x − ½) ln x + x − ½ ln 2π, for x > 0: the series of DLMF 5.11.1 from
 * 10 on; below, carried there by Γ(x + 1) = x Γ(x).
 */
export function stirlingRest(x: number): number {
  if (x < 10) {
    let product = 1;
    let shifted = x;
    while (shifted < 10) product *= shifted++;
    return logGamma(shifted) - Math.log(product) - ((x - 0.5) * Math.log(x) - x + halfLogTwoPi);
  }
  const r = 1 / (x * x);
  return (
    ((((((-691 / 360_360) * r + 1 / 1188) * r - 1 / 1680) * r + 1 / 1260) * r - 1 / 360) * r + 1 / 12) / x
  );
}

/** x^a y^b / B(a, b), for x + y = 1. Around a / (a + b), where the powers and the beta function would cancel. */
export function betaPower(x: number, y: number, a: number, b: number): number {
  const distance = x * b - y * a;
  const exponent =
    a * logOfRatio(x, a / (a + b), distance / a) + b * logOfRatio(y, b / (a + b), -distance / b);
  const rest = stirlingRest(a + b) - stirlingRest(a) - stirlingRest(b);
  return Math.sqrt((a / (a + b)) * (b / (2 * Math.PI))) * Math.exp(exponent + rest);
}

/** ln(value / centre), where `excess` is value / centre − 1 without the rounding of the division. */
function logOfRatio(value: number, centre: number, excess: number): number {
  return Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(value / centre);
}

/**
 * The regularised incomplete beta function I_x(a, b) for a, b > 0. It takes y = 1 − x beside x, because the caller
 * knows both to full precision. Continued fraction DLMF 8.17.22 by the modified Lentz method, on its fast side.
 */
export function betaShare(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x * (a + b + 2) > a + 1) return 1 - betaFraction(y, x, b, a);
  return betaFraction(x, y, a, b);
}

function betaFraction(x: number, y: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < mostSteps; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    value *= d * c;
    if (Math.abs(d * c - 1) < negligible) break;
  }
  return (betaPower(x, y, a, b) / a) * value;
}

/**
 * The regularised upper incomplete gamma function Q(a, x) for a > 0: the series DLMF 8.11.4 below a + 1, the continued
 * fraction DLMF 8.9.2 by the modified Lentz method above.
 */
export function gammaTail(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const excess = (x - a) / a;
  const exponent = a * (logOfRatio(x, a, excess) - excess) - stirlingRest(a);
  const power = Math.sqrt(a / (2 * Math.PI)) * Math.exp(exponent);
  if (x < a + 1) {
    let term = 1 / a;
    let series = term;
    for (let n = 1; n < mostSteps && term > series * negligible; n++) {
      term *= x / (a + n);
      series += term;
    }
    return 1 - power * series;
  }
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < mostSteps; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    value *= d * c;
    if (Math.abs(d * c - 1) < negligible) break;
  }
  return power * value;
}
