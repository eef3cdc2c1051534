// What a report is made from: read access to the states, the records in scope, and who is going to read it.
// Must not be an open file: whoever has the notebook fills it in.

import type { Actor, LoggedRecord, QueryContext, Reader } from '../kernel/decider.ts';

export type ReportScope =
  { readonly kind: 'study' } | { readonly kind: 'animal' | 'run' | 'lot'; readonly id: string };

/** An entity by type and id, as records name it. */
export interface Subject {
  readonly type: string;
  readonly id: string;
}

/** The newest record of the file: every date of the document comes from it. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  /** UTC text. */
  readonly recordedAt: string;
  /** Local text with offset and zone. */
  readonly occurredAt: string;
}

export interface ReportSource {
  readonly scope: ReportScope;
  readonly notebookId: string;
  readonly head: Head;
  readonly reader: Actor;
  readonly read: Reader;
  /** For the questions that screens ask too, as of the head's time. */
  readonly query: QueryContext;
  /** How many entities of each type the document covers, and how many records; as the database counts them. */
  count(subjects: readonly Subject[] | null): ScopeCounts;
  /** The records of these subjects in total order; of everything for null. Read one by one. */
  records(subjects: readonly Subject[] | null): Iterable<LoggedRecord>;
  /** Forgets what was read so far: the memory of a long document stays flat. */
  forget(): void;
}

export interface ScopeCounts {
  readonly records: number;
  readonly corrections: number;
  readonly byType: ReadonlyMap<string, number>;
}
