// The figures as screens ask for them: the gallery with small drawings, and one with everything that stands beside it.
// Must not name a group before the plan is locked, nor to a reader who may not know it.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { defineQuery, type QueryContext } from '../kernel/decider.ts';
import { refuse, type Outcome } from '../kernel/refusal.ts';
import { figureVariants } from '../statistics/figure-model.ts';
import { articleFigures, drawnFigure, type ArticleFigure, type FigureRequest } from './figure-data.ts';
import { captionText } from './figure-caption.ts';
import { groupNaming } from './group-naming.ts';

const figureRequestForm = z.object({
  figure: z.string(),
  variant: z.enum(figureVariants).default('bars'),
  isWithEverything: z.boolean().default(false),
});

/** Refused: `figure.unknown`. */
export function articleFigure(figure: string): Outcome<ArticleFigure> {
  const found = articleFigures.find((one) => one.figure === figure);
  if (found) return { ok: true, value: found };
  return refuse('figure.unknown', { figure, figures: articleFigures.map((one) => one.figure).join(', ') });
}

/** What a figure without data says: what is missing, and where it is entered. */
function missingWords({ label, assay, key }: ArticleFigure['analytes'][number]) {
  return {
    analyte: key,
    text: say('figure.missing', { analyte: label, assay: say(`figure.assay-${assay}`) }),
  };
}

/** Every figure of the article: drawn small as bars, and what is missing for it. */
export const listFigures = defineQuery({
  name: 'figure.list',
  input: z.object({}),
  answer: (_, context) => ({
    whyCoded: groupNaming(context.read, context.actor).whyCoded,
    figures: articleFigures.map((figure) => {
      const { model, missing } = drawnFigure(
        { figure, variant: 'bars', isWithEverything: false, hasHead: false },
        context,
      );
      return {
        figure: figure.figure,
        title: figure.analytes.map(({ label }) => label).join(', '),
        model,
        missing: missing.map(missingWords),
      };
    }),
  }),
});

/**
 * One figure of the article as model, caption, and what is missing. Null for a figure that the article has not, or that
 * this notebook cannot draw; `paired` is drawn as `bars` while the groups are coded.
 */
export const showFigure = defineQuery({
  name: 'figure.show',
  input: figureRequestForm,
  answer({ figure, ...request }, context) {
    const found = articleFigure(figure);
    return found.ok ? shownFigure({ figure: found.value, ...request, hasHead: true }, context) : null;
  },
});

export function shownFigure(request: FigureRequest, context: QueryContext) {
  const { model, missing } = drawnFigure(request, context);
  return {
    model,
    caption: captionText(model.caption),
    whyCoded: groupNaming(context.read, context.actor).whyCoded,
    missing: missing.map(missingWords),
  };
}

export const figureQueries = [listFigures, showFigure] as const;
