// ELISA and other kits on serum, version 1: blanks, standard curve, dilution, duplicates, range (study.md, Assays).
// Must not be edited once released: a change is version 2, in a file of its own.

import { z } from 'zod';
import { accept, refuse } from '../kernel/refusal.ts';
import { defineAssay, filesForm, nameForm, subjectForm } from './assay.ts';
import { curveForm, curveReadings, dilutionText, unitFactor } from './curve-form.ts';
import { repeatedName, subjectTwice } from './naming.ts';
import { readingForm, readingsProblem } from './reading.ts';
import { standardCurve } from './standard-curve.ts';

const input = curveForm.extend({
  /** What the kit measures; one kit, one curve, one evaluation. */
  analyte: z.string().min(1).max(40),
  /** The unit of the results. */
  resultUnit: z.string().min(1).max(20),
  files: filesForm,
  samples: z
    .array(
      z.object({
        name: nameForm,
        subject: subjectForm,
        dilution: dilutionText,
        readings: z.array(readingForm).min(1).max(32),
      }),
    )
    .min(1)
    .max(400),
});
type Input = z.output<typeof input>;

const wells = (one: Input) => [...curveReadings(one), ...one.samples.flatMap((sample) => sample.readings)];

/**
 * The concentration of a sample is what the curve gives for the mean of its readings less the blank, times the
 * dilution. Beyond the lowest standard above 0 and the highest one there is no number. The fit: curve-fit.ts.
 * Refusals: `assay.well-twice`, `assay.file-not-listed`, `assay.name-twice`, `assay.subject-twice`,
 * `assay.units-differ`, and those of the curve.
 */
export const elisa = defineAssay({
  key: 'elisa',
  version: 1,
  status: 'released',
  input,
  readings: wells,
  compute(given) {
    const { analyte, unit, resultUnit, samples, standards, controls, files } = given;
    const problem =
      readingsProblem(wells(given), files) ??
      repeatedName([standards, controls, samples]) ??
      subjectTwice(samples.map((one) => one.subject));
    if (problem) return problem;
    const factor = unitFactor(unit, resultUnit);
    if (factor === null) return refuse('assay.units-differ', { from: unit, to: resultUnit });
    const curve = standardCurve(given, '');
    if (!curve.ok) return curve;
    const results = samples.map((sample) => {
      const { numberId } = curve.value.measure(sample, factor, resultUnit);
      return { ...sample.subject, analyte, numberId };
    });
    return accept({
      numbers: curve.value.numbers,
      checks: curve.value.checks,
      results,
      lotFactors: [],
    });
  },
});
