// How a chart of groups over time points is drawn by Chart.js: bars or means with whiskers of SD; the rest lies over it.
// Must not calculate a statistic: means and SDs are given, and a figure brings its own axis and places.

import {
  BarWithErrorBar,
  BarWithErrorBarsController,
  LineWithErrorBarsController,
  PointWithErrorBar,
} from 'chartjs-chart-error-bars';
import {
  CategoryScale,
  Chart,
  LinearScale,
  LineElement,
  Tooltip,
  type ChartConfiguration,
  type ChartOptions,
  type TooltipItem,
} from 'chart.js';

import { cellText, type ChartCell, type ChartContent, type ChartGroup } from './chart-content.ts';
import { overlay, titleAndLegend } from './chart-overlay.ts';
import type { ChartPaint } from './chart-paint.ts';

Chart.register(
  BarWithErrorBarsController,
  BarWithErrorBar,
  LineWithErrorBarsController,
  PointWithErrorBar,
  LineElement,
  CategoryScale,
  LinearScale,
  Tooltip,
);

/** Half of what can be hit around a mean, in pixels. */
const hitRadius = 14;

type Kind = 'barWithErrorBars' | 'lineWithErrorBars';
type Whiskered = { y: number; yMin: number; yMax: number };
export type GroupChart = Chart<Kind, Whiskered[], string>;
export type GroupConfiguration = ChartConfiguration<Kind, Whiskered[], string>;

interface DrawingOptions {
  /** A picture for a document brings its own title and legend on white. */
  isPicture: boolean;
  ratio: number;
  /** A press on a cell: the group's place in the list, and the time point's. */
  onOpen?: ((group: number, at: number) => void) | undefined;
}

/** The same shares of a category and of a bar's place as the figures in files (shared/statistics/figure-layout.ts). */
const barShares = { categoryPercentage: 0.82, barPercentage: 0.9 } as const;

export function chartConfiguration(
  content: ChartContent,
  paint: ChartPaint,
  options: DrawingOptions,
): GroupConfiguration {
  const isBars = content.figure === undefined || content.figure.form === 'bars';
  return {
    type: isBars ? 'barWithErrorBars' : 'lineWithErrorBars',
    data: {
      labels: isBars ? [...content.timePoints] : [],
      datasets: content.groups.map((group, index) =>
        isBars ? barDataset(content, group, paint) : meanDataset(content, group, index, paint),
      ),
    },
    options: optionsOf(content, paint, options, isBars),
    plugins: [overlay(content, paint), ...(options.isPicture ? [titleAndLegend(content, paint)] : [])],
  };
}

type Dataset = GroupConfiguration['data']['datasets'][number];

function whisker(paint: ChartPaint, isShown: boolean) {
  const ink = isShown ? paint.ink : 'transparent';
  return {
    errorBarColor: ink,
    errorBarWhiskerColor: ink,
    errorBarLineWidth: 1.5,
    errorBarWhiskerLineWidth: 1.5,
    errorBarWhiskerSize: 12,
    errorBarWhiskerRatio: 0,
  };
}

function barDataset({ timePoints, isBlinded }: ChartContent, group: ChartGroup, paint: ChartPaint): Dataset {
  return {
    type: 'barWithErrorBars',
    label: group.name,
    data: timePoints.map((_, at) => whiskered(group.cells[at])),
    backgroundColor: paint.fill(group.mark, isBlinded),
    borderColor: paint.group(group.mark, isBlinded).colour,
    borderWidth: { top: 2, left: 1, right: 1, bottom: 0 },
    borderSkipped: false as const,
    ...barShares,
    ...whisker(paint, true),
  };
}

/** Means at the places of the figure: a course joins them; their signs, and the other forms, lie over them. */
function meanDataset(
  { timePoints, isBlinded, figure }: ChartContent,
  group: ChartGroup,
  index: number,
  paint: ChartPaint,
): Dataset {
  const { colour } = paint.group(group.mark, isBlinded);
  const isCourse = figure?.form === 'course';
  return {
    type: 'lineWithErrorBars',
    label: group.name,
    data: timePoints.map((_, at) => ({
      x: figure?.places[index]?.[at]?.x ?? 0,
      ...whiskered(group.cells[at]),
    })),
    showLine: isCourse,
    borderColor: colour,
    borderWidth: 2,
    ...whisker(paint, isCourse),
  };
}

