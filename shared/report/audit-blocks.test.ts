// The audit trail as printed: long inputs of assays by their hash, everything else whole.
// Must not test how it is set on a page, nor what a blinded reader sees: pdf.test.ts does.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, it } from 'vitest';
import { elisaPlate } from '../assays/testing/measured.ts';
import { Bench } from '../domain/testing/bench.ts';
import { canonical } from '../kernel/canonical.ts';
import type { LoggedRecord } from '../kernel/decider.ts';
import type { JsonObject } from '../kernel/record.ts';
import { auditLines } from './audit-blocks.ts';
import type { ReportSource } from './source.ts';
import { Wording } from './wording.ts';

function printedPayload(payload: JsonObject, subjectType = 'assay'): string {
  const bench = new Bench();
  const reader = { userId: bench.as, roles: bench.roles };
  const record: LoggedRecord = {
    ...recordFacts,
    kind: `${subjectType}.evaluated`,
    subjectType,
    payload,
  };
  const source: ReportSource = {
    scope: { kind: 'study' },
    notebookId: 'notebook',
    head: { seq: 1, hash: '', recordedAt: '', occurredAt: '' },
    reader,
    read: bench.read,
    query: { now: bench.now, actor: reader, read: bench.read, records: () => [] },
    count: () => ({ records: 1, corrections: 0, byType: new Map() }),
    records: () => [record],
    forget: () => {},
  };
  return [...auditLines(source, new Wording(source), null)]
    .flatMap((line) => ('text' in line ? line.text.map((span) => span.text) : []))
    .join('');
}

const recordFacts = {
  id: 'record-1',
  seq: 1,
  kindVersion: 1,
  subjectId: 'one',
  author: 'technician-1',
  performedBy: 'technician-1',
  witnessedBy: null,
  occurredAt: '2026-11-24T10:00:00.000+08:00[Asia/Shanghai]',
  lamport: 1,
  recordedAt: '2026-11-24T02:00:00.000Z',
  source: 'imported',
  reason: null,
  hash: '0'.repeat(64),
} as const;

it('[P11-10b] prints what an assay measured by its hash where it is long, and says where all of it is', () => {
  const input = JSON.parse(JSON.stringify(elisaPlate())) as JsonObject;
  const whole = canonical(input);
  const text = printedPayload({ title: 'IL-6, plate 1', input, output: { numbers: [] } });
  expect(text).toContain('title: IL-6, plate 1');
  expect(text).not.toContain('0.621');
  expect(text).toContain(`${whole.length} characters, SHA-256 ${bytesToHex(sha256(utf8ToBytes(whole)))}`);
  expect(text).toContain('exported log');
});

it('[P11-10b] prints a short input whole, and everything that is no assay', () => {
  expect(printedPayload({ input: { rule: 'pooled', field: '17 of 204' } })).toContain('17 of 204');
  const long = { note: { text: 'x'.repeat(5000) } };
  expect(printedPayload(long, 'note')).toContain('x'.repeat(5000));
});
