// Groups side by side at each time point: bar of the mean, whisker of the SD, every animal's point, n below.
// Must not stand without its numbers: the caller puts the table beside it.

import { Chart } from 'chart.js';
import { useEffect, useImperativeHandle, useMemo, useRef, type ReactElement, type Ref } from 'react';

import {
  cellText,
  chartConfiguration,
  type ChartContent,
  type ChartGroup,
  type ErrorBarChart,
} from './chart-drawing.ts';
import { paintOf } from './chart-paint.ts';
import { GroupMark } from './GroupMark.tsx';
import { onThemeChange } from './theme.ts';
import { word } from './words.ts';
import './chart.css';

export interface ChartHandle {
  /** The chart as a PNG data URL, 960 × 540 at three times the density, on white, with title and legend. */
  toPng: () => string;
}

interface ChartWithErrorBarsProps {
  title: string;
  unit?: string | undefined;
  timePoints: readonly string[];
  /** In the order they stand side by side. */
  groups: readonly ChartGroup[];
  /** Draws all groups in one neutral colour; names and numbers then are those of the codes. */
  isBlinded?: boolean | undefined;
  decimals?: number | undefined;
  /** Beside the title of an exported picture, such as SIMULATED. */
  pictureNote?: string | undefined;
  ref?: Ref<ChartHandle> | undefined;
}

export function ChartWithErrorBars({
  title,
  unit,
  timePoints,
  groups,
  isBlinded = false,
  decimals = 1,
  pictureNote,
  ref,
}: ChartWithErrorBarsProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const content = useMemo<ChartContent>(
    () => ({
      title: pictureNote === undefined ? title : `${title} · ${pictureNote}`,
      axisLabel: unit === undefined ? title : `${title} (${unit})`,
      timePoints,
      groups,
      isBlinded,
      decimals,
    }),
    [title, unit, timePoints, groups, isBlinded, decimals, pictureNote],
  );

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let chart: ErrorBarChart | undefined;
    const draw = (): void => {
      chart?.destroy();
      const ratio = window.devicePixelRatio;
      chart = new Chart(element, chartConfiguration(content, paintOf(element), { isPicture: false, ratio }));
    };
    draw();
    const stop = onThemeChange(draw);
    // A canvas does not wait for a typeface by itself.
    const isStale = { current: false };
    void document.fonts.ready.then(() => (isStale.current ? undefined : chart?.draw()));
    return () => {
      isStale.current = true;
      stop();
      chart?.destroy();
    };
  }, [content]);

  useImperativeHandle(ref, () => ({ toPng: () => pictureOf(content) }), [content]);

  return (
    <figure className="ui-chart">
      <figcaption className="ui-chart-legend">
        {groups.map((group) => (
          <GroupMark key={group.name} mark={group.mark} name={group.name} isBlinded={isBlinded} />
        ))}
        <span className="ui-chart-note">{word('ui.mean-sd')}</span>
      </figcaption>
      <div className="ui-chart-frame">
        {/* A canvas is no img, but this one is one picture. */}
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
        <canvas ref={canvas} role="img" aria-label={summary(content)} />
      </div>
    </figure>
  );
}

/** The same numbers in words, for screen readers. */
function summary({ axisLabel, timePoints, groups, decimals }: ChartContent): string {
  const parts = timePoints.map((timePoint, at) => {
    const values = groups.map((group) => `${group.name} ${cellText(group.cells[at], decimals)}`);
    return `${timePoint}: ${values.join(', ')}`;
  });
  return `${axisLabel}, ${word('ui.mean-sd')}. ${parts.join('. ')}.`;
}

/** Drawn apart from the page, in the light theme whatever the page has. */
function pictureOf(content: ChartContent): string {
  const frame = document.createElement('div');
  frame.className = 'ui-chart-picture';
  frame.dataset['theme'] = 'light';
  const element = document.createElement('canvas');
  element.width = 960;
  element.height = 540;
  frame.append(element);
  document.body.append(frame);
  const chart = new Chart(
    element,
    chartConfiguration(content, paintOf(frame), { isPicture: true, ratio: 3 }),
  );
  const picture = chart.toBase64Image('image/png');
  chart.destroy();
  frame.remove();
  return picture;
}
