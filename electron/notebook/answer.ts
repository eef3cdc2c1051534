// Answers from a file that another connection may be writing to: each from one committed state of it.
// Must not keep a state from one answer to the next, nor ask who may know what: roles were checked.

import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { Actor, Query } from '../../shared/kernel/decider.ts';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { Moment } from '../../shared/kernel/time.ts';
import { holdState } from './held-state.ts';
import { readRecords } from './log.ts';
import { Snapshots } from './snapshots.ts';

/** Refusal: `input.malformed`. */
export function answerFrom<Schema extends z.ZodType, Value>(
  database: Database,
  query: Query<string, Schema, Value>,
  input: unknown,
  { actor, now }: { readonly actor: Actor; readonly now: Moment },
): Outcome<Value> {
  const parsed = query.input.safeParse(input);
  if (!parsed.success) return refuse('input.malformed', { what: describeIssue(parsed.error) });
  const letGo = holdState(database);
  try {
    const read = new Snapshots(database);
    const records = (filter: Parameters<typeof readRecords>[1]) => readRecords(database, filter);
    return accept(query.answer(parsed.data, { now, actor, read, records }));
  } finally {
    letGo();
  }
}

/** The first thing that does not fit, and where. */
export function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return '?';
  const place = issue.path.join('.');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}
