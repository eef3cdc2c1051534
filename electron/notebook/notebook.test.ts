// The log on real files: what a command leaves behind, what history refuses, what a stale edit meets.
// Must not test the domain's own rules.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { drawAllocation } from '../../shared/domain/allocation.ts';
import { Animal } from '../../shared/domain/animal.ts';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { auditTrail } from '../../shared/domain/audit.ts';
import { setUserEnabled, createUser } from '../../shared/domain/user.ts';
import { weighAnimal } from '../../shared/domain/weighing.ts';
import type { Actor } from '../../shared/kernel/decider.ts';
import type { StoredRecord } from '../../shared/kernel/record.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import type { Notebook } from './notebook.ts';
import { openConnection } from './sqlite.ts';

let folder: TestFolder;
let notebook: Notebook;

beforeEach(() => {
  folder = new TestFolder();
  notebook = folder.create();
});
afterEach(() => {
  notebook.close();
  folder.remove();
});

const piglet = {
  animalId: 'P07',
  earTag: 'E-0007',
  sex: 'female',
  birthDate: '2025-10-01',
  source: 'breeder',
  strain: 'miniature pig',
  purpose: 'study',
  housing: 'pen 1',
} as const;

function register(): void {
  accepted(notebook.transact(registerAnimal, piglet, director));
}

function rows(): StoredRecord[] {
  return notebook.database.prepare('SELECT * FROM record ORDER BY seq').all() as StoredRecord[];
}

/** The verifier's recipe of the format, written here a second time from the document alone. */
function hashByHand(row: StoredRecord): string {
  const { id, device, deviceSeq, lamport, kind, kindVersion, subjectType, subjectId, author, performedBy } =
    row;
  const { witnessedBy, occurredAt, recordedAt, source, reason, basis, payload, sealed, prev } = row;
  const columns = [
    id,
    device,
    deviceSeq,
    lamport,
    kind,
    kindVersion,
    subjectType,
    subjectId,
    author,
    performedBy,
  ];
  columns.push(witnessedBy as string, occurredAt, recordedAt, source, reason as string, basis, payload);
  columns.push(sealed as string, prev);
  const input = columns.map((value) =>
    value === null ? '-,' : `${Buffer.byteLength(String(value))}:${String(value)},`,
  );
  return createHash('sha256').update(input.join('')).digest('hex');
}

describe('[P11-10e] every write appends records', () => {
  test('with who, both times, the device and how it came in; hashed as the format says', () => {
    register();
    const all = rows();
    expect(all[0]).toMatchObject({ seq: 1, kind: 'study.created', author: 'study-director-1' });
    const last = all.at(-1);
    expect(last).toMatchObject({
      kind: 'animal.registered',
      subjectId: 'P07',
      author: 'study-director-1',
      performedBy: 'study-director-1',
      witnessedBy: null,
      occurredAt: '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]',
      recordedAt: '2026-03-02T00:00:00.000Z',
      source: 'typed',
    });
    let prev = createHash('sha256').update(notebook.id).digest('hex');
    for (const row of all) {
      expect(row.prev).toBe(prev);
      expect(row.hash).toBe(hashByHand(row));
      prev = row.hash;
    }
  });

  test('a late entry keeps both times, and the future is refused', () => {
    register();
    const weight = { animalId: 'P07', weightKg: '22.4' };
    const earlier = '2026-03-02T07:10:00.000+08:00[Asia/Shanghai]';
    accepted(notebook.transact(weighAnimal, weight, director, { occurredAt: '2026-03-02 07:10' }));
    expect(rows().at(-1)).toMatchObject({ occurredAt: earlier, recordedAt: '2026-03-02T00:00:00.000Z' });
    const later = { occurredAt: '2026-03-02T09:00:00+08:00' };
    expect(refusedWith(notebook.transact(weighAnimal, weight, director, later))).toBe('time.future');
    for (const occurredAt of ['yesterday', '2026-02-30 07:10', '2026-02-28 24:01', '']) {
      expect(refusedWith(notebook.transact(weighAnimal, weight, director, { occurredAt }))).toBe(
        'time.malformed',
      );
    }
  });

  test('[GLP-4] a decision about the study is not dated back', () => {
    const earlier = { occurredAt: '2026-03-02 07:10' };
    expect(refusedWith(notebook.transact(drawAllocation, {}, director, earlier))).toBe('time.now-only');
    const both = [{ command: drawAllocation, input: {} }];
    expect(refusedWith(notebook.transactAll(both, director, earlier))).toBe('time.now-only');
    accepted(notebook.transact(drawAllocation, {}, director));
  });

  test('[GLP-5] who did, who typed and who witnessed are three facts; an unknown person is refused', () => {
    register();
    for (const userId of ['surgeon-1', 'technician-1']) {
      const person = {
        userId,
        printedName: userId,
        roles: ['technician'],
        identityVerifiedBy: 'study-director-1',
      };
      accepted(notebook.transact(createUser, person, director));
    }
    const people = { performedBy: 'surgeon-1', witnessedBy: 'technician-1' };
    accepted(notebook.transact(weighAnimal, { animalId: 'P07', weightKg: '22.4' }, director, people));
    expect(rows().at(-1)).toMatchObject({ author: 'study-director-1', ...people });
    const stranger = { performedBy: 'nobody-9' };
    const refused = notebook.transact(weighAnimal, { animalId: 'P07', weightKg: '22.4' }, director, stranger);
    expect(refusedWith(refused)).toBe('person.unknown');
  });

  test('a refused command and a malformed input append nothing', () => {
    register();
    const before = rows().length;
    expect(refusedWith(notebook.transact(registerAnimal, piglet, director))).toMatch(/^animal\./);
    expect(refusedWith(notebook.transact(registerAnimal, { animalId: 7 }, director))).toBe('input.malformed');
    expect(refusedWith(notebook.transact(setUserEnabled, { userId: 'x', isEnabled: true }, director))).toBe(
      'person.unknown',
    );
    expect(rows()).toHaveLength(before);
  });

  test('a failure inside the transaction leaves file and memory as they were', () => {
    const before = rows().length;
    const fail = () => {
      throw new Error('planted');
    };
    expect(() => notebook.transact(registerAnimal, piglet, director, {}, fail)).toThrow('planted');
    expect(rows()).toHaveLength(before);
    register();
    expect(rows().at(-1)?.seq).toBe(before + 1);
    expect(rows().at(-1)?.hash).toBe(notebook.head.head);
  });
});

