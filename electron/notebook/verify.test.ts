// Verification on real files: what is sound passes, and whatever is changed behind the notebook's back is found.
// Must not rely on one kind of attack: by SQL past the triggers, and by bytes of the file.

import fc from 'fast-check';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { addAttachment, withholdAttachment } from '../../shared/domain/attachment.ts';
import { weighAnimal } from '../../shared/domain/weighing.ts';
import { recordColumns, type StoredRecord } from '../../shared/kernel/record.ts';
import { accepted, director, TestFolder } from '../testing/bench-notebook.ts';
import { flipByte, lastByteOfFirstCell, openPlain, tampered } from '../testing/tampering.ts';
import { digestFile, storeAttachment } from './attachments.ts';
import { recordHash } from './log.ts';
import type { Notebook } from './notebook.ts';
import { openForReading } from './open.ts';
import { Cancelled, verify, type VerifyReport } from './verify.ts';

let folder: TestFolder;
let database: Database;
let keptHash = '';
let withheldHash = '';

const piglet = (animalId: string) => ({
  animalId,
  earTag: `E-${animalId}`,
  sex: 'female',
  birthDate: '2025-10-01',
  source: 'breeder',
  strain: 'miniature pig',
  purpose: 'study',
  housing: 'pen 1',
});

function attach(notebook: Notebook, name: string, bytes: number): { attachmentId: string; hash: string } {
  const path = folder.file(name);
  writeFileSync(path, Buffer.alloc(bytes, `bytes of ${name.length}`));
  const digest = digestFile(path);
  const about = { hash: digest.hash, name, bytes, animalId: 'P07', runId: null, lotId: null };
  const added = notebook.transact(addAttachment, about, director, {}, (open) =>
    storeAttachment(open, path, digest),
  );
  return { attachmentId: accepted(added).value.attachmentId, hash: digest.hash };
}

beforeAll(() => {
  folder = new TestFolder();
  const notebook = folder.create();
  for (const animalId of ['P07', 'P08', 'P09'])
    accepted(notebook.transact(registerAnimal, piglet(animalId), director));
  for (const weightKg of ['22.4', '22.6']) {
    const meta = { reason: 'weekly weighing', witnessedBy: director.userId };
    accepted(notebook.transact(weighAnimal, { animalId: 'P07', weightKg }, director, meta));
  }
  keptHash = attach(notebook, 'liver.tif', 2_500_000).hash;
  const wrong = attach(notebook, 'face.jpg', 70_000);
  withheldHash = wrong.hash;
  const { attachmentId } = wrong;
  accepted(
    notebook.transact(
      withholdAttachment,
      { attachmentId },
      director,
      { reason: 'a person is on it' },
      (open) => open.prepare('DELETE FROM attachmentChunk WHERE hash = ?').run(withheldHash),
    ),
  );
  notebook.close();
  database = openPlain(folder.file());
});
afterAll(() => {
  database.close();
  folder.remove();
});

function after(work: () => void): VerifyReport {
  return tampered(database, work, () => verify(database));
}

function afterSql(sql: string): VerifyReport {
  return after(() => database.exec(sql));
}

/** The report of a copy of the file whose bytes `change` has changed; undefined when it cannot even be opened. */
function afterBytes(change: (path: string) => void): VerifyReport | undefined {
  const path = folder.file('copy.ascnb');
  copyFileSync(folder.file(), path);
  change(path);
  const opened = openForReading(path);
  if (!opened.ok) return undefined;
  try {
    return verify(opened.value);
  } finally {
    opened.value.close();
  }
}

const seqOf = (where: string) =>
  database.prepare(`SELECT max(seq) FROM record WHERE ${where}`).pluck().get() as number;

