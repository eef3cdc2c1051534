// A drawn figure as an SVG file: the same shapes and labels as on the printed page, in millimetres.
// Must not draw anything of its own, nor need a font file: letters are text, so that a journal can set them.

import type { DrawnLabel, DrawnShape, Figure, Tone } from './document.ts';
import { figureInk, softInk } from './figure-marker.ts';

const millimetresPerPoint = 25.4 / 72;
const families = "'IBM Plex Sans', Arial, Helvetica, sans-serif";
/** From the middle of the digits to the line that they stand on, in parts of their size. */
const middleToBaseline = 0.35;

/** Well-formed XML in UTF-8. `title` and `description` go into the elements that screen readers and editors show. */
export function figureSvg(figure: Figure, title: string, description: string): string {
  const { width, height } = figure;
  const [widthMm, heightMm] = [width, height].map((one) => (one * millimetresPerPoint).toFixed(2));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${heightMm}mm" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...figure.shapes.map(shapeElement),
    `<g font-family="${families}">`,
    ...figure.labels.map(labelElement),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function shapeElement({ shape, fill, line, lineWidth }: DrawnShape): string {
  const paint = `fill="${fill ?? 'none'}"${line === null ? '' : ` stroke="${line}" stroke-width="${lineWidth}"`}`;
  switch (shape.type) {
    case 'line':
      return `<line x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}" ${paint}/>`;
    case 'rectangle':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" ${paint}/>`;
    case 'circle':
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" ${paint}/>`;
    case 'polygon':
      return `<polygon points="${shape.points.map(({ x, y }) => `${x},${y}`).join(' ')}" ${paint}/>`;
  }
}

function labelElement({ x, y, text, size, anchor, tone, ink }: DrawnLabel): string {
  const baseline = (y + size * middleToBaseline).toFixed(2);
  const weight = tone === 'strong' ? ' font-weight="600"' : '';
  return `<text x="${x}" y="${baseline}" font-size="${size}" text-anchor="${anchor}"${weight} fill="${ink ?? labelInk(tone)}">${escaped(text)}</text>`;
}

/** A figure has two inks for its letters. */
export function labelInk(tone: Tone): string {
  return tone === 'muted' ? softInk : figureInk;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 has no place for control characters, not even escaped. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
