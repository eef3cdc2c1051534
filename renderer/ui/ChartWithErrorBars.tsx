// Groups side by side at each time point: bar of the mean, whisker of the SD, every animal's point, n below.
// Must not stand without its numbers: the caller puts the table beside it.

import { Chart } from 'chart.js';
import { useEffect, useImperativeHandle, useMemo, useRef, type ReactElement, type Ref } from 'react';

import { summary, type ChartContent, type ChartFigure, type ChartGroup } from './chart-content.ts';
import { chartConfiguration, type GroupChart } from './chart-drawing.ts';
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
  /** Where the page has one legend for several charts. */
  isLegendHidden?: boolean | undefined;
  /** Form, axis, places and marks of a figure; left out, bars find their own axis. */
  figure?: ChartFigure | undefined;
  /** A press on a cell, by the places of its group and its time point; the table offers the same by keyboard. */
  onOpen?: ((group: number, at: number) => void) | undefined;
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
  isLegendHidden = false,
  figure,
  onOpen,
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
      figure,
    }),
    [title, unit, timePoints, groups, isBlinded, decimals, figure, pictureNote],
  );
  const open = useRef(onOpen);
  useEffect(() => {
    open.current = onOpen;
  });
  const isOpenable = onOpen !== undefined;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let chart: GroupChart | undefined;
    const draw = (): void => {
      chart?.destroy();
      const ratio = window.devicePixelRatio;
      chart = new Chart(
        element,
        chartConfiguration(content, paintOf(element, ratio), {
          isPicture: false,
          ratio,
          ...(isOpenable ? { onOpen: (group: number, at: number) => open.current?.(group, at) } : {}),
        }),
      );
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
  }, [content, isOpenable]);

  useImperativeHandle(ref, () => ({ toPng: () => pictureOf(content) }), [content]);

  return (
    <figure className="ui-chart">
      <figcaption className={isLegendHidden ? 'ui-hidden' : 'ui-chart-legend'}>
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
  const ratio = 3;
  const paint = paintOf(frame, ratio);
  const chart = new Chart(element, chartConfiguration(content, paint, { isPicture: true, ratio }));
  const picture = chart.toBase64Image('image/png');
  chart.destroy();
  frame.remove();
  return picture;
}
