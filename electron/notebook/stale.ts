// What the author had before him, as versions of the entities he changes, and whether that is still so (PAIN-1).
// Must not merge anything: on a difference a person looks at both states and decides.

import type { Database } from 'better-sqlite3';
import type { CommandMeta } from '../../shared/contract.ts';
import { entities } from '../../shared/domain/entities.ts';
import { visibleState } from '../../shared/domain/visible-state.ts';
import { countsAsChange, type Actor, type NewRecord } from '../../shared/kernel/decider.ts';
import type { JsonObject, StoredRecord } from '../../shared/kernel/record.ts';
import { toLogged } from './log.ts';
import { absent, replay, type Snapshots } from './snapshots.ts';

export type Basis = Readonly<Record<string, number>>;

export type BasisCheck =
  | { readonly isCurrent: true; readonly basis: Basis }
  /** Both states of the first entity that differs, as the person who gave the command may see them. */
  | { readonly isCurrent: false; readonly states: JsonObject };

/** The versions that `records` were decided on, as said by `meta`, held against what the file has now. */
export function checkBasis(
  database: Database,
  snapshots: Snapshots,
  records: readonly NewRecord[],
  actor: Actor,
  meta: CommandMeta,
): BasisCheck {
  const basis: Record<string, number> = { ...meta.basis };
  for (const { subjectType, subjectId, countsAsChange: counts } of records) {
    const entity = entities.get(subjectType);
    if (!entity || !counts) continue;
    const name = `${subjectType}/${subjectId}`;
    const now = snapshots.version(entity, subjectId);
    // A version that is named is held against the file even where it is 0: the author believed there was no such thing.
    const seen = basis[name] ?? seenAt(database, subjectType, subjectId, now, meta.seenSeq);
    if (seen === undefined) continue;
    basis[name] = seen;
    if (seen === now) continue;
    const states = {
      type: subjectType,
      id: subjectId,
      seen: visibleState(
        snapshots,
        actor,
        subjectType,
        stateAtVersion(database, subjectType, subjectId, seen),
      ),
      now: visibleState(snapshots, actor, subjectType, snapshots.get<object>(entity, subjectId)),
    };
    return { isCurrent: false, states };
  }
  return { isCurrent: true, basis };
}

/**
 * The version that a screen showed, by the position of the log that it had been told of. Undefined for what did not
 * exist then: a screen that is told of a change a moment later may have brought it about itself, step by step.
 */
function seenAt(
  database: Database,
  type: string,
  id: string,
  now: number,
  seenSeq: number | undefined,
): number | undefined {
  if (seenSeq === undefined || now === 0) return undefined;
  const seen = now - changesSince(database, type, id, seenSeq);
  return seen <= 0 ? undefined : seen;
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
