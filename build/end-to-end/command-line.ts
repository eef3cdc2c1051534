// The command line of the notebook as a test runs it, and what a test reads from a file that nobody has open.
// Must not write to a notebook.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';

import Database from 'better-sqlite3';

const program = path.resolve(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const run = promisify(execFile);

/** Carries out a command on Node and returns what it says on standard output. Throws where it exits with another code than 0. */
export async function notebookCommand(...words: readonly string[]): Promise<unknown> {
  const { ASC_NOTEBOOK_NATIVE_BINDING: _, ...environment } = process.env;
  const { stdout } = await run(process.execPath, [program, ...words, '--json'], { env: environment });
  return JSON.parse(stdout) as unknown;
}

/** The SHA-256 of all states, in the order of their keys. */
export function digestOfEntities(file: string): string {
  const database = new Database(file, { readonly: true });
  const digest = createHash('sha256');
  for (const row of database
    .prepare('SELECT type, id, version, reducer, state FROM entity ORDER BY type, id')
    .iterate()) {
    digest.update(`${JSON.stringify(row)}\n`);
  }
  database.close();
  return digest.digest('hex');
}
