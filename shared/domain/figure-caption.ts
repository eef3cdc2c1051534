// The caption of a figure, part by part: what is drawn, n, test, the marks explained, what was left out, whose data.
// Must not name a control or an animal while the groups are coded, nor speak of groups to a blinded reader.

import { flagKeys } from '../assays/assay.ts';
import { say } from '../catalogue/catalogue.ts';
import type { Reader } from '../kernel/decider.ts';
import type { CaptionPart, FigureModel } from '../statistics/figure-model.ts';
import type { AnalyteAnalysis } from './analysis.ts';
import { Plan, planId, planInForce } from './analysis-plan.ts';
import type { AnalysedValue, ValueKind } from './analysis-values.ts';
import type { Analyte } from './analytes.ts';
import { mixedWays } from './assay-ways.ts';
import { groupLabel } from './design.ts';
import { leftOutOf, type LeftOut } from './left-out.ts';
import type { ResultFlag } from './result.ts';
import { designGroups } from './settings.ts';

interface Subject {
  /** Of the panels, in their order. */
  readonly analyses: readonly { readonly analyte: Analyte; readonly analysis: AnalyteAnalysis }[];
  readonly plan: AnalyteAnalysis['plan'];
  readonly isWithEverything: boolean;
  /** All animals stand together. */
  readonly isBlinded: boolean;
  readonly read: Reader;
}

type Model = Omit<FigureModel, 'caption'>;

export function captionOf(model: Model, subject: Subject): readonly CaptionPart[] {
  const { figure, variant, isCoded, isSimulated, head } = model;
  return [
    ...(isSimulated ? [part('figure.caption-simulated')] : []),
    part('figure.caption-title', { figure, analytes: titles(model) }),
    part(`figure.caption-${variant}`),
    ...countPart(model, subject),
    ...(isCoded ? [part(subject.isBlinded ? 'figure.caption-all' : 'figure.caption-coded')] : []),
    ...testParts(subject),
    ...hollowParts(model, subject),
    ...crossedParts(model),
    ...remarkParts(subject),
    ...mixedParts(subject),
    ...leftOutParts(subject, isCoded),
    ...(head === null ? [] : [part('figure.caption-head', { seq: head.seq, hash: head.hash })]),
  ];
}

/** `ALP, ALT, AST (U/L)` where all have one unit, else each with its own. */
function titles({ panels }: Model): string {
  const [first] = panels;
  const isOneUnit = panels.every(({ unitWords }) => unitWords === first?.unitWords);
  const withUnit = (title: string, unit: string): string => `${title} (${unit})`;
  return first !== undefined && isOneUnit
    ? withUnit(panels.map(({ title }) => title).join(', '), first.unitWords)
    : panels.map(({ title, unitWords }) => withUnit(title, unitWords)).join(', ');
}

function part(key: CaptionPart['key'], parameters: CaptionPart['parameters'] = {}): CaptionPart {
  return { key, parameters };
}

/** Values that do not mean the same stand beside each other: whoever reads the figure has to know. */
function mixedParts({ analyses, read }: Subject): readonly CaptionPart[] {
  return analyses.flatMap(({ analyte: { key } }) => {
    const text = mixedWays(read, key);
    return text === null ? [] : [part('figure.caption-mixed', { text })];
  });
}

/** The caption as a text of sentences. */
export function captionText(caption: readonly CaptionPart[]): string {
  return caption.map(({ key, parameters }) => say(key, parameters)).join(' ');
}

/** Where something was measured every group has its n, 0 too: a group without a value must not be passed over. */
function countPart({ panels, groups }: Model, { isBlinded }: Subject): readonly CaptionPart[] {
  const byGroup = groups.map(({ label }, group) => ({
    label,
    counts: panels.flatMap(({ cells, isMeasuredAt }) =>
      (cells[group] ?? []).filter((_, at) => isMeasuredAt[at]).map(({ n }) => n),
    ),
  }));
  const counts = byGroup.flatMap((one) => one.counts);
  if (counts.length === 0) return [];
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (least === most) {
    if (most === 1) return [part(isBlinded ? 'figure.caption-n-all-one' : 'figure.caption-n-one')];
    return [part(isBlinded ? 'figure.caption-n-all' : 'figure.caption-n', { n: most })];
  }
  if (isBlinded) return [part('figure.caption-n-range-all', { least, most })];
  const words = byGroup.map((one) => groupCount(one.label, one.counts)).join(', ');
  return [part('figure.caption-n-range', { least, most, groups: words })];
}

