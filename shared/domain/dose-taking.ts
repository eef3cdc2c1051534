// What leaves a lot for a dose, when it is given, spoilt or corrected, as records of the same command.
// Must not refuse: it was drawn already, and what the notebook lacks becomes a deviation.

import { say } from '../catalogue/catalogue.ts';
import type { Context, NewRecord, Reader } from '../kernel/decider.ts';
import { decimal, plain, type Measured } from '../kernel/units.ts';
import { deviationRecord } from './deviation.ts';
import type { DoseState, LeftLot } from './dose.ts';
import { isCountedSince } from './lot-balance.ts';
import { Lot, takeFromLot } from './lot.ts';
import type { ScaledTime } from './time-scale.ts';

/**
 * µL that have left the lot for a dose of which `givenMicrolitre` (injected, lost and left over) was given, by what the
 * records say: what was drawn; of a spoilt syringe what was spoilt; of what was never prepared here only what was
 * given; and never less than what was given.
 */
export function leavesLot(
  dose: Pick<DoseState, 'drawMicrolitre' | 'spoiltMicrolitre'> | null,
  givenMicrolitre: string,
): string {
  const before = dose?.spoiltMicrolitre ?? dose?.drawMicrolitre ?? '0';
  return plain(larger(decimal(before), decimal(givenMicrolitre)));
}

type Microlitre = Measured<'µL'>;

function larger(left: Microlitre, right: Microlitre): Microlitre {
  return left.greaterThan(right) ? left : right;
}

/** A syringe whose contents are to have left its lot. */
export interface DrawnDose {
  readonly id: string;
  readonly animalId: string;
  readonly blind: LeftLot & { readonly lotId: string | null };
  readonly drawn: ScaledTime;
}

/**
 * When the contents of a dose were drawn, by what the records say: at the preparation; of a syringe that was cancelled
 * as never drawn, and of one that was never prepared here, when it was given (`at`, with the counts of the lot so far).
 */
export function drawnDose(read: Reader, dose: DoseState, at: ScaledTime): DrawnDose {
  const { id, animalId, blind, given } = dose;
  const isCancelled = dose.endedAt !== null && dose.spoiltMicrolitre === null;
  if (dose.preparedAt !== null && !isCancelled) {
    return { id, animalId, blind, drawn: { at: dose.preparedAt, scale: dose.preparedScale } };
  }
  if (given !== null) return { id, animalId, blind, drawn: { at: given.at, scale: given.scale } };
  const lot = blind.lotId === null ? undefined : read.get(Lot, blind.lotId);
  return { id, animalId, blind: { ...blind, lotCounts: lot?.counts ?? 0 }, drawn: at };
}

interface Leaving {
  /** µL that were to have left the lot for this dose until now, and that are to have left it with this command. */
  readonly fromMicrolitre: string;
  readonly toMicrolitre: string;
  readonly why: string;
}

/**
 * The records that bring the lot from what had left it for this dose to what is to have left it; none without a lot,
 * and none when the lot was counted after the drawing: the count holds what had really left it. What the notebook does
 * not have cannot be taken: the rest is taken, and a deviation says so, once. What was not taken then is not given
 * back either.
 */
export function leaveLot(
  context: Context,
  dose: DrawnDose,
  { fromMicrolitre, toMicrolitre, why }: Leaving,
): { readonly records: readonly NewRecord[]; readonly left: LeftLot } {
  const { lotId, takenMicrolitre, lotCounts } = dose.blind;
  const lot = lotId === null ? undefined : context.read.get(Lot, lotId);
  if (!lot || isCountedSince(lot, dose.drawn, lotCounts)) {
    return { records: [], left: { takenMicrolitre, lotCounts } };
  }
  const taken = decimal<'µL'>(takenMicrolitre);
  const more: Microlitre = decimal(toMicrolitre).minus(decimal(fromMicrolitre));
  const left = (amount: Microlitre): LeftLot => ({ takenMicrolitre: plain(amount), lotCounts });
  if (more.lessThanOrEqualTo(0)) {
    const back = taken.minus(decimal(toMicrolitre));
    if (more.isZero() || back.lessThanOrEqualTo(0)) return { records: [], left: left(taken) };
    const blind = { amountMicrolitre: plain(back), doseId: dose.id, why };
    return { records: [Lot.record('lot.returned', lot.id, { blind })], left: left(taken.minus(back)) };
  }
  const remaining = decimal<'µL'>(lot.remainingMicrolitre);
  const possible = more.lessThan(remaining) ? more : larger(remaining, decimal('0'));
  const { drawn } = dose;
  const movement = takeFromLot(lot, { amountMicrolitre: plain(possible), doseId: dose.id, why, drawn });
  const records = movement.ok ? [movement.value] : [];
  const now = left(taken.plus(possible));
  if (possible.equals(more)) return { records, left: now };
  const facts = { code: lot.code, amount: plain(more), remaining: plain(remaining) };
  const deviation = deviationRecord(context, {
    what: say('dose.deviation-lot-short'),
    where: 'dose',
    animalId: dose.animalId,
    blindDetail: say('dose.deviation-lot-short-detail', facts),
  });
  return { records: [...records, deviation], left: now };
}
