// What a reader has scored of a list of slides, and where the next digit goes: slide by slide, three fields, three criteria.
// Must not know an animal, nor how a screen shows it.

import { z } from 'zod';

export const criteria = ['necrosis', 'congestion', 'vacuolization'] as const;
type Criterion = (typeof criteria)[number];

/** Article, Histological analysis: three random fields of each slice, each criterion 0 to 4. */
const fieldsOfSlide = 3;
export const fieldIndices = [0, 1, 2] as const;
export const scoreValues = [0, 1, 2, 3, 4] as const;
const scoresOfSlide = fieldsOfSlide * criteria.length;

const score = z.int().min(0).max(4);
export const sheetForm = z.object({
  /** By code: nine places in the order of reading, null where nothing is entered yet. */
  scores: z.record(z.string(), z.array(score.nullable()).length(scoresOfSlide)),
  /** The place of the next digit, through the whole list; one past the last when it has been read to its end. */
  at: z.int().min(0),
});
export type Sheet = z.output<typeof sheetForm>;

export const emptySheet: Sheet = { scores: {}, at: 0 };

export interface Place {
  readonly code: string;
  readonly slide: number;
  /** 0 to 2. */
  readonly field: number;
  /** 0 to 2, in the order of `criteria`. */
  readonly criterion: number;
}

export type Stroke =
  | { readonly kind: 'score'; readonly value: number }
  | { readonly kind: 'back' | 'clear' }
  | { readonly kind: 'field' | 'slide'; readonly by: 1 | -1 }
  | { readonly kind: 'go'; readonly at: number };

const moves: Readonly<Record<string, Stroke>> = {
  Backspace: { kind: 'back' },
  Delete: { kind: 'clear' },
  ArrowLeft: { kind: 'field', by: -1 },
  ArrowRight: { kind: 'field', by: 1 },
  ArrowUp: { kind: 'slide', by: -1 },
  ArrowDown: { kind: 'slide', by: 1 },
};

/** What a key means, by `KeyboardEvent.key`; undefined for one that means nothing here. */
export function strokeOf(key: string): Stroke | undefined {
  return /^[0-4]$/.test(key) ? { kind: 'score', value: Number(key) } : moves[key];
}

/** Where a position in the list is; undefined past its end. */
export function placeOf(codes: readonly string[], at: number): Place | undefined {
  const slide = Math.floor(at / scoresOfSlide);
  const code = codes[slide];
  if (code === undefined) return undefined;
  const inSlide = at % scoresOfSlide;
  const field = Math.floor(inSlide / criteria.length);
  return { code, slide, field, criterion: inSlide % criteria.length };
}

/** The position of a criterion of a field of a slide. */
export function positionOf({ slide, field, criterion }: Omit<Place, 'code'>): number {
  return slide * scoresOfSlide + field * criteria.length + criterion;
}

/**
 * The sheet after a key. A digit goes to its place, over what stood there, and moves on; going back takes nothing
 * away. Nothing leaves the list at either end.
 */
export function struck(sheet: Sheet, codes: readonly string[], stroke: Stroke): Sheet {
  const end = codes.length * scoresOfSlide;
  const at = Math.min(sheet.at, end);
  const moved = (to: number): Sheet => ({ ...sheet, at: Math.max(0, Math.min(end, to)) });
  switch (stroke.kind) {
    case 'score': {
      const place = placeOf(codes, at);
      return place ? { scores: written(sheet, place, stroke.value), at: at + 1 } : sheet;
    }
    case 'clear': {
      const place = placeOf(codes, at);
      return place ? { scores: written(sheet, place, null), at } : sheet;
    }
    case 'back':
      return moved(at - 1);
    case 'go':
      return moved(stroke.at);
    case 'field':
      return moved(stepped(at, criteria.length, stroke.by, end));
    case 'slide':
      return moved(stepped(at, scoresOfSlide, stroke.by, end));
  }
}

/** To the start of the next or the one before; forwards from the last one stays. */
function stepped(at: number, size: number, by: 1 | -1, end: number): number {
  const start = (Math.floor(at / size) + by) * size;
  return by === 1 && start >= end ? at : start;
}

