// A plate of an instrument's file as an evaluation takes it: one reading a well, with the file's own name and role.
// Must not compute from a reading.

import {
  readingOf,
  type InstrumentReading,
  type PlateReadings,
  type WellReading,
} from '../../../shared/assays/instrument-reading.ts';
import type { Reading } from '../../../shared/assays/reading.ts';
import { say } from '../../../shared/catalogue/catalogue.ts';

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

/**
 * The names of a file's plates, each once among those that the evaluation has already: the id of a well is made of its
 * plate's name. `position` is that of the file, from 1. A name that was given stays, whatever is added or taken out.
 */
export function freePlateNames(
  file: InstrumentReading,
  position: number,
  taken: readonly string[],
): readonly string[] {
  const names: string[] = [];
  // Names that differ in capitals alone are one name to a reader.
  const isTaken = (text: string) =>
    [...taken, ...names].some((one) => one.toLowerCase() === text.toLowerCase());
  for (const index of file.plates.keys()) {
    const name = plateName(file, index).trim();
    let [free, number] = [name, position];
    while (isTaken(free)) free = `file ${number++}, ${name}`.slice(0, longestName).trim();
    names.push(free);
  }
  return names;
}

/** `A1, A2`; where `among` is of several plates `A1, A2 on run 1; B1 on run 2`, of each no more than `most` by name. */
export function placesOf(
  wells: readonly Pick<Reading, 'plate' | 'well'>[],
  among: readonly Pick<Reading, 'plate'>[],
  most = wells.length,
): string {
  const listed = (its: typeof wells): string => {
    const text = its
      .slice(0, most)
      .map((one) => one.well)
      .join(', ');
    return its.length > most ? say('assays.wells-more', { wells: text, count: its.length - most }) : text;
  };
  if (new Set(among.map((one) => one.plate)).size < 2) return listed(wells);
  return [...new Set(wells.map((one) => one.plate))]
    .map((plate) =>
      say('assays.wells-on', { plate, wells: listed(wells.filter((one) => one.plate === plate)) }),
    )
    .join('; ');
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
  const plain = plainNames(read.map(nameOf));
  for (const one of read) {
    const name = plain.get(nameOf(one)) ?? '';
    // A well that the file only lists, without a value or a word, was not measured.
    if (name === '' && one.value === null && one.raw === null) continue;
    wells.set(one.well, { ...readingOf(one, one.value, { plate, attachmentId }), name, note: one.note });
    const use = one.role === null ? (blankName.test(name) ? 'blank' : 'sample') : usual[one.role];
    // Of a sample it is what the program found; without a role a person may still say that it is a standard.
    const isNominal = use === 'standard' || one.role === null;
    const concentration = isNominal && one.concentration !== null ? String(one.concentration) : '';
    if (name !== '' && !names.has(name)) names.set(name, { name, use, concentration });
  }
  return { wells: [...wells.values()], names: [...names.values()] };
}

/** As labs name a well without a sample, where the file gives no roles. */
const blankName = /^(blank|blk|leer(wert)?|空白)\b/iu;

/**
 * The names that wells are given, by what the file calls them: without the sign that ids are made with, and no longer
 * than an assay takes. Two texts never become one name, since their wells would be averaged as replicates.
 */
export function plainNames(texts: readonly string[], longest = longestName): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const text of new Set(texts)) {
    const plain = text.replaceAll('/', '-');
    let [name, number] = [plain.slice(0, longest).trim(), 1];
    while (name !== '' && taken.has(name)) {
      const ending = ` (${(number += 1)})`;
      name = `${plain.slice(0, longest - ending.length).trim()}${ending}`;
    }
    taken.add(name);
    names.set(text, name);
  }
  return names;
}

/** What the file calls a well; standards and blanks may have no name in it. */
function nameOf({ sample, role, concentration, well }: WellReading): string {
  const own = (sample ?? '').trim();
  if (own !== '' || role === null) return own;
  if (role === 'standard') return concentration === null ? well : String(concentration);
  return role === 'unknown' ? well : role;
}
