// The state of a dose in one or two words; what was given outside the gate is red everywhere.
// Must not be the only place that says so.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import { StatusPill } from '../../ui/StatusPill.tsx';

type Shown = Pick<DoseView, 'status' | 'given'>;

export function DosePill({ dose }: { readonly dose: Shown }): ReactElement {
  if (dose.given?.isOutsideGate === true) {
    return <StatusPill tone="refused">{say('dosing.state-outside')}</StatusPill>;
  }
  switch (dose.status) {
    case 'awaiting-check':
      return <StatusPill tone="due">{say('dosing.state-awaiting')}</StatusPill>;
    case 'ready':
      return <StatusPill tone="accent">{say('dosing.state-ready')}</StatusPill>;
    case 'given':
      return <StatusPill tone="done">{say('dosing.state-given')}</StatusPill>;
    case 'spoilt':
      return <StatusPill tone="neutral">{say('dosing.state-spoilt')}</StatusPill>;
    case 'cancelled':
      return <StatusPill tone="neutral">{say('dosing.state-cancelled')}</StatusPill>;
  }
}
