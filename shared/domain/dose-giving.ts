// Giving a dose in theatre: code and animal must match; what was injected, lost and left over; and the way outside.
// Must not tell the group: the surgeon reads every refusal and value of these commands.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, type Context, type NewRecord, type Reader } from '../kernel/decider.ts';
import { accept, refusal, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { epochOf, localClock } from '../kernel/time.ts';
import { decimal, plain } from '../kernel/units.ts';
import { groupOfAnimal } from './allocation.ts';
import { Animal, latestWeight, type AnimalState } from './animal.ts';
import { deviationRecord } from './deviation.ts';
import { syringeProblems } from './dose-gate.ts';
import { newDoseCode } from './dose-code.ts';
import { readQuantity } from './dose-quantity.ts';
import { doseStepRecords } from './dose-step.ts';
import { takenForDose, takenFromLot } from './dose-taking.ts';
import { Dose, doseByCode, givenDose, type DoseState } from './dose.ts';
import { sumOf } from './exact-quotient.ts';
import { lotByCode } from './lot.ts';
import { latestRunOf } from './run.ts';
import { doneStep } from './step.ts';

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
 * `dose.already-given`, `dose.not-checked`, `dose.not-usable`, `dose.wrong-animal`, `dose.time-order` and those of
 * `syringeProblems`.
 */
export function givingProblems(
  read: Reader,
  dose: DoseState,
  animal: AnimalState,
  at: string,
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
  if (dose.readyAt !== null && epochOf(at) < epochOf(dose.readyAt)) {
    problems.push(refusal('dose.time-order', { time: localClock(at), first: localClock(dose.readyAt) }));
  }
  // Of another animal's syringe, weight and allocation say nothing.
  if (dose.animalId === animal.id) problems.push(...syringeProblems(read, dose, animal, at));
  return problems;
}

/**
 * One confirming action. Refusals: `dose.code-unknown`, `entity.unknown`, those of `givingProblems`,
 * `dose.number-…`, `dose.nothing-injected`, `dose.amounts-differ` (sites + lost + left over must be what was drawn).
 */
export const giveDose = defineCommand({
  name: 'dose.give',
  input: z.object({ code: z.string(), animalId: z.string(), ...amountForms }),
  decide({ code, animalId, ...entered }, context) {
    const { read, occurredAt } = context;
    const dose = doseByCode(read, code);
    if (!dose) return refuse('dose.code-unknown', { code: code.slice(0, 20) });
    const animal = read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    const [problem] = givingProblems(read, dose, animal, occurredAt);
    if (problem) return { ok: false, refusal: problem };
    const amounts = readAmounts(entered);
    if (!amounts.ok) return amounts;
    const unbalanced = balanceProblem(dose, amounts.value);
    if (unbalanced) return { ok: false, refusal: unbalanced };
    const injected = injectedFacts(context, dose, animalId, amounts.value, false);
    const taken = takenForDose(context, dose, dose.drawMicrolitre ?? '0', say('dose.why-given'));
    const given = Dose.record('dose.given', dose.id, { animalId, injected });
    return decide([given, ...taken, ...doseStepRecords(context, animalId, dose.code)], { doseId: dose.id });
  },
});

function balanceProblem(dose: DoseState, amounts: Amounts): Refusal | null {
  const total = totalOf(amounts);
  const draw = dose.drawMicrolitre ?? '0';
  return decimal(total).equals(decimal(draw)) ? null : refusal('dose.amounts-differ', { total, draw });
}

function injectedFacts(
  { read, occurredAt }: Context,
  dose: DoseState | null,
  animalId: string,
  amounts: Amounts,
  isOutsideGate: boolean,
) {
  const at = epochOf(occurredAt);
  const readyAt = dose?.readyAt ?? null;
  const resectionAt = resectionEnd(read, animalId);
  return {
    ...amounts,
    isOutsideGate,
    sinceResectionMs: resectionAt === null ? null : at - epochOf(resectionAt),
    sinceReadyMs: readyAt === null ? null : at - epochOf(readyAt),
  };
}

/** When the resection of the animal's surgery ended, local text; null while it has not. */
export function resectionEnd(read: Reader, animalId: string): string | null {
  const run = latestRunOf(read, animalId, 'surgery');
  return run ? (doneStep(read, run.id, 'resect-end')?.at ?? null) : null;
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
    const { read, reason, occurredAt } = context;
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
    const problems = [...givingProblems(read, dose, animal, occurredAt), ...(unbalanced ? [unbalanced] : [])];
    const injected = injectedFacts(context, dose, animalId, amounts.value, true);
    const given = Dose.record('dose.given', dose.id, { animalId, injected });
    // What was spoilt has left the lot already.
    const taken =
      dose.status === 'spoilt'
        ? []
        : takenForDose(context, dose, dose.drawMicrolitre ?? '0', say('dose.why-given'));
    const deviation = outsideDeviation(context, animalId, problems.map((one) => one.message).join(' '));
    const step = doseStepRecords(context, animalId, dose.code);
    return decide([given, ...taken, deviation, ...step], {
      doseId: dose.id,
      deviationId: deviation.subjectId,
    });
  },
});

