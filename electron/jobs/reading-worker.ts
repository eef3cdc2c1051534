// The thread that answers long questions: one at a time, each from one committed state of the file.
// Must not write, nor ask who may know what: the question brings its actor, whose roles were checked.

import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { queries } from '../../shared/contract.ts';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { answerFrom } from '../notebook/answer.ts';
import { openForReading } from '../notebook/open.ts';
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
  const opened = connection();
  return opened.ok ? answerFrom(opened.value, query, input, { actor, now }) : opened;
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
