// The statistics of a table as a text for a terminal: aligned columns, and what the checks of the assumptions mean.
// Must not compute; rounds only what it writes.

import { say } from '../shared/catalogue/catalogue.ts';
import type { Outcome } from '../shared/kernel/refusal.ts';
import type { Analysis } from '../shared/statistics/analysis.ts';
import { judgeAssumptions } from '../shared/statistics/assumptions.ts';
import type { EffectSize } from '../shared/statistics/effect-size.ts';
import { significanceMark } from '../shared/statistics/marks.ts';
import type { GroupedValues } from './import/grouped-values.ts';

type Row = readonly string[];
type Columns<Item> = readonly (readonly [title: string, cell: (item: Item) => string])[];

const none = '–';

/** Sections with a title each; ends with a line break. */
export function statisticsText(analysis: Analysis, missing: GroupedValues['missing']): string {
  const { control, tukey, dunnett, gamesHowell, dunn, holm, sidak } = analysis;
  return [
    section(say('statistics.groups'), groupRows(analysis, missing)),
    section(say('statistics.whole'), wholeRows(analysis)),
    section(
      say('statistics.assumptions'),
      judgeAssumptions(analysis, probability).map(({ key, parameters }) => [say(key, parameters)]),
    ),
    section(say('statistics.tukey'), pairRows(tukey, [differenceColumn(), limitsColumn(), pColumn])),
    section(
      say('statistics.dunnett', { control }),
      pairRows(dunnett, [
        differenceColumn(),
        ['t', ({ t }) => short(t)],
        pColumn,
        ['', ({ p }) => significanceMark(p, '*')],
      ]),
    ),
    section(say('statistics.games-howell'), [
      [say('statistics.column-pair'), say('statistics.column-difference'), intervalTitle(), 't', 'df', 'p'],
      ...rowsOf(gamesHowell, ({ test, ...pair }) => [
        nameOf(pair),
        short(pair.diff),
        ...cellsOf(test, ({ lwr, upr, t, df, p }) => [
          interval([lwr, upr]),
          short(t),
          short(df),
          probability(p),
        ]),
      ]),
    ]),
    section(
      say('statistics.dunn'),
      pairRows(dunn, [['z', ({ z }) => short(z)], unadjustedColumn(), pColumn]),
    ),
    section(
      say('statistics.holm'),
      pairRows(holm, [differenceColumn(), ['t', ({ t }) => short(t)], unadjustedColumn(), pColumn]),
    ),
    section(
      say('statistics.sidak'),
      pairRows(sidak, [
        differenceColumn(),
        limitsColumn(),
        ['t', ({ t }) => short(t)],
        unadjustedColumn(),
        pColumn,
      ]),
    ),
    section(say('statistics.effect-sizes'), effectRows(analysis)),
  ].join('\n');
}

function groupRows({ groups }: Analysis, missing: GroupedValues['missing']): readonly Row[] {
  const header = [
    say('statistics.column-group'),
    'n',
    say('statistics.column-missing'),
    say('statistics.column-mean'),
    'SD',
    'SEM',
    say('statistics.column-median'),
    intervalTitle(),
    say('statistics.column-normality'),
  ];
  const rows = groups.map(({ name, n, mean, sd, sem, median, ci95, normality }, index) => [
    name,
    String(n),
    String(missing[index]?.count ?? 0),
    ...[mean, sd, sem, median].map((value) => (value === null ? none : short(value))),
    ci95 === null ? none : interval(ci95),
    normality.ok ? probability(normality.value.p) : none,
  ]);
  return [header, ...rows];
}

function wholeRows(analysis: Analysis): readonly Row[] {
  const { anova, welch, kruskal, brownForsythe, residualNormality } = analysis;
  return [
    ['', '', say('statistics.column-df'), 'p'],
    [
      say('statistics.anova'),
      ...cellsOf(anova, ({ F, dfBetween, dfWithin, p }) => [
        `F = ${short(F)}`,
        `${dfBetween}, ${dfWithin}`,
        probability(p),
      ]),
    ],
    [
      say('statistics.welch'),
      ...cellsOf(welch, ({ F, df1, df2, p }) => [`F = ${short(F)}`, `${df1}, ${short(df2)}`, probability(p)]),
    ],
    [
      say('statistics.kruskal'),
      ...cellsOf(kruskal, ({ H, df, p }) => [`H = ${short(H)}`, String(df), probability(p)]),
    ],
    [
      say('statistics.brown-forsythe'),
      ...cellsOf(brownForsythe, ({ F, p }) => [`F = ${short(F)}`, '', probability(p)]),
    ],
    [
      say('statistics.residuals'),
      ...cellsOf(residualNormality, ({ W, p }) => [`W = ${short(W)}`, '', probability(p)]),
    ],
  ];
}

function effectRows({ varianceEffects, pairEffects }: Analysis): readonly Row[] {
  const cells = ({ value, ci95 }: EffectSize) => [short(value), interval(ci95)];
  return [
    ['', '', intervalTitle()],
    ['η²', ...cellsOf(varianceEffects, ({ etaSquared }) => cells(etaSquared))],
    ['ω²', ...cellsOf(varianceEffects, ({ omegaSquared }) => cells(omegaSquared))],
    ...rowsOf(pairEffects, ({ hedgesG, ...pair }) => [
      say('statistics.hedges-g', { pair: nameOf(pair) }),
      ...cellsOf(hedgesG, cells),
    ]),
  ];
}

interface Pair {
  readonly group: string;
  readonly versus: string;
}

function pairRows<Item extends Pair>(
  items: Outcome<readonly Item[]>,
  columns: Columns<Item>,
): readonly Row[] {
  return [
    [say('statistics.column-pair'), ...columns.map(([title]) => title)],
    ...rowsOf(items, (item) => [nameOf(item), ...columns.map(([, cell]) => cell(item))]),
  ];
}

function rowsOf<Item>(items: Outcome<readonly Item[]>, row: (item: Item) => Row): readonly Row[] {
  return items.ok ? items.value.map(row) : [[items.refusal.message]];
}

function cellsOf<Value>(outcome: Outcome<Value>, cells: (value: Value) => Row): Row {
  return outcome.ok ? cells(outcome.value) : [outcome.refusal.message];
}

function nameOf({ group, versus }: Pair): string {
  return `${group} – ${versus}`;
}

const pColumn = ['p', ({ p }: { readonly p: number }) => probability(p)] as const;

function differenceColumn() {
  return [say('statistics.column-difference'), ({ diff }: { readonly diff: number }) => short(diff)] as const;
}

function limitsColumn() {
  return [
    intervalTitle(),
    ({ lwr, upr }: { readonly lwr: number; readonly upr: number }) => interval([lwr, upr]),
  ] as const;
}

function unadjustedColumn() {
  return [
    say('statistics.column-unadjusted'),
    ({ pUnadjusted }: { readonly pUnadjusted: number }) => probability(pUnadjusted),
  ] as const;
}

function intervalTitle(): string {
  return say('statistics.column-interval');
}

function interval([lower, upper]: readonly [number, number]): string {
  return `${short(lower)} … ${short(upper)}`;
}

/** Four significant digits, with an exponent where it is far from 1. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function probability(p: number): string {
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4);
}

/** Columns as wide as their cells, but a text that stands alone in the rest of its row widens none. */
function section(title: string, rows: readonly Row[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  const lines = rows.map((row) =>
    `  ${row.map((cell, index) => (index < row.length - 1 ? cell.padEnd(widths[index] ?? 0) : cell)).join('  ')}`.trimEnd(),
  );
  return `${title}\n${lines.join('\n')}\n`;
}
