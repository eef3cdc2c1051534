// Reads back what a Word file of ours says, and refuses one whose parts are not well-formed XML.
// Must not be a general reader: it knows the parts that the maker writes.

import { Parser } from 'saxen';
import { ZipArchive } from '../../../import/zip.ts';
import { accepted } from '../../../testing/bench-notebook.ts';

export interface DocxBlock {
  readonly kind: 'paragraph' | 'table';
  /** Of a paragraph its text, of a table that of its first row. */
  readonly text: string;
  /** Whether Word keeps the paragraph on the page of what follows. */
  readonly isKept: boolean;
  /** Whether the first row of the table comes again on every page. */
  readonly hasHead: boolean;
}

export interface ReadDocx {
  /** The text of each paragraph of the body, in order; line breaks as line feeds. */
  readonly paragraphs: readonly string[];
  /** Paragraphs and tables of the body in order; cells are not among them. */
  readonly blocks: readonly DocxBlock[];
  /** The same of head and foot. */
  readonly margins: readonly string[];
  /** Content types by the part they are of. */
  readonly types: ReadonlyMap<string, string>;
  readonly core: string;
  readonly styles: readonly string[];
}

const decoder = new TextDecoder('utf-8', { fatal: true });

export function readDocx(bytes: Uint8Array): ReadDocx {
  const archive = accepted(ZipArchive.open(bytes));
  const part = (name: string): string => decoder.decode(accepted(archive.read(name)));
  const types = contentTypes(part('[Content_Types].xml'));
  // Every part that the directory of types names is there and well-formed.
  for (const name of types.keys()) wellFormed(name, part(name));
  for (const name of ['_rels/.rels', 'word/_rels/document.xml.rels']) wellFormed(name, part(name));
  return {
    paragraphs: paragraphsOf(part('word/document.xml')),
    blocks: blocksOf(part('word/document.xml')),
    margins: [...paragraphsOf(part('word/header1.xml')), ...paragraphsOf(part('word/footer1.xml'))],
    types,
    core: part('docProps/core.xml'),
    styles: [...part('word/document.xml').matchAll(/<w:pStyle w:val="([^"]+)"/g)].map(([, id = '']) => id),
  };
}

function contentTypes(xml: string): ReadonlyMap<string, string> {
  const overrides = xml.matchAll(/<Override ContentType="([^"]+)" PartName="\/([^"]+)"/g);
  return new Map([...overrides].map(([, type = '', name = '']) => [name, type]));
}

/** Throws where the text is not one element with everything closed, or has a character that XML has no place for. */
function wellFormed(name: string, xml: string): void {
  const open: string[] = [];
  const roots: string[] = [];
  const problems: string[] = [];
  for (const character of xml) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) problems.push(`character ${code}`);
  }
  const parser = new Parser();
  parser.on('openTag', (element) => {
    if (open.length === 0) roots.push(element);
    open.push(element);
  });
  parser.on('closeTag', (element) => {
    if (open.pop() !== element) problems.push(`${element} closes what it did not open`);
  });
  parser.on('error', (error) => problems.push(error.message));
  parser.on('warn', (error) => problems.push(error.message));
  const stopped = parser.parse(xml);
  if (stopped) problems.push(stopped.message);
  if (open.length > 0 || roots.length !== 1) problems.push(`${open.length} open, ${roots.length} roots`);
  if (problems.length > 0) throw new Error(`${name} is not well-formed: ${problems.join('; ')}`);
}

function blocksOf(xml: string): readonly DocxBlock[] {
  const body = /<w:body>(.*)<\/w:body>/s.exec(xml)?.[1] ?? '';
  return [...body.matchAll(/<w:tbl>.*?<\/w:tbl>|<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([part]): DocxBlock => {
    const isTable = part.startsWith('<w:tbl>');
    const first = isTable ? (/<w:tr>.*?<\/w:tr>/s.exec(part)?.[0] ?? '') : part;
    return {
      kind: isTable ? 'table' : 'paragraph',
      text: paragraphsOf(`<w:body>${first}</w:body>`).join(' '),
      isKept: !isTable && part.includes('<w:keepNext/>'),
      hasHead: first.includes('<w:tblHeader/>'),
    };
  });
}

function paragraphsOf(xml: string): readonly string[] {
  const paragraphs: string[] = [];
  let text: string | null = null;
  let isText = false;
  const parser = new Parser();
  parser.on('openTag', (element) => {
    if (element === 'w:p') text = '';
    if (element === 'w:br' && text !== null) text += '\n';
    isText = element === 'w:t';
  });
  parser.on('text', (value, decode) => {
    if (isText && text !== null) text += decode(value);
  });
  parser.on('closeTag', (element) => {
    isText = false;
    if (element !== 'w:p' || text === null) return;
    paragraphs.push(text);
    text = null;
  });
  parser.parse(xml);
  return paragraphs;
}
