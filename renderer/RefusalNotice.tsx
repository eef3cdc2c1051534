// A refusal where the thing was tried: what, why, what now; for a stale edit both states beside each other.
// Must not close by itself.

import type { ReactElement } from 'react';
import { say } from '../shared/catalogue/catalogue.ts';
import type { Json } from '../shared/kernel/record.ts';
import type { Refusal } from '../shared/kernel/refusal.ts';
import { Button } from './ui/Button.tsx';
import { Notice } from './ui/Notice.tsx';
import { Table } from './ui/Table.tsx';

interface RefusalNoticeProps {
  readonly refusal: Refusal | undefined;
  /** For a stale edit: go on with the newer state. */
  readonly onLookAgain?: (() => void) | undefined;
}

export function RefusalNotice({ refusal, onLookAgain }: RefusalNoticeProps): ReactElement | null {
  if (!refusal) return null;
  const isStale = refusal.code === 'entity.stale';
  return (
    <Notice
      tone="refused"
      message={refusal.message}
      remedy={refusal.remedy}
      actions={
        isStale && onLookAgain ? (
          <Button onPress={onLookAgain}>{say('refusal.look-again')}</Button>
        ) : undefined
      }
    >
      {isStale && (
        <BothStates seen={refusal.details?.['seen'] ?? null} now={refusal.details?.['now'] ?? null} />
      )}
    </Notice>
  );
}

function BothStates({ seen, now }: { readonly seen: Json; readonly now: Json }): ReactElement {
  const [before, after] = [fieldsOf(seen), fieldsOf(now)];
  const rows = [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ key, seen: before.get(key) ?? '', now: after.get(key) ?? '' }))
    .filter((row) => row.seen !== row.now);
  return (
    <Table
      label={say('refusal.both-states')}
      columns={[
        { id: 'key', head: say('refusal.field'), cell: (row) => row.key },
        { id: 'seen', head: say('refusal.seen'), cell: (row) => row.seen },
        { id: 'now', head: say('refusal.now'), cell: (row) => row.now },
      ]}
      rows={rows}
      rowId={(row) => row.key}
    />
  );
}

function fieldsOf(state: Json): ReadonlyMap<string, string> {
  if (state === null || typeof state !== 'object' || Array.isArray(state)) return new Map();
  return new Map(
    Object.entries(state).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
