// A report as a Word document: the same words as on the printed pages, dates from the record, the same bytes again.
// Must not be the record: it can be edited, so its footer names the notebook, the position and the hash it came from.

import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type IPropertiesOptions,
} from 'docx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { span, type Cover, type Report } from '../../../shared/report/document.ts';
import { when } from '../../../shared/report/wording.ts';
import { inks, toneStyles } from '../pdf/page-style.ts';
import { withTimes } from '../zip-times.ts';
import { DocxContent, page, printable, typefaces } from './content.ts';

const creator = 'ASC Notebook';

/** The bytes of the file and how many records of the audit trail are in it. */
export async function docxBytes(
  report: Report,
): Promise<{ readonly bytes: Uint8Array; readonly records: number }> {
  const content = new DocxContent(report.conceal);
  addCover(content, report.cover);
  let records = 0;
  for (const block of report.blocks) {
    content.add(block);
    if (block.kind === 'record') records += 1;
  }
  const made = await Packer.toBuffer(new Document(optionsOf(report, content)), undefined, [
    { path: 'docProps/core.xml', data: coreProperties(report) },
  ]);
  return { bytes: withTimes(made, report.head.recordedAt), records };
}

function addCover(content: DocxContent, cover: Cover): void {
  const line = (style: string, text: string) =>
    content.children.push(new Paragraph({ style, text: printable(text) }));
  if (cover.isSimulated) {
    content.add({ kind: 'paragraph', text: [span(say('report.simulated'), 'alert')] });
  }
  line('Title', cover.title);
  line('Subtitle', cover.scope);
  content.facts(cover.facts);
  content.facts(
    cover.counts.map(({ label, count }) => ({ label, lines: [[span(String(count), 'strong')]] })),
  );
  for (const note of cover.notes) content.add({ kind: 'paragraph', text: note });
}

function optionsOf(report: Report, content: DocxContent): IPropertiesOptions {
  const { cover, head, notebookId } = report;
  const small = { size: 14, color: inks.muted.color.slice(1) };
  const text = (words: string) => new TextRun({ text: printable(words), ...small });
  const footer = [
    say('report.footer-notebook', { notebook: notebookId, seq: head.seq, at: when(head.recordedAt) }),
    say('report.footer-head', { hash: head.hash }),
  ];
  return {
    title: titleOf(cover),
    creator,
    styles: stylesOf(),
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                children: [
                  text(titleOf(cover)),
                  ...(cover.isSimulated
                    ? [
                        new TextRun({
                          text: `   ${say('report.simulated')}`,
                          bold: true,
                          size: 14,
                          color: toneStyles.alert.ink.color.slice(1),
                        }),
                      ]
                    : []),
                ],
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              ...footer.map((words) => new Paragraph({ style: 'Cell', children: [text(words)] })),
              new Paragraph({
                style: 'Cell',
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({
                    ...small,
                    children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                  }),
                ],
              }),
            ],
          }),
        },
        children: content.children,
      },
    ],
  };
}

function titleOf({ title, scope }: Cover): string {
  return `${title}: ${scope}`;
}

function stylesOf(): NonNullable<IPropertiesOptions['styles']> {
  const ink = inks.ink.color.slice(1);
  const headingStyle = (size: number, before: number) => ({
    run: { size, bold: true, color: ink, font: typefaces.text },
    paragraph: { spacing: { before, after: 80 } },
  });
  return {
    default: {
      document: {
        run: { font: typefaces.text, size: 20, color: ink, language: { value: 'en-GB' } },
        paragraph: { spacing: { after: 80 } },
      },
      title: headingStyle(46, 1200),
      heading1: headingStyle(30, 240),
      heading2: headingStyle(24, 240),
      heading3: headingStyle(21, 160),
    },
    paragraphStyles: [
      {
        id: 'Subtitle',
        name: 'Subtitle',
        basedOn: 'Normal',
        run: { size: 30, color: inks.accent.color.slice(1) },
        paragraph: { spacing: { after: 320 } },
      },
      {
        id: 'Cell',
        name: 'Cell',
        basedOn: 'Normal',
        run: { size: 17 },
        paragraph: { spacing: { before: 0, after: 0 } },
      },
    ],
  };
}

/** The maker would write the clock of the machine here; every date of the file is that of the newest record. */
function coreProperties({ cover, head }: Report): string {
  const date = new Date(head.recordedAt).toISOString();
  const subject = say('report.as-of-record', { seq: head.seq, hash: head.hash });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(titleOf(cover))}</dc:title>`,
    `<dc:subject>${escaped(subject)}</dc:subject>`,
    `<dc:creator>${creator}</dc:creator>`,
    '<dc:language>en-GB</dc:language>',
    `<dcterms:created xsi:type="dcterms:W3CDTF">${date}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${date}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
}

function escaped(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
