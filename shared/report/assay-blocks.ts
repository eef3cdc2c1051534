// Evaluated assays as printed: what was measured, with which version, what failed, and every number with its formula.
// Must not leave out a rejected run: it is kept, with the reason.

import type { AssayOutput, DerivedNumber } from '../assays/assay.ts';
import { assaySettings } from '../domain/assay-settings.ts';
import { visibleOutput, wholeOutput, type AssayState } from '../domain/assay.ts';
import {
  checkView,
  numberView,
  readingRemarks,
  withFactorNames,
  type NumberView,
} from '../domain/assay-view.ts';
import { Attachment } from '../domain/attachment.ts';
import { isScoresHidden } from '../domain/second-reading.ts';
import { say } from '../catalogue/catalogue.ts';
import { fact, flow, heading, joined, paragraph, span, type Block } from './document.ts';
import type { ReportSource } from './source.ts';
import { measure, reasonOf, when, type Wording } from './wording.ts';

type Source = Pick<ReportSource, 'read' | 'reader'>;

export function* assayBlocks(
  source: Source,
  wording: Wording,
  assays: readonly AssayState[],
): Iterable<Block> {
  for (const assay of assays) yield* oneAssay(source, wording, assay);
}

function* oneAssay({ read, reader }: Source, wording: Wording, assay: AssayState): Iterable<Block> {
  const name = say(`assay.key.${assay.assayKey}`);
  const files = assay.attachmentIds.map((id) => read.get(Attachment, id)?.name ?? id);
  const byWhom = (at: string, who: string) => say('report.at-by', { at: when(at), who: wording.person(who) });
  const rejected =
    assay.rejectedAt === null || assay.rejectedBy === null
      ? []
      : fact(say('report.assay-rejected'), span(byWhom(assay.rejectedAt, assay.rejectedBy), 'alert'));
  const output = withFactorNames(visibleOutput(assay, wording.mayKnow));
  const { checks } = withFactorNames(wholeOutput(assay));
  const failed = checks.filter((one) => !one.isPassed).map((one) => checkView(one, wholeOutput(assay)));
  yield heading(2, assay.title);
  yield {
    kind: 'facts',
    facts: [
      ...fact(
        say('report.assay'),
        say('assay.title-with-version', { assay: name, version: assay.assayVersion }),
      ),
      ...fact(say('report.assay-evaluated'), byWhom(assay.evaluatedAt, assay.evaluatedBy)),
      ...(assay.evaluations === 1 ? [] : fact(say('report.assay-evaluations'), String(assay.evaluations))),
      ...rejected,
      ...(assay.reason === null ? [] : [{ label: say('report.why'), lines: [reasonOf(assay.reason)] }]),
      ...assaySettings(assay.assayKey, assay.input).flatMap(({ label, text }) => fact(label, text)),
      ...(files.length === 0 ? [] : fact(say('report.assay-files'), files.join(', '))),
      ...fact(say('report.assay-checks'), String(checks.length)),
    ],
  };
  for (const text of readingRemarks(assay)) yield paragraph(span(text, 'alert'));
  for (const one of failed) {
    const about = one.about === '' ? '' : `${one.about}: `;
    yield { kind: 'paragraph', text: flow(span(`${about}${one.text}`, 'alert')) };
  }
  if (isScoresHidden(read, reader, assay)) {
    yield paragraph(span(say('report.assay-scores-hidden'), 'muted'));
    return;
  }
  const { numbers } = output;
  const isLong = numbers.length > mostRows;
  const inTable = isLong ? numbers.filter((one) => isTelling(output, one)) : numbers;
  yield numberTable(inTable.map(numberView));
  if (!isLong) return;
  const others = numbers.filter((one) => !inTable.includes(one)).map(numberView);
  yield paragraph(span(say('report.assay-on-the-way', { count: others.length }), 'muted'));
  for (let at = 0; at < others.length; at += inParagraph) {
    yield paragraph(
      span(
        others
          .slice(at, at + inParagraph)
          .map((one) => `${one.label} ${one.about}: ${valueText(one)}, ${one.formulaText}`)
          .join('; '),
      ),
    );
  }
}

/** With more numbers than this a table would fill pages: those on the way to a result are set as running text. */
const mostRows = 100;
const inParagraph = 25;

/** What somebody looks for first: results, what holds for the whole run, the check of a lot, and whatever has a flag. */
function isTelling(output: AssayOutput, one: DerivedNumber): boolean {
  const isResult = output.results.some((result) => result.numberId === one.id);
  const isOfLot = output.lotFactors.some(({ analyte }) => one.id === `${analyte}/${one.quantity}`);
  return isResult || isOfLot || one.about === '' || one.flags.length > 0;
}

function numberTable(numbers: readonly NumberView[]): Block {
  return {
    kind: 'table',
    columns: [
      { label: say('report.assay-number'), share: 34 },
      { label: say('report.assay-value'), share: 24, isNumber: true },
      { label: say('report.assay-formula'), share: 70 },
    ],
    rows: numbers.map((one) => [
      joined([flow(span(one.label, 'strong')), flow(one.about)], ' '),
      joined([flow(valueText(one)), ...one.flagTexts.map((flag) => flow(span(flag, 'late')))], ', '),
      flow(span(one.formulaText, 'muted')),
    ]),
  };
}

function valueText({ value, limit, unit, flags }: DerivedNumber): string {
  if (value !== null) return measure(value, unit);
  if (limit === null) return '–';
  return measure(`${flags.includes('below-range') ? '<' : '>'} ${limit}`, unit);
}
