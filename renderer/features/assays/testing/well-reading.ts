// A well of an instrument's file for tests: one that says nothing, and what a test says of it.
// Must not be imported by anything but tests.

import type { WellReading } from '../../../../shared/assays/instrument-reading.ts';

const silent: WellReading = {
  well: 'A1',
  sample: null,
  role: null,
  value: null,
  unit: null,
  wavelengthNm: null,
  excitationNm: null,
  dye: null,
  target: null,
  cq: null,
  concentration: null,
  timeSeconds: null,
  read: null,
  raw: null,
  note: null,
};

export function wellReading(part: Partial<WellReading>): WellReading {
  return { ...silent, ...part };
}
