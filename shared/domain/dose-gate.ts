// The gate before a dose: everything that must hold of the animal, the lot and the syringe, as refusals.
// Must not decide anything else, and its sentences about a prepared syringe must not tell the group.

import type { Reader } from '../kernel/decider.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { epochOf, hourMs, localClock, localDay, minuteMs } from '../kernel/time.ts';
import { decimal, plain } from '../kernel/units.ts';
import { groupOfAnimal } from './allocation.ts';
import { latestWeight, openCriteria, weightAt, type AnimalState, type WeightEntry } from './animal.ts';
import { computeDose, type DoseInput, type DoseSource } from './dose-arithmetic.ts';
import { Dose, givenDose, isConcealedFrom, type DoseState } from './dose.ts';
import { addElapsed } from './local-time.ts';
import { sumOf } from './exact-quotient.ts';
import { isCountedSince } from './lot-balance.ts';
import { countBasisOf, isExpired, Lot, type LotKind, type LotState } from './lot.ts';
import { latestRunOf } from './run.ts';
import { numberSetting } from './settings.ts';
import type { SettingKey } from './setting-list.ts';
import { doneStep } from './step.ts';
import { ageOf, asReadNow, elapsedBetween, type Age, type ScaledTime } from './time-scale.ts';

// The groups of the article and what they are injected with (study.md, Dose).
const kindOfGroup: ReadonlyMap<string, LotKind> = new Map<string, LotKind>([
  ['saline', 'saline'],
  ['dmem', 'dmem'],
  ['asc', 'asc'],
  ['asc-secretome', 'secretome'],
]);

export function lotKindOf(group: string): LotKind | undefined {
  return kindOfGroup.get(group);
}

/** The newest weight at `at` that is surely not older than the setting; null when there is none. */
export function weightOfTheDay(read: Reader, animal: AnimalState, at: ScaledTime): WeightEntry | null {
  const { weight, age } = newestWeight(read, animal, at);
  return age === 'within' ? weight : null;
}

function newestWeight(read: Reader, animal: AnimalState, at: ScaledTime) {
  return weightAt(animal, at, settingMs(read, 'dose.weightMaxAgeHours', hourMs));
}

/** A limit of time from the settings; one without an answer or a default lets nothing pass. */
function settingMs(read: Reader, key: SettingKey, factor: number): number {
  return numberSetting(read, key)?.times(factor).toNumber() ?? 0;
}

function settingText(read: Reader, key: SettingKey): string {
  const value = numberSetting(read, key);
  return value === null ? '–' : plain(value);
}

/** The syringe of an animal that is prepared and neither given nor discarded. */
function openDose(read: Reader, animalId: string): DoseState | undefined {
  return read
    .list(Dose, { animalId })
    .find((one) => one.status === 'awaiting-check' || one.status === 'ready');
}

/**
 * What is against preparing a dose for the animal at `at`: `dose.not-a-study-animal`, `dose.animal-not-active`,
 * `dose.already-given`, `dose.already-prepared`, `dose.weight-missing`, `dose.weight-uncertain`,
 * `dose.exception-missing`, `dose.allocation-missing`, `dose.group-without-substance`.
 */
export function animalProblems(read: Reader, animal: AnimalState, at: ScaledTime): readonly Refusal[] {
  const problems: Refusal[] = [];
  const name = { animal: animal.id };
  if (animal.purpose !== 'study') problems.push(refusal('dose.not-a-study-animal', name));
  if (animal.status !== 'active') {
    problems.push(refusal('dose.animal-not-active', { ...name, status: animal.status }));
  }
  if (givenDose(read, animal.id)) problems.push(refusal('dose.already-given', name));
  const open = openDose(read, animal.id);
  if (open) problems.push(refusal('dose.already-prepared', { ...name, code: open.code }));
  const { age } = newestWeight(read, animal, at);
  if (age !== 'within') {
    const code = age === 'uncertain' ? 'dose.weight-uncertain' : 'dose.weight-missing';
    problems.push(refusal(code, { ...name, hours: settingText(read, 'dose.weightMaxAgeHours') }));
  }
  problems.push(...exceptionProblems(read, animal, at));
  const group = groupOfAnimal(read, animal);
  if (group === null) problems.push(refusal('dose.allocation-missing', name));
  else if (!lotKindOf(group)) problems.push(refusal('dose.group-without-substance', { group }));
  return problems;
}

