// The evaluation of Western blots as a person has put it together: membranes, lanes, and densities typed or read.
// Must not compute: net and relative densities are the assay's.

import { readingOf } from '../../../shared/assays/instrument-reading.ts';
import type { Reading } from '../../../shared/assays/reading.ts';
import { analyteKeys, analyte as analyteOf, type AnalyteKey } from '../../../shared/domain/analytes.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import {
  coreOfFile,
  isAmount,
  limitOf,
  matched,
  noAnimal,
  type DraftCore,
  type DraftName,
} from './draft-core.ts';
import { longestName, plateName } from './plate.ts';
import type { KnownAnimal } from './sample-matching.ts';

/** The endpoints of Western blots in the study. */
export const blotAnalytes = analyteKeys.map(analyteOf).filter((one) => one.assay === 'western-blot');

export interface DraftBand {
  readonly protein: string;
  /** As typed or read; empty for no band, a word for one without a number. */
  readonly density: string;
  /** Empty where the imager has subtracted it. */
  readonly background: string;
  readonly leftOut: string | null;
  /** As the record or the file has them, kept as long as the text is not changed. */
  readonly from: { readonly density: Reading; readonly background: Reading | null } | null;
}

export interface DraftLane extends DraftName {
  readonly membrane: string;
  readonly bands: readonly DraftBand[];
}

export interface DraftMembrane {
  readonly name: string;
  readonly exposure: string;
  readonly imageAttachmentId: string | null;
}

export interface DraftProtein {
  readonly name: string;
  /** The endpoint it gives; null for none. */
  readonly analyte: AnalyteKey | null;
}

export interface BlotDraft extends DraftCore {
  readonly assayKey: 'western-blot';
  readonly file: InstrumentFile | null;
  readonly pattern: string;
  readonly material: 'liver-protein';
  readonly membranes: readonly DraftMembrane[];
  readonly reference: string;
  readonly proteins: readonly DraftProtein[];
  readonly shares: readonly { readonly protein: string; readonly of: string }[];
  /** The lanes. */
  readonly names: readonly DraftLane[];
  readonly cvMax: string | null;
}

const actin = 'β-actin';

/** What the article blots: two give no endpoint of their own. */
const usualProteins: readonly DraftProtein[] = [
  { name: 'PCNA', analyte: 'pcna' },
  { name: 'p-STAT3', analyte: 'p-stat3' },
  { name: 'STAT3', analyte: null },
  { name: 'SOCS3', analyte: 'socs3' },
  { name: actin, analyte: null },
];
const usualShares = [{ protein: 'p-STAT3', of: 'STAT3' }] as const;

/** An empty grid, to type or paste into. */
export function newBlot(): BlotDraft {
  return {
    assayKey: 'western-blot',
    assayId: null,
    title: '',
    reason: '',
    files: [],
    file: null,
    pattern: '{animal} {day}',
    material: 'liver-protein',
    membranes: [{ name: 'Membrane 1', exposure: '', imageAttachmentId: null }],
    reference: actin,
    proteins: usualProteins,
    shares: usualShares,
    names: [],
    cvMax: null,
  };
}

