// A panel of a figure model as the chart takes it: the same axis, places and marks as in the files.
// Must not compute: every number is the model's.

import { say } from '../../../shared/catalogue/catalogue.ts';
import { layoutOf, pointOffset } from '../../../shared/statistics/figure-layout.ts';
import {
  placedMarks,
  type FigureCell,
  type FigureModel,
  type FigurePanel,
  type FigurePoint,
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

export function chartGroupsOf({ groups }: FigureModel, panel: FigurePanel): readonly ChartGroup[] {
  return groups.map(({ label }, mark) => ({
    name: label,
    mark,
    cells: (panel.cells[mark] ?? []).map((cell) => cellOf(cell, panel)),
  }));
}

function cellOf(cell: FigureCell, { unit }: FigurePanel): ChartGroup['cells'][number] {
  const { n, mean, sd, box, points } = cell;
  if (points.length === 0) return undefined;
  return {
    n,
    mean,
    ...(sd === null ? {} : { sd }),
    ...(box === null ? {} : { box }),
    points: points.map(({ number, isHollow, isPlanned, subject }, index) => ({
      value: number,
      offset: pointOffset(index),
      isHollow,
      isCrossed: !isPlanned,
      subject,
    })),
    notes: marksInWords(cell),
    details: points.map((point) => pointWords(point, unit)),
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

/** `P07: 93.2 pg/mL, too few counted`; without the animal where the model does not name it. */
function pointWords({ subject, number, isPlanned, remarks }: FigurePoint, unit: string): string {
  const value = `${number} ${unit}`.trim();
  const whose = subject === null ? value : say('figures.point-of', { animal: subject, value });
  return [whose, ...(isPlanned ? [] : [say('figure.left-out')]), ...remarks].join(', ');
}