/** The plugin reads every entry, so what was not measured is a point that is no number. */
function whiskered(cell: ChartCell | undefined): Whiskered {
  if (!cell || cell.mean === null) return { y: NaN, yMin: NaN, yMax: NaN };
  const spread = cell.sd ?? 0;
  return { y: cell.mean, yMin: cell.mean - spread, yMax: cell.mean + spread };
}

function optionsOf(
  content: ChartContent,
  paint: ChartPaint,
  { isPicture, ratio, onOpen }: DrawingOptions,
  isBars: boolean,
): ChartOptions<Kind> {
  const font = { family: paint.font, size: 13 };
  const { groups, figure, axisLabel, decimals } = content;
  const bandRoom = figure && figure.bands.length > 0 ? 28 : 0;
  const xTicks = { color: paint.ink, font, padding: 24, maxRotation: 0, autoSkip: false };
  return {
    animation: false,
    responsive: !isPicture,
    maintainAspectRatio: false,
    devicePixelRatio: ratio,
    layout: {
      padding: {
        top: isPicture ? 76 : 12,
        right: isPicture ? 24 : 8,
        left: isPicture ? 16 : 0,
        bottom: (isPicture ? 16 : 0) + bandRoom,
      },
    },
    // A figure answers wherever it is pointed at in the column of a bar: at its points and its marks too.
    interaction: figure
      ? { mode: 'nearest', axis: 'x', intersect: false }
      : { mode: 'nearest', intersect: true },
    // Chart.js finds the cell under the mouse by them, and draws none: the signs of the groups lie over them.
    elements: { pointWithErrorBar: { radius: 0, hoverRadius: 0, hitRadius } },
    ...(onOpen
      ? {
          onClick: (_, elements) => {
            const [first] = elements;
            if (first) onOpen(first.datasetIndex, first.index);
          },
          onHover: (_, elements, chart) => {
            chart.canvas.style.cursor = elements.length > 0 ? 'pointer' : '';
          },
        }
      : {}),
    scales: {
      x: isBars
        ? { type: 'category', grid: { display: false }, border: { color: paint.inkSoft }, ticks: xTicks }
        : {
            type: 'linear',
            min: 0,
            max: 1,
            grid: { display: false },
            border: { color: paint.inkSoft },
            afterBuildTicks: (axis) => {
              axis.ticks = (figure?.ticks ?? []).map(({ x, label }) => ({ value: x, label }));
            },
            ticks: {
              ...xTicks,
              callback: (_value, index) => figure?.ticks[index]?.label ?? '',
            },
          },
      y: {
        beginAtZero: true,
        ...(figure
          ? {
              min: 0,
              max: figure.axisTop,
              afterBuildTicks: (axis) => {
                axis.ticks = figure.axisTicks.map((value) => ({ value }));
              },
            }
          : { grace: '4%', suggestedMax: highest(groups) }),
        grid: { color: paint.hairline, tickLength: 0 },
        border: { display: false },
        ticks: { color: paint.inkSoft, font, maxTicksLimit: figure ? 20 : 6, padding: 8 },
        title: { display: true, text: axisLines(axisLabel), color: paint.ink, font },
      },
    },
    plugins: {
      tooltip: {
        displayColors: false,
        backgroundColor: paint.ink,
        titleColor: paint.paper,
        bodyColor: paint.paper,
        titleFont: { ...font, weight: 600 },
        bodyFont: font,
        padding: 10,
        cornerRadius: 4,
        callbacks: {
          title: (items: readonly TooltipItem<Kind>[]) => content.timePoints[items[0]?.dataIndex ?? 0] ?? '',
          label: ({ datasetIndex, dataIndex }) => {
            const group = groups[datasetIndex];
            const cell = group?.cells[dataIndex];
            return group
              ? [
                  `${group.name}: ${cellText(cell, decimals)}`,
                  ...(cell?.notes ?? []),
                  ...(cell?.details ?? []),
                ]
              : '';
          },
        },
      },
    },
  };
}

/** As many letters stand beside an axis; a longer unit has a line of its own. */
const longestAxisLabel = 34;

function axisLines(text: string): string | string[] {
  const unitAt = text.indexOf(' (');
  return text.length <= longestAxisLabel || unitAt < 0
    ? text
    : [text.slice(0, unitAt), text.slice(unitAt + 1)];
}

function highest(groups: readonly ChartGroup[]): number {
  const cells = groups.flatMap((group) => group.cells.filter((cell) => cell !== undefined));
  return Math.max(
    0,
    ...cells.flatMap((cell) => [(cell.mean ?? 0) + (cell.sd ?? 0), ...cell.points.map(({ value }) => value)]),
  );
}
