// An instrument's file that is kept in the notebook, read from there: what is evaluated is the kept original.
// Must not write, nor read a file of a size that no instrument of the study exports.

import type { Database } from 'better-sqlite3';
import type { InstrumentReading } from '../../shared/assays/instrument-reading.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { hasBytes, readAttachment } from '../notebook/attachments.ts';
import type { ServiceValues } from '../../shared/services.ts';
import { textLines } from './decoded-text.ts';
import { readInstrumentFile } from './read-instrument.ts';
import { delimitedRows, delimiterOf, type Delimiter } from './separated-rows.ts';

export interface KeptFile {
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
}

const megabyte = 1024 * 1024;
/** A kinetic read of a plate of 384 wells has a few megabytes; readers hold a file whole, several times over. */
const largestMegabytes = 32;

/** Refusals: `instrument.too-large`, `attachment.withheld`, and those of the readers. */
export function readKeptInstrumentFile(
  database: Database,
  file: KeptFile,
  mapping?: unknown,
): Outcome<InstrumentReading> {
  const bytes = bytesOf(database, file);
  return bytes.ok ? readInstrumentFile(bytes.value, mapping) : bytes;
}

/** What a person needs to see to say which column means what. */
const [mostRows, mostCells, longestCell] = [200, 60, 80];

/** The first rows of a delimited text. Refusals: as above, and those of a file that is no text. */
export function rowsOfKeptFile(
  database: Database,
  file: KeptFile,
  given: Delimiter | null,
): Outcome<ServiceValues['instrument.rows']> {
  const bytes = bytesOf(database, file);
  if (!bytes.ok) return bytes;
  const lines = textLines(bytes.value);
  if (!lines.ok) return lines;
  const first = lines.value.slice(0, mostRows);
  const delimiter = given ?? delimiterOf(first);
  const rows = delimitedRows(first, delimiter).map(({ line, cells }) => ({
    line,
    cells: cells.slice(0, mostCells).map((cell) => cell.slice(0, longestCell)),
  }));
  return { ok: true, value: { name: file.name, delimiter, rows } };
}

function bytesOf(database: Database, { name, hash, bytes }: KeptFile): Outcome<Uint8Array> {
  if (bytes > largestMegabytes * megabyte) {
    return refuse('instrument.too-large', { name, limit: largestMegabytes });
  }
  if (!hasBytes(database, hash)) return refuse('attachment.withheld', { name });
  return { ok: true, value: Buffer.concat([...readAttachment(database, hash)]) };
}
