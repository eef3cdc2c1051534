// The shape of one record of the append-only log, and the bytes that its hash covers.
// Must not compute hashes, read clocks or touch storage: callers bring their own SHA-256.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** How a value came into the notebook (P11-10h). */
export const sources = ['typed', 'scanned', 'imported', 'computed', 'device'] as const;
export type Source = (typeof sources)[number];

/** One row of table `record`, exactly as stored: `basis`, `payload` and `sealed` are text, never re-serialised. */
export interface StoredRecord {
  readonly seq: number;
  readonly id: string;
  readonly device: string;
  readonly deviceSeq: number;
  readonly lamport: number;
  readonly kind: string;
  readonly kindVersion: number;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly author: string;
  readonly performedBy: string;
  readonly witnessedBy: string | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly source: Source;
  readonly reason: string | null;
  readonly basis: string;
  readonly payload: string;
  readonly sealed: string | null;
  readonly prev: string;
  readonly hash: string;
}

/** The author of what no person did: gaps, overruns, clock changes, failed sign-ins. */
export const deviceAuthor = 'device';

/** The columns under the hash, in the order in which they are hashed. `seq` is this file's own and left out. */
export const hashedColumns = [
  'id',
  'device',
  'deviceSeq',
  'lamport',
  'kind',
  'kindVersion',
  'subjectType',
  'subjectId',
  'author',
  'performedBy',
  'witnessedBy',
  'occurredAt',
  'recordedAt',
  'source',
  'reason',
  'basis',
  'payload',
  'sealed',
  'prev',
] as const satisfies readonly (keyof StoredRecord)[];

export const recordColumns = ['seq', ...hashedColumns, 'hash'] as const;

type HashedRecord = Pick<StoredRecord, (typeof hashedColumns)[number]>;

/**
 * The text whose UTF-8 bytes are hashed: each column as a netstring `LENGTH:BYTES,`, numbers as decimal text,
 * null as `-,`. A verifier in any language can build it from the stored bytes alone.
 */
export function hashInput(record: HashedRecord): string {
  let input = '';
  for (const column of hashedColumns) {
    const value = record[column];
    if (value === null) {
      input += '-,';
    } else {
      const text = typeof value === 'number' ? String(value) : value;
      input += `${utf8Length(text)}:${text},`;
    }
  }
  return input;
}

/** Length in UTF-8 bytes; a lone surrogate counts as U+FFFD, which is what encoders write for it. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (unit >= 0xd800 && unit <= 0xdbff && isLowSurrogate(text.charCodeAt(index + 1))) {
      length += 2;
      index++;
    } else length += 2;
  }
  return length;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
