// The items of the Today board as lines of its columns: animal, what, window, who, and where a line leads.
// Must not put items into lanes or in order: they come so.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { localClock, localDay } from '../../../shared/kernel/time.ts';

export type TodayItem = QueryValue<'today.board'>['items'][number];

/** Which screen shows what an item is about. */
export const screenOf: Readonly<Record<TodayItem['target']['screen'], string>> = {
  animal: 'animals',
  samples: 'samples',
  run: 'runs',
  lot: 'lots',
  dose: 'dose',
  deviations: 'deviations',
  settings: 'settings',
};

/** The animal, or what kind of work it is where there is none. */
export function titleOf(item: TodayItem): string {
  return item.animalId ?? say(`today-page.kind.${item.kind}`);
}

/** The people expected to do it, else the role. */
export function whoOf(item: TodayItem, nameOf: (userId: string) => string): string {
  return item.who.length > 0 ? item.who.map(nameOf).join(', ') : say(`role.${item.role}`);
}

/** `until 14:00`, `due 23 Nov 14:00`; the day is left out when it is `today`. Empty without a time. */
export function windowOf({ lane, kind, windowFrom, windowTo }: TodayItem, today: string): string {
  if (lane === 'overdue' && windowTo !== null)
    return say('today-page.was-due', { time: short(windowTo, today) });
  const isAhead = kind === 'sample' && (lane === 'next' || lane === 'later');
  if (isAhead && windowFrom !== null) return aheadOf(windowFrom, windowTo, today);
  if (windowTo !== null) return say('today-page.until', { time: short(windowTo, today) });
  if (windowFrom === null) return '';
  const time = short(windowFrom, today);
  return kind === 'step' ? say('today-page.run-began', { time }) : say('today-page.since', { time });
}

function aheadOf(from: string, to: string | null, today: string): string {
  if (to === null) return say('today-page.from', { time: short(from, today) });
  return say('today-page.between', { from: short(from, today), to: short(to, localDay(from)) });
}

function short(at: string, day: string): string {
  const clock = localClock(at, false);
  return localDay(at) === day ? clock : `${dayText(localDay(at), day)} ${clock}`;
}

/** `26 Nov`; with the year where it is not that of `other`. */
function dayText(day: string, other: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = say('today-page.months').split(' ')[Number(month) - 1] ?? month;
  return `${Number(date)} ${name}${other.startsWith(year) ? '' : ` ${year}`}`;
}

/** The calendar day on this machine, only to leave it out of times. */
export function machineDay(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
