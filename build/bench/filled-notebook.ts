// Notebook files of any size for measurements: a founded study, then runs whose steps are done, validly chained.
// Must not go through commands, which would take hours: the same log and states, without the deciding.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Database, Statement } from 'better-sqlite3';

import { foundStudy } from '../../electron/found-study.ts';
import { KnownNotebooks } from '../../electron/notebook/known-notebooks.ts';
import { sha256 } from '../../electron/notebook/log.ts';
import type { Notebook } from '../../electron/notebook/notebook.ts';
import { createNotebook, openNotebook, type OpenOptions } from '../../electron/notebook/open.ts';
import { migrations } from '../../electron/notebook/schema.ts';
import { accepted, director, TestClock } from '../../electron/testing/bench-notebook.ts';
import { entities } from '../../shared/domain/entities.ts';
import { protocolId } from '../../shared/domain/protocol.ts';
import { Run } from '../../shared/domain/run.ts';
import { Step } from '../../shared/domain/step.ts';
import { uuidV7 } from '../../shared/kernel/identifier.ts';
import { hashedColumns, hashInput, recordColumns, type StoredRecord } from '../../shared/kernel/record.ts';
import { localText, utcText } from '../../shared/kernel/time.ts';
import { sampling } from '../../shared/protocols/sampling.ts';

/** Changes when what is filled in changes. */
const filling = 6;
const rules = [...entities.values()].map(({ type, reducer }) => `${type} ${reducer}`);
const format = sha256([...migrations, ...hashedColumns, ...rules, filling].join('\n')).slice(0, 12);
const batch = 20_000;

export const benchFolder = path.join(tmpdir(), `asc-notebook-bench-${format}`);

export function benchOptions(clock: TestClock): OpenOptions {
  return { known: new KnownNotebooks(path.join(benchFolder, 'known.json')), appVersion: 'bench', clock };
}

/** The file with about `records` records; made at the first call, then kept in the temporary folder of the system. */
export function filledFile(records: number): string {
  const file = path.join(benchFolder, `${records}.ascnb`);
  if (existsSync(file)) return file;
  mkdirSync(benchFolder, { recursive: true });
  const unfinished = path.join(benchFolder, `unfinished-${records}.ascnb`);
  for (const side of ['', '.lock', '-wal', '-shm']) rmSync(unfinished + side, { force: true });
  const clock = new TestClock();
  const { notebook } = accepted(createNotebook(unfinished, benchOptions(clock)));
  const founder = { id: director.userId, printedName: 'Study director 1', roles: director.roles };
  accepted(foundStudy(notebook, founder, false, () => {}));
  fill(notebook, clock, records);
  notebook.close();
  renameSync(unfinished, file);
  return file;
}

/** Opens a filled file for writing. */
export function openFilled(records: number, clock: TestClock): Notebook {
  return accepted(openNotebook(filledFile(records), benchOptions(clock))).notebook;
}

function fill(notebook: Notebook, clock: TestClock, records: number): void {
  const { database } = notebook;
  // A lost power supply costs nothing here: the file is only used when it is finished.
  database.pragma('synchronous = OFF');
  const writer = new BareWriter(database, notebook.device);
  const each = filledRecords(clock);
  const some = database.transaction(() => {
    for (let count = 0; count < batch && writer.seq < records; count++)
      writer.write(each.next().value, clock);
  });
  while (writer.seq < records) some();
  database.pragma('wal_checkpoint(TRUNCATE)');
}

interface Filled {
  readonly kind: 'run.started' | 'step.done' | 'run.closed';
  readonly subjectId: string;
  readonly payload: object;
  /** The state after the record, keys in canonical order; its times are put in here. */
  readonly state: (occurredAt: string, recordedAt: string) => object;
  readonly version: number;
}

/** Rows as the log and the snapshots would have written them, by plain statements. */
class BareWriter {
  seq: number;
  readonly #device: string;
  readonly #record: Statement;
  readonly #entity: Statement;
  #head: string;

