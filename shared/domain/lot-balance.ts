// What is left in a lot: counts and drawings in their order, where clocks were set and times were typed.
// Must not append records, nor think a lot larger than it may be.

import { refusal, type Refusal } from '../kernel/refusal.ts';
import { epochOf, minuteMs, secondMs } from '../kernel/time.ts';
import { decimal } from '../kernel/units.ts';
import { elapsedBetween, type ScaledTime } from './time-scale.ts';

/** Of a lot what its balance needs. */
export interface LotBalance {
  /** What its label says. It tells the substance: never beside an animal for those who may not know the group. */
  readonly code: string;
  readonly status: 'quarantine' | 'released' | 'rejected' | 'used-up';
  readonly remainingMicrolitre: string;
  /** How often what is left was measured anew: such a count stands above every movement before it. */
  readonly counts: number;
  /** When it was measured last; null while it never was. */
  readonly countedAt: ScaledTime | null;
  /** When the newest amount was drawn from it that has left it; null while none has. */
  readonly drawnAt: ScaledTime | null;
}

/** An empty released lot is used up; a correction upwards opens it again. */
export function withRemaining<Lot extends LotBalance>(state: Lot, remainingMicrolitre: string): Lot {
  const isEmpty = decimal(remainingMicrolitre).lessThanOrEqualTo(0);
  const status =
    isEmpty && state.status === 'released'
      ? 'used-up'
      : !isEmpty && state.status === 'used-up'
        ? 'released'
        : state.status;
  return { ...state, remainingMicrolitre, status };
}

export function counted<Lot extends LotBalance>(
  state: Lot,
  remainingMicrolitre: string,
  countedAt: ScaledTime,
): Lot {
  return { ...withRemaining(state, remainingMicrolitre), counts: state.counts + 1, countedAt };
}

/** Of two times the one that did not surely come first. */
export function later(one: ScaledTime | null, other: ScaledTime | null): ScaledTime | null {
  if (one === null || other === null) return other ?? one;
  return isSurelyBefore(other, one) ? one : other;
}

/**
 * Also where the first was typed: 08:00 is any time until 08:01, and says nothing about the order beside 08:00:30 of the
 * machine, nor beside another 08:00.
 */
function isSurelyBefore(one: ScaledTime, other: ScaledTime): boolean {
  const elapsed = elapsedBetween(one, other);
  return elapsed !== null && elapsed.leastMs > typedForMs(one.at);
}

/**
 * How much later than `at` it can have been: people type minutes, seldom seconds, the machine reads milliseconds. One
 * in 60 000 of its own times looks typed, and is then no worse than one.
 */
function typedForMs(at: string): number {
  const epochMs = epochOf(at);
  if (epochMs % minuteMs === 0) return minuteMs - 1;
  return epochMs % secondMs === 0 ? secondMs - 1 : 0;
}

/**
 * Whether what is left was measured after an amount had been drawn: then that amount is no part of it any more, and
 * must not be taken again. By the times of both. Where these leave it open (a clock that was set, or the same minute
 * and one of the two typed) the order of recording decides, by how often the lot had been counted when the drawing was
 * recorded: whoever records both enters first what was done first. Where that is not known either (`lotCounts` null)
 * the amount is still to be taken: a lot that is thought too small is counted, one that is thought too large lets a
 * syringe be drawn that cannot be filled.
 */
export function isCountedSince(lot: LotBalance, drawn: ScaledTime, lotCounts: number | null): boolean {
  if (lot.countedAt === null || isSurelyBefore(lot.countedAt, drawn)) return false;
  return isSurelyBefore(drawn, lot.countedAt) || (lotCounts !== null && lot.counts !== lotCounts);
}

/**
 * Against counting a lot for a time that was typed: it was drawn from or counted after that, and what was left then
 * says nothing about what is left now. `lot.count-too-early`; null for nothing.
 */
export function countProblem(lot: LotBalance, at: ScaledTime): Refusal | null {
  const newest = later(lot.drawnAt, lot.countedAt);
  if (newest === null || !isSurelyBefore(at, newest)) return null;
  return refusal('lot.count-too-early', { code: lot.code });
}
