// The audit trail as printed: every record in scope, in total order, with its values; long inputs of assays by hash.
// Must not leave out a record: what the reader may not see keeps its line and shows a code, and what is long its hash.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { say } from '../catalogue/catalogue.ts';
import { Assay } from '../domain/assay.ts';
import { recordPayload } from '../domain/audit.ts';
import { blindCode } from '../domain/blinding.ts';
import { Dose } from '../domain/dose.ts';
import { Lot } from '../domain/lot.ts';
import { viewOfDose } from '../domain/dose-queries.ts';
import { Protocol } from '../domain/protocol.ts';
import { canonical } from '../kernel/canonical.ts';
import type { LoggedRecord } from '../kernel/decider.ts';
import type { Json, JsonObject } from '../kernel/record.ts';
import { flow, joined, span, type AuditLine, type Spans } from './document.ts';
import type { ReportSource, Subject } from './source.ts';
import { blinded, lateness, payloadText, reasonOf, when, type Wording } from './wording.ts';

/** What is done to a lot around a dose: its time alone would tell which lot an animal got. */
const tellingKinds = new Set([
  'lot.taken',
  'lot.returned',
  'lot.thawed',
  'lot.suspensionMeasured',
  'lot.remainingCorrected',
]);

export function* auditLines(
  source: ReportSource,
  wording: Wording,
  subjects: readonly Subject[] | null,
): Iterable<AuditLine> {
  const concealedDoses = dosesToCheck(source);
  for (const record of source.records(subjects)) yield auditLine(source, wording, concealedDoses, record);
}

/** Doses whose first entry the reader must not see before the second. */
function dosesToCheck({ read, reader }: ReportSource): ReadonlySet<string> {
  const waiting = read.list(Dose, { status: 'awaiting-check' });
  return new Set(waiting.filter((dose) => viewOfDose(read, reader, dose).isConcealed).map((dose) => dose.id));
}

function auditLine(
  source: ReportSource,
  wording: Wording,
  concealedDoses: ReadonlySet<string>,
  record: LoggedRecord,
): AuditLine {
  if (!wording.mayKnow && record.subjectType === Lot.type) {
    const isOwn = source.scope.kind === 'lot';
    // In the lot's own document even the position would tell: the record of the dose stands beside it.
    if (!isOwn) return { kind: 'record', seq: record.seq, head: [blinded()], text: [] };
    if (tellingKinds.has(record.kind)) return { kind: 'record', seq: null, head: [blinded()], text: [] };
  }
  const isConcealed = record.subjectType === Dose.type && concealedDoses.has(record.subjectId);
  return {
    kind: 'record',
    seq: record.seq,
    head: [
      span(`${when(record.occurredAt)}   ${when(record.recordedAt)}   `),
      span(record.kind, 'strong'),
      span(`   ${record.subjectType}/${record.subjectId}`),
    ],
    text: joined([
      whoText(wording, record),
      flow(say(`report.source-${record.source}`)),
      flow(lateness(record.occurredAt, record.recordedAt)),
      payloadSpans(source, record, isConcealed),
      reasonOf(record.reason),
      flow(record.hash.slice(0, 16)),
    ]),
  };
}

function whoText(wording: Wording, record: LoggedRecord): Spans {
  const { author, performedBy, witnessedBy } = record;
  const parts = [
    `${wording.person(performedBy)}${performedBy === author ? '' : `, ${say('report.typed-by', { who: wording.person(author) })}`}`,
    ...(witnessedBy === null ? [] : [say('report.witnessed-by', { who: wording.person(witnessedBy) })]),
  ];
  return flow(parts.join(', '));
}

/** More of an evaluation than this is read in the log, not on paper: a plate fills pages. */
const mostCharacters = 2000;

/** What was measured and computed, where it is long, by its hash; the numbers stand in the chapter of the assays. */
function withoutLongParts(payload: JsonObject): JsonObject {
  const parts = Object.entries(payload).map(([key, value]): [string, Json] => {
    if (value === null || typeof value !== 'object') return [key, value];
    const whole = canonical(value);
    if (whole.length <= mostCharacters) return [key, value];
    const hash = bytesToHex(sha256(utf8ToBytes(whole)));
    return [key, say('report.audit-shortened', { characters: whole.length, hash })];
  });
  return Object.fromEntries(parts);
}

function payloadSpans({ read, reader }: ReportSource, record: LoggedRecord, isConcealed: boolean): Spans {
  if (isConcealed) return [blinded()];
  const payload = recordPayload(read, reader, record);
  // A released protocol is long and stands in its own chapter; the hash ties both.
  if (record.subjectType === Protocol.type && payload['definition'] !== undefined) {
    const { definition: _, ...rest } = payload;
    return flow(`${payloadText(rest)} · ${say('report.protocol-is-printed')}`);
  }
  const text = payloadText(record.subjectType === Assay.type ? withoutLongParts(payload) : payload);
  if (text === '') return [];
  return text
    .split(new RegExp(`(?<=: )(${blindCode})(?= ·|$)`))
    .map((part) => (part === blindCode ? blinded() : span(part)))
    .filter((part) => part.text !== '');
}