/** From a table that was read by a mapping: its samples are lanes, its targets proteins, its plates membranes. */
export function blotOfFile(file: InstrumentFile, animals: readonly KnownAnimal[]): BlotDraft {
  const empty = { ...newBlot(), ...coreOfFile(file) };
  const { attachmentId } = file;
  const membranes = file.plates.map((_, index) => plateName(file, index));
  const lanes: DraftLane[] = [];
  const proteins: string[] = [];
  for (const [index, { wells }] of file.plates.entries()) {
    const membrane = membranes[index] ?? '';
    for (const one of wells) {
      const sample = plain(one.sample ?? '');
      const protein = ownName(plain(one.target ?? ''));
      if (sample === '' || protein === '') continue;
      // A second band of the protein is a second lane of the sample.
      const hasBand = (lane: string): boolean =>
        lanes.some((its) => its.name === lane && its.bands.some((band) => band.protein === protein));
      let name = sample;
      for (let number = 2; hasBand(name); number += 1) name = `${sample} (${number})`;
      if (!proteins.includes(protein)) proteins.push(protein);
      const well = bandName(name, protein);
      const density = { ...readingOf(one, one.value, { plate: membrane, attachmentId }), well };
      const band = { ...emptyBand(protein), density: textOf(density), from: { density, background: null } };
      const known = lanes.findIndex((lane) => lane.name === name);
      const lane = lanes[known] ?? emptyLane(name, membrane);
      const next = { ...lane, bands: [...lane.bands, band] };
      if (known === -1) lanes.push(next);
      else lanes[known] = next;
    }
  }
  return matched(
    {
      ...empty,
      membranes: membranes.map((name) => ({ name, exposure: '', imageAttachmentId: null })),
      proteins: proteins.map(
        (name) => usualProteins.find((one) => one.name === name) ?? { name, analyte: null },
      ),
      reference: proteins.includes(actin) ? actin : '',
      shares: usualShares.filter(({ protein, of }) => proteins.includes(protein) && proteins.includes(of)),
      names: lanes,
    },
    animals,
  );
}

function plain(text: string): string {
  return text.trim().replaceAll('/', '-').slice(0, longestName);
}

/** The study's spelling of a protein, however a table spells it; another name as it stands. */
function ownName(text: string): string {
  const key = (name: string) =>
    name
      .toLowerCase()
      .replaceAll(/beta|ß/g, 'β')
      .replaceAll(/[^\p{L}\d]/gu, '');
  return usualProteins.find((one) => key(one.name) === key(text))?.name ?? text;
}

function emptyLane(name: string, membrane: string): DraftLane {
  return { ...noAnimal, name, use: 'sample', concentration: '', membrane, bands: [] };
}

export function emptyBand(protein: string): DraftBand {
  return { protein, density: '', background: '', leftOut: null, from: null };
}

/** `lane, protein`: what stands for a well on a membrane. */
export function bandName(lane: string, protein: string, ending = ''): string {
  return `${lane}, ${protein}${ending}`.slice(-longestName);
}

/**
 * Lanes at the end of a membrane: names, one a line; or a whole table with a head, lane first, then a column a protein
 * (and `PCNA background`). A name that is there already keeps its animal, and gets the densities of the table.
 */
export function withLanes(
  draft: BlotDraft,
  membrane: string,
  text: string,
  animals: readonly KnownAnimal[],
): BlotDraft {
  const [head = [], ...rows] = rowsOf(text);
  const isTable = head.length > 1;
  const columns = isTable ? head.slice(1).map(columnNamed) : [];
  const lines = isTable ? rows : [head, ...rows];
  const known = columnsOf(draft);
  const added = [...new Set(columns.map((one) => one.protein))].filter(
    (name) => name !== '' && !known.includes(name),
  );
  const proteins = [...draft.proteins, ...added.map((name) => ({ name, analyte: null }))];
  const pasted = new Set<string>();
  const filled = lines.reduce<BlotDraft>(
    (made, [first = '', ...cells]) => {
      const own = plain(first);
      if (own === '') return made;
      // Two lanes of one sample in one table are two lanes: neither may stand in for the other.
      const name = isTable && pasted.has(own) ? nextName(own, made) : own;
      pasted.add(own);
      const isNew = !made.names.some((one) => one.name === name);
      const next = isNew ? { ...made, names: [...made.names, emptyLane(name, membrane)] } : made;
      return columns.reduce<BlotDraft>((lane, { protein, part }, index) => {
        const cell = (cells[index] ?? '').trim();
        return protein === '' || cell === '' ? lane : changedBand(lane, name, protein, { [part]: cell });
      }, next);
    },
    { ...draft, proteins },
  );
  return matched(filled, animals);
}

/** `P23 PRE (2)`: a name that no lane has yet. */
function nextName(name: string, { names }: BlotDraft): string {
  let number = 2;
  while (names.some((one) => one.name === `${name} (${number})`)) number += 1;
  return `${name} (${number})`;
}

