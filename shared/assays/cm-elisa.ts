// ELISA of unconcentrated conditioned medium, version 1: seven factors, five bottles (study.md, Protocol 2, step 10).
// Must not be edited once released: a change is version 2. It never takes the concentrate: that is another substance.

import { z } from 'zod';
import { accept, refuse } from '../kernel/refusal.ts';
import {
  defineAssay,
  filesForm,
  type AssayCheck,
  type DerivedNumber,
  type Flag,
  type LotFactor,
} from './assay.ts';
import { curveForm, curveReadings, dilutionText, unitFactor } from './curve-form.ts';
import { repeatedName } from './naming.ts';
import { derived, deviationOf, meanOf, rounded } from './number.ts';
import { readingForm, readingsProblem } from './reading.ts';
import { standardCurve } from './standard-curve.ts';

const factorForm = curveForm.extend({
  analyte: z.string().min(1).max(40),
  /** The unit in which the factor is reported beside the article's. */
  resultUnit: z.string().min(1).max(20),
  bottles: z
    .array(
      z.object({
        /** The number of the bottle, as on the lot. */
        bottle: z.int().min(1).max(999),
        dilution: dilutionText,
        readings: z.array(readingForm).min(1).max(32),
      }),
    )
    .min(1)
    .max(29),
});
type Factor = z.output<typeof factorForm>;

const input = z.object({
  files: filesForm,
  /** The article measured the supernatant before concentration; a concentrate cannot be set beside it. */
  material: z.enum(['unconcentrated-medium', 'concentrate']),
  factors: z.array(factorForm).min(1).max(7),
});
type Input = z.output<typeof input>;

const bottlesOfArticle = 5;
const factorsOfArticle = 7;

const wells = (one: Input) =>
  one.factors.flatMap((factor) => [
    ...curveReadings(factor),
    ...factor.bottles.flatMap((bottle) => bottle.readings),
  ]);

/**
 * Each factor by its own curve, as in elisa.ts; then mean and sample SD over the bottles. One that was not read is left
 * out of both. With one beyond the range there is neither: the mean of the others would be too high (or too low), and
 * any number put in its place would be invented (Helsel, Statistics for Censored
 * Environmental Data, 2nd ed., 2012, ch. 1).
 * Refusals: `assay.concentrate`, `assay.name-twice`, `assay.units-differ`, and those of wells and curves.
 */
export const cmElisa = defineAssay({
  key: 'cm-elisa',
  version: 1,
  status: 'released',
  input,
  readings: wells,
  compute(given) {
    const { factors, material, files } = given;
    if (material === 'concentrate') return refuse('assay.concentrate');
    const problem =
      readingsProblem(wells(given), files) ??
      repeatedName([factors.map((one) => ({ name: one.analyte }))]) ??
      factors.map(namesTwice).find((one) => one !== undefined);
    if (problem) return problem;
    const numbers: DerivedNumber[] = [];
    const checks: AssayCheck[] = [];
    const lotFactors: LotFactor[] = [];
    for (const factor of factors) {
      const { analyte, unit, resultUnit, bottles } = factor;
      const scale = unitFactor(unit, resultUnit);
      if (scale === null) return refuse('assay.units-differ', { from: unit, to: resultUnit });
      const curve = standardCurve(factor, `${analyte}/`);
      if (!curve.ok) return curve;
      const found = bottles.map(({ bottle, dilution, readings }) =>
        curve.value.measure({ name: bottleName(bottle), dilution, readings }, scale, resultUnit),
      );
      numbers.push(...curve.value.numbers);
      checks.push(...curve.value.checks.map((one) => ({ ...one, about: `${analyte} ${one.about}`.trim() })));
      const values = found.flatMap((one) => (one.value === null ? [] : [one.value]));
      const inputs = found.map((one) => one.numberId);
      checks.push({
        key: 'five-bottles',
        about: analyte,
        isPassed: values.length === bottlesOfArticle && bottles.length === bottlesOfArticle,
        parameters: { count: String(values.length) },
        inputs,
      });
      const beyond = (flag: Flag): number => found.filter((one) => one.flags.includes(flag)).length;
      const [belowRange, aboveRange] = [beyond('below-range'), beyond('above-range')];
      const isCensored = belowRange + aboveRange > 0;
      const flags: Flag[] = [
        ...(belowRange > 0 ? (['below-range'] as const) : []),
        ...(aboveRange > 0 ? (['above-range'] as const) : []),
        ...(values.length < bottles.length ? (['incomplete'] as const) : []),
      ];
      const parameters = {
        values: values.map(rounded).join(' + '),
        n: values.length,
        bottles: bottles.length,
        beyond: belowRange + aboveRange,
      };
      const shared = { about: analyte, unit: resultUnit, flags, parameters, inputs };
      const hasMean = !isCensored && values.length > 0;
      const formulaOf = (formula: 'mean' | 'standard-deviation') =>
        hasMean ? formula : isCensored ? 'beyond-range-bottles' : 'no-number';
      numbers.push(
        derived({
          ...shared,
          id: `${analyte}/mean`,
          quantity: 'mean',
          value: hasMean ? meanOf(values) : null,
          formula: formulaOf('mean'),
        }),
        derived({
          ...shared,
          id: `${analyte}/standard-deviation`,
          quantity: 'standard-deviation',
          value: hasMean ? deviationOf(values) : null,
          formula: formulaOf('standard-deviation'),
        }),
      );
      lotFactors.push({
        analyte,
        unit: resultUnit,
        values: values.map(rounded),
        bottles: bottles.length,
        belowRange,
        aboveRange,
      });
    }
    const measured = lotFactors.filter((one) => one.values.length > 0);
    checks.push({
      key: 'seven-factors',
      about: '',
      isPassed: measured.length === factorsOfArticle,
      parameters: { count: String(measured.length) },
      inputs: lotFactors.map((one) => `${one.analyte}/mean`),
    });
    return accept({ numbers, checks, results: [], lotFactors });
  },
});

function bottleName(bottle: number): string {
  return `bottle ${bottle}`;
}

function namesTwice({ standards, controls, bottles }: Factor) {
  return repeatedName([standards, controls, bottles.map((one) => ({ name: String(one.bottle) }))]);
}
