// How a chart of groups over time points is drawn by Chart.js: bars of means, whiskers of SD, every animal's point, n.
// Must not calculate a statistic: means and SDs are given. No significance marks.

import { BarWithErrorBar, BarWithErrorBarsController } from 'chartjs-chart-error-bars';
import { CategoryScale, Chart, LinearScale, Tooltip, type ChartConfiguration, type Plugin } from 'chart.js';

import { barFill, drawMarker, jitter, type ChartPaint } from './chart-paint.ts';
import { word } from './words.ts';

Chart.register(BarWithErrorBarsController, BarWithErrorBar, CategoryScale, LinearScale, Tooltip);

export interface ChartCell {
  mean: number;
  /** Left out where one value has none. */
  sd?: number | undefined;
  /** Every animal's value, always in the same order of animals. */
  points: readonly number[];
}

export interface ChartGroup {
  name: string;
  /** Number of the group, from 0: its colour, marker and pattern. */
  mark: number;
  /** One for each time point; undefined where nothing was measured. */
  cells: readonly (ChartCell | undefined)[];
}

export interface ChartContent {
  /** "ALT", drawn above an exported picture. */
  title: string;
  /** With the unit: "ALT (U/L)". */
  axisLabel: string;
  timePoints: readonly string[];
  groups: readonly ChartGroup[];
  isBlinded: boolean;
  /** Decimals in the tooltip. */
  decimals: number;
}

type BarPoint = { y: number; yMin: number; yMax: number };
export type ErrorBarChart = Chart<'barWithErrorBars', BarPoint[], string>;
type ErrorBarConfiguration = ChartConfiguration<'barWithErrorBars', BarPoint[], string>;

interface DrawingOptions {
  /** A picture for a document brings its own title and legend on white. */
  isPicture: boolean;
  ratio: number;
}

export function chartConfiguration(
  content: ChartContent,
  paint: ChartPaint,
  { isPicture, ratio }: DrawingOptions,
): ErrorBarConfiguration {
  const { groups, timePoints, isBlinded, decimals, axisLabel } = content;
  const font = { family: paint.font, size: 13 };
  return {
    type: 'barWithErrorBars',
    data: {
      labels: [...timePoints],
      datasets: groups.map((group) => {
        const { colour, style } = paint.group(group.mark, isBlinded);
        return {
          label: group.name,
          data: timePoints.map((_, at) => barPoint(group.cells[at])),
          backgroundColor: barFill(colour, style.pattern, ratio),
          borderColor: colour,
          borderWidth: { top: 2, left: 1, right: 1, bottom: 0 },
          borderSkipped: false as const,
          barPercentage: 0.9,
          categoryPercentage: 0.82,
          errorBarColor: paint.ink,
          errorBarWhiskerColor: paint.ink,
          errorBarLineWidth: 1.5,
          errorBarWhiskerLineWidth: 1.5,
          errorBarWhiskerSize: 12,
          errorBarWhiskerRatio: 0,
        };
      }),
    },
    options: {
      animation: false,
      responsive: !isPicture,
      maintainAspectRatio: false,
      devicePixelRatio: ratio,
      layout: {
        padding: {
          top: isPicture ? 76 : 12,
          right: isPicture ? 24 : 8,
          left: isPicture ? 16 : 0,
          bottom: isPicture ? 16 : 0,
        },
      },
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          grid: { display: false },
          border: { color: paint.inkSoft },
          ticks: { color: paint.ink, font, padding: 24, maxRotation: 0, autoSkip: false },
        },
        y: {
          beginAtZero: true,
          grace: '4%',
          suggestedMax: highest(groups),
          grid: { color: paint.hairline, tickLength: 0 },
          border: { display: false },
          ticks: { color: paint.inkSoft, font, maxTicksLimit: 6, padding: 8 },
          title: { display: true, text: axisLabel, color: paint.ink, font },
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
            label: ({ datasetIndex, dataIndex }) => {
              const group = groups[datasetIndex];
              return group ? `${group.name}: ${cellText(group.cells[dataIndex], decimals)}` : '';
            },
          },
        },
      },
    },
    plugins: [pointsAndCounts(content, paint), ...(isPicture ? [titleAndLegend(content, paint)] : [])],
  };
}