describe('[P11-10e] history is refused by the database itself', () => {
  function plain(sql: string): () => void {
    return () => {
      const other = openConnection(notebook.path);
      try {
        other.exec(sql);
      } finally {
        other.close();
      }
    };
  }
  const history = 'History is append-only';
  const place = 'A record must be the next of this file';

  test('an update, a delete, a gap, a second id, and the replacement of a row', () => {
    expect(plain("UPDATE record SET reason = 'x' WHERE seq = 1")).toThrow(history);
    expect(plain('DELETE FROM record WHERE seq = 1')).toThrow(history);
    expect(plain('INSERT OR REPLACE INTO record SELECT * FROM record WHERE seq = 1')).toThrow(place);
    expect(plain('REPLACE INTO record SELECT * FROM record WHERE seq = 2')).toThrow(place);
    const copy = (seq: string, id: string) =>
      `INSERT OR REPLACE INTO record SELECT ${seq}, ${id}, 'other', deviceSeq, lamport, kind, kindVersion, subjectType,
       subjectId, author, performedBy, witnessedBy, occurredAt, recordedAt, source, reason, basis, payload, sealed,
       prev, hash FROM record WHERE seq = 1`;
    expect(plain(copy('(SELECT max(seq) + 2 FROM record)', "'new'"))).toThrow(place);
    expect(plain(copy('(SELECT max(seq) + 1 FROM record)', 'id'))).toThrow(place);
  });
});

describe('[PAIN-1] a command decided on an older state', () => {
  test('is refused with both states; one on the current state passes', () => {
    register();
    const seen = notebook.queryContext(director).read.version(Animal, 'P07');
    const basis = { 'animal/P07': seen };
    accepted(notebook.transact(weighAnimal, { animalId: 'P07', weightKg: '22.4' }, director, { basis }));
    const again = notebook.transact(weighAnimal, { animalId: 'P07', weightKg: '24.2' }, director, { basis });
    expect(refusedWith(again)).toBe('entity.stale');
    if (again.ok) return;
    expect(again.refusal.details).toMatchObject({
      type: 'animal',
      id: 'P07',
      seen: { weights: [] },
      now: { weights: [{ weightKg: '22.4' }] },
    });
  });
});

describe('[PAIN-1] a command whose screen showed an older position of the log', () => {
  test('is refused if its entity changed since, and passes if only others or the device did', () => {
    register();
    accepted(notebook.transact(registerAnimal, { ...piglet, animalId: 'P08', earTag: 'E-0008' }, director));
    const { seq } = notebook.head;
    const weigh = (animalId: string, weightKg: string, seenSeq: number) =>
      notebook.transact(weighAnimal, { animalId, weightKg }, director, { seenSeq });
    const saved = accepted(weigh('P08', '21.0', seq));
    accepted(weigh('P07', '22.4', seq));
    expect(refusedWith(weigh('P07', '24.2', seq))).toBe('entity.stale');
    accepted(weigh('P08', '21.2', saved.seq));
    expect(JSON.parse(rows().at(-1)?.basis ?? '')).toEqual({ 'animal/P08': 2 });
  });
});

test('[PAIN-2] saved means committed and read back: another connection sees it at once', () => {
  const saved = accepted(notebook.transact(registerAnimal, piglet, director));
  const other = openConnection(notebook.path, { readonly: true });
  expect(other.prepare('SELECT hash FROM record WHERE seq = ?').pluck().get(saved.seq)).toBe(saved.head);
  other.close();
});

test('a closed notebook is one file that a reader without write access can open', () => {
  register();
  notebook.close();
  const bytes = readFileSync(folder.file());
  expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
  // Bytes 18 and 19 say 1 for the rollback journal, 2 for WAL.
  expect([bytes[18], bytes[19]]).toEqual([1, 1]);
});

test('the audit trail is searched on the file without what is blind to the reader', () => {
  accepted(notebook.transact(drawAllocation, {}, director));
  const surgeon = { userId: 'surgeon-1', roles: ['surgeon'] } as const;
  const found = (actor: Actor, text: string) =>
    accepted(notebook.ask(auditTrail, { subjectType: 'allocation', text }, actor)).records.length;
  for (const text of ['"1":"', '"seed":']) {
    expect(found(director, text)).toBe(1);
    expect(found(surgeon, text)).toBe(0);
  }
  expect(found(surgeon, 'sorted-blocks')).toBe(1);
});