/**
 * What the notebook knew of the animal only after `at`, a time that was typed: an entry made late must not pass by what
 * came later. `dose.exception-missing`, `dose.allocation-missing`. Days and hours lie between such things and a dose:
 * they are held against each other as the clock showed them.
 */
export function animalHindsight(read: Reader, animal: AnimalState, at: ScaledTime): readonly Refusal[] {
  const problems: Refusal[] = [];
  if (isLater(animal.exception?.at, at)) {
    problems.push(...exceptionProblems(read, { ...animal, exception: null }, at));
  }
  if (isLater(animal.enrolledAt, at)) {
    problems.push(refusal('dose.allocation-missing', { animal: animal.id }));
  }
  return problems;
}

/** The same of a lot: `dose.lot-not-released`. */
export function lotHindsight(lot: LotState, at: ScaledTime): readonly Refusal[] {
  if (!isLater(lot.releasedAt, at)) return [];
  return [refusal('dose.lot-not-released', { code: lot.code })];
}

function isLater(one: string | null | undefined, at: ScaledTime): boolean {
  return one !== null && one !== undefined && epochOf(one) > epochOf(at.at);
}

/** `dose.exception-missing` when the animal, by its weight at `at`, misses a criterion without an exception. */
function exceptionProblems(read: Reader, animal: AnimalState, at: ScaledTime): readonly Refusal[] {
  const missed = openCriteria(read, animal, localDay(at.at), latestWeight(animal, at));
  const sentences = missed.filter((one) => one.criterion !== 'not-weighed').map((one) => one.message);
  if (sentences.length === 0) return [];
  return [refusal('dose.exception-missing', { animal: animal.id, problems: sentences.join(' ') })];
}

/**
 * What is against taking the dose of this animal from this lot: `dose.wrong-group`, `dose.lot-not-released`,
 * `dose.lot-rejected`, `dose.lot-used-up`,
 * `dose.lot-expired`, `dose.concentration-missing`, `dose.concentration-old`, `dose.concentration-uncertain`,
 * `dose.viability-low`, `dose.count-basis`, `dose.reference-missing`.
 */
export function lotProblems(
  read: Reader,
  animal: AnimalState,
  lot: LotState,
  at: ScaledTime,
): readonly Refusal[] {
  const problems: Refusal[] = [];
  const { code } = lot;
  const group = groupOfAnimal(read, animal);
  if (group !== null && lotKindOf(group) !== lot.kind) {
    problems.push(refusal('dose.wrong-group', { code, animal: animal.id }));
  }
  problems.push(...keepingProblems(lot, at.at));
  if (lot.kind === 'asc') problems.push(...suspensionProblems(read, lot, at));
  const counted = lot.secretome?.countBasis ?? lot.asc?.suspension?.countBasis;
  const wanted = countBasisOf(read);
  if (counted !== undefined && counted !== wanted) {
    problems.push(refusal('dose.count-basis', { code, counted, wanted }));
  }
  const isControl = lot.kind === 'saline' || lot.kind === 'dmem';
  if (isControl && sourceOf(read, lot) === null) problems.push(refusal('dose.reference-missing'));
  return problems;
}

/** Each with its own remedy: a rejected lot is not released any more, and of an empty one nothing can be drawn. */
const keptBack = {
  quarantine: 'dose.lot-not-released',
  rejected: 'dose.lot-rejected',
  'used-up': 'dose.lot-used-up',
} as const;

function keepingProblems(lot: LotState, at: string): readonly Refusal[] {
  const problems: Refusal[] = [];
  if (lot.status !== 'released') problems.push(refusal(keptBack[lot.status], { code: lot.code }));
  if (isExpired(lot, at)) {
    problems.push(refusal('dose.lot-expired', { code: lot.code, day: lot.expiresAt ?? '' }));
  }
  return problems;
}