function written(sheet: Sheet, { code, field, criterion }: Place, value: number | null): Sheet['scores'] {
  const index = field * criteria.length + criterion;
  const scores = scoresOf(sheet, code).map((one, its) => (its === index ? value : one));
  return { ...sheet.scores, [code]: scores };
}

const nothing: readonly (number | null)[] = Array.from({ length: scoresOfSlide }, () => null);

function scoresOf(sheet: Sheet, code: string): readonly (number | null)[] {
  return sheet.scores[code] ?? nothing;
}

/** The three scores of a field, null where there is none yet. */
export function fieldOf(sheet: Sheet, code: string, field: number): readonly (number | null)[] {
  const from = field * criteria.length;
  return scoresOf(sheet, code).slice(from, from + criteria.length);
}

/** How many of the three fields of a slide have all their scores. */
export function fieldsRead(sheet: Sheet, code: string): number {
  return fieldIndices.filter((field) => fieldOf(sheet, code, field).every((one) => one !== null)).length;
}

export type SlideProgress = 'unread' | 'begun' | 'read';

export function progressOf(sheet: Sheet, code: string): SlideProgress {
  if (fieldsRead(sheet, code) === fieldsOfSlide) return 'read';
  return scoresOf(sheet, code).some((one) => one !== null) ? 'begun' : 'unread';
}

/** How many slides of the list are read, and the position of the first score that is missing. */
export function missingIn(sheet: Sheet, codes: readonly string[]) {
  const positions = codes.flatMap((code, slide) =>
    scoresOf(sheet, code).flatMap((one, index) => (one === null ? [slide * scoresOfSlide + index] : [])),
  );
  return {
    read: codes.filter((code) => progressOf(sheet, code) === 'read').length,
    missing: positions.length,
    first: positions[0],
  };
}

/** Written as a type: an interface would not count as JSON. */
export type SlideScores = {
  readonly code: string;
  readonly fields: readonly Readonly<Record<Criterion, number>>[];
};

/** What the assay takes of one reader: the slides that are read, in the order of the list. */
export function readerOf(sheet: Sheet, codes: readonly string[]): SlideScores[] {
  return codes.flatMap((code) => {
    const fields = fieldIndices.flatMap((field) => {
      const [necrosis, congestion, vacuolization] = fieldOf(sheet, code, field);
      const isWhole = typeof necrosis === 'number' && typeof congestion === 'number';
      return isWhole && typeof vacuolization === 'number' ? [{ necrosis, congestion, vacuolization }] : [];
    });
    return fields.length === fieldsOfSlide ? [{ code, fields }] : [];
  });
}

/** Whether any score differs; where the next digit goes does not count. */
export function isOther(one: Sheet, other: Sheet, codes: readonly string[]): boolean {
  return codes.some((code) => {
    const scores = scoresOf(other, code);
    return scoresOf(one, code).some((its, index) => its !== scores[index]);
  });
}

/** What one reader recorded, to be corrected; slides that have other than three fields are left out. */
export function sheetOf(reader: readonly SlideScores[], codes: readonly string[]): Sheet {
  const whole = reader.filter((one) => one.fields.length === fieldsOfSlide);
  const scores = Object.fromEntries(
    whole.map(({ code, fields }) => [
      code,
      fields.flatMap((one) => criteria.map((criterion) => one[criterion])),
    ]),
  );
  const sheet: Sheet = { scores, at: 0 };
  return { scores, at: missingIn(sheet, codes).first ?? codes.length * scoresOfSlide };
}

/** Scanners send a key every few milliseconds: what comes this fast was typed by no finger, rolling fingers included. */
const mostBetweenKeysMs = 20;

/** Whether two keys followed one another as those of a scanned label do. */
export function isBurst(beforeMs: number, atMs: number): boolean {
  return atMs - beforeMs <= mostBetweenKeysMs;
}

/** After this time without another key, a digit was meant as a score. */
export const settledMs = mostBetweenKeysMs + 5;
