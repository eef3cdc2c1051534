// A fitted curve with the points it was fitted to, and where others lie on it; x is logarithmic.
// Must not fit, nor stand without its numbers: the caller puts the table beside it.

import {
  Chart,
  LinearScale,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import { useEffect, useMemo, useRef, type ReactElement } from 'react';

import { paintOf, type ChartPaint } from './chart-paint.ts';
import { onThemeChange } from './theme.ts';
import './chart.css';

Chart.register(ScatterController, PointElement, LineElement, LinearScale, LogarithmicScale, Tooltip);

interface CurveDot {
  readonly x: number;
  readonly y: number;
  /** Whose it is. */
  readonly name: string;
}

interface CurveSeries {
  readonly name: string;
  readonly dots: readonly CurveDot[];
}

interface CurveChartProps {
  /** In words, for screen readers. */
  label: string;
  xLabel: string;
  yLabel: string;
  line: readonly { readonly x: number; readonly y: number }[];
  /** To which the curve was fitted. */
  measured: CurveSeries;
  /** Read from the curve. */
  found: CurveSeries;
}

export function CurveChart({ label, xLabel, yLabel, line, measured, found }: CurveChartProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const content = useMemo(
    () => ({ xLabel, yLabel, line, measured, found }),
    [xLabel, yLabel, line, measured, found],
  );
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let chart: Chart<'scatter', { x: number; y: number }[]> | undefined;
    const draw = (): void => {
      chart?.destroy();
      chart = new Chart(element, configurationOf(content, paintOf(element, window.devicePixelRatio)));
    };
    draw();
    const stop = onThemeChange(draw);
    return () => {
      stop();
      chart?.destroy();
    };
  }, [content]);

  return (
    <figure className="ui-chart" aria-label={label}>
      <figcaption className="ui-chart-legend">
        <span className="ui-curve-series">
          <svg viewBox="0 0 14 14" aria-hidden="true">
            <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
          {measured.name}
        </span>
        <span className="ui-curve-series">
          <svg viewBox="0 0 14 14" aria-hidden="true">
            <path d="M7 2l5.5 9.5h-11z" fill="currentColor" />
          </svg>
          {found.name}
        </span>
      </figcaption>
      <div className="ui-chart-frame ui-chart-low">
        <canvas ref={canvas} aria-hidden="true" />
      </div>
    </figure>
  );
}

type Content = Omit<CurveChartProps, 'label'>;

function configurationOf(
  { xLabel, yLabel, line, measured, found }: Content,
  paint: ChartPaint,
): ChartConfiguration<'scatter', { x: number; y: number }[]> {
  const font = { family: paint.font, size: 13 };
  const axis = {
    border: { color: paint.ink },
    ticks: { color: paint.ink, font, maxTicksLimit: 8 },
  } as const;
  // Both in ink: colours of groups would say something else here.
  const dots = ({ name, dots: list }: CurveSeries, pointStyle: 'circle' | 'triangle') => ({
    label: name,
    data: list.map(({ x, y }) => ({ x, y })),
    borderColor: paint.ink,
    backgroundColor: pointStyle === 'triangle' ? paint.ink : paint.paper,
    borderWidth: 1.5,
    pointStyle,
    pointRadius: 4.5,
    pointHitRadius: 10,
  });
  const shown = [measured, found];
  return {
    type: 'scatter',
    data: {
      datasets: [
        dots(measured, 'circle'),
        dots(found, 'triangle'),
        {
          label: '',
          data: line.map(({ x, y }) => ({ x, y })),
          showLine: true,
          borderColor: paint.inkSoft,
          borderWidth: 1.5,
          pointRadius: 0,
          pointHitRadius: 0,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: {
        tooltip: {
          filter: (item) => item.datasetIndex < shown.length,
          callbacks: {
            label: ({ datasetIndex, dataIndex, parsed }) =>
              `${shown[datasetIndex]?.dots[dataIndex]?.name ?? ''}: ${parsed.x ?? ''} · ${parsed.y ?? ''}`,
          },
        },
      },
      scales: {
        x: {
          ...axis,
          type: 'logarithmic',
          grid: { display: false },
          title: { display: true, text: xLabel, color: paint.inkSoft, font },
        },
        y: {
          ...axis,
          type: 'linear',
          grid: { color: paint.hairline },
          title: { display: true, text: yLabel, color: paint.inkSoft, font },
        },
      },
    },
  };
}
