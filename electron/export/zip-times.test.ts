// The time stamps of archives: all of them set, nothing else touched.
// Must not write a Word file: any archive will do.

import { describe, expect, test } from 'vitest';
import { ZipArchive } from '../import/zip.ts';
import { zipBytes } from '../import/testing/workbook-writer.ts';
import { accepted } from '../testing/bench-notebook.ts';
import { withTimes } from './zip-times.ts';

const parts = { 'a.txt': 'first', 'folder/b.txt': 'second', 'c.txt': '' };

describe('withTimes', () => {
  test('sets the time of every entry in both places, and leaves contents and sizes as they were', () => {
    const before = zipBytes(parts);
    const after = withTimes(before, '2026-11-24T13:45:58.900Z');
    const archive = accepted(ZipArchive.open(after));
    for (const [name, text] of Object.entries(parts)) {
      expect(new TextDecoder().decode(accepted(archive.read(name)))).toBe(text);
    }
    // 13 h, 45 min, 29 × 2 s; 46 years after 1980, November, 24.
    const stamp = Buffer.from([0xbd, 0x6d, 0x78, 0x5d]).toString('hex');
    expect(Buffer.from(after).toString('hex').split(stamp)).toHaveLength(2 * Object.keys(parts).length + 1);
    expect(after).toHaveLength(before.length);
    expect(withTimes(after, '2026-11-24T13:45:58.900Z')).toEqual(after);
    expect(withTimes(withTimes(before, '2031-01-01T00:00:00Z'), '2026-11-24T13:45:58.900Z')).toEqual(after);
  });

  test('refuses what is no archive, or one that is cut off', () => {
    expect(() => withTimes(new Uint8Array([1, 2, 3]), '2026-11-24T13:45:58Z')).toThrow('no end');
    const whole = zipBytes(parts);
    const broken = whole.slice();
    broken.set([0, 0, 0, 0], whole.indexOf(0x02, 60) - 3);
    expect(() => withTimes(whole.slice(0, -1), '2026-11-24T13:45:58Z')).toThrow('no end');
  });
});