  constructor(database: Database, device: string) {
    this.#device = device;
    const places = (count: number) => Array.from({ length: count }, () => '?').join(', ');
    this.#record = database.prepare(`INSERT INTO record VALUES (${places(recordColumns.length)})`);
    this.#entity = database.prepare(
      `INSERT OR REPLACE INTO entity (type, id, version, reducer, state) VALUES (${places(5)})`,
    );
    const last = database.prepare('SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1').get() as {
      seq: number;
      hash: string;
    };
    this.seq = last.seq;
    this.#head = last.hash;
  }

  write({ kind, subjectId, payload, state, version }: Filled, clock: TestClock): void {
    clock.epochMs += 1000;
    this.seq += 1;
    const moment = clock.moment();
    const [occurredAt, recordedAt] = [localText(moment), utcText(moment.epochMs)];
    const subjectType = kind === 'step.done' ? 'step' : 'run';
    const record: Omit<StoredRecord, 'hash'> = {
      seq: this.seq,
      id: nextId(moment.epochMs),
      device: this.#device,
      deviceSeq: this.seq,
      lamport: this.seq,
      kind,
      kindVersion: 1,
      subjectType,
      subjectId,
      author: 'technician-1',
      performedBy: 'surgeon-1',
      witnessedBy: null,
      occurredAt,
      recordedAt,
      source: 'typed',
      reason: null,
      basis: '{}',
      payload: JSON.stringify(payload),
      sealed: null,
      prev: this.#head,
    };
    this.#head = sha256(hashInput(record));
    this.#record.run(Object.values({ ...record, hash: this.#head }));
    const { reducer } = subjectType === 'step' ? Step : Run;
    const text = JSON.stringify(state(occurredAt, recordedAt));
    this.#entity.run(subjectType, subjectId, version, reducer, text);
  }
}

/** By a clock that was never set; keys in canonical order. */
const neverSet = { breaks: 0, leastShiftMs: 0, mostShiftMs: 0 };

let drawn = 0;

function nextId(epochMs: number): string {
  const random = Buffer.alloc(10);
  random.writeUInt32BE((drawn += 1), 6);
  return uuidV7(epochMs, random);
}

/** Runs of the sampling protocol, from start to close, without end. Every literal has its keys in canonical order. */
function* filledRecords(clock: TestClock): Generator<Filled, never> {
  for (let run = 1; ; run++) {
    const runId = nextId(clock.epochMs);
    const animalId = `F${String(Math.ceil(run / 8)).padStart(6, '0')}`;
    const code = `${animalId}-SAM-${run}`;
    const facts = {
      protocolHash: format,
      protocolId: protocolId(sampling.key, sampling.version),
      protocolKey: sampling.key,
      subject: { id: `${animalId}/day-1`, type: 'samples' },
      title: sampling.title,
    };
    const participants = ['surgeon-1', 'technician-1'];
    let startedAt = '';
    const runState = (closedAt: string | null, status: string) => ({
      animalId,
      closedAt,
      code,
      id: runId,
      lotId: null,
      participants,
      protocolHash: facts.protocolHash,
      protocolId: facts.protocolId,
      protocolKey: facts.protocolKey,
      reason: null,
      startedAt,
      startedBy: 'surgeon-1',
      status,
      subject: facts.subject,
      title: facts.title,
    });
    yield {
      kind: 'run.started',
      subjectId: runId,
      payload: { animalId, code, lotId: null, participants, ...facts },
      version: 1,
      state(occurredAt) {
        startedAt = occurredAt;
        return runState(null, 'open');
      },
    };
    for (const { key } of sampling.steps) {
      const values = {
        note: { unit: null, value: `as planned, run ${run}` },
        volume: { unit: 'mL', value: String(run % 97) },
      };
      yield {
        kind: 'step.done',
        subjectId: `${runId}/${key}`,
        payload: {
          animalId,
          deviationIds: [],
          isLate: false,
          outOfOrder: false,
          runId,
          scale: neverSet,
          stepKey: key,
          values,
        },
        version: 1,
        state: (at, recordedAt) => ({
          animalId,
          at,
          by: 'technician-1',
          deviationIds: [],
          history: [],
          id: `${runId}/${key}`,
          isLate: false,
          outOfOrder: false,
          performedBy: 'surgeon-1',
          reason: null,
          recordedAt,
          runId,
          scale: neverSet,
          status: 'done',
          stepKey: key,
          values,
          witnessedBy: null,
        }),
      };
    }
    yield {
      kind: 'run.closed',
      subjectId: runId,
      payload: {},
      version: 2,
      state: (occurredAt) => runState(occurredAt, 'closed'),
    };
  }
}
