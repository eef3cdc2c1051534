// The article's figures from this notebook: which there are, and each as a model with its data, marks and caption.
// Must not compute a statistic of its own: n, mean, SD and p are those of the analysis.

import { say } from '../catalogue/catalogue.ts';
import type { QueryContext, Reader } from '../kernel/decider.ts';
import {
  figureCell,
  figurePanel,
  type FigureHead,
  type FigureModel,
  type FigurePanel,
  type FigureVariant,
} from '../statistics/figure-model.ts';
import { Allocation, allocationId } from './allocation-state.ts';
import { Plan, planId } from './analysis-plan.ts';
import { analyseAnalyte, type AnalyteAnalysis } from './analysis.ts';
import type { AnalysedValue } from './analysis-values.ts';
import { analytes, type Analyte } from './analytes.ts';
import { Animal } from './animal.ts';
import { Exclusion } from './exclusion.ts';
import { captionOf } from './figure-caption.ts';
import { studyAnimals } from './group-naming.ts';
import { analysisOf } from './left-out.ts';
import { Result, resultId } from './result.ts';
import { dayOf, timePointKeys } from './schedule.ts';
import { Study, studyId } from './study.ts';
import { unitWords } from './unit-words.ts';

/** The article's figures with data of single animals, in its order, with the endpoints of each. */
export const articleFigures: readonly { readonly figure: string; readonly analytes: readonly Analyte[] }[] = [
  ...new Set(analytes.map((one) => one.figure)),
]
  .toSorted()
  .map((figure) => ({ figure, analytes: analytes.filter((one) => one.figure === figure) }));

export type ArticleFigure = (typeof articleFigures)[number];

export interface FigureRequest {
  readonly figure: ArticleFigure;
  readonly variant: FigureVariant;
  /** Draws the excluded animals and the outliers that the plan leaves out too. */
  readonly isWithEverything: boolean;
  /** False: without the newest record of its data, which takes a look at every one of them. */
  readonly hasHead: boolean;
}

export interface DrawnFigure {
  readonly model: FigureModel;
  /** In the order of the panels; those without a value have no panel. */
  readonly analyses: readonly { readonly analyte: Analyte; readonly analysis: AnalyteAnalysis }[];
  readonly missing: readonly Analyte[];
}

/** `paired` joins the values of one animal: while the groups are coded it is drawn as `bars`. */
export function drawnFigure(request: FigureRequest, context: QueryContext): DrawnFigure {
  const { read, actor } = context;
  const analyses = request.figure.analytes.map((analyte) => ({
    analyte,
    analysis: analyseAnalyte(read, actor, analyte.key),
  }));
  const present = analyses.filter(({ analysis }) => hasValue(analysis));
  const first = analyses[0]?.analysis;
  const isCoded = (first?.whyCoded ?? null) !== null;
  const model: Omit<FigureModel, 'caption'> = {
    figure: request.figure.figure,
    variant: isCoded && request.variant === 'paired' ? 'bars' : request.variant,
    groups: (first?.groups ?? []).map(({ key, label }) => ({ key, label })),
    categories: timePointKeys.map((timePoint) => ({
      label: say(`sample.timePoint.${timePoint}`),
      short: say(`figure.time.${timePoint}`),
      day: dayOf(timePoint),
    })),
    panels: present.map(({ analyte, analysis }) => panelOf(analyte, analysis, request, read)),
    isCoded,
    analysis: analysisOf(
      request.isWithEverything ? present.flatMap(({ analysis }) => valuesIn(analysis)) : [],
      (first?.plan ?? null) !== null,
    ),
    isSimulated: read.get(Study, studyId)?.isSimulated === true,
    head: present.length > 0 && request.hasHead ? headOf(request.figure, context) : null,
  };
  const caption = captionOf(model, {
    analyses: present,
    plan: first?.plan ?? null,
    isWithEverything: request.isWithEverything,
    isBlinded: first?.whyCoded?.code === 'analysis.groups-blinded',
    read,
  });
  return {
    model: { ...model, caption },
    analyses: present,
    missing: analyses.filter(({ analysis }) => !hasValue(analysis)).map(({ analyte }) => analyte),
  };
}

