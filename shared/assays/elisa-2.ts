// ELISA and other kits on serum, version 2: as version 1, but a whole standard can be left out with a reason.
// Must not be edited once released: a change is version 3, in a file of its own.

import { accept } from '../kernel/refusal.ts';
import { defineAssay } from './assay.ts';
import { elisa } from './elisa.ts';
import { readingsProblem } from './reading.ts';
import { standardsCheck, withCountedStandards } from './standards-left-out.ts';

/**
 * Everything as in elisa.ts, its refusals too. The highest standard often saturates: version 1 refused a curve of which
 * every well of a standard was left out, so that it had to be struck from the plate without a word in the record.
 */
export const elisa2 = defineAssay({
  key: 'elisa',
  version: 2,
  status: 'released',
  input: elisa.input,
  readings: (given) => elisa.readings(given),
  compute(given) {
    const problem = readingsProblem(elisa.readings(given), given.files);
    if (problem) return problem;
    const outcome = elisa.compute(withCountedStandards(given));
    if (!outcome.ok) return outcome;
    return accept({
      ...outcome.value,
      checks: [...outcome.value.checks, ...standardsCheck(given, '')],
    });
  },
});
