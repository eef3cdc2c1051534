// Lines, rows and rules as the PDF maker takes them: every line already broken, so that it measures each one once.
// Must not know what the text says.

import type { Content } from 'pdfmake';
import type { Spans } from '../../../shared/report/document.ts';
import type { Faces, FaceName } from './faces.ts';
import { hairline, rule, toneStyles } from './page-style.ts';
import { setLine, setLines, type Ink, type Line, type Piece } from './typeset.ts';

export type Node = Content;
/** A node that is text, as rows spread it into a column. */
export type TextNode = Extract<Content, { text: unknown }>;

export class NodeMaker {
  readonly faces: Faces;
  readonly #conceal: (text: string) => string;

  constructor(faces: Faces, conceal: (text: string) => string) {
    this.faces = faces;
    this.#conceal = conceal;
  }

  /** Flows of text as lines within a width. */
  lines(text: Spans, size: number, width: number): readonly Line[] {
    return setLines(this.faces, this.#pieces(text), size, width);
  }

  line(text: Spans, size: number): Line {
    return setLine(this.faces, this.#pieces(text), size);
  }

  /** One text in one style, on one line. */
  plainLine(text: string, face: FaceName, ink: Ink, size: number): Line {
    return setLine(this.faces, [{ text: this.#conceal(text), face, ink }], size);
  }

  /** One text in one style, within a width. */
  plainLines(text: string, face: FaceName, ink: Ink, size: number, width: number): readonly Line[] {
    return setLines(this.faces, [{ text: this.#conceal(text), face, ink }], size, width);
  }

  conceal(text: string): string {
    return this.#conceal(text);
  }

  node(line: Line, size: number, extra: Readonly<Record<string, unknown>> = {}): TextNode {
    return this.text([line], size, extra);
  }

  /** As many spaces as come nearest to `width`. */
  spaces(size: number, width: number): string {
    const one = (this.faces.width('sans', 0x20) * size) / 1000;
    return ' '.repeat(Math.max(1, Math.round(width / one)));
  }

  /** Lines below each other as one node. */
  text(lines: readonly Line[], size: number, extra: Readonly<Record<string, unknown>> = {}): TextNode {
    const text = lines.flatMap((line, index) => this.#runs(line, index < lines.length - 1));
    return { text, font: 'Sans', fontSize: size, noWrap: true, ...extra };
  }

  #runs({ runs }: Line, isFollowed: boolean): readonly TextNode[] {
    if (runs.length === 0) return [{ text: ' ', ...(isFollowed ? { lineEnd: true } : {}) }];
    return runs.map(({ text, face, ink }, index) => {
      const endsLine = isFollowed && index === runs.length - 1;
      return {
        // The maker would pull the next line up to a word that does not end in a space.
        text: endsLine ? `${text} ` : text,
        ...this.faces.styleOf(face),
        color: ink.color,
        ...(ink.isStruck ? { decoration: 'lineThrough' as const } : {}),
        ...(endsLine ? { lineEnd: true } : {}),
      };
    });
  }

  #pieces(text: Spans): readonly Piece[] {
    return text.map((one) => ({ text: this.#conceal(one.text), ...toneStyles[one.tone] }));
  }
}

export interface Cell {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly isRight?: boolean;
  /** Room to the right of the text, beside the gap. */
  readonly padding?: number;
}

/** Cells side by side with fixed widths. */
export function row(
  maker: NodeMaker,
  cells: readonly Cell[],
  size: number,
  gap: number,
  extra: Readonly<Record<string, unknown>> = {},
): Node {
  return {
    columns: cells.map((cell) => ({
      width: cell.width,
      ...maker.text(cell.lines, size, cell.isRight ? { alignment: 'right' } : {}),
      ...(cell.padding === undefined
        ? {}
        : { margin: [0, 0, cell.padding, 0] as [number, number, number, number] }),
    })),
    columnGap: gap,
    ...extra,
  };
}

/** A line across `width`, from `x`. */
export function ruleNode(width: number, isStrong: boolean, margin: readonly [number, number], x = 0): Node {
  return {
    canvas: [
      {
        type: 'line',
        x1: x,
        y1: 0,
        x2: x + width,
        y2: 0,
        lineWidth: isStrong ? 0.7 : 0.4,
        lineColor: isStrong ? rule : hairline,
      },
    ],
    margin: [0, margin[0], 0, margin[1]],
  };
}

/** Rows under a head that comes again on every page; `isWhole` keeps each row on one page. */
export function tableNode(body: readonly Node[], isWhole: boolean): Node {
  const last = body.length - 1;
  return {
    table: {
      widths: ['*'],
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: isWhole,
      body: body.map((one) => [one]),
    },
    layout: {
      vLineWidth: () => 0,
      hLineWidth: (at) => (at === 1 ? 0.7 : at === 0 || at > last ? 0 : 0.4),
      hLineColor: (at) => (at === 1 ? rule : hairline),
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: (at) => (at === 0 ? 3 : at === 1 ? 2.5 : 2),
      paddingBottom: (at) => (at === last ? 0 : 2),
    },
  };
}

/** Nodes that stay on one page. */
export function together(nodes: readonly Node[]): Node {
  return { stack: [...nodes], unbreakable: true };
}
