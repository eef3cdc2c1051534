// The chains of a notebook file checked alone: every hash from the stored bytes, every link, every position.
// Must not decode what it hashes: two stored forms that read alike would pass for each other.

import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { hashedColumns } from '../../shared/kernel/record.ts';
import type { Findings } from './findings.ts';
import { chainStart } from './log.ts';
import { notebookIdOf } from './schema.ts';

/** `hashInput` of the kernel once more, as SQL over the stored bytes. */
const netstrings = hashedColumns
  .map((column) => `coalesce(octet_length(${column}) || ':' || ${column} || ',', '-,')`)
  .join(' || ');
const inOrder = `SELECT seq, device, deviceSeq, lamport, prev, hash, CAST(${netstrings} AS BLOB) FROM record ORDER BY seq`;

type Row = [
  seq: number,
  device: string,
  deviceSeq: number,
  lamport: number,
  prev: string,
  hash: string,
  input: Buffer,
];

export interface ChainReport {
  readonly device: string;
  readonly records: number;
  /** Hash of the last record of this device. */
  readonly head: string;
}

/** Reads every record once, in order; keeps only the end of each device's chain. */
export function checkChains(
  database: Database,
  findings: Pick<Findings, 'add'>,
  step: () => void = () => {},
): ChainReport[] {
  const notebookId = notebookIdOf(database);
  if (notebookId === undefined) findings.add(null, 'The file has no id of a notebook.');
  const start = chainStart(notebookId ?? '');
  const chains = new Map<string, { records: number; head: string; deviceSeq: number; lamport: number }>();
  let expectedSeq = 0;
  for (const row of database.prepare(inOrder).raw().iterate() as IterableIterator<Row>) {
    const [seq, device, deviceSeq, lamport, prev, stored, input] = row;
    step();
    expectedSeq += 1;
    if (seq !== expectedSeq) {
      findings.add(seq, `Expected position ${expectedSeq}, found ${seq}: records are missing.`);
      expectedSeq = seq;
    }
    if (hash('sha256', input) !== stored) {
      findings.add(seq, 'The hash does not fit the record: it was changed after it was written.');
    }
    let chain = chains.get(device);
    if (!chain) {
      chain = { records: 0, head: start, deviceSeq: 0, lamport: 0 };
      chains.set(device, chain);
    }
    if (prev !== chain.head) findings.add(seq, 'The record does not follow the one before it in its chain.');
    if (deviceSeq !== chain.deviceSeq + 1) {
      findings.add(seq, `Expected number ${chain.deviceSeq + 1} of ${device}, found ${deviceSeq}.`);
    }
    if (lamport <= chain.lamport) findings.add(seq, 'The record is out of order in its chain.');
    chain.records += 1;
    chain.head = stored;
    chain.deviceSeq = deviceSeq;
    chain.lamport = lamport;
  }
  return [...chains].map(([device, { records, head }]) => ({ device, records, head }));
}
