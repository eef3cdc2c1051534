// What Chart.js has no element for: every animal's point, boxes, lines of animals, marks of significance, n, title.
// Must not place anything by itself: cells stand where Chart.js or the figure's own layout puts them.

import type { Chart, Plugin, Scale } from 'chart.js';

import type { ChartCell, ChartContent, ChartGroup } from './chart-content.ts';
import { drawMarker, type ChartPaint } from './chart-paint.ts';
import { word } from './words.ts';

interface CellPlace {
  x: number;
  width: number;
}

const countBelow = 14;
const bandBelow = 58;
const meanSign = 13;
const lineOfMarks = 12;
const mostMark = 9;
const leastMark = 5;

/** Where a cell stands on the canvas; undefined before Chart.js has laid it out. */
export function placeOf(
  chart: Chart,
  { figure }: ChartContent,
  group: number,
  at: number,
): CellPlace | undefined {
  if (figure && figure.form !== 'bars') {
    const place = figure.places[group]?.[at];
    const { left, right } = chart.chartArea;
    return place && { x: left + place.x * (right - left), width: place.width * (right - left) };
  }
  const bar = chart.getDatasetMeta(group).data[at];
  if (!bar) return undefined;
  const { x, width } = bar.getProps(['x', 'width'] as never, true) as unknown as CellPlace;
  return { x, width };
}

/** Drawn over bars and whiskers: each animal's point and the marks; under the axis: how many there are. */
export function overlay(content: ChartContent, paint: ChartPaint): Plugin {
  return {
    id: 'overlay',
    afterDatasetsDraw(chart) {
      const scale = chart.scales['y'];
      if (!scale) return;
      const { ctx: context } = chart;
      context.save();
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      const cells = content.groups.flatMap((group, index) =>
        group.cells.flatMap((cell, at) => {
          const place = placeOf(chart, content, index, at);
          return cell && place ? [{ group, cell, at, place, index }] : [];
        }),
      );
      if (content.figure?.form === 'box') {
        for (const { group, cell, place } of cells)
          drawBox(context, scale, cell, place, paint, group, content);
      }
      if (content.figure?.form === 'paired') {
        for (const group of content.groups) drawSubjects(chart, content, group, paint);
      }
      for (const { group, cell, place } of cells)
        drawPoints(context, scale, cell, place, paint, group, content);
      if (content.figure?.form === 'course') {
        for (const { group, cell, place } of cells)
          drawMean(context, scale, cell, place, paint, group, content);
      }
      drawMarks(chart, content, paint);
      drawCounts(chart, content, paint);
      context.restore();
    },
  };
}

type Context = CanvasRenderingContext2D;

function drawPoints(
  context: Context,
  scale: Scale,
  { points, n }: ChartCell,
  { x, width }: CellPlace,
  paint: ChartPaint,
  { mark }: ChartGroup,
  { isBlinded, figure }: ChartContent,
): void {
  const { colour, style } = paint.group(mark, isBlinded);
  const isSpread = figure === undefined || figure.form === 'bars' || figure.form === 'box';
  const size = isSpread || n < 2 ? Math.min(mostMark, Math.max(leastMark, width / 4)) : leastMark;
  for (const { value, offset, isHollow, isCrossed } of points) {
    const place = {
      x: x + (isSpread ? offset * Math.max(0, width - size) * 0.8 : 0),
      y: scale.getPixelForValue(value),
      size,
    };
    const isOpen = isHollow === true || isCrossed === true;
    const edge = isOpen ? colour : paint.paper;
    drawMarker(context, style.marker, { ...place, fill: isOpen ? paint.paper : colour, edge });
    if (isCrossed === true) drawCross(context, place, colour);
  }
}

/** What the plan leaves out, and is shown all the same. */
function drawCross(
  context: Context,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
  colour: string,
): void {
  const arm = size / 2;
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x - arm, y + arm);
  context.lineTo(x + arm, y - arm);
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
}

/** A single value is its own mean, and is drawn already. */
function drawMean(
  context: Context,
  scale: Scale,
  { mean, n }: ChartCell,
  { x }: CellPlace,
  paint: ChartPaint,
  { mark }: ChartGroup,
  { isBlinded }: ChartContent,
): void {
  if (n < 2 || mean === null) return;
  const { colour, style } = paint.group(mark, isBlinded);
  const y = scale.getPixelForValue(mean);
  drawMarker(context, style.marker, { x, y, size: meanSign, fill: colour, edge: paint.paper });
}

