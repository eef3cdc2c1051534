// The document's blocks as content of the Word maker, in order.
// Must not know the study: how a heading, a table or a checklist entry looks is decided here.

import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import {
  flow,
  span,
  type AuditLine,
  type Block,
  type Column,
  type Entry,
  type Equation,
  type Fact,
  type Figures,
  type Heading,
  type Spans,
  type Table as TableBlock,
} from '../../../shared/report/document.ts';
import { hairline, rule, toneStyles } from '../pdf/page-style.ts';

/** In twentieths of a point: A4 with margins of 2 cm. */
export const page = { width: 11_906, height: 16_838, margin: 1134 } as const;
const contentWidth = page.width - 2 * page.margin;
const labelShare = 28;

export const typefaces = { text: 'Calibri', code: 'Consolas' } as const;

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thin = { style: BorderStyle.SINGLE, size: 2, color: hex(hairline) } as const;
const strong = { style: BorderStyle.SINGLE, size: 6, color: hex(rule) } as const;

function hex(colour: string): string {
  return colour.replace('#', '');
}

export class DocxContent {
  readonly children: FileChild[] = [];
  readonly #conceal: (text: string) => string;

  constructor(conceal: (text: string) => string) {
    this.#conceal = conceal;
  }

  add(block: Block): void {
    switch (block.kind) {
      case 'heading':
        this.children.push(this.#heading(block));
        return;
      case 'paragraph':
        this.children.push(
          new Paragraph({
            children: this.runs(block.text),
            ...(block.keepsWithNext === true ? { keepNext: true } : {}),
          }),
        );
        return;
      case 'facts':
        this.facts(block.facts);
        return;
      case 'table':
        this.#table(block);
        return;
      case 'entry':
        this.#entry(block);
        return;
      case 'equation':
        this.#equation(block);
        return;
      case 'figures':
        this.#figures(block);
        return;
      case 'record':
        this.#record(block);
        return;
    }
  }

  /** Names and what they are, without rules. */
  facts(facts: readonly Fact[]): void {
    if (facts.length === 0) return;
    const rows = facts.map(({ label, lines }) => [
      [flow(span(label, 'muted'))],
      lines.length === 0 ? [flow('')] : [...lines],
    ]);
    this.#grid([{ share: labelShare }, { share: 100 - labelShare }], rows, false);
  }

  runs(text: Spans): TextRun[] {
    return text.flatMap(({ text: words, tone }) => {
      const { face, ink } = toneStyles[tone];
      return printable(this.#conceal(words))
        .split('\n')
        .map(
          (line, index) =>
            new TextRun({
              text: line,
              color: hex(ink.color),
              ...(index === 0 ? {} : { break: 1 }),
              ...(face === 'strong' ? { bold: true } : {}),
              ...(face === 'mono' ? { font: typefaces.code } : {}),
              ...(ink.isStruck ? { strike: true } : {}),
            }),
        );
    });
  }

  #heading({ level, text, startsPage }: Heading): Paragraph {
    return new Paragraph({
      text: printable(this.#conceal(text)),
      heading: levels[level],
      pageBreakBefore: startsPage,
      keepNext: true,
    });
  }

  #table({ columns, rows }: TableBlock): void {
    const head = columns.map(({ label }) => [flow(span(label, 'strong'))]);
    this.#grid(columns, [head, ...rows.map((cells) => cells.map((cell) => [cell]))], true);
  }

  /** Cells with one paragraph a flow; the first row is the head where there is one, and comes again on every page. */
  #grid(
    columns: readonly Pick<Column, 'share' | 'isNumber'>[],
    rows: readonly (readonly (readonly Spans[])[])[],
    hasHead: boolean,
  ): void {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => Math.floor((contentWidth * share) / shares));
    const below = hasHead ? thin : none;
    const made = rows.map(
      (cells, row) =>
        new TableRow({
          cantSplit: true,
          tableHeader: hasHead && row === 0,
          children: columns.map(
            ({ isNumber = false }, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                margins: { top: 30, bottom: 30, left: 40, right: 80 },
                borders: {
                  top: none,
                  left: none,
                  right: none,
                  bottom: hasHead && row === 0 ? strong : below,
                },
                children: (cells[index] ?? [flow('')]).map(
                  (text) =>
                    new Paragraph({
                      style: 'Cell',
                      alignment: isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
                      children: this.runs(text),
                    }),
                ),
              }),
          ),
        }),
    );
    this.children.push(
      new Table({
        rows: made,
        layout: TableLayoutType.FIXED,
        columnWidths: widths,
        width: { size: contentWidth, type: WidthType.DXA },
        borders: {
          top: none,
          bottom: none,
          left: none,
          right: none,
          insideHorizontal: none,
          insideVertical: none,
        },
      }),
      // Two tables without a paragraph between them would become one.
      new Paragraph({ style: 'Cell', children: [] }),
    );
  }

  #entry({ number, title, lines, side }: Entry): void {
    const muted = side.map((line) =>
      line.map(({ text, tone }) => span(text, tone === 'plain' ? 'muted' : tone)),
    );
    this.#grid(
      [{ share: 6, isNumber: true }, { share: 64 }, { share: 30 }],
      [[[flow(span(number, 'muted'))], [title, ...lines], muted.length === 0 ? [flow('')] : muted]],
      false,
    );
  }

  #equation({ lines }: Equation): void {
    this.#grid(
      [{ share: 46 }, { share: 20, isNumber: true }, { share: 14 }, { share: 54 }],
      lines.map(({ label, value, unit, from }) => [
        [flow(label)],
        [flow(span(value, 'strong'))],
        [flow(span(unit, 'muted'))],
        [flow(span(from, 'muted'))],
      ]),
      false,
    );
  }

  /** Figures are vectors of the printed page; here each is named, with the place where it is drawn. */
  #figures({ figures }: Figures): void {
    for (const { caption } of figures) {
      const text = flow(span(caption, 'strong'), ' ', span(say('report.figure-in-pdf'), 'muted'));
      this.children.push(new Paragraph({ children: this.runs(text) }));
    }
  }

  #record({ seq, head, text }: AuditLine): void {
    const number = span(`${seq === null ? '·' : seq}   `, 'strong');
    this.children.push(
      new Paragraph({ style: 'Cell', children: this.runs([number, ...head]) }),
      new Paragraph({ style: 'Cell', indent: { left: 567 }, children: this.runs(text) }),
    );
  }
}

const lineFeed = 0x0a;
const space = 0x20;

/** XML 1.0 has no place for control characters: they become visible codes, and every line end a line feed. */
export function printable(text: string): string {
  const lines = text.normalize('NFC').replaceAll(/\r\n|[\r\u2028\u2029]/g, '\n');
  return Array.from(lines, (character) => {
    const code = character.codePointAt(0) ?? space;
    const isAllowed =
      code === lineFeed || (code >= space && code !== 0x7f && code !== 0xfffe && code !== 0xffff);
    return isAllowed ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}