function groupCount(group: string, counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most
    ? say('figure.group-n', { group, n: most })
    : say('figure.group-n-range', { group, least, most });
}

/** The test and its marks; before the plan is locked, and for a blinded reader, there is no test. */
function testParts({ plan, read, isBlinded }: Subject): readonly CaptionPart[] {
  if (isBlinded) return [];
  if (plan === null) return [part('figure.caption-no-plan')];
  const { test, postHoc, controls } = plan.content;
  const tests = part('figure.caption-test', {
    test: say(`plan.test-${test}`),
    postHoc: say(`plan.post-hoc-${postHoc}`),
    version: plan.version,
  });
  const design = designGroups(read);
  const marks = controls.map(({ group, symbol }) =>
    part('figure.caption-mark', { symbol, control: groupLabel(design, group) }),
  );
  return [tests, ...lockedLatePart(read), ...amendedPart(read), ...marks];
}

/** A plan that was fixed with results before one's eyes is said to be so, as in the ARRIVE report. */
function lockedLatePart(read: Reader): readonly CaptionPart[] {
  const plan = read.get(Plan, planId);
  const count = plan?.versions[0]?.resultCount ?? 0;
  const day = plan?.lockedAt?.slice(0, 10);
  return day === undefined || count === 0 ? [] : [part('figure.caption-locked-late', { day, count })];
}

/** And so is one that was changed then. */
function amendedPart(read: Reader): readonly CaptionPart[] {
  const inForce = planInForce(read);
  if (inForce === null || inForce.number === 1) return [];
  return [part('figure.caption-amended', { count: inForce.resultCount ?? 0 })];
}

/** What the hollow points that there are stand for. */
function hollowParts({ panels }: Model, { analyses, isWithEverything }: Subject): readonly CaptionPart[] {
  const points = panels.flatMap(({ cells }) => cells.flat().flatMap((cell) => cell.points));
  if (!points.some((point) => point.isHollow)) return [];
  const drawn = drawnValues(analyses, isWithEverything);
  const outliers = drawn.filter(({ kind }) => kind === 'outlier');
  const isCounted = isWithEverything || outliers.some((value) => value.isPlanned);
  const has = (kind: ValueKind): boolean => drawn.some((value) => value.kind === kind);
  return [
    ...(outliers.length === 0
      ? []
      : [part(isCounted ? 'figure.caption-hollow-counted' : 'figure.caption-hollow-left-out')]),
    ...(has('at-lower-limit') ? [part('figure.caption-hollow-lower')] : []),
    ...(has('at-half-lower-limit') ? [part('figure.caption-hollow-half-lower')] : []),
    ...(has('at-upper-limit') ? [part('figure.caption-hollow-upper')] : []),
  ];
}

function drawnValues(analyses: Subject['analyses'], isWithEverything: boolean): readonly AnalysedValue[] {
  return analyses
    .flatMap(({ analysis }) => analysis.groups)
    .flatMap(({ byTimePoint }) => byTimePoint.flatMap(({ values }) => values))
    .filter((value) => isWithEverything || value.isDrawn);
}

function crossedParts({ panels }: Model): readonly CaptionPart[] {
  const points = panels.flatMap(({ cells }) => cells.flat().flatMap((cell) => cell.points));
  return points.some((point) => !point.isPlanned) ? [part('figure.caption-crossed')] : [];
}

