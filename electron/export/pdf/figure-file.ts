// A drawn figure as a PDF/A-3b file of its own size: vectors and embedded fonts, the same bytes for the same figure.
// Must not draw anything: the shapes and labels are those of the printed notebook and of the SVG.

import type { Figure } from '../../../shared/report/document.ts';
import { Faces } from './faces.ts';
import { figureNode } from './figure-nodes.ts';
import { NodeMaker } from './nodes.ts';
import { intoFile, makePdf } from './pdf-file.ts';

export interface FigureFacts {
  readonly title: string;
  /** The caption, as the file's own description. */
  readonly description: string;
  /** UTC text of the newest record: the file has no other date. */
  readonly recordedAt: string;
}

/** One page as large as the figure, without margins. */
export async function writeFigurePdf(figure: Figure, facts: FigureFacts, to: string): Promise<void> {
  const faces = new Faces();
  // What a reader may not know is not in the model: nothing is left to conceal here.
  const maker = new NodeMaker(faces, (text) => text);
  const stream = await makePdf(
    faces,
    {
      version: '1.7',
      subset: 'PDF/A-3b',
      language: 'en-GB',
      displayTitle: true,
      // A hair larger, or a rounding error would open a second page.
      pageSize: { width: figure.width, height: figure.height + 0.5 },
      pageMargins: 0,
      defaultStyle: { font: 'Sans' },
      info: {
        title: facts.title,
        subject: facts.description,
        creator: 'ASC Notebook',
        producer: 'pdfmake',
        creationDate: new Date(facts.recordedAt),
      },
      content: [figureNode(maker, figure)],
    },
    () => {},
  );
  await intoFile(stream, to);
}
