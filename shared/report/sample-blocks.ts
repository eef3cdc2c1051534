// Samples as printed: planned and collected, where they lie, what became of them, what was missed and why.
// Must not compute a window: it prints the one that was recorded with the sample.

import { say } from '../catalogue/catalogue.ts';
import type { SampleState } from '../domain/sample.ts';
import { materialKeys, timePointKeys } from '../domain/schedule.ts';
import { localClock, localDay } from '../kernel/time.ts';
import { flow, joined, span, type Spans, type Table } from './document.ts';
import { measure, reasonOf, textOr, when, type Wording } from './wording.ts';

export function sampleTable(wording: Wording, samples: readonly SampleState[]): Table {
  return {
    kind: 'table',
    columns: [
      { label: say('report.sample'), share: 36 },
      { label: say('report.planned'), share: 44 },
      { label: say('report.collected'), share: 47 },
      { label: say('report.container'), share: 26 },
      { label: say('report.place'), share: 25 },
      { label: say('report.remarks'), share: 26 },
    ],
    rows: samples
      .toSorted(byPlan)
      .map((sample) => [
        flow(span(sample.id, 'strong'), span(`\n${materialText(sample)}`, 'muted')),
        flow(sample.plannedAt === null ? '–' : toMinute(sample.plannedAt), windowText(sample)),
        collectedText(wording, sample),
        flow(
          textOr(sample.container),
          sample.volumeMicrolitre === null ? null : `\n${measure(sample.volumeMicrolitre, 'µL')}`,
        ),
        flow(span(textOr(sample.placeId), 'code')),
        remarks(wording, sample),
      ]),
  };
}

function byPlan(left: SampleState, right: SampleState): number {
  const place = (one: SampleState) =>
    timePointKeys.indexOf(one.timePoint) * materialKeys.length + materialKeys.indexOf(one.material);
  return place(left) - place(right) || (left.id < right.id ? -1 : 1);
}

function materialText(sample: SampleState): string {
  const time = say(`sample.timePoint.${sample.timePoint}`);
  const material = say(`sample.material.${sample.material}`);
  return `${material}, ${time.toLowerCase()}`;
}

function windowText({ windowFrom, windowTo }: SampleState) {
  if (windowFrom === null && windowTo === null) return null;
  const isOneDay = windowFrom !== null && windowTo !== null && localDay(windowFrom) === localDay(windowTo);
  const from = windowFrom === null ? '…' : toMinute(windowFrom, false);
  const to = windowTo === null ? '…' : isOneDay ? localClock(windowTo, false) : toMinute(windowTo, false);
  return span(`\n${say('report.window', { from, to })}`, 'muted');
}

/** `2026-10-26 11:08 +08:00`: what is planned is planned to the minute. */
function toMinute(at: string, hasOffset = true): string {
  const [date = '', clock = '', offset = ''] = when(at).split(' ');
  return `${date} ${clock.slice(0, 5)}${hasOffset ? ` ${offset}` : ''}`;
}

function collectedText(wording: Wording, sample: SampleState): Spans {
  if (sample.collectedAt === null) return flow(span(say(`sample.status.${sample.status}`), 'alert'));
  const who = span(`\n${wording.person(sample.collectedBy)}`, 'muted');
  return flow(when(sample.collectedAt), who);
}

function remarks(wording: Wording, sample: SampleState): Spans {
  const isCorrected = (what: string) => what === 'corrected';
  return joined([
    flow(say(`sample.status.${sample.status}`)),
    sample.isOutsideWindow ? flow(span(say('report.outside-window'), 'alert')) : [],
    sample.aliquotOf === null ? [] : flow(say('report.aliquot')),
    reasonOf(sample.reason),
    ...sample.history
      .filter((one) => isCorrected(one.what))
      .map((one) =>
        flow(
          span(textOr(one.detail), 'struck'),
          ' ',
          say('report.corrected-by', { at: when(one.at), who: wording.person(one.by) }),
          ' ',
          ...reasonOf(one.reason),
        ),
      ),
  ]);
}
