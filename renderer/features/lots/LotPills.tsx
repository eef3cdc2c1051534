// The state of a lot and its expiry, as they stand in lists and at its head.
// Must not guess what a blinded person is not told: that is shown as blinded.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { LotRow } from '../../../shared/domain/lot-queries.ts';
import { Measure } from '../../ui/Measure.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';

export function Blinded(): ReactElement {
  return <StatusPill tone="blinded">{say('lots.blinded')}</StatusPill>;
}

export function LotStatus({ status }: Pick<LotRow, 'status'>): ReactElement {
  switch (status) {
    case null:
      return <Blinded />;
    case 'quarantine':
      return <StatusPill tone="due">{say('lots.status-quarantine')}</StatusPill>;
    case 'released':
      return <StatusPill tone="done">{say('lots.status-released')}</StatusPill>;
    case 'rejected':
      return <StatusPill tone="refused">{say('lots.status-rejected')}</StatusPill>;
    case 'used-up':
      return <StatusPill tone="neutral">{say('lots.status-used-up')}</StatusPill>;
  }
}

export function Expiry({ lot }: { readonly lot: Pick<LotRow, 'expiresAt' | 'isExpired'> }): ReactElement {
  if (lot.expiresAt === null) return <>{say('lots.no-expiry')}</>;
  if (!lot.isExpired) return <>{lot.expiresAt}</>;
  return <StatusPill tone="refused">{say('lots.expired', { day: lot.expiresAt })}</StatusPill>;
}

export function Remaining({ amount }: { readonly amount: string | null }): ReactElement {
  return amount === null ? <Blinded /> : <Measure value={amount} unit="µL" />;
}
