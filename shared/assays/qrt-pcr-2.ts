// qRT-PCR, version 2: as version 1, but a control of which every well is left out is no control.
// Must not be edited once released: a change is version 3, in a file of its own.

import { defineAssay } from './assay.ts';
import { qrtPcr } from './qrt-pcr.ts';
import { readingsProblem } from './reading.ts';

/**
 * Everything as in qrt-pcr.ts, its refusals too. A control that amplified and was left out had passed as one that did
 * not amplify: it is missing now, and the check of the controls says so. Its wells stay in the record.
 */
export const qrtPcr2 = defineAssay({
  key: 'qrt-pcr',
  version: 2,
  status: 'released',
  input: qrtPcr.input,
  readings: (given) => qrtPcr.readings(given),
  compute(given) {
    const controls = given.controls.filter(({ readings }) => readings.some((one) => one.leftOut === null));
    return readingsProblem(qrtPcr.readings(given), given.files) ?? qrtPcr.compute({ ...given, controls });
  },
});
