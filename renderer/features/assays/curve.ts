// The standard curve of an evaluation as a picture: measured points, the fitted curve, and where the samples lie.
// Must not fit: the parameters are those of the recorded numbers.

import { elisa } from '../../../shared/assays/elisa.ts';
import type { DerivedNumber } from '../../../shared/assays/assay.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import { readingAt, type Curve } from '../../../shared/statistics/curve-fit.ts';

export interface CurveDot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

export interface CurvePicture {
  readonly unit: string;
  /** Every well of a standard above 0, less the blank. */
  readonly standards: readonly CurveDot[];
  readonly samples: readonly CurveDot[];
  readonly line: readonly { readonly x: number; readonly y: number }[];
}

const steps = 80;

/** Null where there is no curve of one kit to draw. */
export function curvePicture(input: Json, numbers: readonly DerivedNumber[]): CurvePicture | null {
  const parsed = elisa.input.safeParse(input);
  if (!parsed.success) return null;
  const byId = new Map(numbers.map((one) => [one.id, one]));
  const valueOf = (id: string): number | null => {
    const value = byId.get(id)?.value ?? null;
    return value === null ? null : Number(value);
  };
  const curve = curveFrom(parsed.data.model, (name) => valueOf(`curve/curve-${name}`));
  if (!curve) return null;
  const blank = valueOf('blank') ?? 0;
  const { unit } = parsed.data;
  const standards = parsed.data.standards.flatMap(({ name, concentration, readings }) =>
    readings.flatMap(({ value, leftOut }) =>
      value === null || leftOut !== null || Number(concentration) === 0
        ? []
        : [{ x: Number(concentration), y: Number(value) - blank, name }],
    ),
  );
  const samples = parsed.data.samples.flatMap(({ name }) => {
    const [x, y] = [valueOf(`sample/${name}/well`), valueOf(`sample/${name}/reading`)];
    return x === null || y === null || x <= 0 ? [] : [{ x, y, name }];
  });
  const ends = standards.map((one) => one.x);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const line = Array.from({ length: steps + 1 }, (_, step) => low * (high / low) ** (step / steps)).map(
    (x) => ({
      x,
      y: readingAt(curve, x),
    }),
  );
  return standards.length === 0 ? null : { unit, standards, samples, line };
}

function curveFrom(model: Curve['model'], valueOf: (name: string) => number | null): Curve | null {
  if (model === 'linear') {
    const [intercept, slope] = [valueOf('intercept'), valueOf('slope')];
    return intercept === null || slope === null ? null : { model, intercept, slope };
  }
  const [a, b, c, d] = [valueOf('a'), valueOf('b'), valueOf('c'), valueOf('d')];
  const g = model === '5pl' ? valueOf('g') : 1;
  if (a === null || b === null || c === null || d === null || g === null) return null;
  return { model, a, b, c, d, g };
}
