// What several plates may do to the results of a qRT-PCR, for a person to know before it is recorded.
// Must not block anything, nor correct for a plate: whether it matters is the lab's to judge.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { CtWell } from './ct-plate.ts';
import { wellsIn, type QrtPcrDraft } from './qrt-pcr-draft.ts';

/** A key of a sentence, `ct.note-…` and its remedy, with what they are about. */
export interface CtNote {
  readonly key: 'apart' | 'joined' | 'control';
  readonly about: Readonly<Record<string, string>>;
}

/** As many samples are named one by one. */
const mostNamed = 6;

/** Of wells that count; none for one plate. */
export function ctNotes(draft: QrtPcrDraft): readonly CtNote[] {
  const wells = wellsIn(draft).filter((one) => one.leftOut === null && one.gene !== '');
  if (new Set(wells.map((one) => one.plate)).size < 2) return [];
  const places = placesOfGenes(draft, wells);
  return [...apart(draft, places), ...joined(places), ...withoutControl(draft, wells, places)];
}

interface GenePlaces {
  readonly name: string;
  readonly gene: string;
  readonly plates: ReadonlySet<string>;
}

/** The plates of each gene of each sample. */
function placesOfGenes({ names }: QrtPcrDraft, wells: readonly CtWell[]): readonly GenePlaces[] {
  const samples = new Set(names.filter((one) => one.use === 'sample').map((one) => one.name));
  const found = new Map<string, { name: string; gene: string; plates: Set<string> }>();
  for (const { name, gene, plate } of wells) {
    if (!samples.has(name)) continue;
    const key = `${name}/${gene}`;
    const places = found.get(key) ?? { name, gene, plates: new Set() };
    places.plates.add(plate);
    found.set(key, places);
  }
  return [...found.values()];
}

/** ΔCT takes two runs for one where a gene and the reference were not run on the same plates. */
function apart({ reference }: QrtPcrDraft, places: readonly GenePlaces[]): readonly CtNote[] {
  const references = new Map(
    places.filter((one) => one.gene === reference).map((one) => [one.name, one.plates]),
  );
  const found = places.filter(({ name, gene, plates }) => {
    const others = references.get(name);
    if (gene === reference || !others) return false;
    return others.size !== plates.size || [...plates].some((one) => !others.has(one));
  });
  if (found.length === 0) return [];
  const samples = distinct(found.map((one) => one.name));
  const genes = distinct(found.map((one) => one.gene)).join(', ');
  return [{ key: 'apart', about: { genes, reference, samples: listed(samples) } }];
}

/** Tubes of the same name on several plates may be other animals: `1` to `24` on each plate, say. */
function joined(places: readonly GenePlaces[]): readonly CtNote[] {
  const samples = distinct(places.filter((one) => one.plates.size > 1).map((one) => one.name));
  return samples.length === 0 ? [] : [{ key: 'joined', about: { samples: listed(samples) } }];
}

/** Plates that have a gene but no control of it, which another plate has; where none has, the assay says it. */
function withoutControl(
  { names }: QrtPcrDraft,
  wells: readonly CtWell[],
  places: readonly GenePlaces[],
): readonly CtNote[] {
  const controls = new Set(names.filter((one) => one.use === 'no-template').map((one) => one.name));
  const found = distinct(places.map((one) => one.gene)).flatMap((gene) => {
    const tested = new Set(
      wells.filter((one) => one.gene === gene && controls.has(one.name)).map((one) => one.plate),
    );
    const filled = new Set(places.filter((one) => one.gene === gene).flatMap((one) => [...one.plates]));
    const open = [...filled].filter((plate) => !tested.has(plate));
    return tested.size === 0 || open.length === 0
      ? []
      : [say('assays.wells-on', { wells: gene, plate: open.join(', ') })];
  });
  return found.length === 0 ? [] : [{ key: 'control', about: { places: found.join('; ') } }];
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function listed(names: readonly string[]): string {
  const text = names.slice(0, mostNamed).join(', ');
  const count = names.length - mostNamed;
  return count > 0 ? say('assays.wells-more', { wells: text, count }) : text;
}
