// Which attached files a document carries along: small ones, as long as they fit, and none that tells.
// Must not test how they get into a file: pdf.test.ts does.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttachmentState } from '../domain/attachment.ts';
import { carriedFiles } from './attachment-blocks.ts';

const hash = (number: number) => number.toString(16).padStart(8, '0').padEnd(64, '0');

function attachment(number: number, facts: Partial<AttachmentState> = {}): AttachmentState {
  return {
    id: `a${number}`,
    hash: hash(number),
    name: 'plate.csv',
    bytes: 1000,
    animalId: null,
    runId: null,
    lotId: null,
    status: 'kept',
    at: '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]',
    by: 'technician-1',
    ...facts,
  };
}

describe('the files that a document carries along', () => {
  test('[ALC-5] are those that are there and small, each once, with names that differ', () => {
    const list = [
      attachment(1),
      attachment(1, { id: 'again' }),
      attachment(2, { status: 'withheld' }),
      attachment(3, { bytes: 5_000_001 }),
      attachment(4, { bytes: 5_000_000 }),
    ];
    expect(carriedFiles(list, true).map((one) => one.hash)).toEqual([hash(1), hash(4)]);
    expect(new Set(carriedFiles(list, true).map((one) => one.name)).size).toBe(2);
  });

  test('leave out what belongs to a lot where the reader may not know the groups', () => {
    const list = [attachment(1, { lotId: 'lot-1' }), attachment(2, { animalId: 'P07' })];
    expect(carriedFiles(list, true)).toHaveLength(2);
    expect(carriedFiles(list, false).map((one) => one.hash)).toEqual([hash(2)]);
  });

  test('[PAIN-3] never hold more than a fixed number of bytes, and pass over only what would not fit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6_000_000 }), { maxLength: 40 }), (sizes) => {
        const list = sizes.map((bytes, index) => attachment(index, { bytes }));
        const carried = new Set(carriedFiles(list, true).map((one) => one.hash));
        let held = 0;
        for (const { bytes, hash: own } of list) {
          expect(carried.has(own)).toBe(bytes <= 5_000_000 && held + bytes <= 20_000_000);
          if (carried.has(own)) held += bytes;
        }
        expect(held).toBeLessThanOrEqual(20_000_000);
      }),
    );
  });
});
