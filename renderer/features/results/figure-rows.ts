// The lines of the table beside a figure: of the same analysis as the drawing, and the other one beside where it differs.
// Must not compute: both analyses come from the notebook.

import type { QueryValue } from '../../../shared/contract.ts';
import type { TimePoint } from '../../../shared/domain/schedule.ts';

export type Analysis = QueryValue<'analysis.show'>;
type GroupAt = Analysis['byTimePoint'][number]['planned']['groups'][number];

export interface AnalysisRow {
  readonly id: string;
  readonly timePoint: TimePoint;
  readonly at: number;
  /** Number of the group, as everywhere. */
  readonly mark: number;
  readonly group: GroupAt;
  /** As planned beside everything, or the other way round; undefined where both have the same values. */
  readonly other: GroupAt | undefined;
}

/** By time point, then group. */
export function analysisRows(
  { byTimePoint }: Pick<Analysis, 'byTimePoint'>,
  isWithEverything: boolean,
): readonly AnalysisRow[] {
  return byTimePoint.flatMap(({ timePoint, planned, everything }, at) => {
    const [shown, beside] = isWithEverything && everything ? [everything, planned] : [planned, everything];
    return shown.groups.map((group, mark): AnalysisRow => {
      const other = beside?.groups[mark];
      return {
        id: `${timePoint}/${group.key}`,
        timePoint,
        at,
        mark,
        group,
        other: other && other.n !== group.n ? other : undefined,
      };
    });
  });
}
