// Verification on real files: changed attachments, schema, identity, indexes, and any byte that somebody reads.
// Must not test the sentences of single columns: verify.test.ts does.

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordColumns } from '../../shared/kernel/record.ts';
import { SoundNotebook } from '../testing/sound-notebook.ts';
import { flipByte, lastByteOfFirstCell, openPlain, tampered } from '../testing/tampering.ts';
import { verify } from './verify.ts';

let sound: SoundNotebook;
beforeAll(() => {
  sound = new SoundNotebook();
});
afterAll(() => sound.remove());

/** Part of a sentence; typed so that it fits into what is expected. */
const told = (text: string): unknown => expect.stringContaining(text);

describe('[P11-10a] a changed attachment is found', () => {
  const added = () => sound.seqOf(`kind = 'attachment.added' AND payload ->> '$.hash' = '${sound.keptHash}'`);
  const mismatch = () => ({ seq: added(), what: told(`attachment ${sound.keptHash}`) });

  test.each([
    ['one byte', "bytes = CAST(x'00' || substr(bytes, 2) AS BLOB)", 1],
    ['the order of chunks', 'position = 7', 0],
    ['a gap in the positions', 'position = 3', 2],
    ['a shorter chunk', 'bytes = substr(bytes, 2)', 2],
  ])('%s', (_, change, position) => {
    const report = sound.afterSql(
      `UPDATE attachmentChunk SET ${change} WHERE hash = '${sound.keptHash}' AND position = ${position}`,
    );
    expect(report.problems).toEqual([mismatch()]);
    expect(report.attachments).toEqual({ checked: 2, mismatched: 1 });
  });

  test.each([
    ['a chunk is missing', `DELETE FROM attachmentChunk WHERE hash = '$' AND position = 1`],
    ['all chunks are missing and nobody has withheld them', `DELETE FROM attachmentChunk WHERE hash = '$'`],
    ['the size', `UPDATE attachment SET size = size + 1 WHERE hash = '$'`],
    [
      'the whole file',
      `DELETE FROM attachmentChunk WHERE hash = '$'; DELETE FROM attachment WHERE hash = '$'`,
    ],
  ])('%s', (_, sql) => {
    const report = sound.afterSql(sql.replaceAll('$', sound.keptHash));
    expect(report.problems).toContainEqual(mismatch());
    expect(report.attachments.mismatched).toBe(1);
  });

  test('a file that no record names, and a chunk that no file names', () => {
    const other = 'a'.repeat(64);
    const file = sound.afterSql(`INSERT INTO attachment (hash, size) VALUES ('${other}', 0)`);
    expect(file.problems).toContainEqual({ seq: null, what: told(other) });
    const chunk = sound.afterSql(
      `INSERT INTO attachmentChunk (hash, position, bytes) VALUES ('${other}', 0, x'00')`,
    );
    expect(chunk.problems).toContainEqual({ seq: null, what: told('attachmentChunk') });
  });

  test('some of the bytes of a withheld file are left', () => {
    const report = sound.afterSql(
      `INSERT INTO attachmentChunk (hash, position, bytes) VALUES ('${sound.withheldHash}', 0, x'00')`,
    );
    expect(report.problems).toEqual([
      {
        seq: sound.seqOf(`kind = 'attachment.added' AND payload ->> '$.hash' = '${sound.withheldHash}'`),
        what: told(sound.withheldHash),
      },
    ]);
  });
});

describe('[P11-10a] a changed schema or identity is found', () => {
  const schemaProblem = { seq: null, what: told('tables, indexes or triggers differ') };

  test.each([
    'DROP TRIGGER recordIsNotChanged',
    'DROP INDEX recordBySubject',
    'DROP INDEX entityByCode',
    'CREATE TABLE other (x)',
    'CREATE TRIGGER other AFTER INSERT ON record BEGIN SELECT 1; END',
    "CREATE TRIGGER sqliteXother AFTER INSERT ON entity BEGIN UPDATE entity SET state = '{}'; END",
    'CREATE VIEW other AS SELECT * FROM record',
    'ALTER TABLE record ADD COLUMN other TEXT',
    'ANALYZE',
  ])('%s', (sql) => {
    sound.database.exec('BEGIN');
    try {
      sound.database.exec(sql);
      expect(verify(sound.database).problems).toContainEqual(schemaProblem);
    } finally {
      sound.database.exec('ROLLBACK');
    }
  });

  test('another notebook id, and none', () => {
    const other = sound.afterSql("UPDATE notebook SET value = 'other' WHERE name = 'id'");
    expect(other.problems).toEqual([{ seq: 1, what: told('does not follow') }]);
    expect(sound.afterSql("DELETE FROM notebook WHERE name = 'id'").problems).toContainEqual({
      seq: null,
      what: told('no id'),
    });
  });
});