function giveUnprepared(context: Context, animal: AnimalState, lotCode: string | null, amounts: Amounts) {
  const { read, occurredAt } = context;
  const lot = lotCode === null ? undefined : lotByCode(read, lotCode);
  if (lotCode !== null && !lot) return refuse('dose.lot-unknown', { code: lotCode.slice(0, 40) });
  const doseId = context.newId();
  const code = newDoseCode(context);
  const record = Dose.record('dose.givenUnprepared', doseId, {
    code,
    animalId: animal.id,
    weightKg: latestWeight(animal, epochOf(occurredAt))?.weightKg ?? null,
    injected: injectedFacts(context, null, animal.id, amounts, true),
    blind: {
      group: groupOfAnimal(read, animal),
      substance: lot?.kind ?? null,
      lotId: lot?.id ?? null,
      equation: [],
      errorPercent: null,
      deadSpaceMicrolitre: '0',
    },
  });
  const taken = lot
    ? takenFromLot(context, animal.id, doseId, lot, totalOf(amounts), say('dose.why-given'))
    : [];
  const again = givenDose(read, animal.id)
    ? [refusal('dose.already-given', { animal: animal.id }).message]
    : [];
  const deviation = outsideDeviation(
    context,
    animal.id,
    [say('dose.deviation-unprepared'), ...again].join(' '),
  );
  const step = doseStepRecords(context, animal.id, code);
  return decide([record, ...taken, deviation, ...step], { doseId, deviationId: deviation.subjectId });
}

function outsideDeviation(context: Context, animalId: string, problems: string): NewRecord {
  const what = say('dose.deviation-outside-gate', { problems }).trim();
  return deviationRecord(context, { what, where: 'dose', animalId });
}

/**
 * Amounts that were entered wrongly; the time of the injection stays. Refusals: `entity.unknown`, `dose.not-given`,
 * `reason.missing`, `dose.number-…`, `dose.nothing-injected`, and `dose.amounts-differ` unless it was given outside
 * the gate.
 */
export const correctGiven = defineCommand({
  name: 'dose.correctGiven',
  input: z.object({ doseId: z.string(), ...amountForms }),
  decide({ doseId, ...entered }, { read, reason }) {
    const dose = read.get(Dose, doseId);
    if (!dose) return refuse('entity.unknown', { what: 'dose', id: doseId });
    if (dose.given === null) return refuse('dose.not-given', { code: dose.code });
    if (!reason) return refuse('reason.missing');
    const amounts = readAmounts(entered);
    if (!amounts.ok) return amounts;
    const unbalanced = dose.given.isOutsideGate ? null : balanceProblem(dose, amounts.value);
    if (unbalanced) return { ok: false, refusal: unbalanced };
    const { isOutsideGate, sinceResectionMs, sinceReadyMs } = dose.given;
    const injected = { ...amounts.value, isOutsideGate, sinceResectionMs, sinceReadyMs };
    return decide([Dose.record('dose.givenCorrected', doseId, { injected })], {});
  },
});

export const doseGivingCommands = [giveDose, giveOutsideGate, correctGiven] as const;
