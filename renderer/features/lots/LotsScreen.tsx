// The screen Lots: the list, a new one, or one lot, by what the address names.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import type { LotKind } from '../../../shared/domain/lot.ts';
import type { ScreenProps } from '../../navigation.ts';
import { kindsInOrder } from './lot-words.ts';
import { LotList } from './LotList.tsx';
import { LotPage } from './LotPage.tsx';
import './lots.css';
import { NewAscLot } from './NewAscLot.tsx';
import { NewCommercialLot } from './NewCommercialLot.tsx';
import { NewSecretomeLot } from './NewSecretomeLot.tsx';

export function LotsScreen({ id, part }: ScreenProps): ReactElement {
  if (id === undefined) return <LotList />;
  if (id !== 'new') return <LotPage key={id} lotId={id} />;
  const kind = kindsInOrder.find((one) => one === part);
  return kind === undefined ? <LotList /> : <NewLot kind={kind} />;
}

function NewLot({ kind }: { readonly kind: LotKind }): ReactElement {
  if (kind === 'asc') return <NewAscLot />;
  if (kind === 'secretome') return <NewSecretomeLot />;
  return <NewCommercialLot key={kind} kind={kind} />;
}
