// Corrections of one entity as printed: the old value struck through, the new one, who, when and why.
// Must not guess: what was and what is comes from the record of the correction.

import { say } from '../catalogue/catalogue.ts';
import type { LoggedRecord } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { flow, span, type Block, type Spans } from './document.ts';
import { titled } from './run-blocks.ts';
import type { ReportSource, Subject } from './source.ts';
import { payloadText, textOr, when, type Wording } from './wording.ts';

const mostCorrections = 1000;

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
      { label: say('report.time'), share: 26 },
      { label: say('report.what'), share: 44 },
      { label: say('report.why'), share: 34 },
      { label: say('report.by'), share: 20 },
    ],
    rows: records.toReversed().map((record) => [
      flow(when(record.occurredAt)),
      changeOf(record),
      flow(textOr(record.reason)),
      flow(wording.person(record.performedBy)),
    ]),
  });
}

function changeOf({ payload }: LoggedRecord): Spans {
  const from = payload['from'];
  if (isObject(from) && isObject(payload['to'])) {
    return flow(span(payloadText(from), 'struck'), ' ', payloadText(payload['to']));
  }
  const old = from ?? payload['fromMicrolitre'] ?? null;
  const { from: _from, fromMicrolitre: _old, recordId: _record, ...rest } = payload;
  return flow(span(payloadText(old), 'struck'), ' ', payloadText(rest));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
