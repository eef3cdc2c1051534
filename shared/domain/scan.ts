// What a scanned or typed code stands for, from anywhere: animal, sample, lot, syringe, run, slide, place or box.
// Must not tell more than what kind of thing it is: each screen asks its own query.

import { z } from 'zod';
import { defineQuery, type Reader } from '../kernel/decider.ts';
import { Animal } from './animal.ts';
import { Dose } from './dose.ts';
import { Lot } from './lot.ts';
import { boxOf, Freezer, Place } from './place.ts';
import { listsOfLabel } from './reading-list.ts';
import { Run } from './run.ts';
import { Sample } from './sample.ts';

export type ScanKind = 'animal' | 'sample' | 'lot' | 'dose' | 'run' | 'slide' | 'place' | 'box' | 'freezer';

export interface ScanTarget {
  readonly kind: ScanKind;
  readonly id: string;
  /** What people say, to choose by when a code stands for more than one thing. */
  readonly label: string;
}

/** Every thing that the code stands for; a whole match as typed goes before one in capitals. */
function targetsOf(read: Reader, code: string): readonly ScanTarget[] {
  const targets: ScanTarget[] = [];
  const add = (kind: ScanKind, id: string, label: string) => targets.push({ kind, id, label });
  const animal = read.get(Animal, code);
  if (animal) add('animal', animal.id, animal.id);
  for (const one of read.list(Animal, { code })) if (one.id !== code) add('animal', one.id, one.id);
  const sample = read.get(Sample, code);
  if (sample) add('sample', sample.id, sample.id);
  for (const dose of read.list(Dose, { code })) add('dose', dose.id, dose.code);
  for (const lot of read.list(Lot, { code })) add('lot', lot.id, lot.code);
  for (const run of read.list(Run, { code })) add('run', run.id, run.code);
  for (const list of listsOfLabel(read, code)) add('slide', list.id, list.title);
  const freezer = read.get(Freezer, code);
  if (freezer) add('freezer', freezer.id, freezer.id);
  const place = read.get(Place, code);
  if (place) add('place', place.id, place.id);
  else if (isPlaceOf(read, code)) add('place', code, code);
  else if (isBoxOf(read, code)) add('box', code, code);
  return targets;
}

function isBoxOf(read: Reader, code: string): boolean {
  const match = /^([A-Z]{1,3}\d{1,2})\/R([1-9]\d?)\/B([1-9]\d?)$/.exec(code);
  const freezer = read.get(Freezer, match?.[1] ?? '');
  return (
    freezer !== undefined && Number(match?.[2]) <= freezer.racks && Number(match?.[3]) <= freezer.boxesPerRack
  );
}

// An empty place has no state yet, but its label can be scanned.
function isPlaceOf(read: Reader, code: string): boolean {
  return /\/[A-Z][1-9]\d?$/.test(code) && isBoxOf(read, boxOf(code));
}

/**
 * What a code opens. Scanners may add spaces, tabs or a symbology prefix (`]d2`, ISO/IEC 15424): both are dropped.
 * `target` is null when nothing or more than one thing answers to the code; `targets` has all of them.
 */
export const resolveScan = defineQuery({
  name: 'scan.resolve',
  input: z.object({ code: z.string().max(200) }),
  answer({ code }, { read }) {
    const typed = code
      .trim()
      .replace(/^\][A-Za-z]\d/, '')
      .trim();
    const exact = typed === '' ? [] : targetsOf(read, typed);
    const targets =
      exact.length === 0 && typed !== typed.toUpperCase() ? targetsOf(read, typed.toUpperCase()) : exact;
    return { code: typed, target: targets.length === 1 ? (targets[0] ?? null) : null, targets };
  },
});

export const scanQueries = [resolveScan] as const;
