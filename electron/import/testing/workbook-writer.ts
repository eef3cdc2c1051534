// Workbooks for tests: sheets of text and numbers, stored as Excel stores them, without compression.
// Must not be imported by anything but tests and benchmarks.

import { crc32 } from 'node:zlib';

export type SheetCell = string | number | null;
export type Sheets = Readonly<Record<string, readonly (readonly SheetCell[])[]>>;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Empty rows are left out, as Excel leaves them out; text goes to the shared strings. */
export function workbookBytes(sheets: Sheets): Uint8Array<ArrayBuffer> {
  const strings: string[] = [];
  const names = Object.keys(sheets);
  const parts = Object.values(sheets).map((rows) => sheetXml(rows, strings));
  return zipBytes({
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names
      .map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}">${names
      .map((_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings
      .map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
      .join('')}</sst>`,
    ...Object.fromEntries(parts.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml])),
  });
}

function sheetXml(rows: readonly (readonly SheetCell[])[], strings: string[]): string {
  const written = rows.map((cells, row) => {
    const all = cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${row + 1}`, strings));
    const text = all.join('');
    return text === '' ? '' : `<row r="${row + 1}">${text}</row>`;
  });
  return `<worksheet xmlns="${main}"><sheetData>${written.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: SheetCell, reference: string, strings: string[]): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (!strings.includes(cell)) strings.push(cell);
  return `<c r="${reference}" t="s"><v>${strings.indexOf(cell)}</v></c>`;
}

function columnLetters(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : `${columnLetters(Math.floor(index / 26) - 1)}${last}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A ZIP archive of stored entries: PKWARE APPNOTE 6.3.10, section 4.3. */
export function zipBytes(parts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [part, text] of Object.entries(parts)) {
    const name = Buffer.from(part);
    const data = Buffer.from(text);
    const checksum = Buffer.alloc(12);
    checksum.writeUInt32LE(crc32(data), 0);
    checksum.writeUInt32LE(data.length, 4);
    checksum.writeUInt32LE(data.length, 8);
    const lengths = Buffer.from([name.length % 256, name.length >> 8, 0, 0]);
    const head = Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, checksum, lengths, name, data]);
    const at = Buffer.alloc(14);
    at.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, checksum, lengths, at, name]),
    );
    files.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...files, entries, Buffer.from('PK\x05\x06'), end]));
}
