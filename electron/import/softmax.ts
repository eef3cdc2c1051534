// Molecular Devices SoftMax Pro text exports: plates in plate or time format, end points, kinetics, spectra, groups.
// Must not take a reduced value for a reading.

import type { InstrumentReading, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { firstTextLine } from './decoded-text.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, isBelowThousand, readNumber } from './number-text.ts';
import { readGroup, type GroupRow } from './softmax-groups.ts';
import { readPlateHead, type PlateHead } from './softmax-plate.ts';
import { readPlateFormat, readTimeFormat, type PlateTables } from './softmax-readings.ts';

const format = 'Molecular Devices SoftMax Pro';
const firstLine = /^\uFEFF?##BLOCKS=\s*(\d+)/;

export function isSoftMax(lines: readonly string[]): boolean {
  return firstLine.test(lines[firstTextLine(lines)] ?? '');
}

interface Block {
  /** Index of the first line. */
  readonly start: number;
  readonly lines: readonly string[];
  readonly isClosed: boolean;
}

interface Plate extends PlateTables {
  readonly head: PlateHead;
}

/** Refuses with the line where a plate has fewer rows or columns than its head announces. */
export function readSoftMax(lines: readonly string[]): Outcome<InstrumentReading> {
  const announced = Number(firstLine.exec(lines[firstTextLine(lines)] ?? '')?.[1]);
  const blocks = blocksOf(lines);
  const plates: Plate[] = [];
  const groups: GroupRow[] = [];
  const warnings: string[] = [];
  for (const block of blocks) {
    const head = block.lines[0] ?? '';
    if (head.startsWith('Plate:')) {
      const plate = readPlate(block);
      if (!plate.ok) return plate;
      plates.push(plate.value);
    } else if (head.startsWith('Group:')) {
      for (const row of readGroup(block.lines)) groups.push(row);
    }
  }
  if (plates.length === 0) return refuse('instrument.no-readings', { format, line: lines.length });
  if (blocks.length < announced || blocks.some(({ isClosed }) => !isClosed)) {
    warnings.push(say('instrument.warning-blocks', { announced, found: blocks.length }));
  }
  if (plates.some(({ reduced }) => reduced.size > 0)) {
    warnings.push(say('instrument.warning-calculated', { names: say('instrument.name-reduced') }));
  }
  const unplaced = plates.length > 1 ? groups.filter(({ plate }) => plate === null) : [];
  if (unplaced.length > 0) {
    const names = [...new Set(unplaced.map(({ group }) => group))].join(', ');
    warnings.push(say('instrument.warning-groups', { names }));
  }
  return {
    ok: true,
    value: {
      format,
      plates: plates.map((plate) => ({
        name: plate.head.name,
        wells: readings(plate, groupOf(plate.head, groups, plates.length === 1)),
      })),
      warnings,
    },
  };
}

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  const begin = firstTextLine(lines) + 1;
  let start = begin;
  for (let at = begin; at <= lines.length; at++) {
    const isEnd = (lines[at] ?? '').trim() === '~End';
    if (!isEnd && at < lines.length) continue;
    while (start < at && (lines[start] ?? '').trim() === '') start += 1;
    const isTrailer = (lines[start] ?? '').startsWith('Original Filename:');
    if (start < at && !isTrailer) blocks.push({ start, lines: lines.slice(start, at), isClosed: isEnd });
    start = at + 1;
  }
  return blocks;
}

function readPlate(block: Block): Outcome<Plate> {
  // A line without an end is the very last one of the file: its last number may have lost digits.
  const last = block.lines.at(-1) ?? '';
  if (!block.isClosed && last.trim() !== '') {
    const line = block.start + block.lines.length;
    return refuse('instrument.damaged', { format, line, reason: say('instrument.reason-row-short') });
  }
  const head = readPlateHead(block.lines[0] ?? '', block.start + 1);
  if (!head.ok) return head;
  const isPlateFormat = head.value.layout === 'PlateFormat';
  const cells = isPlateFormat
    ? readPlateFormat(head.value, block.lines, block.start)
    : readTimeFormat(head.value, block.lines, block.start);
  return cells.ok ? { ok: true, value: { head: head.value, ...cells.value } } : cells;
}

/** The group of each well: the last one that names it, as the program itself allows only one. */
function groupOf(
  { name }: PlateHead,
  groups: readonly GroupRow[],
  isOnlyPlate: boolean,
): ReadonlyMap<string, GroupRow> {
  const mine = groups.filter(({ plate }) => isOnlyPlate || plate === name);
  return new Map(mine.map((row) => [row.well, row]));
}

function readings(
  { head, cells, isUnread, reduced }: Plate,
  groups: ReadonlyMap<string, GroupRow>,
): WellReading[] {
  const texts = cells.map(({ text }) => text);
  const mark = decimalMarkOf(texts, undefined, isBelowThousand(head.unit) ? texts : []);
  return cells.map(({ well, text, channel, wavelengthNm, timeSeconds, read: point }) => {
    const group = groups.get(well);
    const read = readNumber(text, mark);
    const reducedText = isUnread ? reduced.get(well) : undefined;
    return wellReading({
      well,
      sample: group?.sample ?? null,
      role: group?.role ?? null,
      concentration: group?.concentration ?? null,
      unit: head.unit,
      wavelengthNm,
      excitationNm: head.excitationsNm[channel] ?? null,
      timeSeconds,
      read: point,
      ...read,
      ...(reducedText === undefined ? {} : { note: say('instrument.note-reduced', { text: reducedText }) }),
    });
  });
}
