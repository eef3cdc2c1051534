// The label of a checked syringe: animal, code, volume, use before; the substance only where the query gives it.
// Must not add a fact of its own.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import { localClock, localDay } from '../../../shared/kernel/time.ts';
import { Labels } from '../../ui/Labels.tsx';
import { shortAmount } from './amounts.ts';
import { substanceName } from './substance-name.ts';

export function SyringeLabel({ dose }: { readonly dose: DoseView }): ReactElement {
  const { drawMicrolitre, fills, usableUntil, substanceOnLabel } = dose;
  // Each on a line of its own: what does not fit a label is cut, and none of these may be.
  const lines = [`${dose.animalId} ${dose.code}`];
  if (drawMicrolitre !== null) lines.push(`${shortAmount(drawMicrolitre)} µL`);
  if (fills.length > 1) lines.push(fills.map(shortAmount).join(' + '));
  if (usableUntil !== null) {
    lines.push(say('dosing.label-until', { time: localClock(usableUntil, false) }), localDay(usableUntil));
  }
  if (substanceOnLabel !== null) lines.push(substanceName(substanceOnLabel));
  return <Labels labels={[{ code: dose.code, lines }]} />;
}
