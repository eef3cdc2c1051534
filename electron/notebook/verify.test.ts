// Verification on real files: what is sound passes, and a record or a state that was changed unseen is found.
// Must not test files and bytes: verify-file.test.ts does.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordColumns, type StoredRecord } from '../../shared/kernel/record.ts';
import { SoundNotebook } from '../testing/sound-notebook.ts';
import { recordHash } from './log.ts';
import { Cancelled, verify } from './verify.ts';

let sound: SoundNotebook;
beforeAll(() => {
  sound = new SoundNotebook();
});
afterAll(() => sound.remove());

/** Part of a sentence; typed so that it fits into what is expected. */
const told = (text: string): unknown => expect.stringContaining(text);

describe('[P11-10a] a sound file', () => {
  test('passes, with counts, chains and a head for each device; withheld bytes are no problem', () => {
    const report = verify(sound.database);
    const records = sound.seqOf('true');
    const head = sound.database.prepare('SELECT hash FROM record WHERE seq = ?').pluck().get(records);
    const device = sound.database.prepare('SELECT device FROM record WHERE seq = 1').pluck().get();
    const entities = sound.database.prepare('SELECT count(*) FROM entity').pluck().get();
    expect(report).toEqual({
      ok: true,
      records,
      devices: [{ device, records, head }],
      entities: { checked: entities, mismatched: 0 },
      attachments: { checked: 2, mismatched: 0 },
      problems: [],
    });
    expect(
      sound.database.prepare('SELECT 1 FROM attachmentChunk WHERE hash = ?').get(sound.withheldHash),
    ).toBeUndefined();
  });

  test('a reader that may not write verifies it, and nothing in the file changes by it', () => {
    const before = readFileSync(sound.path);
    expect(sound.afterBytes(() => {})?.ok).toBe(true);
    expect(readFileSync(sound.path).equals(before)).toBe(true);
    expect(readFileSync(sound.copyPath).equals(before)).toBe(true);
  });

  test('a caller can end it', () => {
    const shares: number[] = [];
    verify(sound.database, { stepsBetweenReports: 5, onProgress: (share) => shares.push(share) > 0 });
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((left, right) => left - right));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    expect(() => verify(sound.database, { stepsBetweenReports: 5, onProgress: () => false })).toThrow(
      Cancelled,
    );
  });
});

