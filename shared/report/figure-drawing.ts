// What a figure is drawn into: its shapes and labels, and what can be pointed at with the place where it stands.
// Must not draw anything by itself.

import type { FigureLayout } from '../statistics/figure-layout.ts';
import type { FigureModel, FigurePanel } from '../statistics/figure-model.ts';
import type { DrawnLabel, DrawnShape, Shape } from './document.ts';
import type { Box } from './figure-label.ts';

/** Something of the model that the drawing shows at a place: a cell, one of its points, or marks of its comparisons. */
export type FigureTarget = {
  readonly panel: number;
  readonly group: number;
  readonly category: number;
  readonly box: Box;
} & (
  | { readonly kind: 'cell' }
  | { readonly kind: 'mark'; readonly controls: readonly number[] }
  | { readonly kind: 'point'; readonly index: number }
);

export interface Drawing {
  readonly shapes: DrawnShape[];
  readonly labels: DrawnLabel[];
  readonly targets: FigureTarget[];
}

/** Where a panel stands in the figure, in points, y downwards. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The plot between the axes: shares of its width and numbers of the axis to points. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (share: number) => number;
  readonly y: (value: number) => number;
}

/** A panel on its way into a drawing. */
export interface PanelDrawing {
  readonly model: FigureModel;
  readonly panel: FigurePanel;
  /** Its place among the panels. */
  readonly number: number;
  readonly layout: FigureLayout;
  readonly plot: Plot;
  /** Of every point of the figure. */
  readonly radius: number;
  readonly drawing: Drawing;
}

export function stroke(shape: Shape, line: string, lineWidth: number): DrawnShape {
  return { shape, fill: null, line, lineWidth };
}
