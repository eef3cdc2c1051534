// One step of a run to "saved" beside the bare insert of the rows it left, in a small file and in one of 10^6 records.
// Must not measure them one after the other: they take turns, so that the disk's moods meet all of them alike.

import path from 'node:path';

import type { Notebook } from '../../electron/notebook/notebook.ts';
import { accepted, director, TestClock } from '../../electron/testing/bench-notebook.ts';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { Animal } from '../../shared/domain/animal.ts';
import { closeRun, startRun } from '../../shared/domain/run-commands.ts';
import { completeStep } from '../../shared/domain/step-commands.ts';
import { minuteMs } from '../../shared/kernel/time.ts';
import { sampling } from '../../shared/protocols/sampling.ts';
import { createBare, inserter, rowsAfter } from './bare-file.ts';
import { benchFolder, openFilled } from './filled-notebook.ts';
import { lower, median, quantile, timed, type Measurement } from './measure.ts';

const rounds = 600;
const values: Readonly<Record<string, Record<string, string>>> = {
  blood: { tubes: '2' },
  'serum-store': { aliquots: '4' },
};

/** Carries out the next step of a run at each call, run after run, and returns the milliseconds of that step alone. */
function* steps(notebook: Notebook, clock: TestClock): Generator<number, never> {
  clock.epochMs = Math.max(clock.epochMs, Date.UTC(2027, 0, 1));
  // The file is kept from one measurement to the next: each has an animal of its own.
  const animalId = `B${notebook.queryContext(director).read.list(Animal).length + 1}`;
  const piglet = {
    animalId,
    earTag: `E-${animalId}`,
    sex: 'female',
    birthDate: '2026-08-01',
    source: 'breeder',
  };
  const rest = { strain: 'miniature pig', purpose: 'study', housing: 'pen 1' };
  accepted(notebook.transact(registerAnimal, { ...piglet, ...rest }, director));
  for (;;) {
    const subject = { type: 'samples', id: `${animalId}/day-1` };
    const run = accepted(notebook.transact(startRun, { protocolKey: sampling.key, subject }, director)).value;
    for (const { key } of sampling.steps) {
      clock.epochMs +=
        key === 'ki67-end' ? 24 * 60 * minuteMs : key === 'serum-store' ? 15 * minuteMs : minuteMs;
      const input = {
        runId: run.runId,
        stepKey: key,
        values: key === 'identity' ? { 'ear-tag': `E-${animalId}` } : (values[key] ?? {}),
        deviationReason: 'measured',
      };
      yield timed(() => accepted(notebook.transact(completeStep, input, director)));
    }
    accepted(notebook.transact(closeRun, { runId: run.runId }, director));
  }
}

const measureSteps: Measurement = () => {
  const [smallClock, largeClock] = [new TestClock(), new TestClock()];
  const small = openFilled(1000, smallClock);
  const large = openFilled(1_000_000, largeClock);
  const bareFile = createBare(path.join(benchFolder, 'bare.sqlite'));
  const insert = inserter(bareFile);
  const [smallSteps, largeSteps] = [steps(small, smallClock), steps(large, largeClock)];
  const times = { small: [] as number[], large: [] as number[], bare: [] as number[] };
  for (let round = -50; round < rounds; round++) {
    const before = large.head.seq;
    const inSmall = smallSteps.next().value;
    const inLarge = largeSteps.next().value;
    const rows = rowsAfter(large.database, before);
    const bare = timed(() => insert(rows));
    // The first rounds compile and fill the caches.
    if (round < 0) continue;
    times.small.push(inSmall);
    times.large.push(inLarge);
    times.bare.push(bare);
  }
  for (const one of [small, large]) one.close();
  bareFile.close();
  const bare = median(times.bare);
  const bareP99 = quantile(times.bare, 0.99);
  return [
    lower('stepCommand.bareInsertMedian', bare, 'ms'),
    lower('stepCommand.median1e3', median(times.small), 'ms'),
    lower('stepCommand.median1e6', median(times.large), 'ms'),
    lower('stepCommand.medianRatio1e3', median(times.small) / bare, 'x', 1.5),
    lower('stepCommand.medianRatio1e6', median(times.large) / bare, 'x', 1.5),
    lower('stepCommand.p99Ratio1e3', quantile(times.small, 0.99) / bareP99, 'x', 3),
    lower('stepCommand.p99Ratio1e6', quantile(times.large, 0.99) / bareP99, 'x', 3),
    lower('stepCommand.growth1e3to1e6', median(times.large) / median(times.small), 'x', 1.1),
  ];
};

export default measureSteps;
