// The bytes under a record's hash, built here a second time over a real encoder and from the document alone.
// Must not reuse the code under test for what it expects.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashedColumns, hashInput, recordColumns, utf8Length, type StoredRecord } from './record.ts';

const encoder = new TextEncoder();

/** A netstring over bytes: `LENGTH:BYTES,`. */
function netstring(value: string | number | null): Uint8Array {
  if (value === null) return encoder.encode('-,');
  const bytes = encoder.encode(String(value));
  return Uint8Array.from([...encoder.encode(`${bytes.length}:`), ...bytes, ...encoder.encode(',')]);
}

const text = fc.string({ unit: 'binary' });
const anyRecord: fc.Arbitrary<StoredRecord> = fc.record({
  seq: fc.nat(),
  id: text,
  device: text,
  deviceSeq: fc.nat(),
  lamport: fc.nat(),
  kind: text,
  kindVersion: fc.nat(),
  subjectType: text,
  subjectId: text,
  author: text,
  performedBy: text,
  witnessedBy: fc.option(text),
  occurredAt: text,
  recordedAt: text,
  source: fc.constantFrom('typed', 'scanned', 'imported', 'computed', 'device'),
  reason: fc.option(text),
  basis: text,
  payload: text,
  sealed: fc.option(text),
  prev: text,
  hash: text,
});

describe('[P11-10a] what the hash of a record covers', () => {
  test('every column from id to prev in the order of the document, and neither seq nor the hash itself', () => {
    expect(hashedColumns).toEqual(
      `id device deviceSeq lamport kind kindVersion subjectType subjectId author performedBy witnessedBy occurredAt
       recordedAt source reason basis payload sealed prev`.split(/\s+/),
    );
    expect(recordColumns).toEqual(['seq', ...hashedColumns, 'hash']);
  });

  test('a record written out by hand', () => {
    const record: StoredRecord = {
      seq: 9,
      id: 'a',
      device: 'device-1',
      deviceSeq: 12,
      lamport: 300,
      kind: 'animal.weighed',
      kindVersion: 1,
      subjectType: 'animal',
      subjectId: 'P07',
      author: 'tech-1',
      performedBy: '外科',
      witnessedBy: null,
      occurredAt: 't',
      recordedAt: 'u',
      source: 'typed',
      reason: '',
      basis: '{}',
      payload: '{"weight":"22.4 µg"}',
      sealed: null,
      prev: 'p',
      hash: 'h',
    };
    expect(hashInput(record)).toBe(
      '1:a,8:device-1,2:12,3:300,14:animal.weighed,1:1,6:animal,3:P07,6:tech-1,6:外科,-,1:t,1:u,5:typed,0:,2:{},' +
        '21:{"weight":"22.4 µg"},-,1:p,',
    );
  });

  test('the netstrings of the stored bytes, for any text', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const byHand = hashedColumns.flatMap((column) => [...netstring(record[column])]);
        expect([...encoder.encode(hashInput(record))]).toEqual(byHand);
      }),
    );
  });

  test('two records that differ in one column, or move text between two, differ in their bytes', () => {
    fc.assert(
      fc.property(anyRecord, fc.constantFrom(...hashedColumns), text, (record, column, other) => {
        fc.pre(encoder.encode(String(record[column])).join() !== encoder.encode(other).join());
        const changed = { ...record, [column]: other };
        expect(hashInput(changed)).not.toBe(hashInput(record));
      }),
    );
    const base = { kind: 'ab', subjectType: 'c' };
    const [record] = fc.sample(anyRecord, 1);
    if (!record) throw new Error('no sample');
    expect(hashInput({ ...record, ...base })).not.toBe(
      hashInput({ ...record, kind: 'a', subjectType: 'bc' }),
    );
    expect(hashInput({ ...record, reason: null })).not.toBe(hashInput({ ...record, reason: '' }));
  });
});

describe('utf8Length', () => {
  test('is the number of bytes that an encoder writes, lone surrogates included', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(utf8Length(one)).toBe(encoder.encode(one).length);
      }),
    );
    // Code units drawn one by one give many lone surrogates, and pairs across the draw.
    const units = fc.array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })));
    fc.assert(
      fc.property(units, (codes) => {
        const one = String.fromCharCode(...codes);
        expect(utf8Length(one)).toBe(encoder.encode(one).length);
      }),
    );
  });

  test.each([
    ['', 0],
    ['a', 1],
    ['\u007f\u0080', 3],
    ['µ', 2],
    ['\u07ff\u0800', 5],
    ['中', 3],
    ['😀', 4],
    ['\ud800', 3],
    ['\udc00\ud800', 6],
    ['\ud83d\ud83d\ude00', 7],
    ['\u0000', 1],
  ])('%j has %i bytes', (one, bytes) => {
    expect(utf8Length(one)).toBe(bytes);
  });
});
