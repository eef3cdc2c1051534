// Outcomes as they were analysed for one reader, and the time points at which each has a value.
// Must not analyse anything: it puts what was analysed in rows.

import type { AnalysisAt, AnalyteAnalysis } from '../analysis.ts';
import type { AnalyteKey } from '../analytes.ts';
import type { TimePoint } from '../schedule.ts';

export interface Analysed {
  readonly key: AnalyteKey;
  readonly analysis: AnalyteAnalysis;
}

export interface AnalysedRow {
  readonly key: AnalyteKey;
  readonly timePoint: TimePoint;
  readonly planned: AnalysisAt;
}

/** Outcome by outcome, the time points at which there is a value. */
export function rowsOf(analysed: readonly Analysed[]): readonly AnalysedRow[] {
  return analysed.flatMap(({ key, analysis }) =>
    analysis.byTimePoint
      .filter(({ planned }) => planned.groups.some(({ n }) => n > 0))
      .map(({ timePoint, planned }) => ({ key, timePoint, planned })),
  );
}
