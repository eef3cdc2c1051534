// How much more memory a whole verification takes for 10^6 records than for 10^4: the rows are a hundred times more.
// Must not measure in this process: the peak of a fresh one is what counts.

import { Child } from '../../electron/testing/child.ts';
import { filledFile } from './filled-notebook.ts';
import { lower, type Measurement } from './measure.ts';

const script = new URL('./verify-script.ts', import.meta.url);

async function verified(records: number): Promise<{ peakMegabytes: number; seconds: number }> {
  const [line = ''] = await new Child(script, [filledFile(records)]).all();
  return JSON.parse(line) as { peakMegabytes: number; seconds: number };
}

const measureMemory: Measurement = async () => {
  const small = await verified(10_000);
  const large = await verified(1_000_000);
  return [
    lower('verification.peakMemory1e4', small.peakMegabytes, 'MB'),
    lower('verification.memoryGrowth1e4to1e6', large.peakMegabytes - small.peakMegabytes, 'MB', 64),
    lower('verification.whole1e6', large.seconds, 's'),
  ];
};

export default measureMemory;
