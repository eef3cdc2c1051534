// The document's blocks as content of the PDF maker, in order, with the entries of the contents.
// Must not know the study: how a heading, a table, a checklist entry or a record looks is decided here.

import {
  span,
  type AuditLine,
  type Block,
  type Entry,
  type Equation,
  type Facts,
  type Heading,
  type Paragraph,
  type Table,
} from '../../../shared/report/document.ts';
import { figureNodes } from './figure-nodes.ts';
import { row, ruleNode, tableNode, together, type Cell, type Node, type NodeMaker } from './nodes.ts';
import { contentWidth, inks, size } from './page-style.ts';

export interface ContentsEntry {
  readonly id: string;
  readonly level: 1 | 2;
  readonly text: string;
}

const numberWidth = 20;
const sideWidth = 142;
const entryGap = 12;
const labelWidth = 126;
const cellGap = 8;
const numberPadding = 7;
const recordIndent = 30;
/** Of the fonts, in parts of their size. */
const lineHeight = 1.3;
/** Longer ones may be broken across pages. */
const mostUnbreakableLines = 30;
/** Of what may be broken, so many stay with their heading. */
const leastLines = 3;
/** Below a table and below facts, in points. */
const tableGap = 9;
const factsGap = 5.2;

export class ContentBuilder {
  readonly nodes: Node[] = [];
  readonly contents: ContentsEntry[] = [];
  /** How many records of the audit trail were set. */
  records = 0;
  readonly #maker: NodeMaker;
  /** Headings that wait for what follows, so that none stands alone at the foot of a page. */
  #waiting: Node[] = [];
  #chapter: string | null = null;

  constructor(maker: NodeMaker) {
    this.#maker = maker;
  }

  add(block: Block): void {
    switch (block.kind) {
      case 'heading':
        this.#heading(block);
        return;
      case 'paragraph':
        this.#paragraph(block);
        return;
      case 'facts':
        this.#facts(block);
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
        for (const node of figureNodes(this.#maker, block.figures)) this.#put(node);
        return;
      case 'record':
        this.#record(block);
        return;
    }
  }

  #record({ seq, head, text }: AuditLine): void {
    this.records += 1;
    const number = span(seq === null ? '·' : String(seq), 'strong');
    const room = recordIndent - this.#maker.line([number], size.record).width;
    const indent = span(this.#maker.spaces(size.record, room));
    const first = this.#maker.node(this.#maker.line([number, indent, ...head], size.record), size.record);
    if (text.length === 0) {
      this.#put(first);
      return;
    }
    const lines = this.#maker.lines(text, size.record, contentWidth - recordIndent);
    const rest = this.#maker.text(lines, size.record, { margin: [recordIndent, 0, 0, 2.6] });
    this.#putRow([first, rest], lines.length);
  }

  /** To be called when there is nothing more, and before a page is begun. */
  finish(): void {
    this.nodes.push(...this.#waiting);
    this.#waiting = [];
    const last = this.nodes.pop();
    if (last !== undefined) this.nodes.push(withoutRoomBelow(last));
  }

  #put(node: Node): void {
    if (this.#waiting.length === 0) {
      this.nodes.push(node);
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    this.nodes.push(...waiting.slice(0, -1), together([...waiting.slice(-1), node]));
  }

  #paragraph({ text, keepsWithNext = false }: Paragraph): void {
    const lines = this.#maker.lines(text, size.body, contentWidth);
    const node = this.#maker.text(lines, size.body, { margin: [0, 1, 0, 4] });
    if (keepsWithNext) this.#waiting = [together([...this.#waiting, node])];
    else if (lines.length <= mostUnbreakableLines) this.#put(node);
    else this.#putBroken(node, leastLines * size.body * lineHeight);
  }

  #heading({ level, text, startsPage }: Heading): void {
    const heading = this.#maker.conceal(text);
    const isListed = level !== 3;
    const id = `part-${this.contents.length + 1}`;
    if (isListed) this.contents.push({ id, level, text: heading });
    if (level === 1) this.#chapter = id;
    const parent = level === 2 && this.#chapter !== null ? { outlineParentId: this.#chapter } : {};
    const extra = isListed
      ? { id, outline: true, outlineText: heading, outlineExpanded: false, ...parent }
      : {};
    if (level === 1) {
      const line = this.#maker.plainLine(text, 'strong', inks.ink, size.chapter);
      this.finish();
      const node = this.#maker.node(line, size.chapter, extra);
      const below = ruleNode(contentWidth, true, [3, 9]);
      if (startsPage) this.nodes.push({ stack: [node, below], pageBreak: 'before' });
      else this.#waiting = [{ stack: [node, below], margin: [0, 20, 0, 0] }];
      return;
    }
    const type = level === 2 ? size.section : size.part;
    const lines = this.#maker.plainLines(
      text,
      'strong',
      level === 2 ? inks.ink : inks.accent,
      type,
      contentWidth,
    );
    const [first, ...rest] = lines.map((line, index) =>
      this.#maker.node(line, type, index === 0 ? extra : {}),
    );
    const margin: [number, number, number, number] = [0, startsPage ? 0 : level === 2 ? 12 : 8, 0, 3];
    const parts = first === undefined ? [] : [first, ...rest];
    if (startsPage) {
      this.finish();
      this.nodes.push({ stack: parts, margin, pageBreak: 'before' });
      return;
    }
    this.#waiting = [together([...this.#waiting, { stack: parts, margin }])];
  }

