// A sound notebook with animals, weights, a kept attachment and a withheld one, for tests that change it unseen.
// Must not be changed for good: what a test does to it is looked at and taken back.

import { copyFileSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { addAttachment, withholdAttachment } from '../../shared/domain/attachment.ts';
import { weighAnimal } from '../../shared/domain/weighing.ts';
import { digestFile, storeAttachment } from '../notebook/attachments.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { openForReading } from '../notebook/open.ts';
import { verify, type VerifyReport } from '../notebook/verify.ts';
import { accepted, director, TestFolder } from './bench-notebook.ts';
import { openPlain, tampered } from './tampering.ts';

const piglet = (animalId: string) => ({
  animalId,
  earTag: `E-${animalId}`,
  sex: 'female',
  birthDate: '2025-10-01',
  source: 'breeder',
  strain: 'miniature pig',
  purpose: 'study',
  housing: 'pen 1',
});

export class SoundNotebook {
  readonly path: string;
  /** A plain connection to the closed notebook. */
  readonly database: Database;
  readonly keptHash: string;
  readonly withheldHash: string;
  readonly #folder = new TestFolder();

  constructor() {
    const notebook = this.#folder.create();
    for (const animalId of ['P07', 'P08', 'P09']) {
      accepted(notebook.transact(registerAnimal, piglet(animalId), director));
    }
    for (const weightKg of ['22.4', '22.6']) {
      const meta = { reason: 'weekly weighing', witnessedBy: director.userId };
      accepted(notebook.transact(weighAnimal, { animalId: 'P07', weightKg }, director, meta));
    }
    this.keptHash = this.#attach(notebook, 'liver.tif', 2_500_000).hash;
    const { attachmentId, hash } = this.#attach(notebook, 'face.jpg', 70_000);
    this.withheldHash = hash;
    accepted(
      notebook.transact(
        withholdAttachment,
        { attachmentId },
        director,
        { reason: 'a person is on it' },
        (open) => open.prepare('DELETE FROM attachmentChunk WHERE hash = ?').run(hash),
      ),
    );
    notebook.close();
    this.path = notebook.path;
    this.database = openPlain(this.path);
  }

  get copyPath(): string {
    return this.#folder.file('copy.ascnb');
  }

  /** The report after `work`, which is taken back. */
  after(work: () => void): VerifyReport {
    return tampered(this.database, work, () => verify(this.database));
  }

  afterSql(sql: string): VerifyReport {
    return this.after(() => this.database.exec(sql));
  }

  /** The report of a copy of the file whose bytes `change` has changed; undefined when it cannot even be opened. */
  afterBytes(change: (path: string) => void): VerifyReport | undefined {
    copyFileSync(this.path, this.copyPath);
    change(this.copyPath);
    const opened = openForReading(this.copyPath);
    if (!opened.ok) return undefined;
    try {
      return verify(opened.value);
    } finally {
      opened.value.close();
    }
  }

  /** Position of the last record for which the condition holds. */
  seqOf(condition: string): number {
    return this.database.prepare(`SELECT max(seq) FROM record WHERE ${condition}`).pluck().get() as number;
  }

  remove(): void {
    this.database.close();
    this.#folder.remove();
  }

  #attach(notebook: Notebook, name: string, bytes: number): { attachmentId: string; hash: string } {
    const path = this.#folder.file(name);
    writeFileSync(path, Buffer.alloc(bytes, `bytes of ${name.length}`));
    const digest = digestFile(path);
    const about = { hash: digest.hash, name, bytes, animalId: 'P07', runId: null, lotId: null };
    const added = notebook.transact(addAttachment, about, director, {}, (open) =>
      storeAttachment(open, path, digest),
    );
    return { attachmentId: accepted(added).value.attachmentId, hash: digest.hash };
  }
}
