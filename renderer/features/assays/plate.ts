// A plate of an instrument's file as an evaluation takes it: one reading a well, with the file's own name and role.
// Must not compute from a reading.

import {
  readingOf,
  type InstrumentReading,
  type PlateReadings,
  type WellReading,
} from '../../../shared/assays/instrument-reading.ts';
import type { Reading } from '../../../shared/assays/reading.ts';

/** What a name on the plate of a kit is in the evaluation. */
export const uses = ['sample', 'standard', 'blank', 'control', 'unused'] as const;
/** What a name on a plate of the qRT-PCR is; a standard there is a point of a dilution series. */
export const ctUses = ['sample', 'standard', 'no-template', 'no-rt', 'unused'] as const;
export type Use = (typeof uses)[number] | (typeof ctUses)[number];

export interface PlateWell extends Reading {
  /** As the file names it; empty where it names nothing. */
  readonly name: string;
  readonly note: string | null;
}

export interface PlateName {
  readonly name: string;
  readonly use: Use;
  /** Of a standard, as the file states it; empty where it does not. */
  readonly concentration: string;
}

/** What tells apart several readings of the same well. */
export interface PlateRead {
  readonly key: string;
  readonly wavelengthNm: number | null;
  readonly timeSeconds: number | null;
  readonly name: string | null;
}

export const longestName = 60;

function readKey({ read, wavelengthNm, excitationNm, timeSeconds, dye, target }: WellReading): string {
  return JSON.stringify([read, wavelengthNm, excitationNm, timeSeconds, dye, target]);
}

/** The readings of one kind that the plate has, in the order of the file. */
export function readsOf(plate: PlateReadings): readonly PlateRead[] {
  const found = new Map<string, PlateRead>();
  for (const one of plate.wells) {
    const key = readKey(one);
    const { wavelengthNm, timeSeconds, read, target } = one;
    if (!found.has(key)) found.set(key, { key, wavelengthNm, timeSeconds, name: read ?? target });
  }
  return [...found.values()];
}

export function plateName({ plates }: InstrumentReading, index: number): string {
  const name = plates[index]?.name?.trim() ?? '';
  const isTwice = plates.filter((one) => (one.name?.trim() ?? '') === name).length > 1;
  if (name === '' || isTwice) return `${name} plate ${index + 1}`.trim().slice(-longestName);
  return name.slice(0, longestName);
}

const usual: Readonly<Record<NonNullable<WellReading['role']>, Use>> = {
  unknown: 'sample',
  standard: 'standard',
  blank: 'blank',
  control: 'control',
  'positive-control': 'control',
  'negative-control': 'unused',
  'no-template-control': 'unused',
};

/** The wells of one read, and what stands on the plate: each name once, in the order of the file. */
export function takePlate(
  file: InstrumentReading,
  index: number,
  key: string,
  attachmentId: string,
): { readonly wells: readonly PlateWell[]; readonly names: readonly PlateName[] } {
  const plate = plateName(file, index);
  const read = file.plates[index]?.wells.filter((one) => readKey(one) === key) ?? [];
  const names = new Map<string, PlateName>();
  const wells = new Map<string, PlateWell>();
  for (const one of read) {
    const name = nameOf(one);
    // A well that the file only lists, without a value or a word, was not measured.
    if (name === '' && one.value === null && one.raw === null) continue;
    wells.set(one.well, { ...readingOf(one, one.value, { plate, attachmentId }), name, note: one.note });
    const use = one.role === null ? 'sample' : usual[one.role];
    const concentration = use === 'standard' && one.concentration !== null ? String(one.concentration) : '';
    if (name !== '' && !names.has(name)) names.set(name, { name, use, concentration });
  }
  return { wells: [...wells.values()], names: [...names.values()] };
}

/** A name without the sign that ids are made with; standards and blanks may have none in the file. */
function nameOf({ sample, role, concentration, well }: WellReading): string {
  const own = (sample ?? '').trim().replaceAll('/', '-').slice(0, longestName);
  if (own !== '' || role === null) return own;
  if (role === 'standard') return concentration === null ? well : String(concentration);
  return role === 'unknown' ? well : role;
}
