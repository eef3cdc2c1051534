// Lists of slides to be read blind: drawn before the first slide is read, in an order that follows no group.
// Must not show animals behind the codes to those who may not know the group; the seed neither.

import { z } from 'zod';
import { subjectForm } from '../assays/assay.ts';
import { readingOrder } from '../assays/reading-order.ts';
import { decide, defineCommand, defineEntity, defineQuery, type Reader } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { Animal } from './animal.ts';
import { mayHaveKnownGroup, openBlind } from './blinding.ts';
import { timePointKeys } from './schedule.ts';
import { designGroups } from './settings.ts';

const coded = z.object({ code: z.string(), subject: subjectForm, slice: z.int().positive() });

export interface ReadingListState {
  readonly id: string;
  readonly title: string;
  /** How many slides; their codes are `01` to this number. */
  readonly count: number;
  readonly blind: { readonly seed: string; readonly slides: readonly z.output<typeof coded>[] };
  readonly at: string;
  readonly by: string;
}

export const ReadingList = defineEntity<ReadingListState>()({
  type: 'reading-list',
  reducer: 1,
  opening: {
    'readingList.drawn': {
      version: 1,
      payload: z.object({
        title: z.string(),
        count: z.int(),
        blind: z.object({ seed: z.string(), slides: z.array(coded) }),
      }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        at: record.occurredAt,
        by: record.performedBy,
      }),
    },
  },
  changing: {},
});

/** The last digits of the list's id are those that were drawn at random. */
const digitsOnLabel = 8;

/** What a scanner reads on the label of a slide: its list and its code, and nothing of the animal. */
function slideLabelCode(listId: string, code: string): string {
  return `SL-${listId.slice(-digitsOnLabel).toUpperCase()}-${code}`;
}

/** The lists that a label can be of; none for what is no label of a slide. */
export function listsOfLabel(read: Reader, label: string): readonly ReadingListState[] {
  if (!label.startsWith('SL-')) return [];
  return read
    .list(ReadingList)
    .filter(({ id, blind }) => blind.slides.some(({ code }) => slideLabelCode(id, code) === label));
}

/**
 * Draws the order of slides from a fresh seed, which is recorded (ARRIVE 2.0, items 4 and 5). Refusals:
 * `entity.unknown`, `assay.slides-twice`, `assay.title-tells`.
 */
export const drawReadingList = defineCommand({
  name: 'assay.drawReadingList',
  input: z.object({
    title: z.string().trim().min(1).max(120),
    slides: z
      .array(
        z.object({
          animalId: z.string(),
          timePoint: z.enum(timePointKeys),
          slice: z.int().min(1).max(99),
        }),
      )
      .min(1)
      .max(1000),
  }),
  decide({ title, slides }, { read, newId, newSeed }) {
    const word = tellingWord(read, title);
    if (word !== undefined) return refuse('assay.title-tells', { word });
    const unknown = slides.find((one) => !read.get(Animal, one.animalId));
    if (unknown) return refuse('entity.unknown', { what: 'animal', id: unknown.animalId });
    const names = new Set(slides.map((one) => `${one.animalId} ${one.timePoint} ${one.slice}`));
    if (names.size < slides.length) return refuse('assay.slides-twice');
    const seed = newSeed();
    const order = readingOrder(
      seed,
      slides.map(({ animalId, timePoint, slice }) => ({ subject: { animalId, timePoint }, slice })),
    );
    const id = newId();
    const blind = { seed, slides: [...order] };
    return decide([ReadingList.record('readingList.drawn', id, { title, count: order.length, blind })], {
      listId: id,
    });
  },
});

/** An animal or a group that the title names: whoever reads the slides sees it. */
function tellingWord(read: Reader, title: string): string | undefined {
  const words = [
    ...read.list(Animal).map(({ id }) => id),
    ...designGroups(read).flatMap(({ group, label }) => [group, label]),
  ];
  const isNamed = (word: string): boolean =>
    ` ${title.toLowerCase().replaceAll(/[^\p{L}\p{N}-]+/gu, ' ')} `.includes(` ${word.toLowerCase()} `);
  return words.find(isNamed);
}

/** The codes in the order of reading; animals, time points and slices only for those who may know the group. */
export const showReadingList = defineQuery({
  name: 'assay.readingList',
  input: z.object({ listId: z.string() }),
  answer({ listId }, { read, actor }) {
    const list = read.get(ReadingList, listId);
    if (!list) return null;
    const { blind, ...open } = list;
    const mayKnow = openBlind(read, actor, blind);
    return {
      ...open,
      seed: mayKnow?.seed ?? null,
      /** Then a reading by this person is not blind, and why it is read all the same is asked. */
      hasReaderKnown: mayKnow !== null || mayHaveKnownGroup(read, actor.userId),
      slides: blind.slides.map((one) => ({
        code: one.code,
        label: slideLabelCode(list.id, one.code),
        subject: mayKnow === null ? null : one.subject,
        slice: mayKnow === null ? null : one.slice,
      })),
    };
  },
});

export const listReadingLists = defineQuery({
  name: 'assay.readingLists',
  input: z.object({}),
  answer: (_, { read }) => ({
    lists: read.list(ReadingList).map(({ id, title, count, at, by }) => ({ id, title, count, at, by })),
  }),
});
