// The ten items of ARRIVE with their states, and the methods paragraph, for one reader.
// Must not be kept: it is computed anew from the notebook as it is.

import { say } from '../../catalogue/catalogue.ts';
import type { QueryContext } from '../../kernel/decider.ts';
import {
  answerSentence,
  arriveSource,
  arriveStates,
  questionGap,
  stateOfItem,
  timingOf,
  type ArriveGap,
  type ArriveNumber,
  type ArrivePart,
  type ArriveSource,
  type ArriveState,
  type ArriveTable,
} from './checklist.ts';
import { Evidence, type Sentence } from './citation.ts';
import { analysisPart, animalParts, hasAnyResult, outcomeParts, procedureParts } from './items-conduct.ts';
import { blindingParts } from './items-blinding.ts';
import { designParts, randomisationParts, selectionParts, sizeParts } from './items-design.ts';
import { resultParts } from './items-results.ts';
import { deviationTable } from './methods-analysis.ts';
import { methodsOf, type MethodsPart } from './methods.ts';

export interface ArriveItem {
  readonly number: ArriveNumber;
  readonly title: string;
  readonly state: ArriveState;
  readonly parts: readonly ArrivePart[];
}

/** What journals ask for beside the ten; it does not count among them. */
interface Beside {
  readonly answers: readonly Sentence[];
  readonly gaps: readonly ArriveGap[];
}

export interface ArriveReport {
  readonly items: readonly ArriveItem[];
  readonly beside: Beside;
  readonly methods: readonly MethodsPart[];
  readonly deviations: ArriveTable;
}

export type ArriveCounts = Readonly<Record<ArriveState, number>>;

export function arriveItems(source: ArriveSource): readonly ArriveItem[] {
  const hasResults = hasAnyResult(source);
  const { numbers, checks, results } = resultParts(source);
  const item = (number: ArriveNumber, parts: readonly ArrivePart[]): ArriveItem => ({
    number,
    title: say(`arrive.item-${number}`),
    state: stateOfItem(parts.map(({ state }) => state)),
    parts,
  });
  return [
    item(1, designParts(source)),
    item(2, sizeParts(source)),
    item(3, [...selectionParts(source), numbers]),
    item(4, randomisationParts(source)),
    item(5, blindingParts(source)),
    item(6, outcomeParts(source, hasResults)),
    item(7, [analysisPart(source, hasResults), checks]),
    item(8, animalParts(source)),
    item(9, procedureParts(source)),
    item(10, results),
  ];
}

/** `read` once for one reader; answers and tables are made when they are called for. */
export function arriveReport({ read, actor, records }: QueryContext): ArriveReport {
  const source = arriveSource(read, actor, new Evidence(records));
  return {
    items: arriveItems(source),
    beside: besideOf(source),
    methods: methodsOf(source),
    deviations: deviationTable(source),
  };
}

const besideKeys = ['study.approvalNumber', 'study.registration', 'study.humaneEndpoints'] as const;

function besideOf(source: ArriveSource): Beside {
  return {
    answers: besideKeys.flatMap((key) => answerSentence(source, key)),
    gaps: besideKeys.flatMap((key) => questionGap(source, key, timingOf(source)) ?? []),
  };
}

/** How many items are in each state. */
export function countStates(items: readonly Pick<ArriveItem, 'state'>[]): ArriveCounts {
  const count = (state: ArriveState) => items.filter((one) => one.state === state).length;
  const [complete, incomplete, missing, notYet] = arriveStates;
  return {
    [complete]: count(complete),
    [incomplete]: count(incomplete),
    [missing]: count(missing),
    [notYet]: count(notYet),
  };
}