describe('[P11-10a] a sound file', () => {
  test('passes, with counts, chains and a head for each device; withheld bytes are no problem', () => {
    const report = verify(database);
    const records = seqOf('true');
    const head = database.prepare('SELECT hash FROM record WHERE seq = ?').pluck().get(records);
    const device = database.prepare('SELECT device FROM record WHERE seq = 1').pluck().get();
    const entities = database.prepare('SELECT count(*) FROM entity').pluck().get();
    expect(report).toEqual({
      ok: true,
      records,
      devices: [{ device, records, head }],
      entities: { checked: entities, mismatched: 0 },
      attachments: { checked: 2, mismatched: 0 },
      problems: [],
    });
    expect(
      database.prepare('SELECT 1 FROM attachmentChunk WHERE hash = ?').get(withheldHash),
    ).toBeUndefined();
  });

  test('a reader that may not write verifies it, and nothing in the file changes by it', () => {
    const before = readFileSync(folder.file());
    expect(afterBytes(() => {})?.ok).toBe(true);
    expect(readFileSync(folder.file()).equals(before)).toBe(true);
    expect(readFileSync(folder.file('copy.ascnb')).equals(before)).toBe(true);
  });

  test('a caller can end it', () => {
    const shares: number[] = [];
    verify(database, { stepsBetweenReports: 5, onProgress: (share) => shares.push(share) > 0 });
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((left, right) => left - right));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    expect(() => verify(database, { stepsBetweenReports: 5, onProgress: () => false })).toThrow(Cancelled);
  });
});

describe('[P11-10a] a changed record is found with its position', () => {
  const textColumns = recordColumns.filter(
    (one) => !['seq', 'deviceSeq', 'lamport', 'kindVersion'].includes(one),
  );

  test.each(textColumns)('another text in %s', (column) => {
    const seq = seqOf("kind = 'animal.weighed'");
    const report = afterSql(
      `UPDATE record SET ${column} = coalesce(${column}, '') || 'x' WHERE seq = ${seq}`,
    );
    expect(report.ok).toBe(false);
    expect(report.problems).toContainEqual({ seq, what: expect.stringContaining('hash does not fit') });
  });

  test.each(['deviceSeq', 'lamport', 'kindVersion'])('another number in %s', (column) => {
    const seq = seqOf("kind = 'animal.weighed'");
    const report = afterSql(`UPDATE record SET ${column} = ${column} + 1000 WHERE seq = ${seq}`);
    expect(report.problems).toContainEqual({ seq, what: expect.stringContaining('hash does not fit') });
  });

  test.each(['witnessedBy', 'reason'])('nothing instead of a text in %s', (column) => {
    const seq = seqOf("kind = 'animal.weighed'");
    const report = afterSql(`UPDATE record SET ${column} = NULL WHERE seq = ${seq}`);
    expect(report.problems).toContainEqual({ seq, what: expect.stringContaining('hash does not fit') });
  });

  test('bytes that decode to the same text as the ones that were hashed', () => {
    // U+FFFD is what a decoder shows for the stray byte: only the stored bytes tell them apart.
    const seq = seqOf('true');
    const rehashed = `UPDATE record SET reason = char(65533) WHERE seq = ${seq}`;
    const report = after(() => {
      database.exec(rehashed);
      expect(verify(database).problems.map((one) => one.seq)).toContain(seq);
      database.exec(`UPDATE record SET hash = '${hashNow(seq)}' WHERE seq = ${seq}`);
      expect(
        verify(database)
          .problems.map((one) => one.what)
          .join(),
      ).not.toContain('hash does not fit');
      database.exec(`UPDATE record SET reason = CAST(x'FF' AS TEXT) WHERE seq = ${seq}`);
    });
    expect(report.problems).toContainEqual({ seq, what: expect.stringContaining('hash does not fit') });
  });

  test('a record taken out of the middle, and one from the end', () => {
    const middle = afterSql('DELETE FROM record WHERE seq = 8');
    expect(middle.problems).toContainEqual({ seq: 9, what: expect.stringContaining('records are missing') });
    expect(middle.problems).toContainEqual({ seq: 9, what: expect.stringContaining('does not follow') });
    const last = seqOf('true');
    expect(afterSql(`DELETE FROM record WHERE seq = ${last}`).ok).toBe(false);
  });

  test('two records that have changed places, and the whole chain moved by one', () => {
    const swapped = afterSql(`
      UPDATE record SET seq = 1000 WHERE seq = 8; UPDATE record SET seq = 8 WHERE seq = 9;
      UPDATE record SET seq = 9 WHERE seq = 1000;`);
    expect(swapped.problems).toContainEqual({ seq: 8, what: expect.stringContaining('does not follow') });
    expect(swapped.problems).toContainEqual({ seq: 9, what: expect.stringContaining('does not follow') });
    const moved = afterSql('UPDATE record SET seq = -seq; UPDATE record SET seq = 1 - seq;');
    expect(moved.problems).toContainEqual({ seq: 2, what: expect.stringContaining('records are missing') });
  });

  test('a payload that no longer is JSON, or no longer has its parts: the other findings stay', () => {
    const seq = seqOf("kind = 'animal.weighed'");
    for (const payload of ['{', '[]', 'null', '{"weightKg":7}', '{"hash":']) {
      const report = afterSql(`
        UPDATE record SET payload = '${payload}' WHERE seq = ${seq};
        UPDATE entity SET version = 77 WHERE type = 'animal' AND id = 'P09';`);
      expect(report.problems).toContainEqual({ seq, what: expect.stringContaining('hash does not fit') });
      expect(report.problems.map((one) => one.what).join()).toContain('animal P09');
    }
  });
});

