// What screens show of doses: of an animal, by the code of a syringe, and what can be prepared now and why not.
// Must not show the second person what the first entered, nor the group to those who may not know it.

import { z } from 'zod';
import { defineQuery, roles, type Actor, type QueryContext, type Reader } from '../kernel/decider.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { epochOf, localText } from '../kernel/time.ts';
import { groupOfAnimal } from './allocation.ts';
import { Animal, type AnimalState } from './animal.ts';
import { mayKnowGroup, openBlind } from './blinding.ts';
import { computeDose, type ComputedDose } from './dose-arithmetic.ts';
import { givingProblems, resectionEnd } from './dose-giving.ts';
import {
  animalProblems,
  availableMicrolitre,
  doseInputFor,
  lotKindOf,
  lotProblems,
  sourceOf,
  tooSmallProblem,
  weightOfTheDay,
} from './dose-gate.ts';
import { preparers } from './dose-preparation.ts';
import { Dose, doseByCode, type DoseBlind, type DoseState } from './dose.ts';
import { Lot, type LotState } from './lot.ts';
import { setting } from './settings.ts';
import { suggestSyringes, type SyringeSuggestion } from './syringe.ts';

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

/** The dose as this person may see it. */
export function viewOfDose(read: Reader, actor: Actor, dose: DoseState): DoseView {
  const isConcealed = dose.status === 'awaiting-check' && !preparers(dose).includes(actor.userId);
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

function isNobodyBlind(read: Reader): boolean {
  const knowing = (setting(read, 'blinding.rolesThatKnow') ?? '').split(',');
  return roles.every((role) => role === 'administrator' || knowing.includes(role));
}

export const dosesOfAnimal = defineQuery({
  name: 'dose.forAnimal',
  input: z.object({ animalId: z.string() }),
  answer: ({ animalId }, { read, actor }) => ({
    doses: read.list(Dose, { animalId }).map((one) => viewOfDose(read, actor, one)),
  }),
});

/**
 * The syringe with this code (or the dose with this id, as links of the app name it) as theatre needs it: times so
 * far, and what is against giving it to `animalId` (the animal that it was prepared for, when left out). `dose` is
 * null for an unknown code.
 */
export const doseOfCode = defineQuery({
  name: 'dose.byCode',
  input: z.object({ code: z.string(), animalId: z.string().optional() }),
  answer({ code, animalId }, { read, actor, now }) {
    const dose = doseByCode(read, code) ?? read.get(Dose, code);
    if (!dose) return { dose: null, sincePreparationMs: null, sinceResectionMs: null, problems: [] };
    const animal = read.get(Animal, animalId ?? dose.animalId);
    const resectionAt = resectionEnd(read, animal?.id ?? dose.animalId);
    return {
      dose: viewOfDose(read, actor, dose),
      sincePreparationMs: dose.preparedAt === null ? null : now.epochMs - epochOf(dose.preparedAt),
      sinceResectionMs: resectionAt === null ? null : now.epochMs - epochOf(resectionAt),
      problems: animal ? givingProblems(read, dose, animal, localText(now)) : [],
    };
  },
});

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
 * What can be prepared now and why not. With `animalId` that animal alone; with `lotId` and a syringe the arithmetic
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
  }),
  answer(input, context) {
    const { read, actor } = context;
    const view = (status: string) => read.list(Dose, { status }).map((one) => viewOfDose(read, actor, one));
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
}

function preparationOf({ read, now }: QueryContext, animal: AnimalState, chosen: Chosen): Preparation {
  const at = localText(now);
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
      availableMicrolitre: availableMicrolitre(read, lot),
      problems: lotProblems(read, animal, lot, at),
    }))
    .toSorted((left, right) => Math.sign(left.problems.length) - Math.sign(right.problems.length));
  const lot = chosen.lotId === undefined ? undefined : read.get(Lot, chosen.lotId);
  return {
    animalId: animal.id,
    group,
    weightKg: weight?.weightKg ?? null,
    weighedAt: weight?.at ?? null,
    problems: animalProblems(read, animal, at),
    lots,
    ...arithmeticOf(read, weight?.weightKg ?? null, lot, chosen),
  };
}

function arithmeticOf(
  read: Reader,
  weightKg: string | null,
  lot: LotState | undefined,
  { syringeMl, graduationMicrolitre, fills }: Chosen,
): Pick<Preparation, 'computed' | 'computedProblem' | 'syringes'> {
  const source = lot ? sourceOf(read, lot) : null;
  if (weightKg === null || source === null) return { computed: null, computedProblem: null, syringes: [] };
  const based = doseInputFor(read, weightKg, source);
  const outcome = computeDose({ ...based, syringeMl, graduationMicrolitre, fills });
  const draw = outcome.ok ? outcome.value.drawMicrolitre : null;
  const tooSmall = lot === undefined || draw === null ? null : tooSmallProblem(read, lot, draw);
  return {
    computed: outcome.ok && tooSmall === null ? outcome.value : null,
    computedProblem: outcome.ok ? tooSmall : outcome.refusal,
    syringes: suggestSyringes(based),
  };
}

export const doseQueries = [dosesOfAnimal, doseOfCode, preparationView] as const;
