// A drawn figure inside the page: the same shapes as in its files, on white paper.
// Must not stand without its words: they are given, or what encloses it names it.

import { memo, type ReactElement } from 'react';
import type { DrawnLabel, DrawnShape, Figure } from '../../../shared/report/document.ts';
import { labelInk } from '../../../shared/report/figure-svg.ts';

interface FigureDrawingProps {
  readonly figure: Figure;
  /** All of it in words; left out where its surroundings say them. */
  readonly label?: string;
}

/** Not drawn again while something of it is pointed at. */
export const FigureDrawing = memo(function FigureDrawing({
  figure,
  label,
}: FigureDrawingProps): ReactElement {
  const { width, height, shapes, labels } = figure;
  return (
    <svg
      className="figures-drawing"
      viewBox={`0 0 ${width} ${height}`}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {joinedLines(shapes).map((one, index) => (
        // A drawing is made anew as a whole: its parts have no identity but their order.
        <Shape key={index} drawn={one.drawn} path={one.path} />
      ))}
      {labels.map((one, index) => (
        <Label key={index} label={one} />
      ))}
    </svg>
  );
});

interface Joined {
  readonly drawn: DrawnShape;
  /** Of all lines that follow each other in one ink; empty for another shape. */
  path: string;
}

/** The hatching of a figure has some hundred lines: as one element a bar they cost the page nothing. */
function joinedLines(shapes: readonly DrawnShape[]): readonly Joined[] {
  const all: Joined[] = [];
  for (const drawn of shapes) {
    const { shape, line, lineWidth } = drawn;
    const before = all.at(-1);
    if (shape.type !== 'line') {
      all.push({ drawn, path: '' });
      continue;
    }
    const path = `M${shape.x1} ${shape.y1}L${shape.x2} ${shape.y2}`;
    const isSame =
      before !== undefined &&
      before.path !== '' &&
      before.drawn.line === line &&
      before.drawn.lineWidth === lineWidth;
    if (isSame) before.path += path;
    else all.push({ drawn, path });
  }
  return all;
}

function Shape({ drawn: { shape, fill, line, lineWidth }, path }: Joined): ReactElement {
  const paint = { fill: fill ?? 'none', ...(line === null ? {} : { stroke: line, strokeWidth: lineWidth }) };
  switch (shape.type) {
    case 'line':
      return <path d={path} {...paint} />;
    case 'rectangle':
      return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} {...paint} />;
    case 'circle':
      return <circle cx={shape.x} cy={shape.y} r={shape.radius} {...paint} />;
    case 'polygon':
      return <polygon points={shape.points.map(({ x, y }) => `${x},${y}`).join(' ')} {...paint} />;
  }
}

function Label({ label }: { readonly label: DrawnLabel }): ReactElement {
  const { x, y, text, size, anchor, tone, ink } = label;
  return (
    <text
      x={x}
      y={y}
      fontSize={size}
      textAnchor={anchor}
      dominantBaseline="central"
      fill={ink ?? labelInk(tone)}
      fontWeight={tone === 'strong' ? 600 : 400}
    >
      {text}
    </text>
  );
}
