// The caption of a figure, part by part: what is drawn, n, test, the marks explained, what was left out, whose data.
// Must not name a control or an animal while the groups are coded, nor speak of groups to a blinded reader.

import { say } from '../catalogue/catalogue.ts';
import type { Reader } from '../kernel/decider.ts';
import type { CaptionPart, FigureModel } from '../statistics/figure-model.ts';
import { planInForce, type PlanContent } from './analysis-plan.ts';
import type { Analyte } from './analytes.ts';
import { groupLabel } from './design.ts';
import { designGroups } from './settings.ts';

interface Subject {
  readonly analytes: readonly Analyte[];
  readonly plan: { readonly version: number; readonly content: PlanContent } | null;
  readonly leftOut: readonly string[];
  readonly leftOutCount: number;
  readonly isWithEverything: boolean;
  /** All animals stand together. */
  readonly isBlinded: boolean;
  readonly read: Reader;
}

export function captionOf(model: Omit<FigureModel, 'caption'>, subject: Subject): readonly CaptionPart[] {
  const { figure, variant, isCoded, isSimulated, head } = model;
  const names = subject.analytes.map(({ label, unit }) => `${label} (${unit})`);
  const part = (key: CaptionPart['key'], parameters: CaptionPart['parameters'] = {}): CaptionPart => ({
    key,
    parameters,
  });
  return [
    ...(isSimulated ? [part('figure.caption-simulated')] : []),
    part('figure.caption-title', { figure, analytes: names.join(', ') }),
    part(`figure.caption-${variant}`),
    ...countPart(model, subject),
    ...(isCoded ? [part(subject.isBlinded ? 'figure.caption-all' : 'figure.caption-coded')] : []),
    ...testParts(subject),
    ...hollowPart(model, subject.plan),
    ...leftOutParts(subject, isCoded),
    ...(head === null ? [] : [part('figure.caption-head', { seq: head.seq, hash: head.hash })]),
  ];
}

/** The caption as a text of sentences. */
export function captionText(caption: readonly CaptionPart[]): string {
  return caption.map(({ key, parameters }) => say(key, parameters)).join(' ');
}

function countPart({ panels }: Omit<FigureModel, 'caption'>, { isBlinded }: Subject): readonly CaptionPart[] {
  const counts = panels.flatMap(({ cells }) => cells.flat().map(({ n }) => n)).filter((n) => n > 0);
  if (counts.length === 0) return [];
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (least === most)
    return [{ key: isBlinded ? 'figure.caption-n-all' : 'figure.caption-n', parameters: { n: most } }];
  const range = isBlinded ? 'figure.caption-n-range-all' : 'figure.caption-n-range';
  return [{ key: range, parameters: { least, most } }];
}

/** The test and its marks; before the plan is locked, and for a blinded reader, there is no test. */
function testParts({ plan, read, isBlinded }: Subject): readonly CaptionPart[] {
  if (isBlinded) return [];
  if (plan === null) return [{ key: 'figure.caption-no-plan', parameters: {} }];
  const { test, postHoc, controls } = plan.content;
  const tests: CaptionPart = {
    key: 'figure.caption-test',
    parameters: {
      test: say(`plan.test-${test}`),
      postHoc: say(`plan.post-hoc-${postHoc}`),
      version: plan.version,
    },
  };
  const design = designGroups(read);
  const marks = controls.map(({ group, symbol }): CaptionPart => ({
    key: 'figure.caption-mark',
    parameters: { symbol, control: groupLabel(design, group) },
  }));
  return [tests, ...amendedPart(read), ...marks];
}

/** A plan that was changed with results before one's eyes is said to be so beside every number that it gave. */
function amendedPart(read: Reader): readonly CaptionPart[] {
  const inForce = planInForce(read);
  if (inForce === null || inForce.number === 1) return [];
  return [{ key: 'figure.caption-amended', parameters: { count: inForce.resultCount ?? 0 } }];
}

function hollowPart({ panels }: Omit<FigureModel, 'caption'>, plan: Subject['plan']): readonly CaptionPart[] {
  const points = panels.flatMap(({ cells }) => cells.flat().flatMap((cell) => cell.points));
  if (!points.some((point) => point.isHollow)) return [];
  const isCounted = points.some((point) => point.isHollow && point.isCounted);
  const isLimited =
    plan !== null && (plan.content.belowRange !== 'left-out' || plan.content.aboveRange !== 'left-out');
  if (isLimited) return [{ key: 'figure.caption-hollow-limits', parameters: {} }];
  const key = isCounted ? 'figure.caption-hollow-counted' : 'figure.caption-hollow-left-out';
  return [{ key, parameters: {} }];
}

function leftOutParts(
  { leftOut, leftOutCount, isWithEverything }: Subject,
  isCoded: boolean,
): readonly CaptionPart[] {
  if (leftOutCount === 0) return [];
  if (isWithEverything)
    return [{ key: 'figure.caption-with-everything', parameters: { count: leftOutCount } }];
  if (isCoded) return [{ key: 'figure.caption-left-out-count', parameters: { count: leftOutCount } }];
  return [{ key: 'figure.caption-left-out', parameters: { values: leftOut.join('; ') } }];
}
