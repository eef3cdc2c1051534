// The readers of instrument files, and which one a file is for: by its content, never by its name.
// Must not throw: what cannot be read is refused with the line and the reason.

import type { InstrumentReading } from '../../shared/assays/instrument-reading.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { isCfx, readCfx } from './cfx.ts';
import { sheetText } from './cell-table.ts';
import { lastNumberWarnings } from './cut-off.ts';
import { textLines } from './decoded-text.ts';
import { isGen5, readGen5 } from './gen5.ts';
import { isLightCycler, readLightCycler } from './lightcycler.ts';
import { isMagellan, readMagellan } from './magellan.ts';
import { csvMapping } from '../../shared/assays/csv-mapping.ts';
import { readMappedCsv } from './mapped-csv.ts';
import { isMars, readMars } from './mars.ts';
import {
  isQuantStudioText,
  isQuantStudioWorkbook,
  readQuantStudioText,
  readQuantStudioWorkbook,
} from './quantstudio.ts';
import { ambiguityWarnings, repetitionWarnings } from './reading-checks.ts';
import { isSkanIt, readSkanIt } from './skanit.ts';
import { isSoftMax, readSoftMax } from './softmax.ts';
import { Workbook } from './workbook.ts';
import { isZip } from './zip.ts';

interface TextReader {
  readonly is: (lines: readonly string[]) => boolean;
  readonly read: (lines: readonly string[]) => Outcome<InstrumentReading>;
}

const textReaders: readonly TextReader[] = [
  { is: isGen5, read: readGen5 },
  { is: isSoftMax, read: readSoftMax },
  { is: isQuantStudioText, read: readQuantStudioText },
  { is: isLightCycler, read: readLightCycler },
  { is: isMars, read: readMars },
  { is: isCfx, read: readCfx },
];

interface WorkbookReader {
  readonly is: (workbook: Workbook) => boolean;
  readonly read: (workbook: Workbook) => Outcome<InstrumentReading>;
}

/** QuantStudio first: its workbooks can be told by their tabs, without reading a sheet of raw data. */
const workbookReaders: readonly WorkbookReader[] = [
  { is: isQuantStudioWorkbook, read: readQuantStudioWorkbook },
  { is: isSkanIt, read: readSkanIt },
  {
    is: (workbook) =>
      workbook.sheetNames.some((name) => {
        const rows = workbook.rows(name);
        return rows.ok && isMagellan(sheetText(rows.value));
      }),
    read: readMagellan,
  },
];

const oldOfficeSignature = [0xd0, 0xcf, 0x11, 0xe0] as const;
const quotedCharacters = 40;

/** Reads a file whole. With a `mapping` (see `csvMapping`) it is read by that and by nothing else. */
export function readInstrumentFile(bytes: Uint8Array, mapping?: unknown): Outcome<InstrumentReading> {
  if (oldOfficeSignature.every((byte, index) => bytes[index] === byte))
    return refuse('instrument.old-workbook');
  if (isZip(bytes)) return readWorkbook(bytes);
  const lines = textLines(bytes);
  if (!lines.ok) return lines;
  if (mapping !== undefined) {
    const parsed = csvMapping.safeParse(mapping);
    if (parsed.success) {
      return withWarnings(readMappedCsv(lines.value, parsed.data), lastNumberWarnings(lines.value));
    }
    const [issue] = parsed.error.issues;
    const reason = `${issue?.path.join('.') || 'mapping'}: ${issue?.message ?? ''}`;
    return refuse('instrument.mapping-invalid', { reason });
  }
  const reader = textReaders.find(({ is }) => is(lines.value));
  if (reader) return withWarnings(reader.read(lines.value), lastNumberWarnings(lines.value));
  const first = lines.value.findIndex((line) => line.trim() !== '');
  return refuse('instrument.unknown', {
    line: first + 1,
    text: (lines.value[first] ?? '').trim().slice(0, quotedCharacters),
    formats: say('instrument.name-formats'),
  });
}

/** The reader's own warnings, those of the text, and what holds for a file of any format. */
function withWarnings(
  read: Outcome<InstrumentReading>,
  ofText: readonly string[],
): Outcome<InstrumentReading> {
  if (!read.ok) return read;
  const { plates, warnings } = read.value;
  const own = [...warnings, ...ofText, ...ambiguityWarnings(plates), ...repetitionWarnings(plates)];
  return { ok: true, value: { ...read.value, warnings: own } };
}

function readWorkbook(bytes: Uint8Array): Outcome<InstrumentReading> {
  const workbook = Workbook.open(bytes);
  if (!workbook.ok) return workbook;
  const reader = workbookReaders.find(({ is }) => is(workbook.value));
  if (reader) return withWarnings(reader.read(workbook.value), []);
  // Reading the sheets again tells a damaged one from one of another kind.
  for (const name of workbook.value.sheetNames) {
    const rows = workbook.value.rows(name);
    if (!rows.ok) return rows;
  }
  return refuse('instrument.unknown-workbook', {
    sheets: workbook.value.sheetNames.join(', '),
    formats: say('instrument.name-formats'),
  });
}
