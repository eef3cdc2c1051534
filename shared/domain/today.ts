// The Today board: what is overdue, due now, next and later, of all animals, runs and people at once.
// Must not compute a kind of work itself: today-items.ts does; here they are put in order and counted.

import { z } from 'zod';
import { defineQuery, type QueryContext } from '../kernel/decider.ts';
import { epochOf } from '../kernel/time.ts';
import {
  deviationItems,
  doseItems,
  enrolmentItems,
  observationItems,
  sampleItems,
  settingItems,
  stepItems,
  storageItems,
  timerItems,
  type Lane,
  type TodayItem,
} from './today-items.ts';

const lanes = ['overdue', 'now', 'next', 'later'] as const satisfies readonly Lane[];

/** Within a lane: what is planned ahead as it comes, then what ends first, then what has no end by its beginning. */
function byUrgency(left: TodayItem, right: TodayItem): number {
  return (
    lanes.indexOf(left.lane) - lanes.indexOf(right.lane) ||
    plannedFor(left) - plannedFor(right) ||
    timeOf(left.windowTo) - timeOf(right.windowTo) ||
    timeOf(left.windowFrom) - timeOf(right.windowFrom) ||
    (left.key < right.key ? -1 : 1)
  );
}

function plannedFor({ lane, kind, windowFrom }: TodayItem): number {
  if (lane !== 'next' && lane !== 'later') return 0;
  return timeOf(kind === 'sample' ? windowFrom : null);
}

function timeOf(text: string | null): number {
  return text === null ? Number.MAX_SAFE_INTEGER : epochOf(text);
}

/** What can run out of time. */
function limitedItems(context: QueryContext): readonly TodayItem[] {
  const { read, now } = context;
  return [
    ...sampleItems(read, now),
    ...timerItems(read, now),
    ...observationItems(context),
    ...doseItems(read, now),
  ];
}

/** How much of the board is overdue, for the mark that every screen shows: only what has a limit is looked at. */
export const overdueCount = defineQuery({
  name: 'today.overdueCount',
  input: z.object({}),
  answer: (_, context) => ({
    count: limitedItems(context).filter(({ lane }) => lane === 'overdue').length,
  }),
});

/**
 * Everything that is to be done (issue section 7, PAIN-11). What it costs depends on the animals whose study is not
 * over and on open work, not on the length of the log: every list goes through an index.
 */
export const todayBoard = defineQuery({
  name: 'today.board',
  input: z.object({}),
  answer(_, context) {
    const { read } = context;
    const items = [
      ...limitedItems(context),
      ...storageItems(read),
      ...stepItems(read),
      ...deviationItems(read),
      ...enrolmentItems(read),
      ...settingItems(read),
    ].toSorted(byUrgency);
    const inLane = (lane: Lane) => items.filter((item) => item.lane === lane).length;
    return {
      items,
      counts: {
        overdue: inLane('overdue'),
        now: inLane('now'),
        next: inLane('next'),
        later: inLane('later'),
        running: items.filter((item) => item.kind === 'timer' && item.isRunning).length,
        blocked: items.filter((item) => item.isBlocked).length,
      },
    };
  },
});

export const todayQueries = [todayBoard, overdueCount] as const;
