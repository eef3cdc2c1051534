// The demonstration as a file: sound, the same each time, made whole or not at all, by people who may (issue, section 10).
// Must not look at what happens in the study: that is study.test.ts.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { momentIn } from '../../shared/domain/local-time.ts';
import type { StoredRecord } from '../../shared/kernel/record.ts';
import { parseMoment, parseTime, minuteMs } from '../../shared/kernel/time.ts';
import { permissions } from '../../shared/permissions.ts';
import { takeFileLock } from '../notebook/file-lock.ts';
import { Notebook } from '../notebook/notebook.ts';
import { openForReading, openNotebook } from '../notebook/open.ts';
import { rebuild } from '../notebook/rebuild.ts';
import { verify } from '../notebook/verify.ts';
import { accepted, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { createDemonstration } from './demonstration.ts';

const makingMs = 120_000;
const now = momentIn(Date.UTC(2026, 10, 24, 6, 3, 0), 'Asia/Shanghai');

let folder: TestFolder;
let path: string;
let database: Database;
let made: { readonly records: number; readonly head: string };
/** Every command with the person who gave it. */
const given: { readonly name: string; readonly userId: string; readonly roles: readonly string[] }[] = [];
let turns = 0;

function make(to: string, at = now) {
  return createDemonstration(to, { ...folder.options(), seed: 7, now: at });
}

function hashes(of: Database): readonly unknown[] {
  return of.prepare('SELECT hash FROM record ORDER BY seq').pluck().all();
}

beforeAll(async () => {
  folder = new TestFolder();
  path = folder.file('demonstration.ascnb');
  // What a crash in the middle of an earlier making leaves behind.
  writeFileSync(`${path}.partial`, 'half a file');
  writeFileSync(`${path}.partial-wal`, 'half a log');
  const spied = vi.spyOn(Notebook.prototype, 'transact');
  const counting = setInterval(() => {
    turns += 1;
  });
  made = accepted(await make(path));
  clearInterval(counting);
  for (const [{ name }, , { userId, roles }] of spied.mock.calls) {
    // A file is attached by the service that lets a person choose it, and allowed by its name.
    given.push({ name: name === 'attachment.add' ? 'attachment.choose' : name, userId, roles });
  }
  spied.mockRestore();
  database = accepted(openForReading(path));
}, makingMs);

afterAll(() => {
  database.close();
  folder.remove();
});

describe('the file of the demonstration', () => {
  it('has at least 2,000 records, and its first one says that it is simulated', () => {
    expect(made.records).toBeGreaterThanOrEqual(2000);
    const first = database.prepare('SELECT * FROM record WHERE seq = 1').get() as StoredRecord;
    expect(first.kind).toBe('study.created');
    expect(JSON.parse(first.payload)).toMatchObject({ isSimulated: true });
  });

  it('[P11-10a] verifies', () => {
    const report = verify(database);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, records: made.records, devices: [{ head: made.head }] });
  });

  it('is left alone in its folder', () => {
    expect(readdirSync(folder.path).filter((name) => name.startsWith('demonstration'))).toEqual([
      'demonstration.ascnb',
    ]);
  });

  it('[ALC-2] walks forward in time and ends before the moment of making', () => {
    const rows = database.prepare('SELECT occurredAt, recordedAt FROM record ORDER BY seq').all() as Pick<
      StoredRecord,
      'occurredAt' | 'recordedAt'
    >[];
    const recorded = rows.map((row) => parseTime(row.recordedAt) ?? Number.NaN);
    expect(recorded).toEqual(recorded.toSorted((left, right) => left - right));
    expect(recorded.at(-1)).toBeLessThanOrEqual(now.epochMs);
    for (const [index, row] of rows.entries()) {
      const moment = parseMoment(row.occurredAt);
      expect(moment).toEqual(momentIn(moment?.epochMs ?? 0, now.zone));
      expect(moment?.epochMs).toBeLessThanOrEqual((recorded[index] ?? 0) + minuteMs);
    }
  });
});

describe('the making of the demonstration', () => {
  it('[P11-10g] gives every command by somebody whose role allows it', () => {
    // Founding a notebook, and what the session and the device note, are no commands of a person.
    const founding = ['study.create', 'user.create', 'protocol.releaseBuiltIn'];
    const byPeople = given.filter(
      ({ name, userId }) =>
        userId !== 'device' &&
        name !== 'session.noteSignIn' &&
        !(userId === 'administrator-1' && founding.includes(name)),
    );
    expect(byPeople.length).toBeGreaterThan(2000);
    const notAllowed = byPeople.filter(
      ({ name, roles }) => !roles.some((role) => permissions.get(name)?.includes(role as never)),
    );
    expect(notAllowed).toEqual([]);
    expect(new Set(byPeople.map((one) => one.userId)).size).toBe(9);
  });

  it('lets other work of the process have its turn', () => {
    expect(turns).toBeGreaterThan(20);
  });

  it(
    'gives the same records for the same seed and moment, byte for byte',
    async () => {
      const again = folder.file('again.ascnb');
      const later = { ...now, epochMs: now.epochMs + 5 * minuteMs };
      expect(accepted(await make(again, later))).toEqual(made);
      const second = accepted(openForReading(again));
      expect(hashes(second)).toEqual(hashes(database));
      expect(second.prepare('SELECT * FROM notebook').all()).toEqual(
        database.prepare('SELECT * FROM notebook').all(),
      );
      second.close();
    },
    makingMs,
  );

  it('never writes over a file, and leaves nothing behind when it is refused', async () => {
    const before = readFileSync(path);
    expect(refusedWith(await make(path))).toBe('notebook.exists');
    expect(readFileSync(path).equals(before)).toBe(true);
    const other = folder.file('other.ascnb');
    const lock = takeFileLock(`${other}.partial`);
    expect(refusedWith(await make(other))).toBe('notebook.in-use');
    lock?.release();
    expect(existsSync(other)).toBe(false);
    expect(refusedWith(await make(folder.file('no such folder/demonstration.ascnb')))).toBe(
      'notebook.no-folder',
    );
  });
});

describe('opening the demonstration', () => {
  it('continues the chain of the device that made it, and rebuilds to the same entities', () => {
    const { notebook, anchor } = accepted(openNotebook(path, folder.options()));
    expect(anchor).toBe('continued');
    expect(notebook.head).toMatchObject({ seq: made.records, head: made.head });
    expect(notebook.database.pragma('synchronous', { simple: true })).toBe(2);
    const stored = () => notebook.database.prepare('SELECT * FROM entity ORDER BY type, id').all();
    const before = stored();
    rebuild(notebook.database, path);
    expect(stored()).toEqual(before);
    notebook.close();
  });
});
