// A plate of the qRT-PCR as an evaluation takes it: one CT a well, with the sample and the gene that it is of.
// Must not compute from a CT, nor take a well without one for a number.

import {
  readingOf,
  type InstrumentReading,
  type WellReading,
} from '../../../shared/assays/instrument-reading.ts';
import { geneAtEnd, geneByPattern, knownGene, type NamedWell } from './gene-names.ts';
import { longestName, plainNames, plateName, type PlateWell, type Use } from './plate.ts';

export interface CtWell extends PlateWell {
  /** Empty where nothing says it yet. */
  readonly gene: string;
  /** As the file has it: sample and gene are told from it as long as no person says otherwise. */
  readonly fileName: string;
  /** In a column of its own. */
  readonly fileGene: string | null;
  readonly fileUse: Use | null;
  /** Of a point of a dilution series, as the file states it. */
  readonly fileQuantity: string;
  readonly isByHand: boolean;
}

const usual: Readonly<Record<NonNullable<WellReading['role']>, Use | null>> = {
  // An instrument calls a well so by default: its name may still say that it is a control.
  unknown: null,
  standard: 'standard',
  blank: 'no-template',
  control: null,
  'positive-control': 'unused',
  'negative-control': 'no-template',
  'no-template-control': 'no-template',
};

/** A file with CT values is one of a cycler, whatever was chosen before it was dropped. */
export function hasCycles({ plates }: InstrumentReading): boolean {
  return plates.some((plate) => plate.wells.some((one) => one.cq !== null));
}

/** Also where nothing amplified, as on a plate of controls: it has wells, and no optical reading of any. */
export function isOfCycler(file: InstrumentReading): boolean {
  const wells = file.plates.flatMap((plate) => plate.wells);
  return hasCycles(file) || (wells.length > 0 && wells.every((one) => one.value === null));
}

function nameIn({ sample }: WellReading): string {
  return (sample ?? '').trim();
}

/** Every well of the plate that was named or has a CT; one of several dyes stands once for each. */
export function takeCtPlate(file: InstrumentReading, index: number, attachmentId: string): readonly CtWell[] {
  const plate = plateName(file, index);
  const read = (file.plates[index]?.wells ?? []).filter(
    (one) => one.cq !== null || one.raw !== null || (one.sample ?? '').trim() !== '',
  );
  const plain = plainNames(read.map(nameIn), Infinity);
  return read.map((one): CtWell => {
    const isTwice = read.filter((other) => other.well === one.well).length > 1;
    const well = isTwice
      ? `${one.well} ${(one.target ?? one.dye ?? '').replaceAll('/', '-')}`.trim()
      : one.well;
    const { target, role, concentration } = one;
    return {
      ...readingOf({ ...one, well }, one.cq, { plate, attachmentId }),
      name: '',
      gene: '',
      note: one.note,
      fileName: plain.get(nameIn(one)) ?? '',
      fileGene: target === null || target.trim() === '' ? null : safe(knownGene(target) ?? target),
      fileUse: role === null ? null : usual[role],
      fileQuantity: role === 'standard' && concentration !== null ? String(concentration) : '',
      isByHand: false,
    };
  });
}

/** The well with its sample and gene: from the file's own column, a pattern, or the end of the name. */
export function namedWell(well: CtWell, pattern: string): CtWell {
  if (well.isByHand) return well;
  const { fileName, fileGene } = well;
  const { name, gene } = fileGene === null ? told(fileName, pattern) : { name: fileName, gene: fileGene };
  return { ...well, name: safe(name), gene: safe(gene) };
}

/** A gene of the study at the end is sure: a pattern that is too open would take `NTC Cyclin D1` apart wrongly. */
function told(fileName: string, pattern: string): NamedWell {
  const atEnd = geneAtEnd(fileName);
  return atEnd.gene === '' ? (geneByPattern(fileName, pattern) ?? atEnd) : atEnd;
}

/** Without the sign that ids are made with. */
function safe(text: string): string {
  return text.trim().replaceAll('/', '-').slice(0, longestName);
}

const noTemplate = /\b(ntc|no[ _-]?template|h2o|water)\b/i;
const noTranscriptase = /\b(no[ _-]?rt|nrt|rt ?minus)\b|(^|\s)-\s?rt\b/i;

/** What a name is at first: as the file's roles say, else as controls are usually called. */
export function usualCtUse(name: string, wells: readonly CtWell[]): Use {
  if (noTranscriptase.test(name)) return 'no-rt';
  const byFile = wells.find((one) => one.fileUse !== null)?.fileUse;
  return byFile ?? (noTemplate.test(name) ? 'no-template' : 'sample');
}

/** The wells of `A1:B12`, `C3` and the like, several divided by commas; null for what is no block. */
export function wellsInBlock(text: string, wells: readonly string[]): readonly string[] | null {
  const found = new Set<string>();
  for (const part of text.split(/[,;\s]+/).filter((one) => one !== '')) {
    const [from, to, ...more] = part.split(/[:–-]/).map(placeOf);
    const end = to === undefined ? from : to;
    if (!from || !end || more.length > 0) return null;
    for (const well of wells) {
      const place = placeOf(well.split(' ')[0] ?? '');
      if (
        place &&
        isBetween(place.row, from.row, end.row) &&
        isBetween(place.column, from.column, end.column)
      )
        found.add(well);
    }
  }
  return [...found];
}

function placeOf(well: string) {
  const [, letter = '', number = ''] = /^([A-P])(\d{1,2})$/i.exec(well) ?? [];
  if (letter === '') return null;
  return { row: letter.toUpperCase().codePointAt(0) ?? 0, column: Number(number) };
}

function isBetween(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other);
}
