// Chain verification beside reading and hashing the same rows, and whole verification beside both, with 10^5 records.
// Must not read from a cold disk on one side only: the rows are read once before.

import { createHash } from 'node:crypto';

import { checkChains } from '../../electron/notebook/chain.ts';
import { openReader } from '../../electron/notebook/sqlite.ts';
import { verify } from '../../electron/notebook/verify.ts';
import { filledFile } from './filled-notebook.ts';
import { higher, lower, median, timed, type Measurement } from './measure.ts';

const records = 100_000;
const repeats = 5;

const measureVerification: Measurement = () => {
  const database = openReader(filledFile(records));
  const everyRow = database.prepare('SELECT * FROM record ORDER BY seq').raw();
  const readAndHash = () => {
    for (const row of everyRow.iterate() as IterableIterator<unknown[]>) {
      createHash('sha256').update(row.join('\n')).digest('hex');
    }
  };
  const problems: string[] = [];
  const chain = () => checkChains(database, { add: (_, what) => problems.push(what) });
  readAndHash();
  chain();
  const times = { read: [] as number[], chain: [] as number[] };
  for (let repeat = 0; repeat < repeats; repeat++) {
    times.read.push(timed(readAndHash));
    times.chain.push(timed(chain));
  }
  const wholeMs = timed(() => problems.push(...verify(database).problems.map((one) => one.what)));
  database.close();
  if (problems.length > 0) throw new Error(problems.slice(0, 3).join(' '));
  return [
    higher('verification.chainShareOfReadAndHash', (100 * median(times.read)) / median(times.chain), '%', 40),
    higher('verification.chainPerSecond', (1000 * records) / median(times.chain), 'records/s'),
    lower('verification.whole1e5', wholeMs / 1000, 's'),
    lower('verification.wholeOverChain', wholeMs / median(times.chain), 'x'),
  ];
};

export default measureVerification;
