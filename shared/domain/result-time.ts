// Whether a result can be of its time point yet: nobody has measured day 7 of an animal that has not lived it.
// Must not refuse the truth: an early sample is a reason, and with one the result is recorded.

import { say } from '../catalogue/catalogue.ts';
import type { Context, Reader } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { epochOf, localDay } from '../kernel/time.ts';
import { analyte, type AnalyteKey } from './analytes.ts';
import { Sample } from './sample.ts';
import { sampleId, samplingRules, windowsOf, type SamplingWindow, type TimePoint } from './schedule.ts';

interface Cell {
  readonly animalId: string;
  readonly timePoint: TimePoint;
  readonly analyte: AnalyteKey;
}

/**
 * Refuses results of a time point that their animal has not reached, unless there is a reason
 * (`result.time-point-ahead`), or whose operation has not ended (`result.operation-not-ended`). A sample that was taken
 * shows that it has. An animal without an operation in this notebook is not judged: there is nothing to count from.
 */
export function timeProblem(
  { read, occurredAt, reason }: Context,
  cells: readonly Cell[],
): ReturnType<typeof refuse> | undefined {
  if (reason !== undefined) return undefined;
  const rules = samplingRules(read);
  const windows = new Map<string, readonly SamplingWindow[]>();
  const windowOf = ({ animalId, timePoint }: Cell): SamplingWindow | undefined => {
    const known = windows.get(animalId) ?? windowsOf(read, animalId, rules);
    windows.set(animalId, known);
    return known.find((one) => one.timePoint === timePoint);
  };
  for (const cell of cells) {
    const window = cell.timePoint === 'pre-op' || isTaken(read, cell) ? undefined : windowOf(cell);
    if (window === undefined || !isAhead(window, occurredAt)) continue;
    const words = {
      animal: cell.animalId,
      timePoint: say(`sample.timePoint.${cell.timePoint}`),
      analyte: analyte(cell.analyte).label,
    };
    if (window.plannedAt === null) return refuse('result.operation-not-ended', words);
    return refuse('result.time-point-ahead', { ...words, day: localDay(window.plannedAt) });
  }
  return undefined;
}

function isTaken(read: Reader, { animalId, timePoint, analyte: key }: Cell): boolean {
  const sample = read.get(Sample, sampleId(animalId, timePoint, analyte(key).material));
  return sample !== undefined && sample.collectedAt !== null;
}

/** Without a limit of the window, the day itself is the limit. */
function isAhead({ blocked, windowFrom, plannedAt }: SamplingWindow, at: string): boolean {
  if (blocked !== null) return blocked === 'no-anchor';
  if (windowFrom !== null) return epochOf(at) < epochOf(windowFrom);
  return plannedAt !== null && localDay(at) < localDay(plannedAt);
}
