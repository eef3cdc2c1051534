// What a figure shows, in words: the whole of it, and what is pointed at, with the exact p of a comparison.
// Must not compute, nor say an animal that the model does not name.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { FigureTarget } from '../../../shared/report/figure-drawing.ts';
import type { FigureCell, FigureModel, FigurePanel } from '../../../shared/statistics/figure-model.ts';
import type { AgainstControl } from '../../../shared/statistics/planned-analysis.ts';
import { probabilityText } from '../../../shared/statistics/probability.ts';

/** `IL-6 (pg/mL), mean ± SD. Day 1: Saline 93.1 ± 5.2 (n = 6); …` for screen readers, every p with it. */
export function figureWords({ panels, groups, categories }: FigureModel): string {
  return panels
    .map((panel) => {
      const parts = categories.map(({ label }, at) => {
        const cells = groups.map(({ label: group }, index) => {
          const cell = panel.cells[index]?.[at];
          return [
            say('figures.cell', { group, numbers: cell ? numbersText(cell, panel) : say('results.no-sd') }),
            ...(cell?.against ?? []).map(againstText),
          ].join(', ');
        });
        return say('figures.words-at', { timePoint: label, cells: cells.join('; ') });
      });
      return say('figures.words', { title: panel.title, unit: panel.unitWords, parts: parts.join(' ') });
    })
    .join(' ');
}

/** Lines of what is said where something of the drawing is pointed at or stepped to. */
export function targetWords(model: FigureModel, target: FigureTarget): readonly string[] {
  const panel = model.panels[target.panel];
  const cell = panel?.cells[target.group]?.[target.category];
  if (!panel || !cell) return [];
  const group = model.groups[target.group]?.label ?? '';
  const timePoint = model.categories[target.category]?.label ?? '';
  const place = { group, timePoint, outcome: panel.title };
  switch (target.kind) {
    case 'cell':
      return [
        say('figures.at', place),
        numbersText(cell, panel, panel.unitWords),
        ...cell.against.map(againstText),
      ];
    case 'mark':
      return [
        say('figures.at', place),
        ...target.controls.flatMap((at) => comparisonText(group, cell.against[at])),
      ];
    case 'point': {
      const point = cell.points[target.index];
      if (!point) return [];
      const { subject, number, isPlanned, remarks } = point;
      const value = `${number} ${panel.unitWords}`.trim();
      return [
        say('figures.at', place),
        subject === null ? value : say('figures.point-of', { animal: subject, value }),
        ...(isPlanned ? [] : [say('figure.left-out')]),
        ...remarks,
      ];
    }
  }
}

/** `123.4 ± 10.2 U/L (n = 6)`; a dash where nothing counts. */
function numbersText({ n, mean, sd }: FigureCell, { decimals }: FigurePanel, unit = ''): string {
  const digits = decimals + 1;
  const average = mean?.toFixed(digits) ?? say('results.no-sd');
  const spread = sd === null ? average : `${average} ± ${sd.toFixed(digits)}`;
  return say('figures.mean', { mean: `${spread} ${unit}`.trim(), n });
}

/** `** against Saline, p = 0.0031`; also where p carries no mark. */
function againstText({ versus, p, mark }: AgainstControl): string {
  return say(mark === '' ? 'figures.against' : 'figures.against-marked', {
    mark,
    control: versus,
    p: probabilityText(p),
  });
}

function comparisonText(group: string, compared: AgainstControl | undefined): readonly string[] {
  if (!compared) return [];
  const { versus, p, mark } = compared;
  return [say('figures.comparison', { mark, group, control: versus, p: probabilityText(p) })];
}
