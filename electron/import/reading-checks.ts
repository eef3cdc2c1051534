// What is told of a reading of any format: numbers that could be two, and readings that nothing tells apart.
// Must not change or drop a reading.

import type { PlateReadings, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';

/** The longest list of wells that a warning names. */
const mostNamed = 12;

/** That values are missing since the file does not tell its decimal mark: else only a note of each well says so. */
export function ambiguityWarnings(plates: readonly PlateReadings[]): readonly string[] {
  const unclear = plates.flatMap(({ wells }) => wells.filter(isAmbiguous));
  const text = unclear[0]?.raw ?? '';
  return unclear.length === 0 ? [] : [say('instrument.warning-ambiguous', { count: unclear.length, text })];
}

function isAmbiguous({ raw, note }: WellReading): boolean {
  // Of a hundred thousand readings almost none has a note.
  return note !== null && raw !== null && note.startsWith(say('instrument.note-ambiguous', { text: raw }));
}

/** That a plate holds two readings of a well which differ in nothing but the value. */
export function repetitionWarnings(plates: readonly PlateReadings[]): readonly string[] {
  const repeated = new Set<string>();
  for (const { wells } of plates) {
    const seen = new Set<string>();
    for (const one of wells) {
      const key = identityOf(one);
      if (seen.has(key)) repeated.add(one.well);
      seen.add(key);
    }
  }
  if (repeated.size === 0) return [];
  const named = [...repeated].slice(0, mostNamed).join(', ');
  const wells = repeated.size > mostNamed ? `${named}, …` : named;
  return [say('instrument.warning-twice', { wells })];
}

/** All that tells one reading of a plate from another. */
function identityOf(reading: WellReading): string {
  const { well, read, wavelengthNm, excitationNm, timeSeconds, target, dye } = reading;
  return [well, read, wavelengthNm, excitationNm, timeSeconds, target, dye].join('\t');
}
