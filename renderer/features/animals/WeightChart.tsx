// The weights of one animal as a small line over time; the table below it has the numbers.
// Must not stand alone, and must not start its axis at a number that nobody weighed without saying so.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { epochOf, localDay } from '../../../shared/kernel/time.ts';
import { Measure } from '../../ui/Measure.tsx';
import type { WeightLine } from './weight-history.ts';

const width = 600;
const height = 120;
const edge = 8;

interface Point {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export function WeightChart({ lines }: { readonly lines: readonly WeightLine[] }): ReactElement | null {
  const oldestFirst = lines.toReversed();
  const [first, last] = [oldestFirst[0], oldestFirst.at(-1)];
  if (!first || !last) return null;
  const byWeight = lines.toSorted((left, right) => Number(left.weightKg) - Number(right.weightKg));
  const [lightest, heaviest] = [byWeight[0] ?? first, byWeight.at(-1) ?? last];
  const points = placed(oldestFirst, lightest, heaviest);
  const values = oldestFirst.map((one) => `${one.weightKg} ${say('animals.kg')}`).join(', ');
  return (
    <figure className="animals-chart">
      <div className="animals-chart-axis" aria-hidden="true">
        <Measure value={heaviest.weightKg} unit={say('animals.kg')} />
        <Measure value={lightest.weightKg} unit={say('animals.kg')} />
      </div>
      <svg
        className="animals-chart-drawing"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say('animals.chart', { first: localDay(first.at), last: localDay(last.at), values })}
      >
        <polyline className="animals-chart-line" points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {points.map(({ id, x, y }) => (
          <line key={id} className="animals-chart-point" x1={x} y1={y} x2={x} y2={y} />
        ))}
      </svg>
      <div className="animals-chart-days" aria-hidden="true">
        <span>{localDay(first.at)}</span>
        <span>{localDay(last.at)}</span>
      </div>
    </figure>
  );
}

/** Places only: no number of it is shown. */
function placed(
  oldestFirst: readonly WeightLine[],
  lightest: WeightLine,
  heaviest: WeightLine,
): readonly Point[] {
  const times = oldestFirst.map((one) => epochOf(one.at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Number(lightest.weightKg), Number(heaviest.weightKg)];
  return oldestFirst.map((one) => ({
    id: one.recordId,
    x: edge + share(epochOf(one.at), from, to) * (width - 2 * edge),
    y: height - edge - share(Number(one.weightKg), low, high) * (height - 2 * edge),
  }));
}

function share(value: number, from: number, to: number): number {
  return to === from ? 0.5 : (value - from) / (to - from);
}