describe('[P11-10a] a changed state is found', () => {
  test.each([
    ['its content', "state = replace(state, '22.6', '26.2')"],
    ['its version', 'version = version + 1'],
    ['its reducer', 'reducer = reducer + 1'],
    ['the order of its keys', 'state = json_patch(\'{"zebra":1}\', state)'],
  ])('%s, with the position of the last record about it', (_, change) => {
    const report = afterSql(`UPDATE entity SET ${change} WHERE type = 'animal' AND id = 'P07'`);
    expect(report.entities.mismatched).toBe(1);
    expect(report.problems).toEqual([
      {
        seq: seqOf("subjectType = 'animal' AND subjectId = 'P07'"),
        what: expect.stringContaining('animal P07'),
      },
    ]);
  });

  test('one that is missing, and one without any record', () => {
    const missing = afterSql("DELETE FROM entity WHERE type = 'animal' AND id = 'P08'");
    expect(missing.problems).toEqual([
      {
        seq: seqOf("subjectType = 'animal' AND subjectId = 'P08'"),
        what: expect.stringContaining('animal P08'),
      },
    ]);
    const orphan = afterSql(
      "INSERT INTO entity (type, id, version, reducer, state) VALUES ('animal', 'X1', 1, 1, '{}')",
    );
    expect(orphan.problems).toEqual([
      { seq: null, what: expect.stringContaining('animal X1 has no record') },
    ]);
    expect(orphan.entities.mismatched).toBe(1);
  });

  test('more orphans than anybody reads are counted', () => {
    const report = after(() => {
      const insert = database.prepare(
        "INSERT INTO entity (type, id, version, reducer, state) VALUES ('x', ?, 1, 1, '{}')",
      );
      for (let count = 0; count < 1500; count++) insert.run(`x${count}`);
    });
    expect(report.entities.mismatched).toBe(1500);
    expect(report.problems).toHaveLength(1001);
  });

  test('a record of a kind that this program does not know', () => {
    const seq = seqOf("kind = 'animal.weighed'");
    const report = afterSql(`UPDATE record SET kind = 'animal.painted' WHERE seq = ${seq}`);
    expect(report.problems).toContainEqual({ seq, what: expect.stringContaining('does not know this kind') });
  });
});

