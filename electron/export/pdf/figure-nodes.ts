// Figures as vectors of the page: shapes on a canvas, labels in the fonts of the document over it.
// Must not compute anything of the figure.

import type { Content } from 'pdfmake';
import type { DrawnLabel, DrawnShape, Figure } from '../../../shared/report/document.ts';
import { contentWidth, inks, size, toneStyles } from './page-style.ts';
import { together, type Node, type NodeMaker } from './nodes.ts';

type CanvasElement = Extract<Content, { canvas: unknown }>['canvas'][number];

const gap = 14;

/** Figures two beside each other. */
export function figureNodes(maker: NodeMaker, figures: readonly Figure[]): readonly Node[] {
  const rows: Node[] = [];
  for (let index = 0; index < figures.length; index += 2) {
    const pair = figures.slice(index, index + 2);
    rows.push({
      columns: pair.map((figure) => ({ width: figure.width, stack: [figureNode(maker, figure)] })),
      columnGap: Math.min(gap, contentWidth - pair.reduce((sum, one) => sum + one.width, 0)),
      margin: [0, 6, 0, 8],
      unbreakable: true,
    });
  }
  return rows;
}

/** The caption stands above, where there is one. */
export function figureNode(maker: NodeMaker, figure: Figure): Node {
  const caption = maker.plainLine(figure.caption, 'strong', inks.ink, size.small);
  return together([
    ...(figure.caption === '' ? [] : [maker.node(caption, size.small)]),
    ...figure.labels.map((label) => labelNode(maker, label)),
    { canvas: [frame(figure), ...figure.shapes.map(element)] },
  ]);
}

/** Gives the canvas its whole size, whatever is drawn on it. */
function frame({ width, height }: Figure): CanvasElement {
  return { type: 'rect', x: 0, y: 0, w: width, h: height, lineWidth: 0.01, lineColor: '#ffffff' };
}

function element({ shape, fill, line, lineWidth }: DrawnShape): CanvasElement {
  const paint = {
    ...(fill === null ? {} : { color: fill }),
    ...(line === null ? {} : { lineColor: line, lineWidth }),
  };
  switch (shape.type) {
    case 'line':
      return { ...shape, ...paint };
    case 'rectangle':
      return { type: 'rect', x: shape.x, y: shape.y, w: shape.width, h: shape.height, ...paint };
    case 'circle':
      return { type: 'ellipse', x: shape.x, y: shape.y, r1: shape.radius, r2: shape.radius, ...paint };
    case 'polygon':
      return {
        type: 'polyline',
        points: shape.points.map(({ x, y }) => ({ x, y })),
        closePath: true,
        ...paint,
      };
  }
}

function labelNode(maker: NodeMaker, label: DrawnLabel): Node {
  const { face, ink } = toneStyles[label.tone];
  const own = label.ink === undefined ? ink : { color: label.ink, isStruck: false };
  const line = maker.plainLine(label.text, face, own, label.size);
  const shift = label.anchor === 'start' ? 0 : label.anchor === 'middle' ? line.width / 2 : line.width;
  // The line's box is 1.3 em high; its middle is a little below the middle of the digits.
  const relativePosition = { x: label.x - shift, y: label.y - label.size * 0.68 };
  return maker.node(line, label.size, { relativePosition });
}
