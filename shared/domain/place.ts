// Freezers and their positions: which place is free, which is taken, and by what.
// Must not make one record for every empty position: a place exists as a state once something lay in it.

import { z } from 'zod';
import {
  decide,
  defineCommand,
  defineEntity,
  defineQuery,
  type NewRecord,
  type Reader,
} from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';

export interface FreezerState {
  /** `F1`. */
  readonly id: string;
  readonly title: string;
  readonly temperatureCelsius: string;
  readonly racks: number;
  readonly boxesPerRack: number;
  /** Rows of a box are letters from A, columns numbers from 1. */
  readonly rows: number;
  readonly columns: number;
}

export interface PlaceState {
  /** `F1/R2/B3/A5`. */
  readonly id: string;
  /** The box, which carries the label that is scanned: `F1/R2/B3`. */
  readonly code: string;
  readonly occupantId: string | null;
  readonly status: 'free' | 'taken';
  readonly since: string;
}

const layout = {
  title: z.string().trim().min(1).max(80),
  temperatureCelsius: z.string().regex(/^[+-]?\d{1,3}(\.\d)?$/),
  racks: z.number().int().min(1).max(50),
  boxesPerRack: z.number().int().min(1).max(50),
  rows: z.number().int().min(1).max(26),
  columns: z.number().int().min(1).max(26),
};

export const Freezer = defineEntity<FreezerState>()({
  type: 'freezer',
  reducer: 1,
  opening: {
    'freezer.defined': {
      version: 1,
      payload: z.object(layout),
      apply: (_, payload, record) => ({ id: record.subjectId, ...payload }),
    },
  },
  changing: {},
});

export const Place = defineEntity<PlaceState>()({
  type: 'place',
  reducer: 1,
  opening: {
    'place.taken': {
      version: 1,
      payload: z.object({ occupantId: z.string(), box: z.string() }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        code: payload.box,
        occupantId: payload.occupantId,
        status: 'taken',
        since: record.occurredAt,
      }),
    },
  },
  changing: {
    'place.freed': {
      version: 1,
      payload: z.object({ occupantId: z.string() }),
      apply: (state, _, record) => ({ ...state, occupantId: null, status: 'free', since: record.occurredAt }),
    },
  },
});

// No leading zeros: one place has one spelling.
const placeForm = /^([A-Z]{1,3}\d{1,2})\/R([1-9]\d?)\/B([1-9]\d?)\/([A-Z])([1-9]\d?)$/;

/** `A` for 1, up to `Z` for 26. */
export function rowLetter(row: number): string {
  return String.fromCharCode(64 + row);
}

/**
 * The record by which `occupantId` takes a place. Refuses `place.malformed`, `place.no-freezer`, `place.outside`
 * (the freezer has no such position) and `place.taken`.
 */
export function takePlace(read: Reader, placeId: string, occupantId: string): Outcome<NewRecord> {
  if (!placeForm.test(placeId)) return refuse('place.malformed', { id: placeId });
  const position = positionOf(placeId);
  const freezer = read.get(Freezer, position.freezerId);
  if (!freezer) return refuse('place.no-freezer', { id: position.freezerId });
  if (!fits(freezer, position)) {
    return refuse('place.outside', {
      id: placeId,
      racks: freezer.racks,
      boxes: freezer.boxesPerRack,
      row: rowLetter(freezer.rows),
      columns: freezer.columns,
    });
  }
  const place = read.get(Place, placeId);
  if (place?.status === 'taken')
    return refuse('place.taken', { id: placeId, occupant: place.occupantId ?? '' });
  return accept(Place.record('place.taken', placeId, { occupantId, box: boxOf(placeId) }));
}

/** The record by which a place becomes free again. */
export function freePlace(placeId: string, occupantId: string): NewRecord {
  return Place.record('place.freed', placeId, { occupantId });
}