function drawBox(
  context: Context,
  scale: Scale,
  { box }: ChartCell,
  { x, width }: CellPlace,
  paint: ChartPaint,
  { mark }: ChartGroup,
  { isBlinded }: ChartContent,
): void {
  if (!box) return;
  const { colour } = paint.group(mark, isBlinded);
  const y = (value: number): number => scale.getPixelForValue(value);
  context.strokeStyle = paint.ink;
  context.lineWidth = 1.5;
  line(context, x, y(box.high), x, y(box.upperQuartile));
  line(context, x, y(box.lowerQuartile), x, y(box.low));
  context.fillStyle = paint.fill(mark, isBlinded);
  const [top, height] = [y(box.upperQuartile), y(box.lowerQuartile) - y(box.upperQuartile)];
  context.fillRect(x - width / 2, top, width, height);
  context.strokeStyle = colour;
  context.strokeRect(x - width / 2, top, width, height);
  context.strokeStyle = paint.ink;
  context.lineWidth = 2;
  line(context, x - width / 2, y(box.median), x + width / 2, y(box.median));
}

/** Each animal's values joined from one time point to the next. */
function drawSubjects(chart: Chart, content: ChartContent, group: ChartGroup, paint: ChartPaint): void {
  const { ctx: context, scales } = chart;
  const scale = scales['y'];
  const index = content.groups.indexOf(group);
  if (!scale) return;
  context.strokeStyle = paint.group(group.mark, content.isBlinded).colour;
  context.lineWidth = 1;
  for (const [at, cell] of group.cells.entries()) {
    const next = group.cells[at + 1];
    const [from, to] = [placeOf(chart, content, index, at), placeOf(chart, content, index, at + 1)];
    if (!cell || !next || !from || !to) continue;
    for (const { subject, value } of cell.points) {
      const after = next.points.find((one) => one.subject === subject);
      if (subject === undefined || subject === null || !after) continue;
      line(context, from.x, scale.getPixelForValue(value), to.x, scale.getPixelForValue(after.value));
    }
  }
}

/** In the colour of the group where the marks of all groups stand above each other. */
function drawMarks(chart: Chart, content: ChartContent, paint: ChartPaint): void {
  const { figure, groups, isBlinded } = content;
  const { ctx: context, scales } = chart;
  const scale = scales['y'];
  if (!figure || !scale) return;
  const isCourse = figure.form === 'course';
  for (const { group, category, text, base, line: upwards } of figure.marks) {
    const place = placeOf(chart, content, group, category);
    const tick = figure.ticks[category];
    if (!place || !tick) continue;
    const { left, right } = chart.chartArea;
    const size = isCourse ? 15 : Math.min(15, Math.max(9, place.width * 0.9));
    context.font = `600 ${size}px ${paint.font}`;
    context.fillStyle = isCourse ? paint.group(groups[group]?.mark ?? 0, isBlinded).colour : paint.ink;
    const x = isCourse ? left + tick.x * (right - left) : place.x;
    context.fillText(
      text,
      x,
      scale.getPixelForValue(base) - 9 - upwards * Math.min(lineOfMarks, size * 0.85),
    );
  }
}

function drawCounts(chart: Chart, content: ChartContent, paint: ChartPaint): void {
  const { ctx: context, chartArea } = chart;
  const { groups, figure } = content;
  const y = chartArea.bottom + countBelow;
  context.fillStyle = paint.inkSoft;
  context.font = `12px ${paint.font}`;
  context.textAlign = 'center';
  if (figure?.form === 'course') {
    for (const [at, tick] of figure.ticks.entries()) {
      const counts = groups.map((group) => String(group.cells[at]?.n ?? 0)).join(' ');
      context.fillText(counts, chartArea.left + tick.x * (chartArea.right - chartArea.left), y);
    }
  } else {
    for (const [index, group] of groups.entries()) {
      for (const [at, cell] of group.cells.entries()) {
        const place = placeOf(chart, content, index, at);
        const isMeasured = figure?.isMeasuredAt[at] ?? groups.some((one) => one.cells[at] !== undefined);
        if (isMeasured && place) context.fillText(String(cell?.n ?? 0), place.x, y);
      }
    }
  }
  for (const band of figure?.bands ?? []) {
    context.fillStyle = paint.ink;
    const x = chartArea.left + band.x * (chartArea.right - chartArea.left);
    context.fillText(band.label, x, chartArea.bottom + bandBelow);
  }
  context.textAlign = 'right';
  context.fillStyle = paint.inkSoft;
  context.font = `italic 12px ${paint.font}`;
  context.fillText(word('ui.n'), chartArea.left - 8, y);
}

function line(context: Context, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}

/** A picture for a document brings its own title and legend, on the paper of the theme. */
export function titleAndLegend(content: ChartContent, paint: ChartPaint): Plugin {
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
