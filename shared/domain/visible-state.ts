// The states of an entity as a refusal may show them to the person whose edit was stale.
// Must not show what the person's own screens hide: the group, a lot's movements, or a first entry before the second.

import type { Actor, Reader } from '../kernel/decider.ts';
import type { Json } from '../kernel/record.ts';
import { mayKnowGroup } from './blinding.ts';
import { Dose, type DoseState } from './dose.ts';
import { viewOfDose } from './dose-queries.ts';
import { Lot } from './lot.ts';

/** Without what is blind to everybody here; null where there is no state, or the reader may not see it at all. */
export function visibleState(read: Reader, actor: Actor, type: string, state: object | undefined): Json {
  if (state === undefined) return null;
  if (type === Lot.type && !mayKnowGroup(read, actor)) return null;
  const shown = type === Dose.type ? viewOfDose(read, actor, state as DoseState) : state;
  return Object.fromEntries<Json>(Object.entries(shown).filter(([key]) => key !== 'blind'));
}