describe('[P11-10a] a changed attachment is found', () => {
  const added = () => seqOf(`kind = 'attachment.added' AND payload ->> '$.hash' = '${keptHash}'`);
  const mismatch = () => ({ seq: added(), what: expect.stringContaining(`attachment ${keptHash}`) });

  test.each([
    ['one byte', "bytes = CAST(x'00' || substr(bytes, 2) AS BLOB)", 1],
    ['the order of chunks', 'position = 7', 0],
    ['a gap in the positions', 'position = 3', 2],
    ['a shorter chunk', 'bytes = substr(bytes, 2)', 2],
  ])('%s', (_, change, position) => {
    const report = afterSql(
      `UPDATE attachmentChunk SET ${change} WHERE hash = '${keptHash}' AND position = ${position}`,
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
    const report = afterSql(sql.replaceAll('$', keptHash));
    expect(report.problems).toContainEqual(mismatch());
    expect(report.attachments.mismatched).toBe(1);
  });

  test('a file that no record names, and a chunk that no file names', () => {
    const other = 'a'.repeat(64);
    const file = afterSql(`INSERT INTO attachment (hash, size) VALUES ('${other}', 0)`);
    expect(file.problems).toContainEqual({ seq: null, what: expect.stringContaining(other) });
    const chunk = afterSql(
      `INSERT INTO attachmentChunk (hash, position, bytes) VALUES ('${other}', 0, x'00')`,
    );
    expect(chunk.problems).toContainEqual({ seq: null, what: expect.stringContaining('attachmentChunk') });
  });

  test('some of the bytes of a withheld file are left', () => {
    const report = afterSql(
      `INSERT INTO attachmentChunk (hash, position, bytes) VALUES ('${withheldHash}', 0, x'00')`,
    );
    expect(report.problems).toEqual([
      {
        seq: seqOf(`kind = 'attachment.added' AND payload ->> '$.hash' = '${withheldHash}'`),
        what: expect.stringContaining(withheldHash),
      },
    ]);
  });
});

describe('[P11-10a] a changed schema or identity is found', () => {
  const schemaProblem = { seq: null, what: expect.stringContaining('tables, indexes or triggers differ') };

  test.each([
    'DROP TRIGGER recordIsNotChanged',
    'DROP INDEX recordByKind',
    'DROP INDEX entityByCode',
    'CREATE TABLE other (x)',
    'CREATE TRIGGER other AFTER INSERT ON record BEGIN SELECT 1; END',
    "CREATE TRIGGER sqliteXother AFTER INSERT ON entity BEGIN UPDATE entity SET state = '{}'; END",
    'CREATE VIEW other AS SELECT * FROM record',
    'ALTER TABLE record ADD COLUMN other TEXT',
    'ANALYZE',
  ])('%s', (sql) => {
    database.exec('BEGIN');
    try {
      database.exec(sql);
      expect(verify(database).problems).toContainEqual(schemaProblem);
    } finally {
      database.exec('ROLLBACK');
    }
  });

  test('another notebook id, and none', () => {
    const other = afterSql("UPDATE notebook SET value = 'other' WHERE name = 'id'");
    expect(other.problems).toEqual([{ seq: 1, what: expect.stringContaining('does not follow') }]);
    expect(afterSql("DELETE FROM notebook WHERE name = 'id'").problems).toContainEqual({
      seq: null,
      what: expect.stringContaining('no id'),
    });
  });
});

describe('[P11-10a] bytes of the file itself', () => {
  const indexes = [
    'sqlite_autoindex_record_1',
    'sqlite_autoindex_record_2',
    'recordBySubject',
    'recordByKind',
  ];

  test.each([...indexes, 'entityByStatus', 'entityByAnimal', 'sqlite_autoindex_attachmentChunk_1'])(
    'the index %s',
    (name) => {
      const report = afterBytes((path) => flipByte(path, lastByteOfFirstCell(path, name)));
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
    const bytes = readFileSync(folder.file());
    const before = everything(folder.file());
    let found = 0;
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
      const report = afterBytes((path) => flipByte(path, at + 3));
      if (report?.ok !== true) found += 1;
      // The unused part of a page keeps old copies, which nobody reads.
      else expect(everything(folder.file('copy.ascnb')) === before, `byte ${at}`).toBe(true);
    }
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
      const isFound = tampered(database, work, () => !isChanged || !verify(database).ok);
      fc.pre(isChanged);
      expect(isFound).toBe(true);
    }),
    { numRuns: 150 },
  );
}, 60_000);

/** False when SQLite itself refuses the change, as for a state that would no longer be JSON. */
function flip(table: string, column: string, row: number, byte: number, mask: number): boolean {
  const key = table === 'record' ? 'seq' : table === 'attachmentChunk' ? 'hash, position' : '1, 2';
  const count = database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const old = database
    .prepare(
      `SELECT CAST(${column} AS BLOB) AS bytes, typeof(${column}) AS kind FROM ${table} ORDER BY ${key} LIMIT 1 OFFSET ?`,
    )
    .get(row % count) as { bytes: Buffer | null; kind: string };
  const all = database
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
    database
      .prepare(`UPDATE ${table} SET ${column} = ${cast} WHERE ${where}`)
      .run(bound, ...identity.map(([, one]) => one as string));
    return true;
  } catch {
    return false;
  }
}

/** The hash that the record would have with what it holds now. */
function hashNow(seq: number): string {
  const row = database.prepare('SELECT * FROM record WHERE seq = ?').get(seq) as StoredRecord;
  return recordHash(row);
}
