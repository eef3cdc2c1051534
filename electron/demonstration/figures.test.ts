// Every figure of the demonstration in both widths: what a journal would send back, such as labels that run together.
// Must not test the layout of anything else: report/figure-drawing.test.ts does, with random figures.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFigures, showFigure } from '../../shared/domain/figure-queries.ts';
import { articleFigures } from '../../shared/domain/figure-data.ts';
import { momentIn } from '../../shared/domain/local-time.ts';
import { labelBox } from '../../shared/report/figure-label.ts';
import { drawFigureWithTargets, figureWidths } from '../../shared/report/figure.ts';
import { touch, touching } from '../../shared/report/testing/touching.ts';
import { figureVariants } from '../../shared/statistics/figure-model.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { openNotebook } from '../notebook/open.ts';
import { accepted, director, TestFolder } from '../testing/bench-notebook.ts';
import { createDemonstration } from './demonstration.ts';

const folder = new TestFolder();
let notebook: Notebook;

beforeAll(async () => {
  const file = folder.file('demonstration.ascnb');
  const now = momentIn(Date.UTC(2026, 10, 24, 2, 0, 0), 'Asia/Shanghai');
  accepted(await createDemonstration(file, { ...folder.options(), seed: 1, now }));
  notebook = accepted(openNotebook(file, folder.options())).notebook;
}, 120_000);

afterAll(() => {
  notebook.close();
  folder.remove();
});

const names = articleFigures.map(({ figure }) => figure);
const modelOf = (figure: string, variant: (typeof figureVariants)[number], isWithEverything: boolean) => {
  const shown = accepted(notebook.ask(showFigure, { figure, variant, isWithEverything }, director));
  if (!shown) throw new Error(`The article has no figure ${figure}.`);
  return shown.model;
};

describe.each(names)('figure %s', (figure) => {
  test('has no label that touches another, and no mark on a point, in every form and width', () => {
    for (const variant of figureVariants) {
      for (const isWithEverything of [false, true]) {
        const model = modelOf(figure, variant, isWithEverything);
        expect(model.panels.length).toBeGreaterThan(0);
        for (const width of figureWidths) {
          const { figure: drawn, targets } = drawFigureWithTargets(model, width);
          expect([variant, width, touching(drawn)]).toEqual([variant, width, []]);
          const points = targets.filter(({ kind }) => kind === 'point');
          for (const mark of drawn.labels.filter(({ text }) => /^[*# ]+$/.test(text))) {
            expect(points.filter(({ box }) => touch(box, labelBox(mark)))).toEqual([]);
          }
        }
      }
    }
  });

  test('has points that can be counted: in bars no two of a group cover each other', () => {
    for (const width of figureWidths) {
      const { targets } = drawFigureWithTargets(modelOf(figure, 'bars', true), width);
      const points = targets.filter(({ kind }) => kind === 'point');
      for (const [index, { box, ...one }] of points.entries()) {
        const x = (box.left + box.right) / 2;
        const y = (box.top + box.bottom) / 2;
        const radius = (box.right - box.left) / 2 / 1.54;
        for (const other of points.slice(index + 1)) {
          if (other.panel !== one.panel || other.group !== one.group || other.category !== one.category)
            continue;
          const away = Math.hypot(
            x - (other.box.left + other.box.right) / 2,
            y - (other.box.top + other.box.bottom) / 2,
          );
          expect(away).toBeGreaterThan(1.95 * radius);
        }
      }
    }
  });
});

test('the gallery draws the same figures', () => {
  const { figures } = accepted(notebook.ask(listFigures, {}, director));
  expect(figures.map((one) => one.figure)).toEqual(names);
});