function suspensionProblems(read: Reader, lot: LotState, at: ScaledTime): readonly Refusal[] {
  const { code } = lot;
  const suspension = lot.asc?.suspension ?? null;
  const maxAgeMs = settingMs(read, 'dose.concentrationMaxAgeHours', hourMs);
  const age: Age = suspension === null ? 'after' : ageOf(suspension, at, maxAgeMs);
  if (suspension === null || age === 'after') return [refusal('dose.concentration-missing', { code })];
  const problems: Refusal[] = [];
  if (age !== 'within') {
    const hours = settingText(read, 'dose.concentrationMaxAgeHours');
    const isUncertain = age === 'uncertain';
    problems.push(
      refusal(isUncertain ? 'dose.concentration-uncertain' : 'dose.concentration-old', { code, hours }),
    );
  }
  const limit = numberSetting<'%'>(read, 'dose.viabilityMinPercent') ?? decimal<'%'>('100');
  if (decimal(suspension.viabilityPercent).lessThan(limit)) {
    const viability = suspension.viabilityPercent;
    problems.push(refusal('dose.viability-low', { code, viability, limit: plain(limit) }));
  }
  return problems;
}

/** What the volume from this lot is computed from; null while the count or the reference is missing. */
export function sourceOf(read: Reader, lot: LotState): DoseSource | null {
  switch (lot.kind) {
    case 'asc':
      return lot.asc?.suspension ? { kind: 'suspension', cellsPerMl: lot.asc.suspension.cellsPerMl } : null;
    case 'secretome':
      return lot.secretome
        ? {
            kind: 'secretome',
            sourceCells: lot.secretome.sourceCells,
            lotVolumeMl: plain(decimal(lot.secretome.pooledVolumeMicrolitre).div(1000)),
            cmCollectedMl: lot.secretome.cmCollectedMl,
            cmProcessedMl: lot.secretome.cmProcessedMl,
          }
        : null;
    case 'saline': {
      const perMl = numberSetting<'cells/mL'>(read, 'dose.referenceCellsPerMl');
      return perMl === null ? null : { kind: 'suspension', cellsPerMl: plain(perMl), isReference: true };
    }
    case 'dmem': {
      const perMicrolitre = numberSetting<'cells/µL'>(read, 'dose.referenceCellsPerMicrolitre');
      return perMicrolitre === null
        ? null
        : { kind: 'reference-lot', cellsPerMicrolitre: plain(perMicrolitre) };
    }
  }
}

/** The input of the arithmetic for a weight, with the settings of the study and without a syringe. */
export function doseInputFor(read: Reader, weightKg: string, source: DoseSource): DoseInput {
  const text = (key: SettingKey) => {
    const value = numberSetting(read, key);
    return value === null ? undefined : plain(value);
  };
  return {
    weightKg,
    source,
    cellsPerKg: text('dose.cellsPerKg'),
    deadSpaceMicrolitre: text('dose.deadSpaceMicrolitre'),
    errorMaxPercent: text('dose.roundingErrorMaxPercent'),
  };
}

/**
 * µL of the lot that are neither taken nor drawn into a syringe that still waits; what was drawn before the newest count
 * is no part of that count. Plain text, may be negative. `checker` (a user's id) leaves out what this person is still
 * to check: the amount would tell the first entry.
 */
export function availableMicrolitre(read: Reader, lot: LotState, checker?: string): string {
  const promised = waitingSyringes(read, lot).filter(
    (one) => checker === undefined || !isConcealedFrom(one, checker),
  );
  const drawn = sumOf(promised.map((one) => one.drawMicrolitre ?? '0'));
  return plain(decimal(lot.remainingMicrolitre).minus(decimal(drawn)));
}

/** Syringes that wait with what was drawn from the lot since its newest count. */
export function waitingSyringes(read: Reader, lot: LotState): readonly DoseState[] {
  const waiting = [...read.list(Dose, { status: 'awaiting-check' }), ...read.list(Dose, { status: 'ready' })];
  return waiting.filter(
    (one) =>
      one.blind.lotId === lot.id &&
      !(
        one.preparedAt !== null &&
        isCountedSince(lot, { at: one.preparedAt, scale: one.preparedScale }, one.blind.lotCounts)
      ),
  );
}

/**
 * `dose.lot-too-small` when the lot has less than `draw` (µL) that is not promised, `dose.lot-promised` where only a
 * syringe stands against it that `userId` is still to check; null otherwise.
 */
export function tooSmallProblem(read: Reader, lot: LotState, draw: string, userId: string): Refusal | null {
  if (decimal(draw).lessThanOrEqualTo(decimal(availableMicrolitre(read, lot)))) return null;
  const seen = decimal<'µL'>(availableMicrolitre(read, lot, userId));
  const available = seen.isNegative() ? '0' : plain(seen);
  if (decimal(draw).lessThanOrEqualTo(decimal(available))) {
    return refusal('dose.lot-promised', { code: lot.code });
  }
  return refusal('dose.lot-too-small', { code: lot.code, draw, available });
}

