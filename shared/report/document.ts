// The printed notebook as a document: headings, facts, tables, equations, figures and records, without any typography.
// Must not know the format it becomes, nor the study: it is what the report says, in order.

/**
 * How a piece of text is meant. `struck`: replaced by a correction. `late`: recorded late. `alert`: a deviation or
 * what was done outside a gate. `blinded`: stands in the place of what the reader may not see. `code`: ids, hashes.
 */
export type Tone = 'plain' | 'strong' | 'muted' | 'code' | 'struck' | 'late' | 'alert' | 'blinded';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** One flow of text; it is broken into lines where it is set. */
export type Spans = readonly Span[];

export interface Heading {
  readonly kind: 'heading';
  /** 1: a chapter; 2 and 3 stand below it. Levels 1 and 2 are in the contents. */
  readonly level: 1 | 2 | 3;
  readonly text: string;
  /** A chapter that begins a page of its own. */
  readonly startsPage: boolean;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Spans;
  /** The title of what follows, or a line about it: never alone at the foot of a page. */
  readonly keepsWithNext?: boolean;
}

export interface Fact {
  readonly label: string;
  /** One flow a line. */
  readonly lines: readonly Spans[];
}

export interface Facts {
  readonly kind: 'facts';
  readonly facts: readonly Fact[];
}

export interface Column {
  readonly label: string;
  /** Share of the width, against the other columns. */
  readonly share: number;
  readonly isNumber?: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Spans[])[];
}

/** One numbered thing of a checklist: what, what came of it, and at the side who and when. */
export interface Entry {
  readonly kind: 'entry';
  readonly number: string;
  readonly title: Spans;
  readonly lines: readonly Spans[];
  readonly side: readonly Spans[];
}

/** Arithmetic line by line, as on paper. */
export interface Equation {
  readonly kind: 'equation';
  readonly lines: readonly {
    readonly label: string;
    readonly value: string;
    readonly unit: string;
    readonly from: string;
  }[];
}

/** Points of the page, y downwards; `fill` and `line` name an ink of the palette below. */
export type Shape =
  | {
      readonly type: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    }
  | {
      readonly type: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly type: 'polygon'; readonly points: readonly { readonly x: number; readonly y: number }[] }
  | { readonly type: 'circle'; readonly x: number; readonly y: number; readonly radius: number };

export interface DrawnShape {
  readonly shape: Shape;
  /** `#rrggbb` or null for none. */
  readonly fill: string | null;
  readonly line: string | null;
  readonly lineWidth: number;
}

export interface DrawnLabel {
  readonly x: number;
  /** Of the middle of the text's height. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly tone: Tone;
  /** `#rrggbb` where it belongs to something drawn in that ink; otherwise that of its tone. */
  readonly ink?: string;
}

export interface Figure {
  readonly caption: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly DrawnShape[];
  readonly labels: readonly DrawnLabel[];
}

export interface Figures {
  readonly kind: 'figures';
  readonly figures: readonly Figure[];
}

/** One record of the audit trail. */
export interface AuditLine {
  readonly kind: 'record';
  /** Null where even the position would tell what the reader may not know. */
  readonly seq: number | null;
  readonly head: Spans;
  readonly text: Spans;
}

export type Block = Heading | Paragraph | Facts | Table | Entry | Equation | Figures | AuditLine;

export interface Cover {
  readonly title: string;
  readonly isSimulated: boolean;
  /** What the document covers, such as `Animal P07`. */
  readonly scope: string;
  readonly facts: readonly Fact[];
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  readonly notes: readonly Spans[];
}

/** An attached file that the document carries along. */
export interface CarriedFile {
  /** SHA-256 of the bytes, by which the notebook keeps them. */
  readonly hash: string;
  readonly name: string;
  /** When it was attached, local text. */
  readonly at: string;
}

export interface Report {
  readonly cover: Cover;
  readonly notebookId: string;
  readonly head: { readonly seq: number; readonly hash: string; readonly recordedAt: string };
  /** In order, made while they are read: never all of them in memory here. */
  readonly blocks: Iterable<Block>;
  readonly files: readonly CarriedFile[];
  /** Replaces what would tell a blinded reader a lot, in any text of the document. */
  readonly conceal: (text: string) => string;
}

export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** Spans from strings (plain) and spans; null and empty ones are left out. */
export function flow(...parts: readonly (string | Span | null)[]): Spans {
  return parts.flatMap((part) => {
    if (part === null || part === '') return [];
    return [typeof part === 'string' ? span(part) : part];
  });
}

/** Flows joined by a separator; empty ones are left out. */
export function joined(flows: readonly Spans[], separator = ' · '): Spans {
  return flows
    .filter((one) => one.length > 0)
    .flatMap((one, index) => (index === 0 ? one : [span(separator), ...one]));
}

export function heading(level: Heading['level'], text: string, startsPage = false): Heading {
  return { kind: 'heading', level, text, startsPage };
}

export function paragraph(...parts: readonly (string | Span | null)[]): Paragraph {
  return { kind: 'paragraph', text: flow(...parts) };
}

/** A paragraph that never stands alone at the foot of a page. */
export function leading(...parts: readonly (string | Span | null)[]): Paragraph {
  return { ...paragraph(...parts), keepsWithNext: true };
}

/** A fact of one line; left out of the list that it is spread into when there is nothing to say. */
export function fact(label: string, ...parts: readonly (string | Span | null)[]): readonly Fact[] {
  const text = flow(...parts);
  return text.length === 0 ? [] : [{ label, lines: [text] }];
}
