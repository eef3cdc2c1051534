// The numbers of a figure as CSV: one line a group and time point, or one a value, each with the head of its data.
// Must not round: a number goes out with all the digits of its double, as a statistics program would take it.

import { say } from '../catalogue/catalogue.ts';
import { drawnMarks, type FigureModel } from '../statistics/figure-model.ts';
import { csvText, type CsvLine } from './csv-text.ts';

/** n, mean, SD, quartiles, marks, and the exact p against each control. */
export function figureNumbersCsv(model: FigureModel): string {
  const controls = controlsOf(model);
  const head = [
    say('figure.column-figure'),
    say('figure.column-outcome'),
    say('figure.column-unit'),
    say('figure.column-time-point'),
    say('figure.column-group'),
    say('figure.column-n'),
    say('figure.column-mean'),
    say('figure.column-sd'),
    say('figure.column-median'),
    say('figure.column-quartile-1'),
    say('figure.column-quartile-3'),
    say('figure.column-marks'),
    ...controls.map((control) => say('figure.column-p', { control })),
    ...endHead(),
  ];
  const lines = cellsOf(model).map(({ panel, category, group, cell }): CsvLine => [
    model.figure,
    panel.title,
    panel.unit,
    category,
    group,
    cell.n,
    cell.mean,
    cell.sd,
    cell.box?.median ?? null,
    cell.box?.lowerQuartile ?? null,
    cell.box?.upperQuartile ?? null,
    drawnMarks(cell).join(' '),
    ...controls.map((control) => cell.against.find((one) => one.versus === control)?.p ?? null),
    ...endOf(model),
  ]);
  return csvText([head, ...lines]);
}

/** Every point that is drawn, and whether it counts by the plan; animals are not named while the groups are coded. */
export function figureValuesCsv(model: FigureModel): string {
  const head = [
    say('figure.column-figure'),
    say('figure.column-outcome'),
    say('figure.column-unit'),
    say('figure.column-time-point'),
    say('figure.column-group'),
    say('figure.column-animal'),
    say('figure.column-value'),
    say('figure.column-counts'),
    say('figure.column-remarks'),
    ...endHead(),
  ];
  const lines = cellsOf(model).flatMap(({ panel, category, group, cell }) =>
    cell.points.map((point): CsvLine => [
      model.figure,
      panel.title,
      panel.unit,
      category,
      group,
      point.subject,
      point.number,
      say(point.isPlanned ? 'figure.yes' : 'figure.no'),
      point.remarks.join('; '),
      ...endOf(model),
    ]),
  );
  return csvText([head, ...lines]);
}

function cellsOf({ panels, categories, groups }: FigureModel) {
  return panels.flatMap((panel) =>
    categories.flatMap((category, at) =>
      groups.flatMap((group, index) => {
        const cell = panel.cells[index]?.[at];
        return cell ? [{ panel, category: category.label, group: group.label, cell }] : [];
      }),
    ),
  );
}

function controlsOf(model: FigureModel): readonly string[] {
  return [...new Set(cellsOf(model).flatMap(({ cell }) => cell.against.map((one) => one.versus)))];
}

function endHead(): readonly string[] {
  return [
    say('figure.column-analysis'),
    say('figure.column-record'),
    say('figure.column-head'),
    say('figure.column-note'),
  ];
}

function endOf({ analysis, head, isSimulated }: FigureModel): CsvLine {
  return [
    say(`figure.analysis-${analysis}`),
    head?.seq ?? null,
    head?.hash ?? null,
    isSimulated ? say('figure.simulated') : '',
  ];
}
