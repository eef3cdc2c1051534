// An instrument's file that is kept in the notebook, read from there: what is evaluated is the kept original.
// Must not write, nor read a file of a size that no instrument of the study exports.

import type { Database } from 'better-sqlite3';
import type { InstrumentReading } from '../../shared/assays/instrument-reading.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { hasBytes, readAttachment } from '../notebook/attachments.ts';
import { readInstrumentFile } from './read-instrument.ts';

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
  { name, hash, bytes }: KeptFile,
  mapping?: unknown,
): Outcome<InstrumentReading> {
  if (bytes > largestMegabytes * megabyte) {
    return refuse('instrument.too-large', { name, limit: largestMegabytes });
  }
  if (!hasBytes(database, hash)) return refuse('attachment.withheld', { name });
  return readInstrumentFile(Buffer.concat([...readAttachment(database, hash)]), mapping);
}
