// The first pages: the cover with its counts, and the contents with page numbers.
// Must not count or number anything: page numbers are the PDF maker's, counts the report's.

import type { Cover } from '../../../shared/report/document.ts';
import { ContentBuilder, type ContentsEntry } from './content.ts';
import { row, ruleNode, type Cell, type Node, type NodeMaker } from './nodes.ts';
import { contentWidth, inks, size } from './page-style.ts';

const topOfCover = 60;
const countWidth = 44;
const columnGap = 48;

export function coverNodes(maker: NodeMaker, cover: Cover, simulatedMark: string): readonly Node[] {
  const title = maker.plainLines(cover.title, 'strong', inks.ink, size.title, contentWidth);
  const scope = maker.plainLines(cover.scope, 'sans', inks.accent, size.chapter, contentWidth);
  const facts = new ContentBuilder(maker);
  facts.add({ kind: 'facts', facts: cover.facts });
  const mark = maker.plainLine(simulatedMark, 'strong', inks.red, size.section);
  return [
    { text: ' ', font: 'Sans', fontSize: topOfCover },
    ...(cover.isSimulated
      ? [maker.node(mark, size.section, { characterSpacing: 2, margin: [0, 0, 0, 10] })]
      : []),
    maker.text(title, size.title),
    maker.text(scope, size.chapter, { margin: [0, 8, 0, 0] }),
    ruleNode(contentWidth, true, [16, 18]),
    ...facts.nodes,
    ruleNode(contentWidth, false, [10, 14]),
    countNodes(maker, cover),
    ruleNode(contentWidth, false, [14, 12]),
    ...cover.notes.map((note) =>
      maker.text(maker.lines(note, size.body, contentWidth), size.body, { margin: [0, 0, 0, 5] }),
    ),
  ];
}

function countNodes(maker: NodeMaker, { counts }: Cover): Node {
  const half = (contentWidth - columnGap) / 2;
  const rows = counts.map((one) => {
    const count: Cell = {
      lines: [maker.plainLine(String(one.count), 'strong', inks.ink, size.body)],
      width: countWidth,
      isRight: true,
    };
    const label: Cell = {
      lines: [maker.plainLine(one.label, 'sans', inks.ink, size.body)],
      width: half - countWidth - 10,
    };
    return row(maker, [label, count], size.body, 10, { margin: [0, 1.6, 0, 1.6] });
  });
  const middle = Math.ceil(rows.length / 2);
  return {
    columns: [
      { width: half, stack: rows.slice(0, middle) },
      { width: half, stack: rows.slice(middle) },
    ],
    columnGap,
  };
}

export function contentsNodes(
  maker: NodeMaker,
  title: string,
  entries: readonly ContentsEntry[],
): readonly Node[] {
  const heading = maker.plainLine(title, 'strong', inks.ink, size.chapter);
  const pageWidth = 36;
  return [
    maker.node(heading, size.chapter, { pageBreak: 'before' }),
    ruleNode(contentWidth, true, [3, 9]),
    ...entries.map(({ id, level, text }): Node => {
      const isChapter = level === 1;
      const indent = isChapter ? 0 : 14;
      const width = contentWidth - pageWidth - indent;
      const lines = maker.plainLines(text, isChapter ? 'strong' : 'sans', inks.ink, size.body, width);
      return {
        columns: [
          { width, ...maker.text(lines, size.body, { linkToDestination: id }) },
          {
            width: pageWidth,
            pageReference: id,
            alignment: 'right',
            font: 'Sans',
            fontSize: size.body,
            color: inks.ink.color,
          },
        ],
        columnGap: 0,
        margin: [indent, isChapter ? 6 : 2, 0, 0],
      };
    }),
  ];
}
