// The thread that answers long questions: one at a time, each from one committed state of the file.
// Must not write, nor ask who may know what: the question brings its actor, whose roles were checked.

import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { queries } from '../../shared/contract.ts';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { readRecords } from '../notebook/log.ts';
import { openForReading } from '../notebook/open.ts';
import { Snapshots } from '../notebook/snapshots.ts';
import type { Answer, AskedQuestion } from './reading.ts';

let database: Database | undefined;

function connection(): Outcome<Database> {
  if (database) return accept(database);
  const opened = openForReading(String(workerData));
  if (opened.ok) database = opened.value;
  return opened;
}

function answer({ name, input, actor, now }: AskedQuestion): Outcome<unknown> {
  const query = queries.get(name);
  if (!query) return refuse('command.unknown', { name });
  const parsed = query.input.safeParse(input);
  if (!parsed.success) return refuse('input.malformed', { what: parsed.error.issues[0]?.message ?? '?' });
  const opened = connection();
  if (!opened.ok) return opened;
  const reader = opened.value;
  // What the main thread commits meanwhile is not seen halfway through an answer.
  reader.exec('BEGIN');
  try {
    const read = new Snapshots(reader);
    return accept(
      query.answer(parsed.data, { now, actor, read, records: (filter) => readRecords(reader, filter) }),
    );
  } finally {
    reader.exec('ROLLBACK');
  }
}

/** A question that fails must not take the others with it. */
function outcomeOf(question: AskedQuestion): Outcome<unknown> {
  try {
    return answer(question);
  } catch (error) {
    return refuse('command.failed', { what: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on('message', (question: AskedQuestion) => {
  parentPort?.postMessage({ id: question.id, outcome: outcomeOf(question) } satisfies Answer);
});
