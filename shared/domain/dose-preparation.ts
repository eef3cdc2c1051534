// Preparing a dose at the bench and checking it by a second person; spoiling and cancelling a prepared syringe.
// Must not let one person do both, nor tell the second what the first entered.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, type NewRecord } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { localText } from '../kernel/time.ts';
import { decimal, plain } from '../kernel/units.ts';
import { groupOfAnimal } from './allocation.ts';
import { Animal } from './animal.ts';
import { mayKnowGroup } from './blinding.ts';
import { computeDose } from './dose-arithmetic.ts';
import {
  animalHindsight,
  animalProblems,
  doseInputFor,
  lotHindsight,
  lotProblems,
  orderProblem,
  sourceOf,
  syringeProblems,
  tooSmallProblem,
  usableUntil,
  weightOfTheDay,
} from './dose-gate.ts';
import { newDoseCode } from './dose-code.ts';
import { readQuantity } from './dose-quantity.ts';
import { drawnDose, leaveLot } from './dose-taking.ts';
import { Dose, preparers, type DoseState } from './dose.ts';
import { Lot } from './lot.ts';
import { asReadNow, occurrence } from './time-scale.ts';

/** After so many differing second entries the syringe is prepared anew: agreement must not come from guessing. */
const mostDifferences = 3;

/**
 * A syringe for one animal from one lot; the weight is the animal's weight of the day. Everything is judged at the time
 * that was typed, if one was. Refusals: `entity.unknown`, `dose.blinded`, all of `animalProblems`, `lotProblems` and
 * those of hindsight (dose-gate.ts), those of `computeDose` (dose-arithmetic.ts), `dose.lot-too-small`. The first is
 * told; all are in `details.problems` by code.
 */
export const prepareDose = defineCommand({
  name: 'dose.prepare',
  input: z.object({
    animalId: z.string(),
    lotId: z.string(),
    syringeMl: z.string(),
    graduationMicrolitre: z.string(),
    fills: z.int().min(1).max(10).default(1),
  }),
  decide(input, context) {
    const { read, actor } = context;
    if (!mayKnowGroup(read, actor)) return refuse('dose.blinded');
    const at = occurrence(context);
    const isTyped = at.at !== localText(context.now);
    const animal = read.get(Animal, input.animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: input.animalId });
    const lot = read.get(Lot, input.lotId);
    if (!lot) return refuse('entity.unknown', { what: 'lot', id: input.lotId });
    const problems = [
      ...animalProblems(read, animal, at),
      ...lotProblems(read, animal, lot, at),
      ...(isTyped ? [...animalHindsight(read, animal, at), ...lotHindsight(lot, at)] : []),
    ];
    const [first] = problems;
    if (first) {
      return { ok: false, refusal: { ...first, details: { problems: problems.map((one) => one.code) } } };
    }
    const weight = weightOfTheDay(read, animal, at);
    const source = sourceOf(read, lot);
    if (!weight || !source) return refuse('dose.weight-missing', { animal: animal.id, hours: '–' });
    const { syringeMl, graduationMicrolitre, fills } = input;
    const based = doseInputFor(read, weight.weightKg, source);
    const dose = computeDose({ ...based, syringeMl, graduationMicrolitre, fills });
    if (!dose.ok) return dose;
    const drawMicrolitre = dose.value.drawMicrolitre ?? '0';
    const tooSmall = tooSmallProblem(read, lot, drawMicrolitre, actor.userId);
    if (tooSmall) return { ok: false, refusal: tooSmall };
    const doseId = context.newId();
    const code = newDoseCode(context);
    const record = Dose.record('dose.prepared', doseId, {
      code,
      animalId: animal.id,
      weightKg: weight.weightKg,
      cellsTarget: dose.value.cells,
      volumeMicrolitre: dose.value.volumeMicrolitre,
      drawMicrolitre,
      fills: [...dose.value.fills],
      syringeMl: plain(decimal(syringeMl)),
      graduationMicrolitre: plain(decimal(graduationMicrolitre)),
      scale: at.scale,
      blind: {
        group: groupOfAnimal(read, animal),
        substance: lot.kind,
        lotId: lot.id,
        equation: [...dose.value.equation],
        errorPercent: dose.value.errorPercent,
        deadSpaceMicrolitre: based.deadSpaceMicrolitre ?? '0',
        lotCounts: lot.counts,
      },
    });
    return decide([record], { doseId, code });
  },
});

interface CheckResult {
  readonly isReady: boolean;
  /** What differed from the first entry; the first entry itself is not told. */
  readonly differs: readonly ('weight' | 'lot')[];
  readonly usableUntil: string | null;
}

/**
 * The second person enters weight and lot anew. Agreement makes the syringe ready; a difference is recorded, and the
 * syringe goes on waiting (the command itself succeeds, so that the record of the difference is kept). Refusals:
 * `entity.unknown`, `dose.blinded`, `dose.not-awaiting-check`, `dose.same-person`, `dose.time-order`,
 * `dose.check-exhausted`, `dose.number-…` of the weight, those of `syringeProblems`; what is against the lot is told as
 * `dose.contents-not-usable`, since its own sentences name the lot of the first entry.
 */