  #facts({ facts }: Facts): void {
    const valueWidth = contentWidth - labelWidth - cellGap;
    for (const [index, fact] of facts.entries()) {
      const label = this.#maker.plainLines(fact.label, 'sans', inks.muted, size.body, labelWidth);
      const value = fact.lines.flatMap((line) => this.#maker.lines(line, size.body, valueWidth));
      const cells = [
        { lines: label, width: labelWidth },
        { lines: value, width: valueWidth },
      ];
      const node = row(this.#maker, cells, size.body, cellGap, {
        margin: [0, 0, 0, index === facts.length - 1 ? factsGap : 2.2],
      });
      this.#putRow([node], heightOf(cells));
    }
  }

  #table({ columns, rows }: Table): void {
    const shares = columns.reduce((sum, column) => sum + column.share, 0);
    const room = contentWidth - cellGap * (columns.length - 1);
    const widths = columns.map((column) => (room * column.share) / shares);
    const cellsOf = (lines: (index: number, width: number) => Cell['lines']): readonly Cell[] =>
      columns.map((column, index) => {
        // A column of numbers and the words beside it must not look like one.
        const isBesideWords = column.isNumber === true && columns[index + 1]?.isNumber !== true;
        const padding = isBesideWords ? numberPadding : 0;
        const width = widths[index] ?? 0;
        return { lines: lines(index, width - padding), width, isRight: column.isNumber === true, padding };
      });
    const head = cellsOf((index, width) =>
      this.#maker.plainLines(columns[index]?.label ?? '', 'strong', inks.muted, size.small, width),
    );
    const set = rows.map((cells) =>
      cellsOf((index, width) => {
        const text = cells[index] ?? [];
        return text.length === 0 ? [] : this.#maker.lines(text, size.table, width);
      }),
    );
    const body = [
      row(this.#maker, head, size.small, cellGap),
      ...set.map((cells) => row(this.#maker, cells, size.table, cellGap)),
    ];
    // A row that is higher than a page must be broken, or the maker would lose its end.
    const isBreakable = set.some((cells) => heightOf(cells) > mostUnbreakableLines);
    const first = isBreakable ? 1 : heightOf(set[0] ?? []);
    const needed = (heightOf(head) + first + 1) * size.table * lineHeight;
    this.#putBroken(tableNode(body, !isBreakable), needed, tableGap);
  }

  /** Keeps what belongs together on one page, unless it is so high that the maker might lose its end. */
  #putRow(parts: readonly Node[], lines: number): void {
    const [only] = parts;
    if (parts.length === 1 && lines === 1 && only !== undefined) this.#put(only);
    else if (lines <= mostUnbreakableLines) this.#put(together(parts));
    else this.#putBroken({ stack: [...parts] }, leastLines * size.body * lineHeight);
  }

  /**
   * What may be broken across pages, such as a table, after the heading that waits for it. The maker keeps nodes
   * together only whole, which this is too long for, and would lose what is beyond the page: the heading takes along
   * empty room as high as the least that must stay with it, and the node moves up into it.
   */
  #putBroken(node: Node, needed: number, below = 0): void {
    if (this.#waiting.length === 0) {
      this.nodes.push({ stack: [node], margin: [0, 0, 0, below] });
      return;
    }
    this.#put(spacer(needed));
    this.nodes.push({ stack: [node], margin: [0, -needed, 0, below] });
  }

  #entry({ number, title, lines, side }: Entry): void {
    const bodyWidth = contentWidth - numberWidth - sideWidth - entryGap * 2;
    const titleLines = this.#maker.lines(title, size.body, bodyWidth);
    const bodyLines = lines.flatMap((line) => this.#maker.lines(line, size.body, bodyWidth));
    const sideLines = side.flatMap((line) => this.#maker.lines(line, size.small, sideWidth));
    const node: Node = {
      columns: [
        {
          width: numberWidth,
          ...this.#maker.node(this.#maker.plainLine(number, 'sans', inks.muted, size.body), size.body, {
            alignment: 'right',
          }),
        },
        {
          width: bodyWidth,
          ...this.#maker.text([...titleLines, ...bodyLines], size.body),
        },
        { width: sideWidth, ...this.#maker.text(sideLines, size.small) },
      ],
      columnGap: entryGap,
    };
    const height = Math.max(titleLines.length + bodyLines.length, sideLines.length);
    const parts = [ruleNode(contentWidth, false, [3, 3]), node];
    this.#putRow(parts, height);
  }

  #equation({ lines }: Equation): void {
    const columns = [
      { label: '', share: 46 },
      { label: '', share: 20, isNumber: true },
      { label: '', share: 14 },
      { label: '', share: 54 },
    ];
    const shares = columns.reduce((sum, column) => sum + column.share, 0);
    const room = contentWidth - numberWidth - cellGap * (columns.length - 1);
    const widths = columns.map((column) => (room * column.share) / shares);
    for (const [index, line] of lines.entries()) {
      const isLast = index === lines.length - 1;
      const texts = [line.label, line.value, line.unit, line.from];
      const cells = texts.map((text, place): Cell => {
        const face = place === 1 ? 'strong' : 'sans';
        const ink = place === 3 || place === 2 ? inks.muted : inks.ink;
        const width = widths[place] ?? 0;
        return {
          lines: this.#maker.plainLines(text, face, ink, size.body, width),
          width,
          isRight: columns[place]?.isNumber === true,
        };
      });
      const margin = [numberWidth, index === 0 ? 3 : 1.5, 0, isLast ? 6 : 1.5];
      this.#put(row(this.#maker, cells, size.body, cellGap, { margin }));
    }
  }
}

function heightOf(cells: readonly Cell[]): number {
  return Math.max(0, ...cells.map((cell) => cell.lines.length));
}

/** Room below that does not fit any more would begin a page, and the page break after it leave that page empty. */
function withoutRoomBelow(node: Node): Node {
  if (typeof node !== 'object' || !('margin' in node) || !Array.isArray(node.margin)) return node;
  const [left = 0, top = 0, right = 0] = node.margin;
  return { ...node, margin: [left, top, right, 0] };
}

function spacer(height: number): Node {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: 0, y2: height, lineWidth: 0.01, lineColor: '#ffffff' }],
  };
}
