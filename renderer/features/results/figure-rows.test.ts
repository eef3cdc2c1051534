// The table beside a figure: the same numbers, marks and p as the drawing above it, as planned and with everything.
// Must not test the statistics: analysis.test.ts does.

import { expect, it } from 'vitest';
import { showAnalysis } from '../../../shared/domain/analysis.ts';
import { recordExclusion } from '../../../shared/domain/exclusion.ts';
import { showFigure } from '../../../shared/domain/figure-queries.ts';
import { animalIdOf, director, plannedStudy } from '../../../shared/domain/testing/analysed-study.ts';
import { analysisRows } from './figure-rows.ts';

/** Without this animal DMEM has a mark against saline that it has not with it. */
function excludedStudy() {
  const bench = plannedStudy();
  const animalId = animalIdOf('saline', 2);
  bench.run(
    recordExclusion,
    { animalId, analyte: null, timePoint: null },
    { ...director, reason: 'Haemolysed.' },
  );
  return bench;
}

it.each([false, true])('has the numbers of the drawing, with everything: %s', (isWithEverything) => {
  const bench = excludedStudy();
  const shown = bench.ask(showFigure, { figure: '3a', isWithEverything });
  const rows = analysisRows(bench.ask(showAnalysis, { analyte: 'alt' }), isWithEverything);
  expect(rows).toHaveLength(16);
  for (const { at, mark, group } of rows) {
    const cell = shown?.model.panels[0]?.cells[mark]?.[at];
    expect([group.n, group.mean, group.sd, group.against]).toEqual([
      cell?.n,
      cell?.mean,
      cell?.sd,
      cell?.against,
    ]);
  }
});

it('has other marks with everything, or the comparison would prove nothing', () => {
  const answer = excludedStudy().ask(showAnalysis, { analyte: 'alt' });
  const marks = (isWithEverything: boolean) =>
    analysisRows(answer, isWithEverything)
      .filter(({ at }) => at === 1)
      .map(({ group }) => group.against.map(({ mark }) => mark).join(''));
  expect([marks(false)[1], marks(true)[1]]).toEqual(['*', '']);
});

it('has the other analysis beside, where it has another n', () => {
  const answer = excludedStudy().ask(showAnalysis, { analyte: 'alt' });
  const beside = (isWithEverything: boolean) =>
    analysisRows(answer, isWithEverything).flatMap(({ id, group, other }) =>
      other ? [[id, group.n, other.n]] : [],
    );
  expect(beside(false)).toEqual([['day-1/saline', 5, 6]]);
  expect(beside(true)).toEqual([['day-1/saline', 6, 5]]);
});
