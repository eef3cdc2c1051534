// The facts of a lot beside each other: left, expiry, place, thaws, supplier.
// Must not show more than the query gives.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { LotRow } from '../../../shared/domain/lot-queries.ts';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Blinded, Expiry, Remaining } from './LotPills.tsx';

export function LotFacts({ lot }: { readonly lot: LotRow }): ReactElement {
  const facts: Fact[] = [
    { name: say('lots.remaining'), value: <Remaining amount={lot.remainingMicrolitre} /> },
    { name: say('lots.expiry'), value: <Expiry lot={lot} /> },
    { name: say('lots.location'), value: lot.location ?? '–' },
    { name: say('lots.thaws'), value: lot.thaws === null ? <Blinded /> : String(lot.thaws) },
    { name: say('lots.recorded'), value: <TimeText at={lot.createdAt} /> },
  ];
  if (lot.supplier !== null) facts.push({ name: say('lots.supplier'), value: lot.supplier });
  if (lot.supplierLot !== null) facts.push({ name: say('lots.supplier-lot'), value: lot.supplierLot });
  // The reason of a state tells the state.
  if (lot.status !== null && lot.statusReason !== null) {
    facts.push({ name: say('lots.status-why'), value: lot.statusReason });
  }
  return <Facts facts={facts} />;
}
