// ELISA of conditioned medium, version 2: as version 1, but a whole standard can be left out with a reason.
// Must not be edited once released: a change is version 3, in a file of its own.

import { accept } from '../kernel/refusal.ts';
import { defineAssay } from './assay.ts';
import { cmElisa } from './cm-elisa.ts';
import { readingsProblem } from './reading.ts';
import { standardsCheck, withCountedStandards } from './standards-left-out.ts';

/** Everything as in cm-elisa.ts, its refusals too; why a standard may be left out: elisa-2.ts. */
export const cmElisa2 = defineAssay({
  key: 'cm-elisa',
  version: 2,
  status: 'released',
  input: cmElisa.input,
  readings: (given) => cmElisa.readings(given),
  compute(given) {
    const problem = readingsProblem(cmElisa.readings(given), given.files);
    if (problem) return problem;
    const outcome = cmElisa.compute({ ...given, factors: given.factors.map(withCountedStandards) });
    if (!outcome.ok) return outcome;
    const left = given.factors.flatMap((factor) => standardsCheck(factor, factor.analyte));
    return accept({ ...outcome.value, checks: [...outcome.value.checks, ...left] });
  },
});
