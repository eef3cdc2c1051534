// The readings of an anaesthesia in the order of the paper form, with their heads and units.
// Must not hold limits: the command refuses what is impossible.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { observed, observedKeys } from '../../../shared/domain/anaesthesia.ts';

export type Observation = QueryValue<'anaesthesia.show'>['observations'][number];
export type ObservedKey = (typeof observedKeys)[number];

export const observedFields = observedKeys.map((key) => ({
  key,
  head: say(`runs.head.${key}`),
  unit: observed[key].unit,
}));

/** Typed texts, by reading; missing ones are empty. */
export type TypedReadings = Readonly<Partial<Record<ObservedKey | 'note', string>>>;
