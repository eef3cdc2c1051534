// What the author had before him, as versions of the entities he changes, and whether that is still so (PAIN-1).
// Must not merge anything: on a difference a person looks at both states and decides.

import type { Database } from 'better-sqlite3';
import type { CommandMeta } from '../../shared/contract.ts';
import { entities } from '../../shared/domain/entities.ts';
import { countsAsChange, type NewRecord } from '../../shared/kernel/decider.ts';
import type { Json, JsonObject, StoredRecord } from '../../shared/kernel/record.ts';
import { toLogged } from './log.ts';
import { absent, replay, type Snapshots } from './snapshots.ts';

export type Basis = Readonly<Record<string, number>>;

export type BasisCheck =
  | { readonly isCurrent: true; readonly basis: Basis }
  /** Both states of the first entity that differs, without what only some may know. */
  | { readonly isCurrent: false; readonly states: JsonObject };

/** The versions that `records` were decided on, as said by `meta`, held against what the file has now. */
export function checkBasis(
  database: Database,
  snapshots: Snapshots,
  records: readonly NewRecord[],
  meta: CommandMeta,
): BasisCheck {
  const basis: Record<string, number> = { ...meta.basis };
  for (const { subjectType, subjectId, countsAsChange: counts } of records) {
    const entity = entities.get(subjectType);
    if (!entity || !counts) continue;
    const name = `${subjectType}/${subjectId}`;
    const now = snapshots.version(entity, subjectId);
    const seen =
      basis[name] ??
      (meta.seenSeq === undefined
        ? undefined
        : now - changesSince(database, subjectType, subjectId, meta.seenSeq));
    // What did not exist when the screen appeared has no older state that the person could have had in mind.
    if (seen === undefined || seen <= 0 || now === 0) continue;
    basis[name] = seen;
    if (seen === now) continue;
    const states = {
      type: subjectType,
      id: subjectId,
      seen: openState(stateAtVersion(database, subjectType, subjectId, seen)),
      now: openState(snapshots.get<object>(entity, subjectId)),
    };
    return { isCurrent: false, states };
  }
  return { isCurrent: true, basis };
}

function changesSince(database: Database, type: string, id: string, seq: number): number {
  const kinds = entities.get(type)?.kinds;
  const rows = database
    .prepare('SELECT kind, author FROM record WHERE subjectType = ? AND subjectId = ? AND seq > ?')
    .all(type, id, seq) as { kind: string; author: string }[];
  return rows.filter(({ kind, author }) => countsAsChange(kinds?.get(kind) ?? {}, author)).length;
}

function stateAtVersion(database: Database, type: string, id: string, version: number): object | undefined {
  const entity = entities.get(type);
  if (!entity) return undefined;
  let snapshot = absent;
  const rows = database
    .prepare('SELECT * FROM record WHERE subjectType = ? AND subjectId = ? ORDER BY lamport, device')
    .iterate(type, id) as IterableIterator<StoredRecord>;
  for (const row of rows) {
    const next = replay(entity, snapshot, toLogged(row));
    if (next.version > version) break;
    snapshot = next;
  }
  return snapshot.state;
}

function openState(state: object | undefined): Json {
  if (state === undefined) return null;
  return Object.fromEntries<Json>(Object.entries(state).filter(([key]) => key !== 'blind'));
}
