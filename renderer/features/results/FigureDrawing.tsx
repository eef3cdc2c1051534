// A drawn figure inside the page, as small as it must be: the same shapes as in its files, on white paper.
// Must not stand without its words: what encloses it names it.

import type { ReactElement } from 'react';
import type { DrawnLabel, DrawnShape, Figure } from '../../../shared/report/document.ts';
import { labelInk } from '../../../shared/report/figure-svg.ts';

export function FigureDrawing({ figure }: { readonly figure: Figure }): ReactElement {
  return (
    <svg className="figures-drawing" viewBox={`0 0 ${figure.width} ${figure.height}`} aria-hidden="true">
      {figure.shapes.map((shape, index) => (
        // A drawing is made anew as a whole: its parts have no identity but their order.
        <Shape key={index} drawn={shape} />
      ))}
      {figure.labels.map((label, index) => (
        <Label key={index} label={label} />
      ))}
    </svg>
  );
}

function Shape({ drawn: { shape, fill, line, lineWidth } }: { readonly drawn: DrawnShape }): ReactElement {
  const paint = { fill: fill ?? 'none', ...(line === null ? {} : { stroke: line, strokeWidth: lineWidth }) };
  switch (shape.type) {
    case 'line':
      return <line x1={shape.x1} y1={shape.y1} x2={shape.x2} y2={shape.y2} {...paint} />;
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
