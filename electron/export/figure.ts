// One figure of the article as a file: SVG, PDF or CSV, as this reader may see it.
// Must not write to the notebook, nor name a group that the screen would not name.

import { writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { say } from '../../shared/catalogue/catalogue.ts';
import type { FigureRequest } from '../../shared/domain/figure-data.ts';
import { articleFigure, shownFigure } from '../../shared/domain/figure-queries.ts';
import type { Actor } from '../../shared/kernel/decider.ts';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { figureNumbersCsv } from '../../shared/report/figure-csv.ts';
import { figureSvg } from '../../shared/report/figure-svg.ts';
import { drawFigure } from '../../shared/report/figure.ts';
import type { FigureFile } from '../../shared/services.ts';
import { holdState } from '../notebook/held-state.ts';
import { writeFigurePdf } from './pdf/figure-file.ts';
import { notebookSource } from './pdf/notebook-source.ts';

export interface FigureExport extends FigureFile {
  readonly format: 'svg' | 'pdf' | 'csv';
  /** False refuses a figure with coded groups, with the reason why they are coded. */
  readonly mayBeCoded: boolean;
}

/**
 * Writes the figure to the file `to` and gives its caption. Refusals: `study.none`, `figure.unknown`, `figure.no-data`,
 * `figure.paired-coded`, and, where the groups must be named, `analysis.plan-not-locked` and `analysis.groups-blinded`.
 */
export async function exportFigure(
  database: Database,
  { format, mayBeCoded, widthMm, variant, isWithEverything, figure: name }: FigureExport,
  reader: Actor,
  to: string,
): Promise<Outcome<{ readonly caption: string; readonly isCoded: boolean }>> {
  const figure = articleFigure(name);
  if (!figure.ok) return figure;
  const request = { figure: figure.value, variant, isWithEverything, hasHead: true };
  const read = readFigure(database, request, reader);
  if (!read) return refuse('study.none');
  const { model, caption, whyCoded, recordedAt } = read;
  if (whyCoded && !mayBeCoded) return { ok: false, refusal: whyCoded };
  if (whyCoded && variant === 'paired') return refuse('figure.paired-coded');
  if (model.panels.length === 0) return refuse('figure.no-data', { figure: name });
  if (format === 'csv') writeFileSync(to, `\uFEFF${figureNumbersCsv(model)}`);
  else {
    const drawn = drawFigure(model, widthMm);
    const title = say('figure.title', { figure: name });
    if (format === 'svg') writeFileSync(to, figureSvg(drawn, title, caption));
    else await writeFigurePdf(drawn, { title, description: caption, recordedAt }, to);
  }
  return accept({ caption, isCoded: whyCoded !== null });
}

/** From one state: a figure must not name a newer head than its values have. Undefined for an empty notebook. */
function readFigure(database: Database, request: FigureRequest, reader: Actor) {
  const letGo = holdState(database);
  try {
    const source = notebookSource(database, { kind: 'study' }, reader);
    return source && { ...shownFigure(request, source.query), recordedAt: source.head.recordedAt };
  } finally {
    letGo();
  }
}