/** `123.4 ± 10.2 (n = 6)`; a dash where nothing was measured. */
export function cellText(cell: ChartCell | undefined, decimals: number): string {
  if (!cell) return '–';
  const spread = cell.sd === undefined ? '' : ` ± ${cell.sd.toFixed(decimals)}`;
  return `${cell.mean.toFixed(decimals)}${spread} (${word('ui.n')} = ${cell.points.length})`;
}

/** The plugin reads every entry, so what was not measured is a point that is no number. */
function barPoint(cell: ChartCell | undefined): BarPoint {
  if (!cell) return { y: NaN, yMin: NaN, yMax: NaN };
  const spread = cell.sd ?? 0;
  return { y: cell.mean, yMin: cell.mean - spread, yMax: cell.mean + spread };
}

function highest(groups: readonly ChartGroup[]): number {
  const cells = groups.flatMap((group) => group.cells.filter((cell) => cell !== undefined));
  return Math.max(0, ...cells.flatMap((cell) => [cell.mean + (cell.sd ?? 0), ...cell.points]));
}

/** Drawn over the bars: each animal's point; under the axis: how many there are. */
function pointsAndCounts({ groups, isBlinded }: ChartContent, paint: ChartPaint): Plugin<'barWithErrorBars'> {
  return {
    id: 'pointsAndCounts',
    afterDatasetsDraw(chart) {
      const { ctx: context, chartArea } = chart;
      const scale = chart.scales['y'];
      if (!scale) return;
      context.save();
      context.font = `12px ${paint.font}`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      groups.forEach((group, groupIndex) => {
        const { colour, style } = paint.group(group.mark, isBlinded);
        group.cells.forEach((cell, at) => {
          const bar = chart.getDatasetMeta(groupIndex).data[at];
          if (!cell || !bar) return;
          const { x, width } = bar.getProps(['x', 'width'], true) as { x: number; width: number };
          const size = Math.min(9, Math.max(6, width / 4));
          cell.points.forEach((value, index) => {
            drawMarker(context, style.marker, {
              x: x + jitter(index) * Math.max(0, width - size) * 0.8,
              y: scale.getPixelForValue(value),
              size,
              fill: colour,
              edge: paint.paper,
            });
          });
          context.fillStyle = paint.inkSoft;
          context.fillText(String(cell.points.length), x, chartArea.bottom + 14);
        });
      });
      context.textAlign = 'right';
      context.fillStyle = paint.inkSoft;
      context.font = `italic 12px ${paint.font}`;
      context.fillText(word('ui.n'), chartArea.left - 8, chartArea.bottom + 14);
      context.restore();
    },
  };
}

function titleAndLegend(content: ChartContent, paint: ChartPaint): Plugin<'barWithErrorBars'> {
  return {
    id: 'titleAndLegend',
    beforeDraw({ ctx: context, width, height }) {
      context.save();
      context.fillStyle = paint.paper;
      context.fillRect(0, 0, width, height);
      context.textBaseline = 'middle';
      context.textAlign = 'left';
      context.fillStyle = paint.ink;
      context.font = `600 16px ${paint.font}`;
      context.fillText(content.title, 16, 24);
      context.font = `13px ${paint.font}`;
      let left = 16;
      for (const group of content.groups) {
        const { colour, style } = paint.group(group.mark, content.isBlinded);
        drawMarker(context, style.marker, { x: left + 6, y: 50, size: 12, fill: colour, edge: paint.paper });
        context.fillStyle = paint.ink;
        context.fillText(group.name, left + 19, 50);
        left += 19 + context.measureText(group.name).width + 22;
      }
      context.fillStyle = paint.inkSoft;
      context.fillText(word('ui.mean-sd'), left, 50);
      context.restore();
    },
  };
}
