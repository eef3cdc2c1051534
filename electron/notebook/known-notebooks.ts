// What this machine's profile remembers of each notebook file: which device it writes as, and the last head it saw.
// Must not be needed to read a notebook: it only tells truncation, rollback and forks, and keeps chains apart.

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

const knownSchema = z.object({
  notebookId: z.string(),
  device: z.string(),
  deviceSeq: z.number().int(),
  head: z.string(),
});
const registrySchema = z.record(z.string(), knownSchema);

export type KnownNotebook = z.infer<typeof knownSchema>;

export class KnownNotebooks {
  readonly #file: string;

  /** `file` is a JSON file in the profile; it need not exist. */
  constructor(file: string) {
    this.#file = file;
  }

  recall(path: string): KnownNotebook | undefined {
    return this.#all()[resolve(path)];
  }

  remember(path: string, known: KnownNotebook): void {
    const all = { ...this.#all(), [resolve(path)]: known };
    mkdirSync(dirname(this.#file), { recursive: true });
    // A crash while writing must not lose the anchors of the other notebooks.
    const temporary = `${this.#file}.${randomUUID()}`;
    writeFileSync(temporary, JSON.stringify(all, null, 2));
    renameSync(temporary, this.#file);
  }

  #all(): Record<string, KnownNotebook> {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      return {};
    }
    const parsed = registrySchema.safeParse(parseJson(text));
    return parsed.success ? parsed.data : {};
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