/** Of the points that are drawn: how often which remark, in no group's name. That one is beyond the range is said above. */
function remarkParts({ analyses, isWithEverything }: Subject): readonly CaptionPart[] {
  const counts = new Map<ResultFlag, number>();
  for (const { flags } of drawnValues(analyses, isWithEverything)) {
    for (const flag of flags) {
      if (!rangeFlags.has(flag)) counts.set(flag, (counts.get(flag) ?? 0) + 1);
    }
  }
  if (counts.size === 0) return [];
  const words = flagKeys
    .filter((flag) => counts.has(flag))
    .map((flag) =>
      say('figure.remark-count', { remark: say(`assay.flag.${flag}`), count: counts.get(flag) ?? 0 }),
    );
  return [part('figure.caption-remarks', { remarks: words.join('; ') })];
}

const rangeFlags: ReadonlySet<ResultFlag> = new Set(['below-range', 'above-range']);

interface Named extends LeftOut {
  readonly analyte: string;
}

const undrawn = ['out-of-range', 'no-number', 'no-group'] as const;

function leftOutParts({ analyses, isWithEverything }: Subject, isCoded: boolean): readonly CaptionPart[] {
  const all = analyses.flatMap(({ analyte, analysis }) =>
    leftOutOf(analysis).map((one): Named => ({ ...one, analyte: analyte.label })),
  );
  const hasNumber = ({ kind }: Named): boolean => kind === 'excluded' || kind === 'outlier';
  const drawn = isWithEverything ? all.filter(hasNumber) : [];
  const rest = all.filter((one) => !drawn.includes(one));
  const isOne = analyses.length === 1;
  const named = (key: CaptionPart['key'], values: readonly Named[]): readonly CaptionPart[] =>
    values.length === 0
      ? []
      : [part(key, { count: values.length, values: leftOutWords(values, isOne).join('; ') })];
  return [
    ...counted('figure.caption-with-everything', drawn),
    ...(isCoded
      ? counted('figure.caption-left-out-count', rest)
      : [
          ...named('figure.caption-left-out', rest.filter(hasNumber)),
          ...undrawn.flatMap((kind) =>
            named(
              `figure.caption-${kind}`,
              rest.filter((one) => one.kind === kind),
            ),
          ),
        ]),
  ];
}

function counted(key: CaptionPart['key'], values: readonly Named[]): readonly CaptionPart[] {
  const count = new Set(values.map(({ animalId }) => animalId)).size;
  return count === 0 ? [] : [part(key, { count })];
}

interface Line {
  readonly analytes: readonly string[];
  readonly animals: readonly string[];
  readonly timePoints: readonly string[];
  readonly why: string;
}

/**
 * `P13, Day 3 (excluded for all outcomes, Day 3: The serum was haemolysed.)`: what is alike stands together. The
 * outcomes are named where the figure has several, but for an exclusion, which names its own and each of its values.
 */
function leftOutWords(values: readonly Named[], isOneOutcome: boolean): readonly string[] {
  const lineOf = ({ analyte, animalId, timePoint, why, kind }: Named): Line => ({
    analytes: isOneOutcome || kind === 'excluded' ? [] : [analyte],
    animals: [animalId],
    timePoints: [say(`sample.timePoint.${timePoint}`)],
    why,
  });
  const isExcluded = ({ kind }: Named): boolean => kind === 'excluded';
  const excluded = values.filter(isExcluded).map(lineOf);
  const others = values.filter((one) => !isExcluded(one)).map(lineOf);
  const lines = [...excluded, ...merged(merged(others, 'analytes'), 'timePoints')];
  return merged(lines, 'animals').map(({ analytes, animals, timePoints, why }) => {
    const value = say('figure.left-out-value', {
      animals: animals.join(', '),
      timePoints: timePoints.join(', '),
      why,
    });
    return analytes.length === 0
      ? value
      : say('figure.left-out-of', { analytes: analytes.join(', '), value });
  });
}

/** Lines that differ in this part alone are one. */
function merged(lines: readonly Line[], part: 'analytes' | 'animals' | 'timePoints'): readonly Line[] {
  const together = new Map<string, Line>();
  for (const line of lines) {
    const key = JSON.stringify({ ...line, [part]: [] });
    const before = together.get(key)?.[part] ?? [];
    together.set(key, { ...line, [part]: [...new Set([...before, ...line[part]])] });
  }
  return [...together.values()];
}
