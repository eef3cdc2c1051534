// What every evaluation that is being put together has: a title, files, wells with names, and animals behind names.
// Must not know an assay.

import type { Material, TimePoint } from '../../../shared/domain/schedule.ts';
import type { Reading } from '../../../shared/assays/reading.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import type { PlateName, PlateWell } from './plate.ts';
import { byLabel, patternOf, type KnownAnimal } from './sample-matching.ts';

/** How an animal and a time point came to a name. */
type How = 'label' | 'pattern' | 'hand';

export interface DraftName extends PlateName {
  readonly animalId: string | null;
  readonly timePoint: TimePoint | null;
  readonly how: How | null;
}

export interface DraftFile {
  readonly attachmentId: string;
  readonly hash: string;
}

export interface DraftCore {
  /** The evaluation that is done again; null for a new one. */
  readonly assayId: string | null;
  readonly title: string;
  /** Why results are replaced, or why it is evaluated again. */
  readonly reason: string;
  readonly files: readonly DraftFile[];
}

/** What stands in the wells of plates, one or several. */
export interface PlateDraft<Well extends PlateWell, Name extends DraftName> extends DraftCore {
  /** Of the samples' names. */
  readonly pattern: string;
  /** What the tubes hold, as the labels of samples name it. */
  readonly material: Material;
  readonly wells: readonly Well[];
  readonly names: readonly Name[];
}

/** What was recorded, and is evaluated again. */
export interface Recorded {
  readonly id: string;
  readonly title: string;
  /** Of the check of a lot. */
  readonly lotId?: string | null;
}

export const noAnimal = { animalId: null, timePoint: null, how: null } as const;

export function coreOfFile(file: InstrumentFile): DraftCore & { readonly file: InstrumentFile } {
  const title = file.name.replace(/\.\w{1,4}$/, '').slice(0, 120);
  const { attachmentId, hash } = file;
  return { assayId: null, title, reason: '', file, files: [{ attachmentId, hash }] };
}

interface Matchable {
  readonly pattern: string;
  readonly material: Material;
  readonly names: readonly DraftName[];
}

/** Proposes animals: by the label, else by the pattern. What a person chose by hand stays. */
export function matched<Draft extends Matchable>(draft: Draft, animals: readonly KnownAnimal[]): Draft {
  const pattern = patternOf(draft.pattern);
  const names = draft.names.map((one: Draft['names'][number]): Draft['names'][number] => {
    if (one.use !== 'sample' || one.how === 'hand') return one;
    const label = byLabel(one.name, animals, draft.material);
    const found = label ?? pattern?.(one.name, animals) ?? null;
    if (!found) return { ...one, ...noAnimal };
    return { ...one, ...found, how: label ? 'label' : 'pattern' };
  });
  return { ...draft, names };
}

export function changedName<Name extends DraftName, Draft extends { readonly names: readonly Name[] }>(
  draft: Draft & { readonly names: readonly Name[] },
  name: string,
  change: Partial<Name>,
): Draft {
  return { ...draft, names: draft.names.map((one) => (one.name === name ? { ...one, ...change } : one)) };
}

/** A well that counts again where the reason is empty; the same well of another plate is another one. */
export function leftOutWell<Draft extends { readonly wells: readonly PlateWell[] }>(
  draft: Draft,
  { plate, well }: Pick<Reading, 'plate' | 'well'>,
  reason: string,
): Draft {
  const leftOut = reason.trim() === '' ? null : reason;
  const wells = draft.wells.map((one) =>
    one.plate === plate && one.well === well ? { ...one, leftOut } : one,
  );
  return { ...draft, wells };
}

export function wellsOf<Well extends PlateWell>(
  { wells }: { readonly wells: readonly Well[] },
  name: string,
): readonly Well[] {
  return wells.filter((one) => one.name === name);
}

/** Samples that have an animal and a time point. */
export function mappedNames<Name extends DraftName>({
  names,
}: {
  readonly names: readonly Name[];
}): readonly Name[] {
  return names.filter((one) => one.use === 'sample' && one.animalId !== null && one.timePoint !== null);
}

export function unmappedNames<Name extends DraftName>({
  names,
}: {
  readonly names: readonly Name[];
}): readonly Name[] {
  return names.filter((one) => one.use === 'sample' && (one.animalId === null || one.timePoint === null));
}

/** The well as an assay takes it, without what only the screen shows. */
export function readingIn({ plate, well, value, raw, absent, attachmentId, leftOut }: PlateWell): Reading {
  return { plate, well, value, raw, absent, attachmentId, leftOut };
}

const amount = /^\d{1,12}(\.\d{1,12})?$/;

/** What an assay takes as a concentration, dilution or limit. */
export function isAmount(text: string): boolean {
  return amount.test(text.trim());
}

export function isPositive(text: string): boolean {
  return isAmount(text) && Number(text) !== 0;
}

/** Empty: the lab does not judge. */
export function limitOf(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