describe('[P11-10a] a changed record is found with its position', () => {
  const textColumns = recordColumns.filter(
    (one) => !['seq', 'deviceSeq', 'lamport', 'kindVersion'].includes(one),
  );

  test.each(textColumns)('another text in %s', (column) => {
    const seq = sound.seqOf("kind = 'animal.weighed'");
    const report = sound.afterSql(
      `UPDATE record SET ${column} = coalesce(${column}, '') || 'x' WHERE seq = ${seq}`,
    );
    expect(report.ok).toBe(false);
    expect(report.problems).toContainEqual({ seq, what: told('hash does not fit') });
  });

  test.each(['deviceSeq', 'lamport', 'kindVersion'])('another number in %s', (column) => {
    const seq = sound.seqOf("kind = 'animal.weighed'");
    const report = sound.afterSql(`UPDATE record SET ${column} = ${column} + 1000 WHERE seq = ${seq}`);
    expect(report.problems).toContainEqual({ seq, what: told('hash does not fit') });
  });

  test.each(['witnessedBy', 'reason'])('nothing instead of a text in %s', (column) => {
    const seq = sound.seqOf("kind = 'animal.weighed'");
    const report = sound.afterSql(`UPDATE record SET ${column} = NULL WHERE seq = ${seq}`);
    expect(report.problems).toContainEqual({ seq, what: told('hash does not fit') });
  });

  test('bytes that decode to the same text as the ones that were hashed', () => {
    // U+FFFD is what a decoder shows for the stray byte: only the stored bytes tell them apart.
    const seq = sound.seqOf('true');
    const rehashed = `UPDATE record SET reason = char(65533) WHERE seq = ${seq}`;
    const report = sound.after(() => {
      sound.database.exec(rehashed);
      expect(verify(sound.database).problems.map((one) => one.seq)).toContain(seq);
      sound.database.exec(`UPDATE record SET hash = '${hashNow(seq)}' WHERE seq = ${seq}`);
      expect(
        verify(sound.database)
          .problems.map((one) => one.what)
          .join(),
      ).not.toContain('hash does not fit');
      sound.database.exec(`UPDATE record SET reason = CAST(x'FF' AS TEXT) WHERE seq = ${seq}`);
    });
    expect(report.problems).toContainEqual({ seq, what: told('hash does not fit') });
  });

  test('a record taken out of the middle, and one from the end', () => {
    const middle = sound.afterSql('DELETE FROM record WHERE seq = 8');
    expect(middle.problems).toContainEqual({ seq: 9, what: told('records are missing') });
    expect(middle.problems).toContainEqual({ seq: 9, what: told('does not follow') });
    const last = sound.seqOf('true');
    expect(sound.afterSql(`DELETE FROM record WHERE seq = ${last}`).ok).toBe(false);
  });

  test('two records that have changed places, and the whole chain moved by one', () => {
    const swapped = sound.afterSql(`
      UPDATE record SET seq = 1000 WHERE seq = 8; UPDATE record SET seq = 8 WHERE seq = 9;
      UPDATE record SET seq = 9 WHERE seq = 1000;`);
    expect(swapped.problems).toContainEqual({ seq: 8, what: told('does not follow') });
    expect(swapped.problems).toContainEqual({ seq: 9, what: told('does not follow') });
    const moved = sound.afterSql('UPDATE record SET seq = -seq; UPDATE record SET seq = 1 - seq;');
    expect(moved.problems).toContainEqual({ seq: 2, what: told('records are missing') });
  });

  test('a payload that no longer is JSON, or no longer has its parts: the other findings stay', () => {
    const seq = sound.seqOf("kind = 'animal.weighed'");
    for (const payload of ['{', '[]', 'null', '{"weightKg":7}', '{"hash":']) {
      const report = sound.afterSql(`
        UPDATE record SET payload = '${payload}' WHERE seq = ${seq};
        UPDATE entity SET version = 77 WHERE type = 'animal' AND id = 'P09';`);
      expect(report.problems).toContainEqual({ seq, what: told('hash does not fit') });
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
    const report = sound.afterSql(`UPDATE entity SET ${change} WHERE type = 'animal' AND id = 'P07'`);
    expect(report.entities.mismatched).toBe(1);
    expect(report.problems).toEqual([
      {
        seq: sound.seqOf("subjectType = 'animal' AND subjectId = 'P07'"),
        what: told('animal P07'),
      },
    ]);
  });

  test('one that is missing, and one without any record', () => {
    const missing = sound.afterSql("DELETE FROM entity WHERE type = 'animal' AND id = 'P08'");
    expect(missing.problems).toEqual([
      {
        seq: sound.seqOf("subjectType = 'animal' AND subjectId = 'P08'"),
        what: told('animal P08'),
      },
    ]);
    const orphan = sound.afterSql(
      "INSERT INTO entity (type, id, version, reducer, state) VALUES ('animal', 'X1', 1, 1, '{}')",
    );
    expect(orphan.problems).toEqual([{ seq: null, what: told('animal X1 has no record') }]);
    expect(orphan.entities.mismatched).toBe(1);
  });

  test('more orphans than anybody reads are counted', () => {
    const report = sound.after(() => {
      const insert = sound.database.prepare(
        "INSERT INTO entity (type, id, version, reducer, state) VALUES ('x', ?, 1, 1, '{}')",
      );
      for (let count = 0; count < 1500; count++) insert.run(`x${count}`);
    });
    expect(report.entities.mismatched).toBe(1500);
    expect(report.problems).toHaveLength(1001);
  });

  test('a record of a kind that this program does not know', () => {
    const seq = sound.seqOf("kind = 'animal.weighed'");
    const report = sound.afterSql(`UPDATE record SET kind = 'animal.painted' WHERE seq = ${seq}`);
    expect(report.problems).toContainEqual({ seq, what: told('does not know this kind') });
  });
});

/** The hash that the record would have with what it holds now. */
function hashNow(seq: number): string {
  const row = sound.database.prepare('SELECT * FROM record WHERE seq = ?').get(seq) as StoredRecord;
  return recordHash(row);
}
