// What leaves a lot when its dose is given or spoilt, as records of the same command.
// Must not refuse: it was drawn already, and what the notebook lacks becomes a deviation.

import { say } from '../catalogue/catalogue.ts';
import type { Context, NewRecord } from '../kernel/decider.ts';
import { decimal, plain } from '../kernel/units.ts';
import { deviationRecord } from './deviation.ts';
import type { DoseState } from './dose.ts';
import { Lot, takeFromLot, type LotState } from './lot.ts';

/** The records by which a dose leaves its lot; none for a dose without a lot. */
export function takenForDose(
  context: Context,
  dose: DoseState,
  amountMicrolitre: string,
  why: string,
): readonly NewRecord[] {
  const lot = dose.blind.lotId === null ? undefined : context.read.get(Lot, dose.blind.lotId);
  return lot ? takenFromLot(context, dose.animalId, dose.id, lot, amountMicrolitre, why) : [];
}

/** What the notebook does not have cannot be taken, but it was drawn: the rest is taken, and a deviation says so. */
export function takenFromLot(
  context: Context,
  animalId: string,
  doseId: string,
  lot: LotState,
  amountMicrolitre: string,
  why: string,
): readonly NewRecord[] {
  const amount = decimal(amountMicrolitre);
  const remaining = decimal(lot.remainingMicrolitre);
  const possible = amount.greaterThan(remaining) ? remaining : amount;
  const taken = takeFromLot(lot, { amountMicrolitre: plain(possible), doseId, why });
  const records = taken.ok ? [taken.value] : [];
  if (amount.lessThanOrEqualTo(remaining)) return records;
  const facts = { code: lot.code, amount: plain(amount), remaining: plain(remaining) };
  const deviation = deviationRecord(context, {
    what: say('dose.deviation-lot-short'),
    where: 'dose',
    animalId,
    blindDetail: say('dose.deviation-lot-short-detail', facts),
  });
  return [...records, deviation];
}
