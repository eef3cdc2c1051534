// Workbooks: cells of every kind, and damage that must be noticed.
// Must not test what a sheet means.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workbookBytes, zipBytes } from './testing/workbook-writer.ts';
import { Workbook } from './workbook.ts';

function rowsOf(bytes: Uint8Array, sheet: string) {
  const workbook = Workbook.open(bytes);
  if (!workbook.ok) throw new Error(workbook.refusal.message);
  const rows = workbook.value.rows(sheet);
  if (!rows.ok) throw new Error(rows.refusal.message);
  return rows.value;
}

function withSheet(xml: string, shared = '<sst/>'): Uint8Array {
  return zipBytes({
    'xl/workbook.xml':
      '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="A &amp; B" r:id="rId1"/></x:sheets></x:workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="/xl/sheet.xml"/></Relationships>',
    'xl/sharedStrings.xml': shared,
    'xl/sheet.xml': xml,
  });
}

describe('cells', () => {
  test('[ALC-3] numbers as stored, text of every kind, holes, rows without a number', () => {
    const shared = '<sst><si><r><t>well </t></r><r><t>A1</t></r><rPh><t>ウェル</t></rPh></si></sst>';
    const rows = rowsOf(
      withSheet(
        '<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>7.6E-05</v></c>' +
          '<c r="D2" t="b"><v>1</v></c><c r="E2" t="str"><f>A1</f><v>&lt;0.1</v></c><c r="AA2" t="e"><v>#N/A</v></c></row>' +
          '<row><c t="inlineStr"><is><t>x</t></is></c><c><v>1</v></c></row></sheetData></worksheet>',
        shared,
      ),
      'A & B',
    );
    expect(rows.map(({ number }) => number)).toEqual([2, 3]);
    expect(rows[0]?.cells[0]).toEqual({ text: 'well A1', number: null });
    expect(rows[0]?.cells[1]).toBeUndefined();
    expect(rows[0]?.cells[2]).toEqual({ text: '7.6E-05', number: 7.6e-5 });
    expect(rows[0]?.cells[3]?.text).toBe('TRUE');
    expect(rows[0]?.cells[4]?.text).toBe('<0.1');
    expect(rows[0]?.cells[26]?.text).toBe('#N/A');
    expect(rows[1]?.cells.map((cell) => cell?.text)).toEqual(['x', '1']);
  });

  test('[ALC-3] what is written is read back', () => {
    const cell = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.stringMatching(/^[A-Za-zµ°&<>" ]{1,12}$/),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 30 }), { maxLength: 6 }), (sheet) => {
        const read = new Map(
          rowsOf(workbookBytes({ S: sheet }), 'S').map(({ number, cells }) => [number, cells]),
        );
        for (const [row, cells] of sheet.entries()) {
          for (const [column, value] of cells.entries()) {
            const found = read.get(row + 1)?.[column];
            expect(found?.number ?? found?.text ?? null).toEqual(
              typeof value === 'number' ? value + 0 : value,
            );
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('damage', () => {
  const whole = workbookBytes({
    S: [
      ['Well', 1.25],
      ['A1', 0.5],
    ],
  });

  test('a changed byte is refused, or changes nothing that is read', () => {
    const want = JSON.stringify(rowsOf(whole, 'S'));
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = whole.slice();
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const workbook = Workbook.open(bytes);
        const rows = workbook.ok ? workbook.value.rows('S') : workbook;
        expect(rows.ok ? JSON.stringify(rows.value) : want).toBe(want);
      }),
      { numRuns: 500 },
    );
  });

  test('a cut workbook is refused at every length', () => {
    for (let length = 4; length < whole.length; length += 7) {
      expect(Workbook.open(whole.subarray(0, length)).ok).toBe(false);
    }
  });

  test('an archive without a workbook is told apart from a damaged one', () => {
    const archive = Workbook.open(zipBytes({ 'readme.txt': 'x' }));
    expect(archive.ok ? null : archive.refusal.code).toBe('instrument.no-workbook');
  });

  test('a sheet that is not well-formed is refused with the place', () => {
    const workbook = Workbook.open(withSheet('<worksheet><sheetData><row r="1"></worksheet>'));
    const rows = workbook.ok ? workbook.value.rows('A & B') : workbook;
    expect(rows.ok ? null : rows.refusal.message).toMatch(/xl\/sheet\.xml is not well-formed at line 1/);
  });
});
