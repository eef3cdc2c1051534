// The command that reads an instrument's file: the file and, where it needs one, the mapping, from the disk.
// Must not read a format itself.

import { readFileSync } from 'node:fs';
import type { InstrumentReading } from '../shared/assays/instrument-reading.ts';
import { refuse, type Outcome } from '../shared/kernel/refusal.ts';
import { readInstrumentFile } from './import/read-instrument.ts';

/** What the file holds; refused where it cannot be opened, and for every reason of the readers. */
export function instrumentFile(path: string, mappingPath: string | undefined): Outcome<InstrumentReading> {
  const bytes = bytesOf(path);
  if (!bytes.ok) return bytes;
  if (mappingPath === undefined) return readInstrumentFile(bytes.value);
  const mapping = bytesOf(mappingPath);
  if (!mapping.ok) return mapping;
  try {
    return readInstrumentFile(bytes.value, JSON.parse(new TextDecoder().decode(mapping.value)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('instrument.mapping-invalid', { reason: error.message });
  }
}

function bytesOf(path: string): Outcome<Uint8Array> {
  try {
    return { ok: true, value: readFileSync(path) };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return refuse(isMissing ? 'instrument.not-found' : 'instrument.unreadable', { path });
  }
}
