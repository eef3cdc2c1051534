// Corrections of one entity as printed: the old value struck through, the new one, who, when and why.
// Must not guess: what was and what is comes from the record of the correction.

import { say } from '../catalogue/catalogue.ts';
import type { LoggedRecord } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { flow, span, type Block, type Spans } from './document.ts';
import { titled } from './run-blocks.ts';
import type { ReportSource, Subject } from './source.ts';
import { measure, payloadText, textOr, when, type Wording } from './wording.ts';

const mostCorrections = 1000;

/** Payloads that hold one old and one new number. */
const measured = [
  { old: 'from', current: 'weightKg', unit: 'kg' },
  { old: 'fromMicrolitre', current: 'remainingMicrolitre', unit: 'µL' },
] as const;

export function correctionBlocks(
  source: ReportSource,
  wording: Wording,
  subject: Subject,
  kinds: readonly string[],
): readonly Block[] {
  const records = source.query.records({
    subjectType: subject.type,
    subjectId: subject.id,
    kinds,
    limit: mostCorrections,
  });
  if (records.length === 0) return [];
  return titled(say('report.corrections'), {
    kind: 'table',
    columns: [
      { label: say('report.time'), share: 31 },
      { label: say('report.what'), share: 44 },
      { label: say('report.why'), share: 34 },
      { label: say('report.by'), share: 20 },
    ],
    rows: records
      .toReversed()
      .map((record) => [
        flow(when(record.occurredAt)),
        changeOf(record),
        flow(textOr(record.reason)),
        flow(wording.person(record.performedBy)),
      ]),
  });
}

function changeOf({ payload }: LoggedRecord): Spans {
  const { from, to } = payload;
  if (isObject(from) && isObject(to)) {
    return flow(span(payloadText(from), 'struck'), ' ', payloadText(to));
  }
  for (const { old, current, unit } of measured) {
    const [was, is] = [payload[old], payload[current]];
    if (typeof was === 'string' && typeof is === 'string') {
      return flow(span(measure(was, unit), 'struck'), ' ', span(measure(is, unit), 'strong'));
    }
  }
  return flow(payloadText(payload));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
