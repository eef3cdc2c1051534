// Giving drugs and fluids: the volume from the weight of the day, the dose and the product's strength, exactly.
// Must not give the study's substances: those are doses (dose.ts).

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import {
  decide,
  defineCommand,
  defineQuery,
  type Context,
  type NewRecord,
  type Reader,
} from '../kernel/decider.ts';
import { accept, refusal, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { hourMs, localText } from '../kernel/time.ts';
import { decimal, fixed, plain, readDecimal } from '../kernel/units.ts';
import { isOwnRun, Medication } from './anaesthesia.ts';
import { Animal, weightAt } from './animal.ts';
import { deviationRecord } from './deviation.ts';
import { readTypedTime } from './local-time.ts';
import type { SettingKey } from './setting-list.ts';
import { numberSetting, setting } from './settings.ts';
import { occurrence, type ScaledTime } from './time-scale.ts';

interface ProductSettings {
  readonly doseMgPerKg: SettingKey;
  readonly strengthMgPerMl: SettingKey;
  readonly route: SettingKey;
}

/** Products whose dose and strength the study director settles; others are entered in full. */
const settledProducts: ReadonlyMap<string, ProductSettings> = new Map([
  [
    'tolfedine',
    {
      doseMgPerKg: 'tolfedine.doseMgPerKg',
      strengthMgPerMl: 'tolfedine.strengthMgPerMl',
      route: 'tolfedine.route',
    },
  ],
]);

const maximum = { doseMgPerKg: '10000', strengthMgPerMl: '1000', volumeMl: '5000' } as const;

const factor = z.string().nullable().default(null);
const medicationInput = z.object({
  animalId: z.string(),
  runId: z.string().nullable().default(null),
  product: z.string().trim().min(1).max(120),
  /** Null takes what is settled for the product. */
  doseMgPerKg: factor,
  strengthMgPerMl: factor,
  route: z.string().trim().max(120).nullable().default(null),
});
type MedicationInput = z.output<typeof medicationInput>;

interface PlannedMedication {
  readonly record: NewRecord;
  readonly medicationId: string;
  /** To 0.01 mL, half-even. */
  readonly volumeMl: string;
  readonly massMg: string;
  readonly weightKg: string;
}

/** Every factor of the volume, as it is recorded. */
interface ComputedMedication {
  readonly route: string;
  readonly doseMgPerKg: string;
  readonly strengthMgPerMl: string;
  readonly weightKg: string;
  readonly weighedAt: string;
  readonly massMg: string;
  /** To 0.01 mL, half-even. */
  readonly volumeMl: string;
}

/**
 * volume mL = weight kg × dose mg/kg ÷ strength mg/mL, for a medication at `at`.
 * Refusals: `entity.unknown`, `anaesthesia.not-its-run`, `-dose-missing`, `-factor-impossible`, `-weight-missing`,
 * `-weight-uncertain`, `-volume-too-small`.
 */
function computeMedication(
  read: Reader,
  at: ScaledTime,
  input: MedicationInput,
): Outcome<ComputedMedication> {
  const animal = read.get(Animal, input.animalId);
  if (!animal) return refuse('entity.unknown', { what: 'animal', id: input.animalId });
  if (!isOwnRun(read, input.runId, animal.id)) {
    return refuse('anaesthesia.not-its-run', { animalId: animal.id });
  }
  const settled = settledProducts.get(input.product.toLowerCase());
  const doseText = input.doseMgPerKg ?? (settled ? setting(read, settled.doseMgPerKg) : null);
  const strengthText = input.strengthMgPerMl ?? (settled ? setting(read, settled.strengthMgPerMl) : null);
  if (doseText === null || strengthText === null) {
    return refuse('anaesthesia.dose-missing', { product: input.product });
  }
  const dose = readFactor('doseMgPerKg', doseText);
  if (!dose.ok) return dose;
  const strength = readFactor('strengthMgPerMl', strengthText);
  if (!strength.ok) return strength;

  const hours = numberSetting<'h'>(read, 'dose.weightMaxAgeHours');
  const { weight, age } = weightAt(animal, at, hours?.mul(hourMs).toNumber() ?? Infinity);
  if (!weight || age !== 'within') {
    const code = age === 'uncertain' ? 'anaesthesia.weight-uncertain' : 'anaesthesia.weight-missing';
    return refuse(code, { animalId: input.animalId, hours: hours ? plain(hours) : '–' });
  }
  const massMg = decimal<'mg'>(weight.weightKg).mul(dose.value);
  const volumeMl = fixed(massMg.div(strength.value), 2);
  if (decimal(volumeMl).isZero()) return refuse('anaesthesia.volume-too-small');
  return accept({
    route: input.route ?? (settled ? setting(read, settled.route) : null) ?? '',
    doseMgPerKg: dose.value,
    strengthMgPerMl: strength.value,
    weightKg: weight.weightKg,
    weighedAt: weight.at,
    massMg: plain(massMg),
    volumeMl,
  });
}

/** The record of what is given now. Refusals: those of `computeMedication`. */
function planMedication(context: Context, input: MedicationInput): Outcome<PlannedMedication> {
  const computed = computeMedication(context.read, occurrence(context), input);
  if (!computed.ok) return computed;
  const { volumeMl, massMg, weightKg } = computed.value;
  const medicationId = context.newId();
  const record = Medication.record('medication.given', medicationId, {
    animalId: input.animalId,
    runId: input.runId,
    product: input.product,
    ...computed.value,
    isOutsideGate: false,
  });
  return accept({ record, medicationId, volumeMl, massMg, weightKg });
}

interface MedicationPlan {
  /** Null when it cannot be computed; then `problem` says why. */
  readonly computed: ComputedMedication | null;
  readonly problem: Refusal | null;
}

/**
 * What would be given, before anybody draws it up; nothing is recorded. `occurredAt` as the person typed it, or null
 * for now: with another time another weight may apply, and what is shown must be what is recorded.
 */
export const medicationPlan = defineQuery({
  name: 'medication.plan',
  input: medicationInput.extend({ occurredAt: z.string().nullable().default(null) }),
  answer({ occurredAt, ...input }, { read, now }): MedicationPlan {
    const typed = occurredAt === null ? now : readTypedTime(occurredAt, now);
    if (!typed) return { computed: null, problem: refusal('time.malformed', { time: occurredAt ?? '' }) };
    const at = occurrence({ read, now, occurredAt: localText(typed) });
    const computed = computeMedication(read, at, input);
    return computed.ok
      ? { computed: computed.value, problem: null }
      : { computed: null, problem: computed.refusal };
  },
});

const labels = { doseMgPerKg: 'mg/kg', strengthMgPerMl: 'mg/mL', volumeMl: 'mL' } as const;

function readFactor(what: keyof typeof maximum, text: string): Outcome<string> {
  const value = readDecimal(text);
  const max = maximum[what];
  if (value?.gt(0) && value.lte(max)) return accept(plain(value));
  return {
    ok: false,
    refusal: refusal('anaesthesia.factor-impossible', { value: text, what: labels[what], max }),
  };
}

/** Refusals: those of `planMedication`. */
export const giveMedication = defineCommand({
  name: 'medication.give',
  input: medicationInput,
  decide(input, context) {
    const planned = planMedication(context, input);
    if (!planned.ok) return planned;
    const { record, ...value } = planned.value;
    return decide([record], value);
  },
});

/**
 * What was given without a weight of the day, or in another volume than computed: recorded with a deviation.
 * Refusals: `entity.unknown`, `reason.missing`, `anaesthesia.not-its-run`, `-factor-impossible`.
 */
export const giveMedicationOutsideGate = defineCommand({
  name: 'medication.giveOutsideGate',
  input: medicationInput.extend({ volumeMl: z.string() }),
  decide(input, context) {
    const { animalId, runId, product } = input;
    if (!context.read.get(Animal, animalId))
      return refuse('entity.unknown', { what: 'animal', id: animalId });
    if (!context.reason) return refuse('reason.missing');
    if (!isOwnRun(context.read, runId, animalId)) return refuse('anaesthesia.not-its-run', { animalId });
    const volume = readFactor('volumeMl', input.volumeMl);
    if (!volume.ok) return volume;
    for (const what of ['doseMgPerKg', 'strengthMgPerMl'] as const) {
      const value = input[what];
      const read = value === null ? null : readFactor(what, value);
      if (read?.ok === false) return read;
    }
    const medicationId = context.newId();
    const given = Medication.record('medication.given', medicationId, {
      ...input,
      route: input.route ?? '',
      weightKg: null,
      weighedAt: null,
      massMg: null,
      volumeMl: volume.value,
      isOutsideGate: true,
    });
    const what = say('anaesthesia.deviation-outside-gate', { product, volumeMl: volume.value });
    const deviation = deviationRecord(context, { what, where: 'medication', animalId, runId });
    return decide([given, deviation], { medicationId, deviationId: deviation.subjectId });
  },
});

export const medicationCommands = [giveMedication, giveMedicationOutsideGate] as const;
export const medicationQueries = [medicationPlan] as const;
