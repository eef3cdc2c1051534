// A reading of which a reader of instrument files knows only a part.
// Must not know a format, nor compute anything from a reading.

import type { WellReading } from '../../shared/assays/instrument-reading.ts';

const nothing: Omit<WellReading, 'well'> = {
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

/** A reading of which only `known` is known. */
export function wellReading({
  well,
  ...known
}: Partial<WellReading> & Pick<WellReading, 'well'>): WellReading {
  return { well, ...nothing, ...known };
}
