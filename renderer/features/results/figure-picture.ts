// A drawn figure as a PNG with the density that a journal asks for: the same shapes, on a canvas of that many dots.
// Must not draw anything of its own.

import { base64Of } from '../../base64.ts';
import type { DrawnLabel, DrawnShape, Figure } from '../../../shared/report/document.ts';
import { labelInk } from '../../../shared/report/figure-svg.ts';

export const dotsPerInch = [300, 600] as const;
export type DotsPerInch = (typeof dotsPerInch)[number];

const pointsPerInch = 72;
const family = "'IBM Plex Sans', sans-serif";

/** Base64 of the PNG; undefined where there is no canvas. Waits for the typeface, which a canvas does not. */
export async function figurePng(figure: Figure, dpi: DotsPerInch): Promise<string | undefined> {
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px ${family}`)));
  const scale = dpi / pointsPerInch;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(figure.width * scale);
  canvas.height = Math.round(figure.height * scale);
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  for (const shape of figure.shapes) drawShape(context, shape);
  context.textBaseline = 'middle';
  for (const label of figure.labels) drawLabel(context, label);
  const encoded = canvas.toDataURL('image/png').split(',')[1];
  return encoded === undefined ? undefined : withDensity(encoded, dpi);
}

function drawShape(context: CanvasRenderingContext2D, { shape, fill, line, lineWidth }: DrawnShape): void {
  context.beginPath();
  switch (shape.type) {
    case 'line':
      context.moveTo(shape.x1, shape.y1);
      context.lineTo(shape.x2, shape.y2);
      break;
    case 'rectangle':
      context.rect(shape.x, shape.y, shape.width, shape.height);
      break;
    case 'circle':
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      break;
    case 'polygon':
      for (const { x, y } of shape.points) context.lineTo(x, y);
      context.closePath();
      break;
  }
  if (fill !== null) {
    context.fillStyle = fill;
    context.fill();
  }
  if (line !== null) {
    context.strokeStyle = line;
    context.lineWidth = lineWidth;
    context.stroke();
  }
}

function drawLabel(context: CanvasRenderingContext2D, label: DrawnLabel): void {
  const { x, y, text, size, anchor, tone, ink } = label;
  context.font = `${tone === 'strong' ? 600 : 400} ${size}px ${family}`;
  context.textAlign = anchor === 'middle' ? 'center' : anchor;
  context.fillStyle = ink ?? labelInk(tone);
  context.fillText(text, x, y);
}

const metresPerInch = 0.0254;
/** The signature and the header chunk, after which the density may stand (PNG, W3C Recommendation, 11.3.4.3). */
const beforeDensity = 8 + 25;

/** A canvas writes no density: without it a program takes the picture for one of 72 or 96 dots an inch. */
function withDensity(base64: string, dpi: DotsPerInch): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  const perMetre = Math.round(dpi / metresPerInch);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode('pHYs'), 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  chunk[16] = 1;
  view.setUint32(17, crc32(chunk.subarray(4, 17)));
  const whole = new Uint8Array(bytes.length + chunk.length);
  whole.set(bytes.subarray(0, beforeDensity));
  whole.set(chunk, beforeDensity);
  whole.set(bytes.subarray(beforeDensity), beforeDensity + chunk.length);
  return base64Of(whole);
}

/** Of a chunk's name and data (PNG, Annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
