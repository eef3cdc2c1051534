// Short ways to read a file in a test: the reading, or the refusal where one is expected.
// Must not be imported by anything but tests and benchmarks.

import type { Refusal } from '../../../shared/kernel/refusal.ts';
import type { InstrumentReading, WellReading } from '../../../shared/assays/instrument-reading.ts';
import { readInstrumentFile } from '../read-instrument.ts';

export type Content = string | Uint8Array;

function bytesOf(content: Content): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/** Throws where the content is refused. */
export function readingOf(content: Content, mapping?: unknown): InstrumentReading {
  const read = readInstrumentFile(bytesOf(content), mapping);
  if (!read.ok) throw new Error(`Refused: ${read.refusal.code} ${read.refusal.message}`);
  return read.value;
}

/** Throws where the content is read. */
export function refusalOf(content: Content, mapping?: unknown): Refusal {
  const read = readInstrumentFile(bytesOf(content), mapping);
  if (read.ok) throw new Error(`It was read as ${read.value.format}.`);
  return read.refusal;
}

/** All readings of a well, over all plates. */
export function readingsOfWell(reading: InstrumentReading, well: string): readonly WellReading[] {
  return reading.plates.flatMap(({ wells }) => wells.filter((one) => one.well === well));
}
