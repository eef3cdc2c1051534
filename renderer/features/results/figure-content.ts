// A panel of a figure model as the chart takes it: the same axis, places and marks as in the files.
// Must not compute: every number is the model's.

import { say } from '../../../shared/catalogue/catalogue.ts';
import { layoutOf, pointOffset } from '../../../shared/statistics/figure-layout.ts';
import {
  placedMarks,
  type FigureCell,
  type FigureModel,
  type FigurePanel,
} from '../../../shared/statistics/figure-model.ts';
import { probabilityText } from '../../../shared/statistics/probability.ts';
import type { ChartFigure, ChartGroup } from '../../ui/chart-content.ts';

export function chartFigureOf(model: FigureModel, panel: FigurePanel): ChartFigure {
  const { places, ticks, bands } = layoutOf(model.variant, model);
  return {
    form: model.variant,
    axisTop: panel.axis.top,
    axisTicks: panel.axis.ticks,
    isMeasuredAt: panel.isMeasuredAt,
    places,
    ticks,
    bands,
    marks: placedMarks(panel.cells, model.variant),
  };
}

export function chartGroupsOf({ groups }: FigureModel, { cells }: FigurePanel): readonly ChartGroup[] {
  return groups.map(({ label }, mark) => ({
    name: label,
    mark,
    cells: (cells[mark] ?? []).map(cellOf),
  }));
}

function cellOf(cell: FigureCell): ChartGroup['cells'][number] {
  const { n, mean, sd, box, points } = cell;
  if (points.length === 0) return undefined;
  return {
    n,
    mean,
    ...(sd === null ? {} : { sd }),
    ...(box === null ? {} : { box }),
    points: points.map(({ number, isHollow, subject }, index) => ({
      value: number,
      offset: pointOffset(index),
      isHollow,
      subject,
    })),
    notes: marksInWords(cell),
  };
}

/** `** against Saline, p = 0.0031`; also where p carries no mark. */
function marksInWords({ against }: Pick<FigureCell, 'against'>): readonly string[] {
  return against.map(({ versus, p, mark }) =>
    say(mark === '' ? 'figures.against' : 'figures.against-marked', {
      mark,
      control: versus,
      p: probabilityText(p),
    }),
  );
}
