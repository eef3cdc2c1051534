// The sheets of an Excel workbook (.xlsx) as rows of cells: each sheet is read only when it is asked for.
// Must not calculate formulas, apply number formats or turn numbers into dates: the stored value counts.

import { posix } from 'node:path';
import { Parser } from 'saxen';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { ZipArchive } from './zip.ts';

export interface Cell {
  /** As stored: `0.0557` or `A1`. */
  readonly text: string;
  /** Set where the workbook stores a number, which needs no reading of decimal marks. */
  readonly number: number | null;
}

export interface SheetRow {
  /** As Excel shows it, from 1. */
  readonly number: number;
  /** By column, from 0; a hole where there is no cell. */
  readonly cells: readonly (Cell | undefined)[];
}

const lastColumn = 16_383;
/** Counting the empty ones before the last of a row: far more than any plate, and still read at once. */
const mostCells = 5_000_000;

export class Workbook {
  readonly #archive: ZipArchive;
  readonly #parts: ReadonlyMap<string, string>;
  readonly #shared: readonly string[];
  /** Several readers look at a sheet before one takes it. */
  readonly #sheets = new Map<string, Outcome<readonly SheetRow[]>>();

  private constructor(archive: ZipArchive, parts: ReadonlyMap<string, string>, shared: readonly string[]) {
    this.#archive = archive;
    this.#parts = parts;
    this.#shared = shared;
  }

  static open(bytes: Uint8Array): Outcome<Workbook> {
    const archive = ZipArchive.open(bytes);
    if (!archive.ok) return archive;
    if (!archive.value.has(workbookPart)) return refuse('instrument.no-workbook');
    const parts = sheetParts(archive.value);
    if (!parts.ok) return parts;
    const shared = sharedStrings(archive.value);
    if (!shared.ok) return shared;
    return { ok: true, value: new Workbook(archive.value, parts.value, shared.value) };
  }

  /** In the order of the tabs. */
  get sheetNames(): readonly string[] {
    return [...this.#parts.keys()];
  }

  rows(sheetName: string): Outcome<readonly SheetRow[]> {
    const part = this.#parts.get(sheetName);
    if (part === undefined) return damaged(say('instrument.reason-no-sheet', { sheet: sheetName }));
    const sheet = this.#sheets.get(sheetName) ?? readSheet(this.#archive, part, this.#shared);
    this.#sheets.set(sheetName, sheet);
    return sheet;
  }
}

const workbookPart = 'xl/workbook.xml';
const relationsPart = 'xl/_rels/workbook.xml.rels';
const sharedPart = 'xl/sharedStrings.xml';

function damaged(reason: string) {
  return refuse('instrument.damaged-workbook', { reason });
}

interface Listeners {
  open?(
    name: string,
    attributes: () => Readonly<Record<string, string>>,
    decode: (text: string) => string,
  ): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Feeds the part to the listeners, which get names without a prefix and text with its entities decoded. */
function parsePart(archive: ZipArchive, part: string, listeners: Listeners): Outcome<null> {
  const bytes = archive.read(part);
  if (!bytes.ok) return bytes;
  let problem: string | null = null;
  const note = (_: Error, context: () => { line: number; column: number }) => {
    const { line, column } = context();
    problem ??= say('instrument.reason-xml', { part, line: line + 1, column: column + 1 });
  };
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  new Parser()
    .on('openTag', (name, attributes, decode) => listeners.open?.(local(name), attributes, decode))
    .on('closeTag', (name) => listeners.close?.(local(name)))
    .on('text', (text, decode) => listeners.text?.(decode(text)))
    .on('cdata', (text) => listeners.text?.(text))
    .on('error', note)
    .on('warn', note)
    .parse(new TextDecoder().decode(bytes.value));
  return problem === null ? { ok: true, value: null } : damaged(problem);
}

function sheetParts(archive: ZipArchive): Outcome<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  const relations = parsePart(archive, relationsPart, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const { Id = '', Target = '' } = attributes();
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target));
    },
  });
  if (!relations.ok) return relations;
  const parts = new Map<string, string>();
  const sheets = parsePart(archive, workbookPart, {
    open(name, attributes, decode) {
      if (name !== 'sheet') return;
      const all = attributes();
      const relation = Object.entries(all).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? '';
      const target = targets.get(relation);
      if (target !== undefined && archive.has(target)) parts.set(decode(all['name'] ?? ''), target);
    },
  });
  return sheets.ok ? { ok: true, value: parts } : sheets;
}

/** ECMA-376 part 1, 18.4: plain and rich strings; the phonetic hints of a rich one are not part of it. */
function sharedStrings(archive: ZipArchive): Outcome<readonly string[]> {
  if (!archive.has(sharedPart)) return { ok: true, value: [] };
  const strings: string[] = [];
  let [current, isText, isPhonetic] = ['', false, false];
  const parsed = parsePart(archive, sharedPart, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') isText = true;
      else if (name === 'rPh') isPhonetic = true;
    },
    close(name) {
      if (name === 'si') strings.push(current);
      else if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
    },
    text(text) {
      if (isText && !isPhonetic) current += text;
    },
  });
  return parsed.ok ? { ok: true, value: strings } : parsed;
}

/** ECMA-376 part 1, 18.3.1.4 (cell), 18.3.1.73 (row), 18.18.11 (types of cells). */
function readSheet(
  archive: ZipArchive,
  part: string,
  shared: readonly string[],
): Outcome<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  let cells: (Cell | undefined)[] = [];
  let [rowNumber, column, type, stored, isValue] = [0, -1, '', '', false];
  let isLost = false;
  let cellCount = 0;
  const parsed = parsePart(archive, part, {
    open(name, attributes) {
      if (name === 'row') {
        const { r } = attributes();
        rowNumber = r === undefined ? rowNumber + 1 : Number(r);
        [cells, column] = [[], -1];
      } else if (name === 'c') {
        const { r, t } = attributes();
        column = r === undefined ? column + 1 : columnOf(r);
        [type, stored] = [t ?? 'n', ''];
      } else if (name === 'v' || name === 't') {
        isValue = true;
      }
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'row') {
        cellCount += cells.length;
        // What is beyond it is not kept: a few bytes for a cell far to the right must not fill the memory.
        if (cellCount <= mostCells) rows.push({ number: rowNumber, cells });
      } else if (name === 'c' && stored !== '' && column >= 0 && column <= lastColumn) {
        const known = cell(type, stored, shared);
        isLost ||= known === null;
        if (known !== null && known.text !== '') cells[column] = known;
      }
    },
    text(text) {
      if (isValue) stored += text;
    },
  });
  if (isLost) return damaged(say('instrument.reason-no-part', { part: sharedPart }));
  if (cellCount > mostCells) return damaged(say('instrument.reason-too-large', { part }));
  return parsed.ok ? { ok: true, value: rows } : parsed;
}

/** Null for a text that the shared ones do not have. */
function cell(type: string, stored: string, shared: readonly string[]): Cell | null {
  if (type === 's') {
    const text = shared[Number(stored)];
    return text === undefined ? null : { text, number: null };
  }
  if (type === 'b') return { text: stored === '1' ? 'TRUE' : 'FALSE', number: null };
  if (type !== 'n') return { text: stored, number: null };
  const number = Number(stored);
  return { text: stored, number: Number.isFinite(number) ? number : null };
}

/** 0 for `A7`, 26 for `AA7`. */
function columnOf(reference: string): number {
  let column = 0;
  for (const character of reference) {
    const letter = character.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
