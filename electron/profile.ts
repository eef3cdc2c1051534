// What this machine's profile keeps of the desktop: recent notebooks and where backups go.
// Must not hold anything of a study: that is in the notebook file.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const preferencesSchema = z.object({
  recent: z.array(z.string()).default([]),
  backupFolder: z.string().nullable().default(null),
});
type Preferences = z.infer<typeof preferencesSchema>;

export class Profile {
  readonly folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#file = join(folder, 'preferences.json');
  }

  /** The JSON file of `KnownNotebooks`. */
  get knownNotebooksFile(): string {
    return join(this.folder, 'known-notebooks.json');
  }

  /** The JSON file of `Unsaved`. */
  get unsavedFile(): string {
    return join(this.folder, 'unsaved.json');
  }

  get recent(): readonly string[] {
    return this.#read().recent;
  }

  /** Where backups go: the folder the person chose, or one in the profile. */
  get backupFolder(): string {
    return this.#read().backupFolder ?? join(this.folder, 'backups');
  }

  chooseBackupFolder(folder: string): void {
    this.#write({ ...this.#read(), backupFolder: folder });
  }

  noteOpened(path: string): void {
    const opened = resolve(path);
    const preferences = this.#read();
    const recent = [opened, ...preferences.recent.filter((one) => one !== opened)].slice(0, 8);
    this.#write({ ...preferences, recent });
  }

  #read(): Preferences {
    try {
      const parsed = preferencesSchema.safeParse(JSON.parse(readFileSync(this.#file, 'utf8')));
      if (parsed.success) return parsed.data;
    } catch {
      // No preferences yet, or damaged ones: both mean the defaults, and nothing of a study is lost by it.
    }
    return { recent: [], backupFolder: null };
  }

  #write(preferences: Preferences): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(preferences, null, 2));
  }
}