export const checkDose = defineCommand({
  name: 'dose.check',
  input: z.object({ doseId: z.string(), weightKg: z.string(), lotCode: z.string() }),
  decide(input, context) {
    const { read, actor, performedBy } = context;
    const dose = read.get(Dose, input.doseId);
    if (!dose) return unknownDose(input.doseId);
    if (!mayKnowGroup(read, actor)) return refuse('dose.blinded');
    if (dose.status !== 'awaiting-check') return refuse('dose.not-awaiting-check', { code: dose.code });
    if (preparers(dose).some((one) => one === actor.userId || one === performedBy)) {
      return refuse('dose.same-person');
    }
    const at = occurrence(context);
    const order =
      dose.preparedAt === null ? null : orderProblem({ at: dose.preparedAt, scale: dose.preparedScale }, at);
    if (order) return { ok: false, refusal: order };
    if (dose.differences >= mostDifferences)
      return refuse('dose.check-exhausted', { times: dose.differences });
    const animal = read.get(Animal, dose.animalId);
    const lot = dose.blind.lotId === null ? undefined : read.get(Lot, dose.blind.lotId);
    if (!animal || !lot) return unknownDose(input.doseId);
    const [problem] = syringeProblems(read, dose, animal, at);
    if (problem) return { ok: false, refusal: problem };
    if (lotProblems(read, animal, lot, at).length > 0) {
      return refuse('dose.contents-not-usable', { animal: animal.id, code: dose.code });
    }
    const weight = readQuantity('weight', input.weightKg);
    if (!weight.ok) return weight;
    const lotCode = input.lotCode.trim().toUpperCase();
    const differs: ('weight' | 'lot')[] = [];
    if (!weight.value.equals(dose.weightKg ?? '0')) differs.push('weight');
    if (lotCode !== lot.code) differs.push('lot');
    const until = usableUntil(read, dose);
    if (differs.length > 0 || until === null) {
      const blind = { weightKg: plain(weight.value), lotCode: lotCode.slice(0, 60) };
      const record = Dose.record('dose.checkDiffered', dose.id, { differs, blind });
      return decide<CheckResult>([record], { isReady: false, differs, usableUntil: null });
    }
    // On the label stands what the clock of the check will show.
    const shown = asReadNow(until, at);
    const [labelUntil, untilScale] = shown === null ? [until.at, until.scale] : [shown, at.scale];
    const checked = { usableUntil: labelUntil, usableUntilScale: untilScale, scale: at.scale };
    const record = Dose.record('dose.checked', dose.id, checked);
    return decide<CheckResult>([record], { isReady: true, differs: [], usableUntil: labelUntil });
  },
});

/**
 * A syringe that was drawn and cannot be given; what was drawn (or the given amount) leaves the lot. Refusals:
 * `entity.unknown`, `dose.not-usable`, `reason.missing`, `dose.number-…`, `dose.spoilt-too-much`.
 */
export const spoilDose = defineCommand({
  name: 'dose.spoil',
  input: z.object({ doseId: z.string(), amountMicrolitre: z.string().nullable().default(null) }),
  decide({ doseId, amountMicrolitre }, context) {
    const dose = context.read.get(Dose, doseId);
    if (!dose) return unknownDose(doseId);
    if (isEnded(dose)) return refuse('dose.not-usable', { code: dose.code, status: dose.status });
    if (!context.reason) return refuse('reason.missing');
    const draw = dose.drawMicrolitre ?? '0';
    const amount = readQuantity('injected-amount', amountMicrolitre ?? draw);
    if (!amount.ok) return amount;
    if (amount.value.greaterThan(draw)) {
      return refuse('dose.spoilt-too-much', { amount: plain(amount.value), draw });
    }
    const spoiltMicrolitre = plain(amount.value);
    const { records, left } = leaveLot(context, drawnDose(context.read, dose, occurrence(context)), {
      fromMicrolitre: '0',
      toMicrolitre: spoiltMicrolitre,
      why: say('dose.why-spoilt'),
    });
    const spoilt = Dose.record('dose.spoilt', dose.id, { spoiltMicrolitre, blind: left });
    return decide<object>([spoilt, ...records], {});
  },
});

/** A syringe that was never drawn: nothing leaves the lot. Refusals: `entity.unknown`, `dose.not-usable`, `reason.missing`. */
export const cancelDose = defineCommand({
  name: 'dose.cancel',
  input: z.object({ doseId: z.string() }),
  decide({ doseId }, context) {
    const dose = context.read.get(Dose, doseId);
    if (!dose) return unknownDose(doseId);
    if (isEnded(dose)) return refuse('dose.not-usable', { code: dose.code, status: dose.status });
    if (!context.reason) return refuse('reason.missing');
    const records: readonly NewRecord[] = [Dose.record('dose.cancelled', dose.id, {})];
    return decide(records, {});
  },
});

function isEnded(dose: DoseState): boolean {
  return dose.status !== 'awaiting-check' && dose.status !== 'ready';
}

function unknownDose(id: string) {
  return refuse('entity.unknown', { what: 'dose', id });
}

export const dosePreparationCommands = [prepareDose, checkDose, spoilDose, cancelDose] as const;
