// The ARRIVE report as a document: what is missing, the ten items, the methods as done, the records behind the numbers.
// Must not answer an item: that is the domain's; here it is only set in order.

import { say } from '../catalogue/catalogue.ts';
import {
  arriveStates,
  type ArriveGap,
  type ArrivePart,
  type ArriveState,
  type ArriveTable,
} from '../domain/arrive/checklist.ts';
import type { Sentence } from '../domain/arrive/citation.ts';
import { Notes, rangesText } from '../domain/arrive/notes.ts';
import { arriveReport, countStates, type ArriveItem, type ArriveReport } from '../domain/arrive/report.ts';
import { coverOf } from './cover.ts';
import {
  flow,
  heading,
  leading,
  paragraph,
  span,
  type Block,
  type Cover,
  type Report,
  type Spans,
  type Table,
  type Tone,
} from './document.ts';
import type { ReportSource } from './source.ts';
import { Wording } from './wording.ts';

/** The document for this reader; it has no audit trail, its references name the records by their positions. */
export function buildArrive(source: ReportSource): Report {
  const wording = new Wording(source);
  const report = arriveReport(source.query);
  return {
    files: [],
    cover: arriveCover(source, wording, report),
    notebookId: source.notebookId,
    head: source.head,
    blocks: arriveBlocks(report),
    conceal: (text) => wording.conceal(text),
  };
}

function arriveCover(source: ReportSource, wording: Wording, { items }: ArriveReport): Cover {
  const whole = coverOf(source, wording, { records: 0, corrections: 0, byType: new Map() });
  const counts = countStates(items);
  return {
    ...whole,
    scope: say('arrive.scope'),
    counts: arriveStates.map((state) => ({ label: say(`arrive.state-${state}`), count: counts[state] })),
    notes: [
      ...(whole.isSimulated ? [flow(span(say('report.simulated-note'), 'alert'))] : []),
      flow(say('arrive.cover-note')),
      flow(say('arrive.cover-guideline')),
      wording.mayKnow
        ? flow(say('report.unblinded-note'))
        : flow(span(say('report.blinded-note'), 'blinded')),
    ],
  };
}

function* arriveBlocks(report: ArriveReport): Iterable<Block> {
  const notes = new Notes();
  yield* overviewBlocks(report);
  yield heading(1, say('arrive.chapter-items'), true);
  for (const item of report.items) yield* itemBlocks(item, notes);
  yield heading(2, say('arrive.beside'));
  for (const answer of report.beside.answers) yield { kind: 'paragraph', text: spansOf(answer, notes) };
  for (const gap of report.beside.gaps) yield gapParagraph(gap);
  yield* methodsBlocks(report, notes);
  yield* noteBlocks(notes);
}

const stateTones: Readonly<Record<ArriveState, Tone>> = {
  complete: 'strong',
  incomplete: 'late',
  missing: 'alert',
  'not-yet': 'muted',
};

function stateSpan(state: ArriveState) {
  return span(say(`arrive.state-${state}`), stateTones[state]);
}

function* overviewBlocks({ items }: ArriveReport): Iterable<Block> {
  yield heading(1, say('arrive.chapter-overview'), true);
  yield {
    kind: 'table',
    columns: [
      { label: say('arrive.item'), share: 70 },
      { label: say('report.status'), share: 30 },
    ],
    rows: items.map((item) => [flow(span(titleOf(item), 'strong')), flow(stateSpan(item.state))]),
  };
  yield heading(2, say('arrive.missing-heading'));
  const gaps = items.flatMap(({ parts }) => parts.flatMap((one) => one.gaps.map((gap) => ({ one, gap }))));
  if (gaps.length === 0) {
    yield paragraph(say('arrive.nothing-missing'));
    return;
  }
  yield {
    kind: 'table',
    columns: [
      { label: say('arrive.part'), share: 10 },
      { label: say('arrive.missing'), share: 60 },
      { label: say('arrive.where'), share: 50 },
      { label: say('arrive.until'), share: 44 },
    ],
    rows: gaps.map(({ one, gap }) => [
      flow(span(one.key, 'strong')),
      flow(span(gap.what, 'alert')),
      flow(gap.place.where),
      flow(say(`arrive.timing-${gap.timing}`)),
    ]),
  };
}

function titleOf({ number, title }: ArriveItem): string {
  return say('arrive.item-heading', { number, title });
}

function* itemBlocks(item: ArriveItem, notes: Notes): Iterable<Block> {
  yield heading(2, titleOf(item));
  for (const one of item.parts) yield* partBlocks(one, notes);
}

function* partBlocks({ key, state, gaps, answers, tables }: ArrivePart, notes: Notes): Iterable<Block> {
  yield heading(3, say('arrive.part-heading', { key, asks: say(`arrive.asks-${key}`) }));
  yield leading(stateSpan(state));
  for (const answer of answers()) yield { kind: 'paragraph', text: spansOf(answer, notes) };
  for (const gap of gaps) yield gapParagraph(gap);
  for (const table of tables()) {
    yield leading(span(table.title, 'strong'));
    yield tableBlock(table);
  }
}

function gapParagraph({ what, timing, place }: ArriveGap): Block {
  return paragraph(
    span(say('arrive.missing-line', { what }), 'alert'),
    ` ${say('arrive.enter-line', { where: place.where })} `,
    span(say(`arrive.timing-${timing}`), 'muted'),
  );
}

function* methodsBlocks({ methods, deviations }: ArriveReport, notes: Notes): Iterable<Block> {
  yield heading(1, say('arrive.methods'), true);
  for (const { title, sentences } of methods) {
    yield heading(2, title);
    const flows = sentences.map((one) => spansOf(one, notes));
    yield {
      kind: 'paragraph',
      text: flows.flatMap((one, index) => (index === 0 ? one : [span(' '), ...one])),
    };
  }
  if (deviations.rows.length === 0) return;
  yield leading(span(deviations.title, 'strong'));
  yield tableBlock(deviations);
}

/** Each text with the number of its reference behind it. */
function spansOf(one: Sentence, notes: Notes): Spans {
  return notes
    .noted(one)
    .flatMap(({ text, tone, note }) => [
      span(text, tone),
      ...(note === null ? [] : [span(say('arrive.reference', { number: note }), 'muted')]),
    ]);
}

function tableBlock({ columns, rows }: ArriveTable): Table {
  return {
    kind: 'table',
    columns,
    rows: rows.map((cells) => cells.map((cell) => flow(cell))),
  };
}

/** Of a reference as many texts as tell what it is about. */
const mostTexts = 3;

function* noteBlocks(notes: Notes): Iterable<Block> {
  if (notes.all.length === 0) return;
  yield heading(1, say('arrive.chapter-notes'), true);
  yield {
    kind: 'table',
    columns: [
      { label: say('arrive.note'), share: 8, isNumber: true },
      { label: say('arrive.note-texts'), share: 50 },
      { label: say('arrive.note-count'), share: 12, isNumber: true },
      { label: say('arrive.note-positions'), share: 90 },
    ],
    rows: notes.all.map(({ number, texts, seqs }) => [
      flow(String(number)),
      flow(texts.slice(0, mostTexts).join('; ')),
      flow(String(seqs.length)),
      flow(rangesText(seqs)),
    ]),
  };
}