/** `F1/R2/B3` of `F1/R2/B3/A5`. */
export function boxOf(placeId: string): string {
  return placeId.slice(0, placeId.lastIndexOf('/'));
}

interface Position {
  readonly freezerId: string;
  readonly rack: number;
  readonly box: number;
  readonly row: number;
  readonly column: number;
}

function positionOf(placeId: string): Position {
  const [, freezerId = '', rack, box, letter = '', column] = placeForm.exec(placeId) ?? [];
  return {
    freezerId,
    rack: Number(rack),
    box: Number(box),
    row: letter.charCodeAt(0) - 64,
    column: Number(column),
  };
}

function fits(
  freezer: Pick<FreezerState, 'racks' | 'boxesPerRack' | 'rows' | 'columns'>,
  at: Position,
): boolean {
  return (
    at.rack <= freezer.racks &&
    at.box <= freezer.boxesPerRack &&
    at.row <= freezer.rows &&
    at.column <= freezer.columns
  );
}

/**
 * Defines a freezer or changes its layout. A change needs a reason; refuses `place.occupied-outside` while
 * something lies where the new layout has no position.
 */
export const defineFreezer = defineCommand({
  name: 'freezer.define',
  input: z.object({ freezerId: z.string().regex(/^[A-Z]{1,3}\d{1,2}$/), ...layout }),
  decide({ freezerId, ...next }, { read, reason }) {
    const before = read.get(Freezer, freezerId);
    if (before && reason === undefined) return refuse('reason.missing');
    if (before) {
      const outside = takenIn(read, before).find((place) => !fits(next, positionOf(place.id)));
      if (outside) {
        return refuse('place.occupied-outside', { id: outside.id, occupant: outside.occupantId ?? '' });
      }
    }
    return decide([Freezer.record('freezer.defined', freezerId, next)], { freezerId });
  },
});

function takenIn(read: Reader, freezer: FreezerState): readonly PlaceState[] {
  return read.list(Place, { status: 'taken' }).filter((place) => place.id.startsWith(`${freezer.id}/`));
}

/** Every freezer with how many places of each box are taken. */
export const listFreezers = defineQuery({
  name: 'freezer.list',
  input: z.object({}),
  answer: (_, { read }) => ({
    freezers: read.list(Freezer).map((freezer) => {
      const taken = takenIn(read, freezer);
      const takenByBox: Record<string, number> = {};
      for (const place of taken) takenByBox[place.code] = (takenByBox[place.code] ?? 0) + 1;
      const placesPerBox = freezer.rows * freezer.columns;
      return {
        ...freezer,
        placesPerBox,
        places: placesPerBox * freezer.racks * freezer.boxesPerRack,
        taken: taken.length,
        takenByBox,
      };
    }),
  }),
});

/** One box of a freezer, position by position in reading order; null if there is no such box. */
export const showFreezer = defineQuery({
  name: 'freezer.show',
  input: z.object({ freezerId: z.string(), rack: z.number().int().min(1), box: z.number().int().min(1) }),
  answer({ freezerId, rack, box }, { read }) {
    const freezer = read.get(Freezer, freezerId) ?? null;
    if (!freezer || rack > freezer.racks || box > freezer.boxesPerRack) return { freezer, box: null };
    const boxId = `${freezerId}/R${rack}/B${box}`;
    const known = new Map(read.list(Place, { code: boxId }).map((place) => [place.id, place]));
    const rows = Array.from({ length: freezer.rows }, (_, row) =>
      Array.from({ length: freezer.columns }, (__, column) => {
        const id = `${boxId}/${rowLetter(row + 1)}${column + 1}`;
        const place = known.get(id);
        return { id, occupantId: place?.occupantId ?? null, since: place?.occupantId ? place.since : null };
      }),
    );
    return { freezer, box: { id: boxId, rows } };
  },
});

export const placeCommands = [defineFreezer] as const;
export const placeQueries = [listFreezers, showFreezer] as const;
