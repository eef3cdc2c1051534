// Non-linear least squares: the parameters at which the squares of given residuals are smallest.
// Must not know the model, draw a random start, nor call a poor minimum a good one.

/** Residuals, one an observation, and their derivatives by each parameter: `jacobian[observation][parameter]`. */
export interface Linearised {
  readonly residuals: readonly number[];
  readonly jacobian: readonly (readonly number[])[];
}

export interface Minimum {
  readonly parameters: readonly number[];
  readonly sumOfSquares: number;
  readonly iterations: number;
}

const mostIterations = 500;
const largestDamping = 1e20;
/** Relative changes of the parameters below this are no change. */
const smallestStep = 1e-11;
/** Relative gain of the squares, promised and found, below which nothing is gained. */
const smallestGain = 1e-15;
/** Cosine between the residuals and every derivative below which they are orthogonal, which is a minimum. */
const orthogonal = 1e-10;
/** The same for a search that cannot find a smaller value any more because of rounding. */
const nearlyOrthogonal = 1e-6;

/**
 * Levenberg's and Marquardt's damped steps (Marquardt, J Soc Indust Appl Math 11 (1963) 431–441) with the scaling of
 * Moré (Lecture Notes in Mathematics 630 (1978) 105–116), each step solved by Householder reflections. `linearise`
 * answers null where the model is not defined. Null when no minimum is found within 500 iterations, or none is
 * reached from `start`. Only +, −, ×, ÷ and square roots: the same bits on every machine.
 */
export function leastSquares(
  linearise: (parameters: readonly number[]) => Linearised | null,
  start: readonly number[],
): Minimum | null {
  let parameters = start;
  let here = definedAt(linearise, parameters);
  if (here === null) return null;
  let squares = squaresOf(here.residuals);
  const scales = start.map(() => 0);
  let damping = 1e-3;
  let growth = 2;
  for (let iterations = 1; iterations <= mostIterations; iterations++) {
    if (squares === 0) return { parameters, sumOfSquares: 0, iterations };
    if (largestCosine(here) <= orthogonal) return { parameters, sumOfSquares: squares, iterations };
    for (const index of scales.keys()) {
      // A parameter that nothing depends on here keeps its place instead of making the step undefined.
      scales[index] = Math.max(scales[index] ?? 0, columnLength(here, index)) || 1;
    }
    const step = dampedStep(here, scales, damping);
    if (step === null) return null;
    const next = parameters.map((one, index) => one + (step[index] ?? 0));
    const there = definedAt(linearise, next);
    const promised = promisedGain(here, step, squares);
    const found = there === null ? -1 : 1 - squaresOf(there.residuals) / squares;
    const isSmallStep = step.every(
      (one, index) => Math.abs(one) <= smallestStep * (Math.abs(parameters[index] ?? 0) + smallestStep),
    );
    if (there !== null && found > 0) {
      parameters = next;
      here = there;
      squares = squaresOf(there.residuals);
      // Nielsen's rule (IMM-REP-1999-05): the better the promise was kept, the less damping.
      const kept = promised > 0 ? found / promised : 1;
      const surplus = 2 * kept - 1;
      damping *= Math.max(1 / 3, 1 - surplus * surplus * surplus);
      growth = 2;
      const isStill = promised <= smallestGain && found <= smallestGain;
      if (isStill || isSmallStep) return { parameters, sumOfSquares: squares, iterations };
      continue;
    }
    const isExhausted = isSmallStep || promised <= smallestGain || damping > largestDamping;
    if (isExhausted) {
      return largestCosine(here) <= nearlyOrthogonal
        ? { parameters, sumOfSquares: squares, iterations }
        : null;
    }
    damping *= growth;
    growth *= 2;
  }
  return null;
}

function definedAt(
  linearise: (parameters: readonly number[]) => Linearised | null,
  parameters: readonly number[],
): Linearised | null {
  const at = linearise(parameters);
  if (at === null || !Number.isFinite(squaresOf(at.residuals))) return null;
  return at.jacobian.every((row) => row.every(Number.isFinite)) ? at : null;
}

function squaresOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function columnLength({ jacobian }: Linearised, column: number): number {
  return Math.sqrt(jacobian.reduce((sum, row) => sum + (row[column] ?? 0) * (row[column] ?? 0), 0));
}

/** The largest cosine between the residuals and a column of derivatives: 0 at a minimum (Moré's test of gradient). */
function largestCosine(at: Linearised): number {
  const length = Math.sqrt(squaresOf(at.residuals));
  const columns = at.jacobian[0]?.length ?? 0;
  let largest = 0;
  for (let column = 0; column < columns; column++) {
    const product = at.jacobian.reduce(
      (sum, row, index) => sum + (row[column] ?? 0) * (at.residuals[index] ?? 0),
      0,
    );
    const size = length * columnLength(at, column);
    if (size > 0) largest = Math.max(largest, Math.abs(product) / size);
  }
  return largest;
}

/** By which share the squares would shrink if the residuals were linear. */
function promisedGain({ residuals, jacobian }: Linearised, step: readonly number[], squares: number): number {
  const linear = jacobian.map(
    (row, index) =>
      (residuals[index] ?? 0) + row.reduce((sum, one, column) => sum + one * (step[column] ?? 0), 0),
  );
  return 1 - squaresOf(linear) / squares;
}

/** The step that makes |J s + r|² + damping · |scale · s|² smallest; null where it is not defined. */
function dampedStep(
  { residuals, jacobian }: Linearised,
  scales: readonly number[],
  damping: number,
): readonly number[] | null {
  const root = Math.sqrt(damping);
  const rows = jacobian.map((row) => [...row]);
  const right = residuals.map((one) => -one);
  for (const [index, scale] of scales.entries()) {
    rows.push(scales.map((_, column) => (column === index ? root * scale : 0)));
    right.push(0);
  }
  return solve(rows, right, scales.length);
}

/**
 * Least squares of an overdetermined linear system by Householder reflections (Golub & Van Loan, Matrix Computations,
 * section 5.3.2). It changes its arguments.
 */
function solve(rows: number[][], right: number[], columns: number): readonly number[] | null {
  for (let column = 0; column < columns; column++) {
    const length = Math.sqrt(squaresOf(rows.slice(column).map((row) => at(row, column))));
    if (!(length > 0) || !Number.isFinite(length)) return null;
    const head = at(rows[column], column);
    const mirror = rows.map((row, index) => (index < column ? 0 : at(row, column)));
    mirror[column] = head + (head < 0 ? -length : length);
    const size = squaresOf(mirror);
    for (let other = column; other < columns; other++) {
      const share =
        (2 * rows.reduce((sum, row, index) => sum + at(mirror, index) * at(row, other), 0)) / size;
      for (const [index, row] of rows.entries()) row[other] = at(row, other) - share * at(mirror, index);
    }
    const share = (2 * right.reduce((sum, one, index) => sum + at(mirror, index) * one, 0)) / size;
    for (const [index, one] of right.entries()) right[index] = one - share * at(mirror, index);
  }
  const solution = Array.from({ length: columns }, () => 0);
  for (let column = columns - 1; column >= 0; column--) {
    let rest = at(right, column);
    for (let other = column + 1; other < columns; other++) {
      rest -= at(rows[column], other) * at(solution, other);
    }
    solution[column] = rest / at(rows[column], column);
  }
  return solution.every(Number.isFinite) ? solution : null;
}

function at(values: readonly number[] | undefined, index: number): number {
  return values?.[index] ?? 0;
}