function hasValue(analysis: AnalyteAnalysis): boolean {
  return valuesIn(analysis).length > 0;
}

function valuesIn({ groups }: AnalyteAnalysis): readonly AnalysedValue[] {
  return groups.flatMap(({ byTimePoint }) => byTimePoint.flatMap(({ values }) => values));
}

function panelOf(
  analyte: Analyte,
  analysis: AnalyteAnalysis,
  { isWithEverything, variant }: FigureRequest,
  read: Reader,
): FigurePanel {
  const isCoded = analysis.whyCoded !== null;
  const resultIds = valuesIn(analysis).map((value) => value.resultId);
  const panel = {
    key: analyte.key,
    title: analyte.label,
    unit: analyte.unit,
    unitWords: unitWords(read, analyte, resultIds),
    decimals: analyte.decimals,
    isMeasuredAt: timePointKeys.map((_, at) =>
      analysis.groups.some(({ byTimePoint }) => {
        const { values = [], withoutNumber = [] } = byTimePoint[at] ?? {};
        return values.length + withoutNumber.length > 0;
      }),
    ),
    cells: analysis.groups.map(({ byTimePoint }, group) =>
      byTimePoint.map(({ values }, at) => {
        const one = analysis.byTimePoint[at];
        const shown = isWithEverything ? (one?.everything ?? one?.planned) : one?.planned;
        const points = values
          .filter((value) => isWithEverything || value.isDrawn)
          .map((value) => ({
            number: value.number,
            id: isCoded ? null : value.resultId,
            subject: isCoded ? null : value.animalId,
            isHollow: value.kind !== 'measured',
            isCounted: isWithEverything || value.isPlanned,
            isPlanned: value.isPlanned,
            remarks: value.flags.map((flag) => say(`assay.flag.${flag}`)),
          }));
        // By value, so that the same place in two time points does not stand for the same animal.
        const order = isCoded ? points.toSorted((left, right) => left.number - right.number) : points;
        return figureCell(order, shown?.groups[group]?.against ?? []);
      }),
    ),
  };
  return figurePanel(panel, variant);
}

/**
 * The newest record that the figure's data depend on: its results, what is excluded, who is in which group, the plan.
 * It stays the same while nothing of these changes, whatever else is recorded.
 */
function headOf({ analytes: endpoints }: ArticleFigure, { read, records }: QueryContext): FigureHead | null {
  const subjects = [
    { subjectType: Plan.type, subjectId: planId },
    { subjectType: Allocation.type, subjectId: allocationId },
    ...read.list(Exclusion).map(({ id }) => ({ subjectType: Exclusion.type, subjectId: id })),
    ...studyAnimals(read).flatMap((animal) => subjectsOf(read, animal.id, endpoints)),
  ];
  let newest: FigureHead | null = null;
  for (const subject of subjects) {
    const record = records({ ...subject, limit: 1 })[0];
    if (record && (newest === null || record.seq > newest.seq))
      newest = { seq: record.seq, hash: record.hash };
  }
  return newest;
}

/** Of an animal only that it was enrolled or replaced: its weights are no data of a figure. */
function subjectsOf(read: Reader, animalId: string, endpoints: readonly Analyte[]) {
  const results = endpoints.flatMap(({ key }) =>
    timePointKeys.map((timePoint) => resultId(animalId, timePoint, key)),
  );
  return [
    { subjectType: Animal.type, subjectId: animalId, kinds: ['animal.enrolled', 'animal.replaced'] },
    ...results
      .filter((id) => read.get(Result, id) !== undefined)
      .map((id) => ({ subjectType: Result.type, subjectId: id })),
  ];
}