/**
 * Until when a syringe may be used: the setting from its preparation, not from its check, which is later. Before the
 * check by the clock of the preparation, after it as the label says it.
 */
export function usableUntil(read: Reader, dose: DoseState): ScaledTime | null {
  if (dose.usableUntil !== null) return { at: dose.usableUntil, scale: dose.usableUntilScale };
  if (dose.preparedAt === null) return null;
  const until = addElapsed(dose.preparedAt, settingMs(read, 'dose.validMinutes', minuteMs));
  return { at: until, scale: dose.preparedScale };
}

/** False once a new count of the lot or another setting would give this weight another volume: it was drawn wrongly. */
function isSameVolume(read: Reader, dose: DoseState, lot: LotState): boolean {
  const source = sourceOf(read, lot);
  // A weight that is missing is told by itself.
  if (source === null || dose.weightKg === null) return source !== null;
  const again = computeDose(doseInputFor(read, dose.weightKg, source));
  return again.ok && again.value.volumeMicrolitre === dose.volumeMicrolitre;
}

/**
 * What has changed since the syringe was prepared, without a word about its contents: `dose.animal-not-active`,
 * `dose.weight-changed`, `dose.allocation-changed`, `dose.contents-not-usable`, `dose.past-its-time`,
 * `dose.time-uncertain`.
 */
export function syringeProblems(
  read: Reader,
  dose: DoseState,
  animal: AnimalState,
  at: ScaledTime,
): readonly Refusal[] {
  const problems: Refusal[] = [];
  const name = { animal: animal.id, code: dose.code };
  if (animal.status !== 'active') {
    problems.push(refusal('dose.animal-not-active', { ...name, status: animal.status }));
  }
  const weight = latestWeight(animal, at);
  if (dose.weightKg === null || weight === null || !decimal(weight.weightKg).equals(decimal(dose.weightKg))) {
    problems.push(refusal('dose.weight-changed', name));
  }
  if (groupOfAnimal(read, animal) !== dose.blind.group)
    problems.push(refusal('dose.allocation-changed', name));
  const lot = dose.blind.lotId === null ? undefined : read.get(Lot, dose.blind.lotId);
  // A lot that was emptied meanwhile is no fault of what is in the syringe already.
  const isKept = lot && (lot.status === 'released' || lot.status === 'used-up') && !isExpired(lot, at.at);
  if (!isKept || !isSameVolume(read, dose, lot)) problems.push(refusal('dose.contents-not-usable', name));
  const until = usableUntil(read, dose);
  const past = until === null ? null : elapsedBetween(until, at);
  if (until === null || past === null || (past.leastMs <= 0 && past.mostMs > 0)) {
    problems.push(refusal('dose.time-uncertain', name));
  } else if (past.leastMs > 0) {
    const time = localClock(asReadNow(until, at) ?? until.at, false);
    problems.push(refusal('dose.past-its-time', { ...name, until: time }));
  }
  return problems;
}

/** `dose.time-order` when `at` surely lies before what must come first. */
export function orderProblem(first: ScaledTime, at: ScaledTime): Refusal | null {
  const elapsed = elapsedBetween(first, at);
  if (elapsed === null || elapsed.mostMs >= 0) return null;
  return refusal('dose.time-order', { time: localClock(at.at), first: localClock(first.at) });
}

/** The end of the resection in the animal's latest surgery; null while it has not come. */
export function resectionEnd(read: Reader, animalId: string): ScaledTime | null {
  const run = latestRunOf(read, animalId, 'surgery');
  return run ? (doneStep(read, run.id, 'resect-end') ?? null) : null;
}

/**
 * The substance is injected immediately after the hepatectomy (article, Methods; study.md, protocol 3), so nothing is
 * given before its end is recorded: `dose.resection-not-ended`, `dose.resection-uncertain`, `dose.time-order`.
 */
export function resectionProblem(read: Reader, animal: AnimalState, at: ScaledTime): Refusal | null {
  if (animal.purpose !== 'study') return null;
  const end = resectionEnd(read, animal.id);
  const name = { animal: animal.id };
  if (end === null) return refusal('dose.resection-not-ended', name);
  const isUncertain = ageOf(end, at, Infinity) === 'uncertain';
  return isUncertain ? refusal('dose.resection-uncertain', name) : orderProblem(end, at);
}
