// Keeping lots: buying, releasing, rejecting, moving, thawing, correcting what is left, taking for other uses.
// Must not take for a dose: that is one command with the dose itself.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand } from '../kernel/decider.ts';
import { refusal, refuse, type Refusal } from '../kernel/refusal.ts';
import { decimal, plain } from '../kernel/units.ts';
import { deviationRecord } from './deviation.ts';
import { availableMicrolitre, waitingSyringes } from './dose-gate.ts';
import { readQuantity } from './dose-quantity.ts';
import { countProblem, isCountedSince } from './lot-balance.ts';
import { isExpired, Lot, newLotFacts, newLotForm, takeFromLot, type LotState } from './lot.ts';
import { occurrence } from './time-scale.ts';

/** Refusals: `lot.code-form`, `lot.code-taken`, `dose.number-…` of the volume. */
export const createCommercialLot = defineCommand({
  name: 'lot.createCommercial',
  input: z.object({
    ...newLotForm,
    kind: z.enum(['saline', 'dmem']),
    supplier: z.string().trim().min(1).max(120),
    supplierLot: z.string().trim().min(1).max(60),
    expiresAt: z.iso.date(),
    volumeMicrolitre: z.string(),
  }),
  decide({ kind, supplier, supplierLot, volumeMicrolitre, ...facts }, context) {
    const known = newLotFacts(context.read, kind, facts);
    if (!known.ok) return known;
    const volume = readQuantity('amount', volumeMicrolitre);
    if (!volume.ok) return volume;
    const lotId = context.newId();
    const payload = { ...known.value, kind, supplier, supplierLot, volumeMicrolitre: plain(volume.value) };
    return decide([Lot.record('lot.commercialCreated', lotId, payload)], { lotId, code: known.value.code });
  },
});

/**
 * From quarantine to use. Refusals: `entity.unknown`, `lot.not-in-quarantine`; and `lot.not-identified` (ASC),
 * `lot.not-checked` (secretome, Protocol 2, step 10), `lot.expired`, unless it is done outside the gate, which needs a reason (`reason.missing`) and leaves a deviation.
 */
export const releaseLot = defineCommand({
  name: 'lot.release',
  input: z.object({ lotId: z.string(), isOutsideGate: z.boolean().default(false) }),
  decide({ lotId, isOutsideGate }, context) {
    const lot = context.read.get(Lot, lotId);
    if (!lot) return unknownLot(lotId);
    if (lot.status !== 'quarantine') {
      return refuse('lot.not-in-quarantine', { code: lot.code, status: lot.status });
    }
    const problem = releaseProblem(lot, context.occurredAt);
    const release = Lot.record('lot.released', lotId, { isOutsideGate: problem !== null });
    if (problem === null) return decide<Released>([release], { deviationIds: [] });
    if (!isOutsideGate) return { ok: false, refusal: problem };
    if (!context.reason) return refuse('reason.missing');
    const what = say('lot.deviation-released', { code: lot.code, why: problem.message });
    const deviation = deviationRecord(context, { what, where: 'lot', lotId });
    return decide<Released>([release, deviation], { deviationIds: [deviation.subjectId] });
  },
});

interface Released {
  readonly deviationIds: readonly string[];
}

/**
 * What is against releasing the lot at `at` (local text): `lot.not-identified`, `lot.not-checked`, `lot.expired`; null
 * for nothing.
 */
export function releaseProblem(lot: LotState, at: string): Refusal | null {
  if (lot.kind === 'asc' && lot.asc?.identification?.isPassed !== true) {
    return refusal('lot.not-identified', { code: lot.code });
  }
  if (lot.secretome?.check.length === 0) return refusal('lot.not-checked', { code: lot.code });
  if (isExpired(lot, at)) return refusal('lot.expired', { code: lot.code, day: lot.expiresAt ?? '' });
  return null;
}

