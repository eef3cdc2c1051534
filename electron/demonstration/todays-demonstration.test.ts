// Which demonstration is opened, and when: found again, made anew beside the old ones, never over them.
// Must not look into the study: study.test.ts does.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { momentIn } from '../../shared/domain/local-time.ts';
import { minuteMs } from '../../shared/kernel/time.ts';
import { openNotebook } from '../notebook/open.ts';
import { openConnection } from '../notebook/sqlite.ts';
import { accepted, TestFolder } from '../testing/bench-notebook.ts';
import { demonstrationFor, isDemonstrationOver } from './todays-demonstration.ts';

const makingMs = 120_000;
const zone = 'Asia/Shanghai';
const morning = Date.UTC(2026, 10, 24, 1, 3, 0);

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const at = (minutes: number) => momentIn(morning + minutes * minuteMs, zone);

async function opened(minutes: number, isContinued = false): Promise<string> {
  const { known } = folder.options();
  const place = { folder: folder.file('profile'), known, appVersion: '0.0.0-test' };
  return accepted(await demonstrationFor(place, at(minutes), isContinued)).path;
}

const isOver = (minutes: number) => isDemonstrationOver(folder.file('profile'), at(minutes));

describe('opening the demonstration of today', () => {
  it(
    'is made once and found again while the ischaemia on the table is within its plan',
    async () => {
      expect(isOver(0)).toBe(false);
      const first = await opened(0);
      expect(first).toMatch(/demonstration-\d{4}-\d{2}-\d{2}\.ascnb$/);
      const written = readFileSync(first);
      expect(await opened(10)).toEqual(first);
      expect(readFileSync(first).equals(written)).toBe(true);
      expect(isOver(10)).toBe(false);
      expect(folder.options().known.recall(first)).toBeDefined();
    },
    makingMs,
  );

  it(
    'is made anew beside the old one once the plan has passed, and the old one can be continued',
    async () => {
      const first = await opened(0);
      const written = readFileSync(first);
      expect(isOver(60)).toBe(true);
      expect(await opened(60, true)).toBe(first);
      const second = await opened(60);
      expect(basename(second)).toBe('demonstration-2026-11-24-2.ascnb');
      expect(isOver(60)).toBe(false);
      expect(await opened(65)).toBe(second);
      expect(readFileSync(first).equals(written)).toBe(true);
      const { notebook } = accepted(openNotebook(second, folder.options()));
      notebook.close();
    },
    makingMs,
  );

  it(
    'passes over a file that this version cannot go on with, and leaves it as it is',
    async () => {
      const first = await opened(0);
      const database = openConnection(first);
      database.exec('DROP INDEX entityByStatus');
      database.close();
      const changed = readFileSync(first);
      const second = await opened(1);
      expect(second).not.toBe(first);
      damage(second);
      expect(isOver(1)).toBe(true);
      writeFileSync(second, 'no notebook');
      expect(isOver(1)).toBe(true);
      expect(await opened(1)).not.toBe(second);
      expect(readFileSync(first).equals(changed)).toBe(true);
      expect(readFileSync(second, 'utf8')).toBe('no notebook');
    },
    makingMs,
  );
});

/** Overwrites the first page of the entities. */
function damage(path: string): void {
  const database = openConnection(path);
  const page = database
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'entity'")
    .pluck()
    .get() as number;
  const size = database.pragma('page_size', { simple: true }) as number;
  database.close();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, (page - 1) * size, page * size));
}
