// What screens show of doses: of an animal, by the code of a syringe, and what can be prepared now and why not.
// Must not show the second person what the first entered, nor the group to those who may not know it.

import { z } from 'zod';
import { defineQuery, roles, type Actor, type QueryContext, type Reader } from '../kernel/decider.ts';
import { refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { localText } from '../kernel/time.ts';
import { groupOfAnimal } from './allocation.ts';
import { Animal, type AnimalState } from './animal.ts';
import { mayKnowGroup, openBlind } from './blinding.ts';
import { computeDose, type ComputedDose } from './dose-arithmetic.ts';
import { givingProblems } from './dose-giving.ts';
import {
  animalHindsight,
  animalProblems,
  availableMicrolitre,
  doseInputFor,
  lotHindsight,
  lotKindOf,
  lotProblems,
  resectionEnd,
  sourceOf,
  tooSmallProblem,
  usableUntil,
  weightOfTheDay,
} from './dose-gate.ts';
import { Dose, doseByCode, isConcealedFrom, type DoseBlind, type DoseState } from './dose.ts';
import { readTypedTime } from './local-time.ts';
import { Lot, type LotState } from './lot.ts';
import { setting } from './settings.ts';
import { suggestSyringes, type SyringeSuggestion } from './syringe.ts';
import { asReadNow, atMostMs, elapsedBetween, occurrence, present, type ScaledTime } from './time-scale.ts';

type Concealed =
  | 'weightKg'
  | 'cellsTarget'
  | 'volumeMicrolitre'
  | 'drawMicrolitre'
  | 'graduationMicrolitre'
  | 'syringeMl'
  | 'fills'
  | 'blind';

export interface DoseView extends Omit<DoseState, Concealed> {
  /** True while a second person is to enter weight and lot without having seen them: then all below is null. */
  readonly isConcealed: boolean;
  readonly weightKg: string | null;
  readonly cellsTarget: string | null;
  readonly volumeMicrolitre: string | null;
  readonly drawMicrolitre: string | null;
  readonly graduationMicrolitre: string | null;
  readonly syringeMl: string | null;
  readonly fills: readonly string[];
  /** Null also for those who may not know the group. */
  readonly blind: DoseBlind | null;
  /** The substance for the label of the syringe, only in a study where every role may know the group. */
  readonly substanceOnLabel: string | null;
}

/** The dose as this person may see it, its times as they were recorded. */
export function viewOfDose(read: Reader, actor: Actor, dose: DoseState): DoseView {
  const isConcealed = isConcealedFrom(dose, actor.userId);
  if (isConcealed) {
    return {
      ...dose,
      isConcealed,
      weightKg: null,
      cellsTarget: null,
      volumeMicrolitre: null,
      drawMicrolitre: null,
      graduationMicrolitre: null,
      syringeMl: null,
      fills: [],
      blind: null,
      substanceOnLabel: null,
    };
  }
  return {
    ...dose,
    isConcealed,
    blind: openBlind(read, actor, dose.blind),
    substanceOnLabel: isNobodyBlind(read) ? dose.blind.substance : null,
  };
}

/** As `viewOfDose`, but `usableUntil` by the clock as it is now; null also where that cannot be known. */
function shownDose({ read, actor, now }: QueryContext, dose: DoseState): DoseView {
  const until = dose.usableUntil === null ? null : usableUntil(read, dose);
  const shown = until === null ? null : asReadNow(until, present({ read, now }));
  return { ...viewOfDose(read, actor, dose), usableUntil: shown };
}

function isNobodyBlind(read: Reader): boolean {
  const knowing = (setting(read, 'blinding.rolesThatKnow') ?? '').split(',');
  return roles.every((role) => role === 'administrator' || knowing.includes(role));
}

export const dosesOfAnimal = defineQuery({
  name: 'dose.forAnimal',
  input: z.object({ animalId: z.string() }),
  answer: ({ animalId }, context) => ({
    doses: context.read.list(Dose, { animalId }).map((one) => shownDose(context, one)),
  }),
});

/** The time for which a question is asked: as a person typed it, or now. Refusal: `time.malformed`. */
function askedFor({ read, now }: QueryContext, typed: string | null): Outcome<ScaledTime> {
  if (typed === null) return { ok: true, value: present({ read, now }) };
  const moment = readTypedTime(typed, now);
  if (moment === undefined) return refuse('time.malformed', { time: typed });
  return { ok: true, value: occurrence({ read, now, occurredAt: localText(moment) }) };
}

/** As the person typed it, or null for now: what is shown must be what is decided then. */
const asked = z.string().nullable().default(null);

/**
 * The syringe with this code (or the dose with this id, as links of the app name it) as theatre needs it: times so
 * far, for how long it may be used (negative when past its time), and what is against giving it to `animalId` (the
 * animal that it was prepared for, when left out) at the time that was typed. `dose` is null for an unknown code. A
 * time is null where there is none yet, and where the clock was set and nobody can know it: then `isTimeUncertain`.
 */
export const doseOfCode = defineQuery({
  name: 'dose.byCode',
  input: z.object({ code: z.string(), animalId: z.string().optional(), occurredAt: asked }),
  answer({ code, animalId, occurredAt }, context) {
    const { read } = context;
    const dose = doseByCode(read, code) ?? read.get(Dose, code);
    if (!dose) return { dose: null, ...timesOf(context, []), problems: [] };
    const animal = read.get(Animal, animalId ?? dose.animalId);
    const prepared = dose.preparedAt === null ? null : { at: dose.preparedAt, scale: dose.preparedScale };
    const resection = resectionEnd(read, animal?.id ?? dose.animalId);
    const at = askedFor(context, occurredAt);
    return {
      dose: shownDose(context, dose),
      ...timesOf(context, [prepared, resection, usableUntil(read, dose)]),
      problems: !animal ? [] : at.ok ? givingProblems(read, dose, animal, at.value) : [at.refusal],
    };
  },
});

/** Of preparation, resection and end of use, each where there is one. */
function timesOf(
  context: QueryContext,
  [prepared = null, resection = null, until = null]: readonly (ScaledTime | null)[],
) {
  const now = present(context);
  const sinceMs = (time: ScaledTime | null) => (time === null ? null : atMostMs(elapsedBetween(time, now)));
  const times = { sincePreparationMs: sinceMs(prepared), sinceResectionMs: sinceMs(resection) };
  const pastMs = sinceMs(until);
  return {
    ...times,
    hasResectionEnded: resection !== null,
    usableForMs: pastMs === null ? null : -pastMs,
    isTimeUncertain: [prepared, resection, until].some((one) => one !== null && sinceMs(one) === null),
  };
}

interface LotChoice {
  readonly lotId: string;
  readonly code: string;
  readonly title: string;
  readonly availableMicrolitre: string;
  readonly problems: readonly Refusal[];
}

interface Preparation {
  readonly animalId: string;
  readonly group: string | null;
  readonly weightKg: string | null;
  readonly weighedAt: string | null;
  /** Against the animal; empty when a dose can be prepared. */
  readonly problems: readonly Refusal[];
  /** Lots of the substance of its group, usable ones first. */
  readonly lots: readonly LotChoice[];
  /** The arithmetic with the chosen lot and syringe, or why there is none. */
  readonly computed: ComputedDose | null;
  readonly computedProblem: Refusal | null;
  /** Syringes and splits that would do for the chosen lot. */
  readonly syringes: readonly SyringeSuggestion[];
}

/**
 * What can be prepared now, or at the time that was typed, and why not. With `animalId` that animal alone; with `lotId` and a syringe the arithmetic
 * as well. For those who may not know the group `isBlinded` is true and there are no animals. `awaitingCheck` and
 * `ready` are the syringes at hand, concealed where the reader is to check them.
 */
export const preparationView = defineQuery({
  name: 'dose.preparationView',
  input: z.object({
    animalId: z.string().optional(),
    lotId: z.string().optional(),
    syringeMl: z.string().optional(),
    graduationMicrolitre: z.string().optional(),
    fills: z.int().min(1).max(10).optional(),
    occurredAt: asked,
  }),
  answer(input, context) {
    const { read, actor } = context;
    const view = (status: string) => read.list(Dose, { status }).map((one) => shownDose(context, one));
    const syringes = { awaitingCheck: view('awaiting-check'), ready: view('ready') };
    if (!mayKnowGroup(read, actor)) return { isBlinded: true, animals: [], ...syringes };
    const only = input.animalId;
    const animals = read
      .list(Animal, { status: 'active' })
      .filter((one) => one.purpose === 'study' && (only === undefined || one.id === only))
      .map((one) => preparationOf(context, one, input));
    return { isBlinded: false, animals, ...syringes };
  },
});

interface Chosen {
  readonly lotId?: string | undefined;
  readonly syringeMl?: string | undefined;
  readonly graduationMicrolitre?: string | undefined;
  readonly fills?: number | undefined;
  readonly occurredAt: string | null;
}

function preparationOf(context: QueryContext, animal: AnimalState, chosen: Chosen): Preparation {
  const { read, now, actor } = context;
  const asTyped = askedFor(context, chosen.occurredAt);
  const at = asTyped.ok ? asTyped.value : present(context);
  const isTyped = at.at !== localText(now);
  const group = groupOfAnimal(read, animal);
  const weight = weightOfTheDay(read, animal, at);
  const kind = group === null ? undefined : lotKindOf(group);
  const lots = read
    .list(Lot)
    .filter((one) => one.kind === kind && one.status !== 'rejected' && one.status !== 'used-up')
    .map((lot) => ({
      lotId: lot.id,
      code: lot.code,
      title: lot.title,
      availableMicrolitre: availableMicrolitre(read, lot, actor.userId),
      problems: [...lotProblems(read, animal, lot, at), ...(isTyped ? lotHindsight(lot, at) : [])],
    }))
    .toSorted((left, right) => Math.sign(left.problems.length) - Math.sign(right.problems.length));
  const lot = chosen.lotId === undefined ? undefined : read.get(Lot, chosen.lotId);
  return {
    animalId: animal.id,
    group,
    weightKg: weight?.weightKg ?? null,
    weighedAt: weight?.at ?? null,
    problems: [
      ...(asTyped.ok ? [] : [asTyped.refusal]),
      ...animalProblems(read, animal, at),
      ...(isTyped ? animalHindsight(read, animal, at) : []),
    ],
    lots,
    ...arithmeticOf(read, actor, weight?.weightKg ?? null, lot, chosen),
  };
}

function arithmeticOf(
  read: Reader,
  actor: Actor,
  weightKg: string | null,
  lot: LotState | undefined,
  { syringeMl, graduationMicrolitre, fills }: Chosen,
): Pick<Preparation, 'computed' | 'computedProblem' | 'syringes'> {
  const source = lot ? sourceOf(read, lot) : null;
  if (weightKg === null || source === null) return { computed: null, computedProblem: null, syringes: [] };
  const based = doseInputFor(read, weightKg, source);
  const outcome = computeDose({ ...based, syringeMl, graduationMicrolitre, fills });
  const draw = outcome.ok ? outcome.value.drawMicrolitre : null;
  const tooSmall = lot === undefined || draw === null ? null : seenTooSmall(read, lot, draw, actor);
  return {
    computed: outcome.ok && tooSmall === null ? outcome.value : null,
    computedProblem: outcome.ok ? tooSmall : outcome.refusal,
    syringes: suggestSyringes(based),
  };
}

/** Not told here by what this person is to check: `dose.prepare` refuses it, without an amount. */
function seenTooSmall(read: Reader, lot: LotState, draw: string, { userId }: Actor): Refusal | null {
  const problem = tooSmallProblem(read, lot, draw, userId);
  return problem?.code === 'dose.lot-promised' ? null : problem;
}

export const doseQueries = [dosesOfAnimal, doseOfCode, preparationView] as const;
