// Relative expression from CT means: by a doubling a cycle (2^−ΔΔCT) or by each gene's efficiency (Pfaffl).
// Must not choose the method or the calibrator: the evaluation records both.

import type { Decimal } from 'decimal.js';
import { decimal } from '../kernel/units.ts';
import type { Amplification } from './amplification.ts';
import type { DerivedNumber, Flag } from './assay.ts';
import { derived } from './number.ts';

/** Mean CT of a gene and of the reference gene in what everything is relative to; null where there is none. */
export interface Calibrator {
  readonly target: Decimal | null;
  readonly reference: Decimal | null;
  readonly inputs: readonly string[];
  readonly flags: readonly Flag[];
}

interface Replicated {
  readonly mean: Decimal;
  /** Sample SD; null for a single well. */
  readonly deviation: Decimal | null;
}

export interface Expression {
  /** `sample/gene`, and the same of the reference gene: their CT numbers are named after it. */
  readonly id: string;
  readonly referenceId: string;
  readonly target: Replicated;
  readonly reference: Replicated;
  readonly calibrator: {
    readonly target: Decimal;
    readonly reference: Decimal;
    readonly inputs: readonly string[];
  };
  readonly flags: readonly Flag[];
}

const ends = [
  ['low', '-1'],
  ['high', '1'],
] as const;

/**
 * 2^−ΔΔCT with ΔΔCT = ΔCT − ΔCT(calibrator), and its range 2^−(ΔΔCT ± s), s² = s²(gene) + s²(reference): the calibrator
 * is a constant and adds nothing (Livak & Schmittgen, Methods 25 (2001) 402–408). No range from single wells.
 */
export function expressionByDoubling(facts: Expression): readonly DerivedNumber[] {
  const { id, target, reference, calibrator, flags } = facts;
  const sample = target.mean.minus(reference.mean);
  const base = calibrator.target.minus(calibrator.reference);
  const difference = sample.minus(base);
  const shared = { about: id, flags };
  const differenceId = `${id}/delta-delta-ct`;
  const numbers = [
    derived({
      ...shared,
      id: differenceId,
      quantity: 'delta-delta-ct',
      value: difference,
      unit: '',
      formula: 'delta-delta-ct',
      parameters: { sample, calibrator: base },
      inputs: [`${id}/delta-ct`, ...calibrator.inputs],
    }),
    derived({
      ...shared,
      id: `${id}/relative-expression`,
      quantity: 'relative-expression',
      value: decimal('2').pow(difference.negated()),
      unit: '×',
      formula: 'two-to-the-minus',
      parameters: { difference },
      inputs: [differenceId],
    }),
  ];
  const deviation = rootOfSquares(target.deviation, reference.deviation);
  if (deviation === null) return numbers;
  for (const [end, sign] of ends) {
    numbers.push(
      derived({
        ...shared,
        id: `${id}/relative-expression-${end}`,
        quantity: `relative-expression-${end}`,
        value: decimal('2').pow(deviation.times(sign).minus(difference)),
        unit: '×',
        formula: 'two-to-the-minus-range',
        parameters: { difference, deviation, sign: end === 'low' ? '+' : '−' },
        inputs: [differenceId, `${id}/delta-ct-deviation`],
      }),
    );
  }
  return numbers;
}

/**
 * E(gene)^(CT calibrator − CT) / E(reference)^(the same) (Pfaffl, Nucleic Acids Res 29 (2001) e45). Its range is
 * ratio · e^±s, s² = (s(gene) · ln E(gene))² + (s(reference) · ln E(reference))²: first order in the logarithm, the
 * efficiencies taken as exact; with both of 2 it is that of 2^−ΔΔCT.
 */
export function expressionByEfficiency(
  facts: Expression,
  mine: Amplification,
  other: Amplification,
): readonly DerivedNumber[] {
  const { id, referenceId, target, reference, calibrator, flags } = facts;
  const gain = calibrator.target.minus(target.mean);
  const referenceGain = calibrator.reference.minus(reference.mean);
  const [factor, referenceFactor] = [mine.factor, other.factor];
  const value = factor.pow(gain).div(referenceFactor.pow(referenceGain));
  const numberId = `${id}/relative-expression`;
  const shared = { about: id, unit: '×', flags };
  const numbers = [
    derived({
      ...shared,
      id: numberId,
      quantity: 'relative-expression',
      value,
      formula: 'pfaffl',
      parameters: { factor, gain, referenceFactor, referenceGain },
      inputs: [`${id}/ct`, `${referenceId}/ct`, ...calibrator.inputs, mine.numberId, other.numberId],
    }),
  ];
  const deviation = rootOfSquares(
    target.deviation?.times(factor.ln()) ?? null,
    reference.deviation?.times(referenceFactor.ln()) ?? null,
  );
  if (deviation === null) return numbers;
  const deviationId = `${id}/log-ratio-deviation`;
  numbers.push(
    derived({
      ...shared,
      id: deviationId,
      quantity: 'log-ratio-deviation',
      value: deviation,
      unit: '',
      formula: 'pfaffl-deviation',
      parameters: { factor, referenceFactor, target: target.deviation, reference: reference.deviation },
      inputs: [`${id}/ct-deviation`, `${referenceId}/ct-deviation`],
    }),
  );
  for (const [end, sign] of ends) {
    numbers.push(
      derived({
        ...shared,
        id: `${id}/relative-expression-${end}`,
        quantity: `relative-expression-${end}`,
        value: value.times(deviation.times(sign).exp()),
        formula: 'pfaffl-range',
        parameters: { value, deviation, sign: end === 'low' ? '−' : '' },
        inputs: [numberId, deviationId],
      }),
    );
  }
  return numbers;
}

/** √(a² + b²); null where one of them is unknown. */
export function rootOfSquares(left: Decimal | null, right: Decimal | null): Decimal | null {
  return left && right ? left.pow(2).plus(right.pow(2)).sqrt() : null;
}
