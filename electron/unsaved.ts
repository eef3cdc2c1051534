// What people typed and have not saved, kept in this machine's profile by notebook, person and form.
// Must not be taken for records: nobody confirmed any of it, and a damaged file only means empty forms.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const fileForm = z.record(z.string(), z.record(z.string(), z.string()));
type Kept = z.infer<typeof fileForm>;

export class Unsaved {
  readonly #file: string;
  #kept: Kept | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** By form. */
  of(notebookId: string, userId: string): Readonly<Record<string, string>> {
    return this.#read()[`${notebookId}/${userId}`] ?? {};
  }

  /** Keeps what one form holds now; null forgets it. It is on the disk when this returns. */
  keep(notebookId: string, userId: string, form: string, text: string | null): void {
    const key = `${notebookId}/${userId}`;
    const { [form]: _replaced, ...others } = this.of(notebookId, userId);
    this.#kept = { ...this.#read(), [key]: text === null ? others : { ...others, [form]: text } };
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.partial`, JSON.stringify(this.#kept));
    renameSync(`${this.#file}.partial`, this.#file);
  }

  #read(): Kept {
    this.#kept ??= readFile(this.#file);
    return this.#kept;
  }
}

function readFile(file: string): Kept {
  try {
    return fileForm.catch({}).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Not there yet, or cut off.
    return {};
  }
}
