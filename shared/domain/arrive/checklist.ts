// What one item of the ARRIVE checklist is: its parts, what answers them, what is missing and where it is entered.
// Must not answer an item: that is done from the notebook, in the files beside this one.

import { say } from '../../catalogue/catalogue.ts';
import type { Actor, Reader } from '../../kernel/decider.ts';
import { Animal, type AnimalState } from '../animal.ts';
import { mayKnowGroup } from '../blinding.ts';
import { settingAnswer, setting } from '../settings.ts';
import type { SettingKey } from '../setting-list.ts';
import { piece, sentence, toned, type Evidence, type Sentence } from './citation.ts';

/** The essential ten of ARRIVE 2.0 (Percie du Sert et al., PLoS Biol. 18 (2020) e3000410), in its numbering. */
export const arriveParts = {
  1: ['1a', '1b'],
  2: ['2a', '2b'],
  3: ['3a', '3b', '3c'],
  4: ['4a', '4b'],
  5: ['5'],
  6: ['6a', '6b'],
  7: ['7a', '7b'],
  8: ['8a', '8b'],
  9: ['9a', '9b', '9c', '9d'],
  10: ['10a', '10b'],
} as const;
export type ArriveNumber = keyof typeof arriveParts;
export type ArrivePartKey = (typeof arriveParts)[ArriveNumber][number];

/** `not-yet`: nothing to enter now, it comes with the work that is still to be done. */
export const arriveStates = ['complete', 'incomplete', 'missing', 'not-yet'] as const;
export type ArriveState = (typeof arriveStates)[number];

/** Until when it can be fixed beforehand, as the guideline asks; `late`: that time is over. */
export type ArriveTiming = 'before-start' | 'before-results' | 'late' | 'any-time';

/** A screen of the window and what it shows; null for what the address leaves out. */
export interface ArrivePlace {
  readonly screen: string;
  readonly id: string | null;
  readonly part: string | null;
  /** The same in words, for paper. */
  readonly where: string;
}

export interface ArriveGap {
  readonly what: string;
  readonly timing: ArriveTiming;
  readonly place: ArrivePlace;
}

export interface ArriveColumn {
  readonly label: string;
  readonly isNumber: boolean;
  /** Share of the width, against the other columns. */
  readonly share: number;
}

export interface ArriveTable {
  readonly title: string;
  readonly columns: readonly ArriveColumn[];
  readonly rows: readonly (readonly string[])[];
}

export function column(label: string, share: number, isNumber = false): ArriveColumn {
  return { label, share, isNumber };
}

/** Answers and tables are made only where they are asked for: the meter counts states. */
export interface ArrivePart {
  readonly key: ArrivePartKey;
  readonly state: ArriveState;
  readonly gaps: readonly ArriveGap[];
  readonly answers: () => readonly Sentence[];
  readonly tables: () => readonly ArriveTable[];
}

/** What the items are answered from, for one reader. */
export interface ArriveSource {
  readonly read: Reader;
  readonly actor: Actor;
  readonly mayKnow: boolean;
  readonly evidence: Evidence;
  /** Study animals that have a place in the allocation, replaced ones too. */
  readonly enrolled: readonly AnimalState[];
}

export function arriveSource(read: Reader, actor: Actor, evidence: Evidence): ArriveSource {
  const enrolled = read.list(Animal).filter((one) => one.purpose === 'study' && one.position !== null);
  return { read, actor, mayKnow: mayKnowGroup(read, actor), evidence, enrolled };
}

interface PartFacts {
  readonly key: ArrivePartKey;
  /** False where nothing at all answers it; then a gap makes it missing. */
  readonly isAnswered?: boolean;
  readonly isNotYet?: boolean;
  readonly gaps?: readonly (ArriveGap | null)[];
  readonly answers: () => readonly Sentence[];
  readonly tables?: () => readonly ArriveTable[];
}

export function part({
  key,
  isAnswered = true,
  isNotYet = false,
  gaps = [],
  answers,
  tables = () => [],
}: PartFacts): ArrivePart {
  const open = gaps.filter((one) => one !== null);
  const state = open.length > 0 ? (isAnswered ? 'incomplete' : 'missing') : isNotYet ? 'not-yet' : 'complete';
  return { key, state, gaps: open, answers, tables };
}

/** An item is complete with all its parts; what is only to come does not make it incomplete. */
export function stateOfItem(states: readonly ArriveState[]): ArriveState {
  if (states.every((one) => one === 'complete')) return 'complete';
  if (states.every((one) => one === 'missing')) return 'missing';
  return states.some((one) => one === 'missing' || one === 'incomplete') ? 'incomplete' : 'not-yet';
}

export function place(screen: string, id: string | null, of: string | null, where: string): ArrivePlace {
  return { screen, id, part: of, where };
}

export const planPlace = (): ArrivePlace => place('results', 'plan', null, say('arrive.where-plan'));
export const allocationPlace = (): ArrivePlace =>
  place('animals', null, 'allocation', say('arrive.where-allocation'));

/** What has to stand before the first animal is enrolled, or need not. */
export function timingOf({ enrolled }: ArriveSource): ArriveTiming {
  return enrolled.length === 0 ? 'before-start' : 'late';
}

/** The question as a gap while nobody has answered it, a default notwithstanding; null once it is answered. */
export function questionGap(
  source: ArriveSource,
  key: SettingKey,
  timing: ArriveTiming = 'any-time',
): ArriveGap | null {
  if (settingAnswer(source.read, key) !== null) return null;
  const question = say(`setting.${key}`);
  return {
    what: question,
    timing,
    place: place('settings', key, 'study', say('arrive.where-settings', { question })),
  };
}

/** The answer in force as a sentence of `label: answer` with its record; empty while there is none. */
export function answerSentence(
  source: ArriveSource,
  key: SettingKey,
  words: (value: string) => string = (value) => value,
): readonly Sentence[] {
  const value = setting(source.read, key);
  if (value === null) return [];
  const record = source.evidence.answer(key);
  const answer = piece(words(value), record ? [record] : [], 'strong');
  return [sentence('arrive.answer', { question: say(`setting.${key}`), answer })];
}

/** Says plainly that the answer in force was written down after the first animal had its place. */
export function lateSentence(source: ArriveSource, key: SettingKey): readonly Sentence[] {
  const answered = source.evidence.answer(key);
  const [first] = source.evidence.of(Animal, ['animal.enrolled']);
  if (!answered || !first || answered.seq < first.seq) return [];
  return [
    toned(
      sentence('arrive.answered-late', {
        answered: piece(dayOf(answered.at), [answered]),
        enrolled: piece(dayOf(first.at), [first]),
      }),
      'alert',
    ),
  ];
}

export function dayOf(at: string): string {
  return at.slice(0, 10);
}