/** Divided as a spreadsheet copies it, else by semicolons, else by commas; with decimal commas where those divide not. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const divider = ['\t', ';', ','].find((one) => lines[0]?.includes(one));
  if (divider === undefined) return lines.map((line) => [line]);
  const cellOf = (cell: string) => (divider === ',' ? cell : cell.replace(/^(\s*-?\d+),(\d+\s*)$/, '$1.$2'));
  return lines.map((line) => line.split(divider).map(cellOf));
}

function columnNamed(head: string): { readonly protein: string; readonly part: 'density' | 'background' } {
  const background = /[\s,(]*background\)?\s*$/i;
  const protein = ownName(plain(head.replace(background, '')));
  return { protein, part: background.test(head) ? 'background' : 'density' };
}

export function changedBand(
  draft: BlotDraft,
  lane: string,
  protein: string,
  change: Partial<Pick<DraftBand, 'density' | 'background' | 'leftOut'>>,
): BlotDraft {
  return {
    ...draft,
    names: draft.names.map((one) => {
      if (one.name !== lane) return one;
      const isNew = !one.bands.some((its) => its.protein === protein);
      const bands = isNew ? [...one.bands, emptyBand(protein)] : one.bands;
      return { ...one, bands: bands.map((its) => (its.protein === protein ? { ...its, ...change } : its)) };
    }),
  };
}

/** A membrane's new name, on its lanes too. */
export function renamedMembrane(draft: BlotDraft, from: string, to: string): BlotDraft {
  return {
    ...draft,
    membranes: draft.membranes.map((one) => (one.name === from ? { ...one, name: to } : one)),
    names: draft.names.map((one) => (one.membrane === from ? { ...one, membrane: to } : one)),
  };
}

const measured = /^[+-]?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,2})?$/;

/** What a reading is in the grid: its number, or the word in its place. */
export function textOf({ value, raw, absent }: Reading): string {
  return value ?? raw ?? (absent === 'overflow' ? 'saturated' : 'not read');
}

/** Whether a text of the grid is a number that an imager gives. */
export function isDensity(text: string): boolean {
  return measured.test(text.trim());
}

/** What still has to be said before anything can be computed; keys of sentences, with what they are about. */
export interface BlotMissing {
  readonly key: 'title' | 'exposure' | 'lanes' | 'densities' | 'protein-reference' | 'cv';
  readonly about: string;
}

export function missingInBlot(draft: BlotDraft): readonly BlotMissing[] {
  const { title, names, reference, cvMax } = draft;
  const say = (key: BlotMissing['key'], isMissing: boolean, about = ''): readonly BlotMissing[] =>
    isMissing ? [{ key, about }] : [];
  const unexposed = usedMembranes(draft).filter((one) => one.exposure.trim() === '');
  const empty = names.filter((one) => one.use === 'sample' && bandsOf(draft, one).length === 0);
  const limit = limitOf(cvMax);
  return [
    ...say('title', title.trim() === ''),
    ...say('lanes', !names.some((one) => one.use === 'sample')),
    ...say('densities', empty.length > 0, empty.map((one) => one.name).join(', ')),
    ...say('exposure', unexposed.length > 0, unexposed.map((one) => one.name).join(', ')),
    ...say('protein-reference', reference === ''),
    ...say('cv', limit !== null && !isAmount(limit)),
  ];
}

/** Those with a lane that counts, and those of a record. */
export function usedMembranes({ membranes, names }: BlotDraft): readonly DraftMembrane[] {
  return membranes.filter(({ name }) => names.some((one) => one.membrane === name && one.use === 'sample'));
}

/** The columns of the grid: a record may name the reference apart from the proteins. */
export function columnsOf({
  proteins,
  reference,
}: Pick<BlotDraft, 'proteins' | 'reference'>): readonly string[] {
  return [...new Set([...proteins.map((one) => one.name), reference])].filter((one) => one !== '');
}

export function bandsOf(draft: BlotDraft, { bands }: DraftLane): readonly DraftBand[] {
  const columns = columnsOf(draft);
  return bands.filter((one) => one.density.trim() !== '' && columns.includes(one.protein));
}
