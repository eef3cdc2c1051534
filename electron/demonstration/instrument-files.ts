// The simulated files of the instruments: written to a folder, attached from there, and read by the program's own readers.
// Must not hand a value past the file: what is evaluated is what a reader found in it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../../shared/kernel/refusal.ts';
import type { PlateReadings, WellReading } from '../../shared/assays/instrument-reading.ts';
import { readInstrumentFile } from '../import/read-instrument.ts';
import type { Person } from './cast.ts';
import { Refused, type Stage } from './stage.ts';

export interface AttachedFile {
  readonly attachmentId: string;
  readonly hash: string;
}

export interface ReadFile {
  /** As an evaluation lists it. */
  readonly file: AttachedFile;
  readonly plates: readonly PlateReadings[];
}

export class InstrumentFiles {
  readonly #stage: Stage;
  readonly #folder: string;

  constructor(stage: Stage, folder: string) {
    this.#stage = stage;
    this.#folder = folder;
  }

  /** The file as its instrument would write it; a file of that name is never written over. */
  attach(by: Person, name: string, content: string | Uint8Array, lotId: string | null = null): AttachedFile {
    return this.#stage.attach(by, this.#write(name, content), lotId);
  }

  /** The same, and what the readers of instrument files find in it. */
  import(by: Person, name: string, text: string, lotId: string | null = null): ReadFile {
    const path = this.#write(name, text);
    const file = this.#stage.attach(by, path, lotId);
    const read = readInstrumentFile(readFileSync(path));
    if (!read.ok) throw new Refused(`reading ${name}`, read.refusal);
    return { file, plates: read.value.plates };
  }

  #write(name: string, content: string | Uint8Array): string {
    const path = join(this.#folder, `SIMULATED ${name}`);
    try {
      writeFileSync(path, content, { flag: 'wx' });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw new Refused(`writing ${name}`, refusal('notebook.write-failed', { code }));
    }
    return path;
  }
}

/** The wells of each name, in the order of the file; those without a name are left out. */
export function wellsByName(wells: readonly WellReading[]): ReadonlyMap<string, readonly WellReading[]> {
  const found = new Map<string, WellReading[]>();
  for (const one of wells) {
    if (one.sample === null) continue;
    const known = found.get(one.sample);
    if (known) known.push(one);
    else found.set(one.sample, [one]);
  }
  return found;
}
