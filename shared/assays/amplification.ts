// The amplification factor of a gene a cycle: taken as 2, set by the lab, or from a dilution series.
// Must not correct a series: a point that is left out is left out by a person, with a reason.

import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { decimal } from '../kernel/units.ts';
import type { DerivedNumber } from './assay.ts';
import { amplified, type CtRules } from './ct-replicates.ts';
import { derived, meanOf, sumOf } from './number.ts';
import { readingForm, readingId, type Reading } from './reading.ts';
import { amountText, dilutionText } from './curve-form.ts';

export const efficiencyForm = z.discriminatedUnion('kind', [
  /** A doubling a cycle. */
  z.object({ kind: z.literal('assumed') }),
  /** Copies a cycle: 1.96 for 96 %. */
  z.object({ kind: z.literal('set'), factor: amountText }),
  z.object({
    kind: z.literal('series'),
    /** Relative quantity of the template, such as 1, 0.1, 0.01. */
    points: z
      .array(z.object({ quantity: dilutionText, readings: z.array(readingForm).min(1).max(32) }))
      .min(3)
      .max(24),
  }),
]);
export type Efficiency = z.output<typeof efficiencyForm>;

/** Above a factor of 1 nothing would be copied; more than doubling, beyond what noise explains, is no PCR. */
const [lowest, highest] = ['1', '2.5'];
const leastQuantities = 3;

export interface Amplification {
  readonly factor: Decimal;
  readonly numberId: string;
  readonly numbers: readonly DerivedNumber[];
}

export function seriesReadings(efficiency: Efficiency): readonly Reading[] {
  return efficiency.kind === 'series' ? efficiency.points.flatMap((one) => one.readings) : [];
}

/**
 * From a series: E = 10^(−1/slope) of the line of CT over log10 of the quantity (Pfaffl, Nucleic Acids Res 29 (2001)
 * e45). Refusals: `assay.efficiency-outside`, `assay.series-short`, `assay.series-flat`.
 */
export function amplificationOf(
  gene: string,
  efficiency: Efficiency,
  rules: CtRules,
): Outcome<Amplification> {
  const numberId = `${gene}/efficiency`;
  const facts = { id: numberId, quantity: 'efficiency', about: gene, unit: '' } as const;
  if (efficiency.kind !== 'series') {
    const factor = decimal(efficiency.kind === 'set' ? efficiency.factor : '2');
    if (isOutside(factor)) return refuse('assay.efficiency-outside', { gene, factor: factor.toFixed() });
    const number = derived({
      ...facts,
      value: factor,
      formula: `efficiency-${efficiency.kind}`,
      parameters: { factor },
      inputs: [],
    });
    return accept({ factor, numberId, numbers: [number] });
  }
  const points = efficiency.points.flatMap(({ quantity, readings }) =>
    amplified(readings, rules).map(({ ct }) => ({ x: decimal(quantity).log(10), y: ct, quantity })),
  );
  if (new Set(points.map((one) => one.x.toFixed(20))).size < leastQuantities) {
    return refuse('assay.series-short', { gene, needed: leastQuantities });
  }
  const { slope, rSquared } = lineThrough(points);
  if (slope.greaterThan('-1')) return refuse('assay.series-flat', { gene });
  const factor = decimal('10').pow(decimal('-1').div(slope));
  if (isOutside(factor)) return refuse('assay.efficiency-outside', { gene, factor: factor.toFixed(3) });
  const inputs = seriesReadings(efficiency)
    .filter((one) => one.leftOut === null)
    .map(readingId);
  const parameters = { slope, n: points.length };
  const numbers = [
    derived({ ...facts, value: factor, formula: 'efficiency-series', parameters, inputs }),
    derived({
      ...facts,
      id: `${gene}/efficiency-r-squared`,
      quantity: 'r-squared',
      value: rSquared,
      formula: 'r-squared-series',
      parameters,
      inputs,
    }),
  ];
  return accept({ factor, numberId, numbers });
}

function isOutside(factor: Decimal): boolean {
  return factor.lessThanOrEqualTo(lowest) || factor.greaterThan(highest);
}

/** Least squares; the points have at least two different x, and different y unless the slope is 0. */
function lineThrough(points: readonly { readonly x: Decimal; readonly y: Decimal }[]) {
  const [meanX, meanY] = [meanOf(points.map((one) => one.x)), meanOf(points.map((one) => one.y))];
  const products = (of: (dx: Decimal, dy: Decimal) => Decimal) =>
    sumOf(points.map(({ x, y }) => of(x.minus(meanX), y.minus(meanY))));
  const xx = products((dx) => dx.times(dx));
  const xy = products((dx, dy) => dx.times(dy));
  const yy = products((_, dy) => dy.times(dy));
  return { slope: xy.div(xx), rSquared: yy.isZero() ? null : xy.times(xy).div(xx.times(yy)) };
}
