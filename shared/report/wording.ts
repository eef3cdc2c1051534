// How the printed notebook writes people, times, numbers and payloads.
// Must not use a locale or time-zone data: a time is printed as it was written, with the offset known then.

import { say } from '../catalogue/catalogue.ts';
import { blindCode, mayKnowGroup } from '../domain/blinding.ts';
import { groupLabel, type DesignGroup } from '../domain/design.ts';
import { Lot } from '../domain/lot.ts';
import { designGroups } from '../domain/settings.ts';
import { User } from '../domain/user.ts';
import { deviceAuthor, type Json } from '../kernel/record.ts';
import { durationText, epochOf, lateAfterMs } from '../kernel/time.ts';
import { flow, span, type Span, type Spans } from './document.ts';
import type { ReportSource } from './source.ts';

const nothing = '–';
/** Keeps a number and its unit on one line. */
const bound = '\u00a0';

export class Wording {
  /** Whether the reader may know the group. */
  readonly mayKnow: boolean;
  readonly #names: ReadonlyMap<string, string>;
  readonly #lotCodes: ReadonlyMap<string, string>;
  readonly #design: readonly DesignGroup[];
  readonly #hidden: RegExp | null;

  constructor(source: ReportSource) {
    const { read, reader, scope } = source;
    this.mayKnow = mayKnowGroup(read, reader);
    this.#names = new Map(read.list(User).map((user) => [user.id, user.printedName]));
    this.#design = designGroups(read);
    const lots = read.list(Lot);
    this.#lotCodes = new Map(lots.map((lot) => [lot.id, lot.code]));
    const own = scope.kind === 'lot' ? scope.id : null;
    const hidden = this.mayKnow
      ? []
      : lots.filter((lot) => lot.id !== own).flatMap((lot) => [lot.id, lot.code]);
    this.#hidden = hidden.length === 0 ? null : anyOf(hidden);
  }

  /** Printed name, or the id of somebody without an account. */
  person(id: string | null): string {
    if (id === null) return nothing;
    return id === deviceAuthor ? say('report.device-itself') : (this.#names.get(id) ?? id);
  }

  people(ids: readonly string[]): string {
    return ids.length === 0 ? nothing : ids.map((id) => this.person(id)).join(', ');
  }

  lot(id: string | null): Span {
    if (id === null) return span(nothing);
    return this.mayKnow ? span(this.#lotCodes.get(id) ?? id, 'code') : blinded();
  }

  group(group: string | null): Span {
    if (!this.mayKnow) return blinded();
    return span(group === null ? nothing : groupLabel(this.#design, group));
  }

  /** The text without the lots that a blinded reader may not know. */
  conceal(text: string): string {
    return this.#hidden === null ? text : text.replaceAll(this.#hidden, blindCode);
  }
}

function anyOf(texts: readonly string[]): RegExp {
  const longestFirst = texts.toSorted((left, right) => right.length - left.length);
  return new RegExp(longestFirst.map((text) => text.replaceAll(/[^\w]/g, '\\$&')).join('|'), 'g');
}

export function blinded(): Span {
  return span(blindCode, 'blinded');
}

/** The value, or the code in its place where it is null because the reader may not know it. */
export function open(value: string | null | undefined): Span {
  return value === null || value === undefined ? blinded() : span(value);
}

/** `2026-03-02 08:11:24 +08:00`; a time without an offset as it stands. */
export function when(at: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})/.exec(at);
  if (!match) return at;
  const [, date, clock, offset] = match;
  return `${date} ${clock} ${offset === 'Z' ? 'UTC' : offset}`;
}

export function whenOr(at: string | null): string {
  return at === null ? nothing : when(at);
}

/** How much later than it happened it was recorded, when that counts as late; null when it does not. */
export function lateness(occurredAt: string, recordedAt: string): Span | null {
  const difference = epochOf(recordedAt) - epochOf(occurredAt);
  if (difference <= lateAfterMs) return null;
  return span(say('report.late', { by: durationText(difference) }), 'late');
}

/** By when it happened; what happened at the same moment stays in the order of recording. */
export function inOrder<One>(list: readonly One[], at: (one: One) => string): readonly One[] {
  return list.toSorted((left, right) => epochOf(at(left)) - epochOf(at(right)));
}

/** `22.4 kg`, never broken between the two. */
export function measure(value: string, unit: string | null): string {
  return unit === null || unit === '' ? value : `${value}${bound}${unit}`;
}

export function measureOr(value: string | null, unit: string | null): string {
  return value === null ? nothing : measure(value, unit);
}

export function textOr(text: string | null): string {
  return text === null || text === '' ? nothing : text;
}

export function yesNo(value: boolean): string {
  return say(value ? 'report.yes' : 'report.no');
}

export function reasonOf(reason: string | null): Spans {
  return reason === null || reason === '' ? [] : flow(say('report.reason', { reason }));
}

/** A double of a chart, to four significant digits, without an exponent. */
export function shortNumber(value: number | null): string {
  if (value === null) return nothing;
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(6, Math.max(0, 3 - size)));
}

/** A payload as one line of text: every value of it, measured ones with their unit; nothing is said of nothing. */
export function payloadText(payload: Json): string {
  if (payload === null) return nothing;
  if (typeof payload === 'boolean') return yesNo(payload);
  if (typeof payload !== 'object') return String(payload);
  if (isList(payload)) return payload.length === 0 ? nothing : payload.map(nested).join(', ');
  return Object.entries(payload)
    .filter(([, value]) => !isNothing(value))
    .map(([key, value]) => `${key}: ${nested(value)}`)
    .join(' · ');
}

function isNothing(value: Json): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function nested(value: Json): string {
  if (value === null || typeof value !== 'object') return payloadText(value);
  if (isList(value)) return value.length === 0 ? nothing : `[${value.map(nested).join(', ')}]`;
  const entries = Object.entries(value);
  const { value: amount, unit } = value as { readonly value?: Json; readonly unit?: Json };
  if (entries.length === 2 && typeof amount === 'string' && (unit === null || typeof unit === 'string')) {
    return measure(amount, unit);
  }
  return `{${entries.map(([key, one]) => `${key}: ${nested(one)}`).join(', ')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
