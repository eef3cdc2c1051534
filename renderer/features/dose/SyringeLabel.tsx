// The label of a checked syringe: animal, code, volume, use before; the substance only where the query gives it.
// Must not add a fact of its own.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import { localClock, localDay } from '../../../shared/kernel/time.ts';
import { Labels } from '../../ui/Labels.tsx';
import { shortAmount } from './amounts.ts';
import { substanceName } from './group-name.ts';

export function SyringeLabel({ dose }: { readonly dose: DoseView }): ReactElement {
  const { drawMicrolitre, fills, usableUntil, substanceOnLabel } = dose;
  const volume = drawMicrolitre === null ? [] : [`${shortAmount(drawMicrolitre)} µL`];
  const split = fills.length > 1 ? [`(${fills.map(shortAmount).join(' + ')})`] : [];
  const until =
    usableUntil === null
      ? []
      : [say('dosing.label-until', { time: localClock(usableUntil, false), day: localDay(usableUntil) })];
  const lines = [
    `${dose.animalId} · ${dose.code}`,
    [...volume, ...split].join(' '),
    ...until,
    ...(substanceOnLabel === null ? [] : [substanceName(substanceOnLabel)]),
  ];
  return <Labels labels={[{ code: dose.code, lines }]} />;
}