/** From any status, for good. Refusals: `entity.unknown`, `lot.rejected-already`, `reason.missing`. */
export const rejectLot = defineCommand({
  name: 'lot.reject',
  input: z.object({ lotId: z.string() }),
  decide({ lotId }, { read, reason }) {
    const lot = read.get(Lot, lotId);
    if (!lot) return unknownLot(lotId);
    if (lot.status === 'rejected') return refuse('lot.rejected-already', { code: lot.code });
    if (!reason) return refuse('reason.missing');
    return decide([Lot.record('lot.rejected', lotId, {})], {});
  },
});

/** Refusals: `entity.unknown`. */
export const moveLot = defineCommand({
  name: 'lot.move',
  input: z.object({ lotId: z.string(), location: z.string().trim().min(1).max(120) }),
  decide({ lotId, location }, { read }) {
    if (!read.get(Lot, lotId)) return unknownLot(lotId);
    return decide([Lot.record('lot.moved', lotId, { location })], {});
  },
});

/** Counts one thaw. Refusals: `entity.unknown`. */
export const thawLot = defineCommand({
  name: 'lot.thaw',
  input: z.object({ lotId: z.string() }),
  decide({ lotId }, { read }) {
    const lot = read.get(Lot, lotId);
    if (!lot) return unknownLot(lotId);
    return decide([Lot.record('lot.thawed', lotId, {})], { thaws: lot.thaws + 1 });
  },
});

/**
 * What is really left, counted anew. Refusals: `entity.unknown`, `reason.missing`, `dose.number-…`,
 * `lot.count-too-early`.
 */
export const correctRemaining = defineCommand({
  name: 'lot.correctRemaining',
  input: z.object({ lotId: z.string(), remainingMicrolitre: z.string() }),
  decide({ lotId, remainingMicrolitre }, context) {
    const { read, reason } = context;
    const lot = read.get(Lot, lotId);
    if (!lot) return unknownLot(lotId);
    if (!reason) return refuse('reason.missing');
    const remaining = readQuantity('remaining', remainingMicrolitre);
    if (!remaining.ok) return remaining;
    const at = occurrence(context);
    const early = countProblem(lot, at);
    if (early) return { ok: false, refusal: early };
    const payload = {
      fromMicrolitre: lot.remainingMicrolitre,
      remainingMicrolitre: plain(remaining.value),
      scale: at.scale,
    };
    return decide([Lot.record('lot.remainingCorrected', lotId, payload)], {});
  },
});

/**
 * An amount for anything but a dose (an assay, a test, a spill); the reason says what for. Refusals:
 * `entity.unknown`, `reason.missing`, `lot.not-usable`, `lot.too-little`, `lot.in-syringes`, `lot.counted-since`,
 * `dose.number-…`.
 */
export const takeLot = defineCommand({
  name: 'lot.use',
  input: z.object({ lotId: z.string(), amountMicrolitre: z.string() }),
  decide({ lotId, amountMicrolitre }, context) {
    const { read, reason } = context;
    const lot = read.get(Lot, lotId);
    if (!lot) return unknownLot(lotId);
    if (!reason) return refuse('reason.missing');
    if (lot.status === 'used-up') return refuse('lot.not-usable', { code: lot.code, status: lot.status });
    const amount = readQuantity('amount', amountMicrolitre);
    if (!amount.ok) return amount;
    const drawn = occurrence(context);
    if (isCountedSince(lot, drawn, lot.counts)) return refuse('lot.counted-since', { code: lot.code });
    const movement = { amountMicrolitre: plain(amount.value), doseId: null, why: reason, drawn };
    const taken = takeFromLot(lot, movement);
    if (taken.ok && amount.value.greaterThan(decimal(availableMicrolitre(read, lot)))) {
      const syringes = waitingSyringes(read, lot).map((one) => one.code);
      return refuse('lot.in-syringes', {
        code: lot.code,
        amount: plain(amount.value),
        syringes: syringes.join(', '),
      });
    }
    return taken.ok ? decide([taken.value], {}) : taken;
  },
});

function unknownLot(id: string) {
  return refuse('entity.unknown', { what: 'lot', id });
}

export const lotKeepingCommands = [
  createCommercialLot,
  releaseLot,
  rejectLot,
  moveLot,
  thawLot,
  correctRemaining,
  takeLot,
] as const;
