// Exponential and natural logarithm from basic arithmetic alone, so that a fit gives the same bits on every machine.
// Must not call Math.exp, Math.log or Math.pow: ECMAScript leaves their last digits to the engine.

// ln 2 in two parts (fdlibm): the first has so few digits that whole multiples of it are exact.
const logTwoHigh = 6.9314718036912381649e-1;
const logTwoLow = 1.90821492927058770002e-10;
/** 2^512, 2^256 … 2: each is a double exactly. */
const powersOfTwo: readonly (readonly [twos: number, power: number])[] = [
  [512, 1.3407807929942597e154],
  [256, 1.157920892373162e77],
  [128, 3.402823669209385e38],
  [64, 18446744073709551616],
  [32, 4294967296],
  [16, 65536],
  [8, 256],
  [4, 16],
  [2, 4],
  [1, 2],
];
/** Beyond these the result is not a double any more. */
const [smallestExponent, largestExponent] = [-708.3, 709.79];

/** e^x; 0 and Infinity beyond the range of normal doubles. Within two units of the last digit. */
export function exponential(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > largestExponent) return Infinity;
  if (x < smallestExponent) return 0;
  const twos = Math.round(x / (logTwoHigh + logTwoLow));
  const rest = x - twos * logTwoHigh - twos * logTwoLow;
  // Taylor; |rest| ≤ ln 2 / 2, so the term after the 18th is below the last digit.
  let sum = 1;
  for (let term = 18; term >= 1; term--) sum = 1 + (rest * sum) / term;
  return timesPowerOfTwo(sum, twos);
}

/** ln x for x > 0; −Infinity at 0, NaN below. Within two units of the last digit. */
export function logarithm(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x === Infinity ? Infinity : NaN;
  let twos = 0;
  let part = x;
  for (const [step, power] of powersOfTwo) {
    while (part >= power) {
      part /= power;
      twos += step;
    }
    while (part * power < 2) {
      part *= power;
      twos -= step;
    }
  }
  if (part > Math.SQRT2) {
    part /= 2;
    twos += 1;
  } else if (part < Math.SQRT1_2) {
    part *= 2;
    twos -= 1;
  }
  const ratio = (part - 1) / (part + 1);
  return twos * logTwoHigh + (2 * ratio + (2 * ratio * artanhRest(ratio) + twos * logTwoLow));
}

/** ln(1 + x) for x ≥ 0, to the last digits of a small x too. */
export function logarithmOfOnePlus(x: number): number {
  if (!(x < 0.4)) return logarithm(1 + x);
  const ratio = x / (2 + x);
  return 2 * ratio + 2 * ratio * artanhRest(ratio);
}

/** e^x − 1, to the last digits of a small x too. */
export function exponentialLessOne(x: number): number {
  if (!(Math.abs(x) < 0.7)) return exponential(x) - 1;
  let sum = 0;
  for (let term = 18; term >= 2; term--) sum = (x / term) * (1 + sum);
  return x + x * sum;
}

/** artanh(ratio) / ratio − 1 for |ratio| ≤ 0.172; ln((1 + r) / (1 − r)) = 2 artanh r (DLMF 4.6.6). */
function artanhRest(ratio: number): number {
  const square = ratio * ratio;
  let series = 0;
  for (let power = 25; power >= 3; power -= 2) series = square * (series + 1 / power);
  return series;
}

/** Exact as long as the result is a normal double: only the exponent moves. */
function timesPowerOfTwo(value: number, twos: number): number {
  let result = value;
  let left = Math.abs(twos);
  for (const [step, power] of powersOfTwo) {
    while (left >= step) {
      result = twos > 0 ? result * power : result / power;
      left -= step;
    }
  }
  return result;
}