describe('[P11-10a] bytes of the file itself', () => {
  const indexes = ['sqlite_autoindex_record_1', 'sqlite_autoindex_record_2', 'recordBySubject'];

  test.each([...indexes, 'entityByStatus', 'entityByAnimal', 'sqlite_autoindex_attachmentChunk_1'])(
    'the index %s',
    (name) => {
      const report = sound.afterBytes((path) => flipByte(path, lastByteOfFirstCell(path, name)));
      expect(report?.problems.map((one) => one.what).join()).toContain(name);
    },
  );

  test.each([
    '"weightKg":"22.6"',
    'weekly weighing',
    'miniature pig',
    'CREATE TRIGGER recordIsNotDeleted',
    'liver.tif',
  ])('in every place where the file has %s: it is found, or nothing that can be read has changed', (text) => {
    const bytes = readFileSync(sound.path);
    const before = everything(sound.path);
    const unnoticed: number[] = [];
    let found = 0;
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
      const report = sound.afterBytes((path) => flipByte(path, at + 3));
      if (report?.ok !== true) found += 1;
      // The unused part of a page keeps old copies, which nobody reads.
      else if (everything(sound.copyPath) !== before) unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
    expect(found).toBeGreaterThan(0);
  });
});

/** Every value of every table, and the schema. */
function everything(path: string): string {
  const plain = openPlain(path);
  try {
    const tables = ['sqlite_schema', ...Object.keys(columns), 'credential', 'heartbeat'];
    return tables
      .map((table) => JSON.stringify(plain.prepare(`SELECT * FROM ${table}`).raw().all()))
      .join('\n');
  } finally {
    plain.close();
  }
}

const columns: Record<string, readonly string[]> = {
  record: recordColumns,
  entity: ['type', 'id', 'version', 'reducer', 'state'],
  attachment: ['hash', 'size'],
  attachmentChunk: ['hash', 'position', 'bytes'],
  notebook: ['name', 'value'],
};
const keys: Record<string, string> = {
  record: 'seq',
  entity: 'type, id',
  attachment: 'hash',
  attachmentChunk: 'hash, position',
  notebook: 'name',
};
const places = Object.entries(columns).flatMap(([table, names]) =>
  names.map((column) => ({ table, column })),
);

test('[P11-10a] one random byte of a random value anywhere is found', () => {
  const drawn = fc.record({
    place: fc.constantFrom(...places),
    row: fc.nat(),
    byte: fc.nat(),
    mask: fc.integer({ min: 1, max: 255 }),
  });
  fc.assert(
    fc.property(drawn, ({ place, row, byte, mask }) => {
      let isChanged = false;
      const work = () => {
        isChanged = flip(place.table, place.column, row, byte, mask);
      };
      const isFound = tampered(sound.database, work, () => !isChanged || !verify(sound.database).ok);
      fc.pre(isChanged);
      expect(isFound).toBe(true);
    }),
    { numRuns: 150 },
  );
}, 60_000);

/** False when SQLite itself refuses the change, as for a state that would no longer be JSON. */
function flip(table: string, column: string, row: number, byte: number, mask: number): boolean {
  // By name: a number would mean a column of whatever is selected, and another row in each of the two questions.
  const key = keys[table] ?? '';
  const count = sound.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const old = sound.database
    .prepare(
      `SELECT CAST(${column} AS BLOB) AS bytes, typeof(${column}) AS kind FROM ${table} ORDER BY ${key} LIMIT 1 OFFSET ?`,
    )
    .get(row % count) as { bytes: Buffer | null; kind: string };
  const all = sound.database
    .prepare(`SELECT * FROM ${table} ORDER BY ${key} LIMIT 1 OFFSET ?`)
    .get(row % count) as object;
  const identity = Object.entries(all).slice(0, table === 'attachmentChunk' ? 2 : table === 'entity' ? 2 : 1);
  const value =
    old.kind === 'integer' ? Number(old.bytes) ^ mask : old.bytes === null ? 'x' : flipped(old.bytes);
  function flipped(bytes: Buffer): Buffer {
    const copy = Buffer.from(bytes);
    const at = byte % Math.max(1, copy.length);
    copy[at] = (copy[at] ?? 0) ^ mask;
    return copy;
  }
  const cast = old.kind === 'blob' || old.kind === 'integer' ? '?' : 'CAST(? AS TEXT)';
  const where = identity.map(([name]) => `${name} = ?`).join(' AND ');
  try {
    const bound = typeof value === 'number' ? BigInt(value) : value;
    sound.database
      .prepare(`UPDATE ${table} SET ${column} = ${cast} WHERE ${where}`)
      .run(bound, ...identity.map(([, one]) => one as string));
    return true;
  } catch {
    return false;
  }
}
