// Giving a dose in theatre: code and animal must match; what was injected, lost and left over; and the way outside.
// Must not tell the group: the surgeon reads every refusal and value of these commands.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, type Context, type NewRecord, type Reader } from '../kernel/decider.ts';
import { accept, refusal, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { decimal, plain } from '../kernel/units.ts';
import { groupOfAnimal } from './allocation.ts';
import { Animal, latestWeight, type AnimalState } from './animal.ts';
import { deviationRecord } from './deviation.ts';
import { lotProblems, orderProblem, resectionEnd, resectionProblem, syringeProblems } from './dose-gate.ts';
import { newDoseCode } from './dose-code.ts';
import { readQuantity } from './dose-quantity.ts';
import { doseStepRecords } from './dose-step.ts';
import { drawnDose, leaveLot, leavesLot } from './dose-taking.ts';
import { Dose, doseByCode, givenDose, type DoseState } from './dose.ts';
import { sumOf } from './exact-quotient.ts';
import { lotByCode } from './lot.ts';
import { numberSetting } from './settings.ts';
import { atMostMs, elapsedBetween, occurrence, type ScaledTime } from './time-scale.ts';

const amountForms = {
  /** Where it went and how much, µL. */
  sites: z
    .array(z.object({ site: z.string().trim().min(1).max(60), volumeMicrolitre: z.string() }))
    .min(1)
    .max(29),
  lostMicrolitre: z.string().default('0'),
  /** Left in syringe and needle, dead space included. */
  residualMicrolitre: z.string().default('0'),
};

interface Amounts {
  readonly sites: { readonly site: string; readonly volumeMicrolitre: string }[];
  readonly lostMicrolitre: string;
  readonly residualMicrolitre: string;
}

function readAmounts(input: Amounts): Outcome<Amounts> {
  const sites = [];
  for (const { site, volumeMicrolitre } of input.sites) {
    const volume = readQuantity('injected-amount', volumeMicrolitre);
    if (!volume.ok) return volume;
    sites.push({ site, volumeMicrolitre: plain(volume.value) });
  }
  const lost = readQuantity('injected-amount', input.lostMicrolitre);
  if (!lost.ok) return lost;
  const residual = readQuantity('injected-amount', input.residualMicrolitre);
  if (!residual.ok) return residual;
  if (decimal(sumOf(sites.map((one) => one.volumeMicrolitre))).isZero())
    return refuse('dose.nothing-injected');
  return accept({ sites, lostMicrolitre: plain(lost.value), residualMicrolitre: plain(residual.value) });
}

function totalOf(amounts: Amounts): string {
  const injected = amounts.sites.map((one) => one.volumeMicrolitre);
  return sumOf([...injected, amounts.lostMicrolitre, amounts.residualMicrolitre]);
}

/**
 * What is against giving this syringe to this animal at `at`, without a word about its contents:
 * `dose.already-given`, `dose.not-checked`, `dose.not-usable`, `dose.wrong-animal`, `dose.time-order`,
 * `dose.time-uncertain` and those of `syringeProblems` and `resectionProblem`.
 */
export function givingProblems(
  read: Reader,
  dose: DoseState,
  animal: AnimalState,
  at: ScaledTime,
): readonly Refusal[] {
  const problems: Refusal[] = [];
  const name = { animal: animal.id, code: dose.code };
  if (dose.animalId !== animal.id)
    problems.push(refusal('dose.wrong-animal', { ...name, wanted: dose.animalId }));
  if (dose.status === 'given' || givenDose(read, animal.id))
    problems.push(refusal('dose.already-given', name));
  if (dose.status === 'awaiting-check') problems.push(refusal('dose.not-checked', name));
  if (dose.status === 'spoilt' || dose.status === 'cancelled') {
    problems.push(refusal('dose.not-usable', { ...name, status: dose.status }));
  }
  if (dose.readyAt !== null) {
    const order = orderProblem({ at: dose.readyAt, scale: dose.readyScale }, at);
    if (order) problems.push(order);
  }
  // Of another animal's syringe, weight, allocation and surgery say nothing.
  if (dose.animalId !== animal.id) return problems;
  problems.push(...syringeProblems(read, dose, animal, at));
  const resection = resectionProblem(read, animal, at);
  return resection ? [...problems, resection] : problems;
}

/**
 * One confirming action. Refusals: `dose.code-unknown`, `entity.unknown`, those of `givingProblems`,
 * `dose.number-…`, `dose.nothing-injected`, `dose.amounts-differ` (sites + lost + left over must be what was drawn).
 */
export const giveDose = defineCommand({
  name: 'dose.give',
  input: z.object({ code: z.string(), animalId: z.string(), ...amountForms }),
  decide({ code, animalId, ...entered }, context) {
    const { read } = context;
    const dose = doseByCode(read, code);
    if (!dose) return refuse('dose.code-unknown', { code: code.slice(0, 20) });
    const animal = read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    const [problem] = givingProblems(read, dose, animal, occurrence(context));
    if (problem) return { ok: false, refusal: problem };
    const amounts = readAmounts(entered);
    if (!amounts.ok) return amounts;
    const unbalanced = balanceProblem(dose, amounts.value);
    if (unbalanced) return { ok: false, refusal: unbalanced };
    const loss = lossProblem(read, dose, amounts.value);
    const records = [
      ...givenRecords(context, dose, animalId, amounts.value, false),
      ...(loss === null ? [] : [lossDeviation(context, animalId, loss)]),
    ];
    return decide([...records, ...doseStepRecords(context, animalId, dose.code)], { doseId: dose.id });
  },
});

/** The record of the giving and those by which what was drawn leaves the lot. */
function givenRecords(
  context: Context,
  dose: DoseState,
  animalId: string,
  amounts: Amounts,
  isOutsideGate: boolean,
): readonly NewRecord[] {
  const { records, left } = leaveLot(context, drawnDose(context.read, dose, occurrence(context)), {
    // What was spoilt has left the lot already.
    fromMicrolitre: dose.spoiltMicrolitre ?? '0',
    toMicrolitre: leavesLot(dose, totalOf(amounts)),
    why: say('dose.why-given'),
  });
  const injected = injectedFacts(context, dose, animalId, amounts, isOutsideGate);
  const { scale } = occurrence(context);
  return [Dose.record('dose.given', dose.id, { animalId, injected, scale, blind: left }), ...records];
}

function balanceProblem(dose: DoseState, amounts: Amounts): Refusal | null {
  const total = totalOf(amounts);
  const draw = dose.drawMicrolitre ?? '0';
  return decimal(total).equals(decimal(draw)) ? null : refusal('dose.amounts-differ', { total, draw });
}

/**
 * That more was lost than the study lets rounding change a dose by, in words; null where it was not. It is recorded,
 * never refused: what was lost is lost, and the animal has the rest.
 */
function lossProblem(read: Reader, dose: DoseState, { lostMicrolitre: lost }: Amounts): string | null {
  const limit = numberSetting(read, 'dose.roundingErrorMaxPercent');
  const draw = dose.drawMicrolitre;
  if (limit === null || draw === null) return null;
  if (decimal(lost).times(100).lessThanOrEqualTo(decimal(draw).times(limit))) return null;
  return say('dose.deviation-lost', { lost, draw, limit: plain(limit) });
}

function lossDeviation(context: Context, animalId: string, what: string): NewRecord {
  return deviationRecord(context, { what, where: 'dose', animalId });
}

function injectedFacts(
  context: Context,
  dose: DoseState | null,
  animalId: string,
  amounts: Amounts,
  isOutsideGate: boolean,
) {
  const at = occurrence(context);
  const since = (first: ScaledTime | null) => (first === null ? null : atMostMs(elapsedBetween(first, at)));
  const ready = dose?.readyAt ? { at: dose.readyAt, scale: dose.readyScale } : null;
  return {
    ...amounts,
    isOutsideGate,
    sinceResectionMs: since(resectionEnd(context.read, animalId)),
    sinceReadyMs: since(ready),
  };
}

/**
 * What was really given, whatever the gate says: with the syringe's code, or without one when it was never prepared
 * here. Leaves a deviation that names each problem of the gate. Refusals: `reason.missing`, `entity.unknown`,
 * `dose.code-unknown`, `dose.lot-unknown`, `dose.number-…`, `dose.nothing-injected`, and `dose.already-given` for a
 * syringe that is empty already.
 */
export const giveOutsideGate = defineCommand({
  name: 'dose.giveOutsideGate',
  input: z.object({
    animalId: z.string(),
    code: z.string().nullable(),
    /** Only for what was never prepared here: the lot, if it is known. */
    lotCode: z.string().nullable().default(null),
    ...amountForms,
  }),
  decide({ animalId, code, lotCode, ...entered }, context) {
    const { read, reason } = context;
    if (!reason) return refuse('reason.missing');
    const animal = read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    const amounts = readAmounts(entered);
    if (!amounts.ok) return amounts;
    if (code === null) return giveUnprepared(context, animal, lotCode, amounts.value);
    const dose = doseByCode(read, code);
    if (!dose) return refuse('dose.code-unknown', { code: code.slice(0, 20) });
    if (dose.status === 'given') return refuse('dose.already-given', { animal: dose.animalId });
    const unbalanced = balanceProblem(dose, amounts.value);
    const problems = [
      ...givingProblems(read, dose, animal, occurrence(context)),
      ...(unbalanced ? [unbalanced] : []),
    ];
    const records = givenRecords(context, dose, animalId, amounts.value, true);
    const loss = lossProblem(read, dose, amounts.value);
    const against = [...problems.map((one) => one.message), ...(loss === null ? [] : [loss])];
    const deviation = outsideDeviation(context, animalId, against.join(' '));
    const step = doseStepRecords(context, animalId, dose.code);
    return decide([...records, deviation, ...step], {
      doseId: dose.id,
      deviationId: deviation.subjectId,
    });
  },
});

function giveUnprepared(context: Context, animal: AnimalState, lotCode: string | null, amounts: Amounts) {
  const { read } = context;
  const lot = lotCode === null ? undefined : lotByCode(read, lotCode);
  if (lotCode !== null && !lot) return refuse('dose.lot-unknown', { code: lotCode.slice(0, 40) });
  const at = occurrence(context);
  const doseId = context.newId();
  const code = newDoseCode(context);
  const blind = {
    group: groupOfAnimal(read, animal),
    substance: lot?.kind ?? null,
    lotId: lot?.id ?? null,
    equation: [],
    errorPercent: null,
    deadSpaceMicrolitre: '0',
    takenMicrolitre: '0',
    lotCounts: lot?.counts ?? 0,
  };
  const { records, left } = leaveLot(
    context,
    { id: doseId, animalId: animal.id, blind, drawn: at },
    {
      fromMicrolitre: '0',
      toMicrolitre: leavesLot(null, totalOf(amounts)),
      why: say('dose.why-given'),
    },
  );
  const record = Dose.record('dose.givenUnprepared', doseId, {
    code,
    animalId: animal.id,
    weightKg: latestWeight(animal, at)?.weightKg ?? null,
    injected: injectedFacts(context, null, animal.id, amounts, true),
    scale: at.scale,
    blind: { ...blind, ...left },
  });
  const again = givenDose(read, animal.id) ? refusal('dose.already-given', { animal: animal.id }) : null;
  const resection = resectionProblem(read, animal, at);
  const problems = [again, resection].flatMap((one) => one?.message ?? []);
  const what = [say('dose.deviation-unprepared'), ...problems].join(' ');
  // The surgeon reads the deviation: what is against the lot tells the group, and is for those who may know it.
  const ofLot = lot ? lotProblems(read, animal, lot, at).map((one) => one.message) : [];
  const deviation = outsideDeviation(context, animal.id, what, ofLot.join(' '));
  const step = doseStepRecords(context, animal.id, code);
  return decide([record, ...records, deviation, ...step], { doseId, deviationId: deviation.subjectId });
}

function outsideDeviation(context: Context, animalId: string, problems: string, blindDetail = ''): NewRecord {
  const what = say('dose.deviation-outside-gate', { problems }).trim();
  const blind = blindDetail === '' ? {} : { blindDetail };
  return deviationRecord(context, { what, where: 'dose', animalId, ...blind });
}

/**
 * Amounts that were entered wrongly; the time of the injection stays, and the lot follows unless it was counted since:
 * the count holds what had really left it. Refusals: `entity.unknown`, `dose.not-given`, `reason.missing`,
 * `dose.number-…`, `dose.nothing-injected`, and `dose.amounts-differ` unless it was given outside the gate.
 */
export const correctGiven = defineCommand({
  name: 'dose.correctGiven',
  input: z.object({ doseId: z.string(), ...amountForms }),
  decide({ doseId, ...entered }, context) {
    const dose = context.read.get(Dose, doseId);
    if (!dose) return refuse('entity.unknown', { what: 'dose', id: doseId });
    const { given } = dose;
    if (given === null) return refuse('dose.not-given', { code: dose.code });
    if (!context.reason) return refuse('reason.missing');
    const amounts = readAmounts(entered);
    if (!amounts.ok) return amounts;
    const unbalanced = given.isOutsideGate ? null : balanceProblem(dose, amounts.value);
    if (unbalanced) return { ok: false, refusal: unbalanced };
    const { isOutsideGate, sinceResectionMs, sinceReadyMs } = given;
    const injected = { ...amounts.value, isOutsideGate, sinceResectionMs, sinceReadyMs };
    const { records, left } = leaveLot(context, drawnDose(context.read, dose, occurrence(context)), {
      fromMicrolitre: leavesLot(dose, totalOf(given)),
      toMicrolitre: leavesLot(dose, totalOf(amounts.value)),
      why: say('dose.why-corrected'),
    });
    const loss = lossProblem(context.read, dose, amounts.value);
    // What the earlier amounts told already is not told again.
    const isNews = loss !== null && loss !== lossProblem(context.read, dose, given);
    const deviation = isNews ? [lossDeviation(context, dose.animalId, loss)] : [];
    const corrected = Dose.record('dose.givenCorrected', doseId, { injected, blind: left });
    return decide([...deviation, corrected, ...records], {});
  },
});

export const doseGivingCommands = [giveDose, giveOutsideGate, correctGiven] as const;
