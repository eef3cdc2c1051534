// A report as a PDF/A-3b file: fonts embedded, every date from the record, the same bytes for the same report.
// Must not read a clock or the network: the maker may open nothing but the fonts that it is given.

import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import pdfmake, { type createPdf } from 'pdfmake';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Report } from '../../../shared/report/document.ts';
import { epochOf } from '../../../shared/kernel/time.ts';
import { when } from '../../../shared/report/wording.ts';
import { ContentBuilder } from './content.ts';
import { Faces, type Families } from './faces.ts';
import { contentsNodes, coverNodes } from './front-nodes.ts';
import { NodeMaker, type Node } from './nodes.ts';
import { contentWidth, inks, page, rule, size } from './page-style.ts';

export type Definition = Parameters<typeof createPdf>[0];

/** What the maker writes to; `end` lets it write the rest. */
type PdfStream = NodeJS.ReadableStream & { end(): void };

/** The parts of the maker that its published types leave out. */
interface Maker {
  readonly virtualfs: { writeFileSync(name: string, bytes: Buffer): void };
  setFonts(families: Families): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  setProgressCallback(tell: (share: number) => void): void;
  createPdf(definition: Definition): {
    getStream(): Promise<PdfStream>;
  };
}

export interface Written {
  readonly pages: number;
  /** Records in the audit trail, to be compared with the database's count. */
  readonly records: number;
}

/** Shares of the work: reading and setting the text, laying out, drawing. */
const setShare = 0.45;
const layoutShare = 0.75;

/** Thrown inside the maker when the reader has cancelled. */
export class Cancelled extends Error {}

/**
 * Writes the file; `bytesOf` reads an attached file by its hash. `expectedRecords`: for the progress, which is told as a share from 0 to 1; false from it ends the
 * work with `Cancelled`.
 */
export async function writePdf(
  report: Report,
  to: string,
  expectedRecords: number,
  bytesOf: (hash: string) => Buffer,
  onProgress: (share: number) => boolean,
): Promise<Written> {
  const tell = throttled(onProgress);
  const faces = new Faces();
  const maker = new NodeMaker(faces, report.conceal);
  const body = new ContentBuilder(maker);
  for (const block of report.blocks) {
    body.add(block);
    if (block.kind === 'record' || block.kind === 'heading') {
      tell(setShare * Math.min(1, 0.4 + (0.6 * body.records) / Math.max(1, expectedRecords)) * 0.98);
    }
  }
  body.finish();
  tell(setShare);
  const content = [
    ...coverNodes(maker, report.cover, say('report.simulated')),
    ...contentsNodes(maker, say('report.contents'), body.contents),
    ...body.nodes,
  ];
  let pages = 0;
  const stream = await makePdf(
    faces,
    {
      ...definitionOf(report, content),
      files: filesOf(report, bytesOf),
      header: (number) => (number === 1 ? null : headerOf(maker, report)),
      footer: (number, count) => {
        pages = count;
        return footerOf(maker, report, number, count);
      },
    },
    (share) => tell(layoutShare + (0.98 - layoutShare) * share),
  );
  await intoFile(stream, to);
  tell(1);
  return { pages, records: body.records };
}

function definitionOf(report: Report, content: Node[]): Definition {
  return {
    version: '1.7',
    subset: 'PDF/A-3b',
    language: 'en-GB',
    displayTitle: true,
    pageSize: 'A4',
    pageMargins: [page.left, page.top, page.right, page.bottom],
    defaultStyle: { font: 'Sans', fontSize: size.body, color: inks.ink.color },
    info: {
      title: `${report.cover.title}: ${report.cover.scope}`,
      subject: say('report.as-of-record', { seq: report.head.seq, hash: report.head.hash }),
      creator: 'ASC Notebook',
      producer: 'pdfmake',
      creationDate: new Date(report.head.recordedAt),
    },
    content,
  };
}

const fileTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** PDF/A-3 wants of each file its type, its date and how it belongs to the document (ISO 19005-3, 6.8). */
function filesOf(
  { files, conceal }: Report,
  bytesOf: (hash: string) => Buffer,
): NonNullable<Definition['files']> {
  return Object.fromEntries(
    files.map(({ hash, name, at }) => {
      const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
      const type = fileTypes[ending] ?? 'application/octet-stream';
      const date = new Date(epochOf(at));
      return [
        hash,
        {
          // As text in the definition: the maker keeps what it is given as a file for good.
          src: `data:${type};base64,${bytesOf(hash).toString('base64')}`,
          name: conceal(name),
          description: `SHA-256 ${hash}`,
          relationship: 'Supplement',
          creationDate: date,
          modifiedDate: date,
        },
      ];
    }),
  );
}

/** The bytes of a document, with the fonts embedded that its text uses. */
export function makePdf(faces: Faces, definition: Definition, onDrawn: (share: number) => void) {
  const printer = pdfmake as unknown as Maker;
  const { families, files } = faces.forMaker();
  for (const [name, bytes] of files) printer.virtualfs.writeFileSync(name, bytes);
  printer.setFonts(families);
  printer.setUrlAccessPolicy(() => false);
  printer.setLocalAccessPolicy(() => false);
  printer.setProgressCallback(onDrawn);
  return printer.createPdf(definition).getStream();
}

function headerOf(maker: NodeMaker, { cover }: Report): Node {
  const left = maker.plainLine(`${cover.title} · ${cover.scope}`, 'sans', inks.muted, size.footer);
  const mark = cover.isSimulated ? say('report.simulated') : '';
  const right = maker.plainLine(mark, 'strong', inks.red, size.footer);
  return {
    columns: [
      { width: contentWidth - 80, ...maker.node(left, size.footer) },
      { width: 80, ...maker.node(right, size.footer, { alignment: 'right' }) },
    ],
    columnGap: 0,
    margin: [page.left, 34, page.right, 0],
  };
}

function footerOf(maker: NodeMaker, report: Report, number: number, count: number): Node {
  const { head, notebookId } = report;
  const left = maker.plainLine(
    say('report.footer-notebook', { notebook: notebookId, seq: head.seq, at: when(head.recordedAt) }),
    'sans',
    inks.muted,
    size.footer,
  );
  const hash = maker.plainLine(
    say('report.footer-head', { hash: head.hash }),
    'sans',
    inks.muted,
    size.footer,
  );
  const pageText = maker.plainLine(
    say('report.page', { page: number, pages: count }),
    'sans',
    inks.ink,
    size.footer,
  );
  return {
    stack: [
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: contentWidth, y2: 0, lineWidth: 0.4, lineColor: rule }],
        margin: [0, 0, 0, 4],
      },
      {
        columns: [
          { width: contentWidth - 80, ...maker.text([left, hash], size.footer) },
          { width: 80, ...maker.node(pageText, size.footer, { alignment: 'right' }) },
        ],
        columnGap: 0,
      },
    ],
    margin: [page.left, 14, page.right, 0],
  };
}

export async function intoFile(stream: PdfStream, to: string): Promise<void> {
  const written = pipeline(stream, createWriteStream(to));
  stream.end();
  await written;
}

/** Tells whole percents only, and never less than before. */
function throttled(onProgress: (share: number) => boolean): (share: number) => void {
  let told = -1;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent <= told) return;
    told = percent;
    if (!onProgress(percent / 100)) throw new Cancelled('Cancelled.');
  };
}
