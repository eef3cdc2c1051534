// The statistics of a table for the command line: one JSON object with the keys of the reference data, or a text.
// Must not compute: a test that could not be computed is null here, with its reason under `refusals`.

import { accept, type Outcome, type Refusal } from '../shared/kernel/refusal.ts';
import { analyse, type Analysis } from '../shared/statistics/analysis.ts';
import { readGroupedValues, type GroupedColumns, type GroupedValues } from './import/grouped-values.ts';
import { statisticsText } from './cli-statistics-text.ts';

/** Refused as a whole: a table that cannot be read (see `groupedValues`), and what `analyse` refuses. */
export function statisticsOfFile(
  path: string,
  columns: GroupedColumns,
  control: string,
): Outcome<{ readonly value: object; readonly text: string }> {
  const read = readGroupedValues(path, columns);
  if (!read.ok) return read;
  const analysis = analyse(read.value.groups, control);
  if (!analysis.ok) return analysis;
  const { missing } = read.value;
  return accept({
    value: statisticsEntry(analysis.value, missing),
    text: statisticsText(analysis.value, missing),
  });
}

interface Pair {
  readonly group: string;
  readonly versus: string;
}

/**
 * `describe` to `dunnett` as R names them in the reference data (pairs `b-a`, Dunnett's `b - a`, each the mean of b minus
 * that of a); what R's data lack follows. Every p is two-sided and adjusted for its list; `pUnadjusted` is not.
 */
function statisticsEntry(analysis: Analysis, missing: GroupedValues['missing']): object {
  const refusals = new Map<string, Pick<Refusal, 'code' | 'message' | 'remedy'>>();
  const orNull = <Value, Shown>(
    key: string,
    outcome: Outcome<Value>,
    show: (value: Value) => Shown,
  ): Shown | null => {
    if (outcome.ok) return show(outcome.value);
    const { code, message, remedy } = outcome.refusal;
    refusals.set(key, { code, message, remedy });
    return null;
  };
  const same = <Value>(value: Value) => value;
  const paired = <Item extends Pair>(items: readonly Item[]) =>
    items.map(({ group, versus, ...rest }) => ({ pair: `${group}-${versus}`, ...rest }));
  const { groups } = analysis;
  return {
    control: analysis.control,
    describe: Object.fromEntries(
      groups.map(({ name, n, mean, sd, sem, median, ci95 }) => [name, { n, mean, sd, sem, median, ci95 }]),
    ),
    anova: orNull('anova', analysis.anova, same),
    welch: orNull('welch', analysis.welch, same),
    kruskal: orNull('kruskal', analysis.kruskal, same),
    brownForsythe: orNull('brownForsythe', analysis.brownForsythe, same),
    shapiroP: Object.fromEntries(
      groups.map(({ name, normality }) => [name, orNull(`shapiroP.${name}`, normality, ({ p }) => p)]),
    ),
    tukey: orNull('tukey', analysis.tukey, paired),
    dunnett: orNull('dunnett', analysis.dunnett, (items) =>
      items.map(({ group, versus, ...rest }) => ({ pair: `${group} - ${versus}`, ...rest })),
    ),
    gamesHowell: orNull('gamesHowell', analysis.gamesHowell, (items) =>
      paired(items).map(({ pair, diff, test }) => ({
        pair,
        diff,
        ...(orNull(`gamesHowell.${pair}`, test, same) ?? {
          lwr: null,
          upr: null,
          t: null,
          df: null,
          p: null,
        }),
      })),
    ),
    dunn: orNull('dunn', analysis.dunn, paired),
    holm: orNull('holm', analysis.holm, paired),
    sidak: orNull('sidak', analysis.sidak, paired),
    effectSizes: {
      etaSquared: orNull('effectSizes.etaSquared', analysis.varianceEffects, (all) => all.etaSquared),
      omegaSquared: orNull('effectSizes.omegaSquared', analysis.varianceEffects, (all) => all.omegaSquared),
      hedgesG: orNull('effectSizes.hedgesG', analysis.pairEffects, (items) =>
        paired(items).map(({ pair, hedgesG }) => ({
          pair,
          ...(orNull(`effectSizes.hedgesG.${pair}`, hedgesG, same) ?? { value: null, ci95: null }),
        })),
      ),
    },
    shapiroResiduals: orNull('shapiroResiduals', analysis.residualNormality, same),
    missing: Object.fromEntries(missing.map(({ name, count }) => [name, count])),
    refusals: Object.fromEntries(refusals),
  };
}
