// The readers of instrument files on 384 wells: the first read of a process, as a person meets it, text and workbook.
// Must not read anything before what it measures.

import { readInstrumentFile } from '../../electron/import/read-instrument.ts';
import { workbookBytes, type SheetCell } from '../../electron/import/testing/workbook-writer.ts';
import { rowLetters } from '../../electron/import/well-name.ts';
import { lower, timed, type Measurement } from './measure.ts';

const limitMs = 100;
const columns = Array.from({ length: 24 }, (_, index) => index + 1);
const rows = Array.from({ length: 16 }, (_, index) => rowLetters(index));
const cyclesOfRawData = 40;

/** A reading that no other well has, without a source of chance. */
function reading(row: number, column: number): string {
  return (0.04 + ((row * 24 + column) % 97) / 31).toFixed(3);
}

function gen5(): Uint8Array {
  const grid = (cell: (row: number, column: number) => string, label: string) =>
    rows.map((letters, row) => [letters, ...columns.map((column) => cell(row, column)), label].join('\t'));
  const text = [
    'Software Version\t3.12.08',
    '',
    'Plate Number\tPlate 1',
    '',
    'Procedure Details',
    '',
    'Plate Type\t384 WELL PLATE',
    'Read\tAbsorbance Endpoint',
    '\tWavelengths:  450',
    '',
    'Layout',
    ['', ...columns].join('\t'),
    ...grid((row, column) => `SPL${row * 24 + column}`, 'Well ID'),
    '',
    'Results',
    ['', ...columns].join('\t'),
    ...grid(reading, '450'),
    '',
  ];
  return new TextEncoder().encode(text.join('\r\n'));
}

function quantStudio(): Uint8Array {
  const wells = rows.flatMap((letters) => columns.map((column) => `${letters}${column}`));
  const head = ['Well', 'Well Position', 'Omit', 'Sample', 'Target', 'Task', 'Reporter', 'Quencher', 'Cq'];
  const results = wells.map((well, index): SheetCell[] => {
    const cq = 18 + (index % 173) / 9.7;
    return [index + 1, well, 'FALSE', `pig ${index % 24}`, 'HGF', 'UNKNOWN', 'SYBR', 'None', cq];
  });
  const raw = wells.flatMap((well) =>
    Array.from({ length: cyclesOfRawData }, (_, cycle): SheetCell[] => [well, cycle + 1, cycle / 7]),
  );
  return workbookBytes({
    'Raw Data': raw,
    Results: [['Block Type', '384-Well Block'], [], head, ...results],
  });
}

const measureInstruments: Measurement = () => {
  const measure = (name: string, bytes: Uint8Array) => {
    let read = 0;
    const milliseconds = timed(() => {
      const outcome = readInstrumentFile(bytes);
      read = outcome.ok ? outcome.value.plates.flatMap(({ wells }) => wells).length : 0;
    });
    if (read !== 384) throw new Error(`${name}: ${read} of 384 wells were read`);
    return lower(name, milliseconds, 'ms', limitMs);
  };
  const [text, workbook] = [gen5(), quantStudio()];
  return [measure('instrument.workbook384Wells', workbook), measure('instrument.text384Wells', text)];
};

export default measureInstruments;
