// Tables of one outcome as programs write them: what is read, and what is refused rather than guessed.
// Must not test statistics.

import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestFolder } from '../testing/bench-notebook.ts';
import { groupedValues, readGroupedValues, type GroupedValues } from './grouped-values.ts';

const columns = { value: 'IL-6 (pg/mL)', group: 'group', hasDecimalComma: false };
const header = 'group,IL-6 (pg/mL)';

function read(text: string, hasDecimalComma = false): GroupedValues {
  const outcome = groupedValues(text, { ...columns, hasDecimalComma });
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}

function refused(text: string, hasDecimalComma = false) {
  const outcome = groupedValues(text, { ...columns, hasDecimalComma });
  if (outcome.ok) throw new Error('It was not refused.');
  return outcome.refusal;
}

const two = [
  { name: 'saline', values: [1.5, -2] },
  { name: 'ASC', values: [3e4] },
];

describe('what spreadsheets and R write', () => {
  test.each([
    ['commas', `${header}\nsaline,1.5\nASC,3e4\nsaline,-2\n`],
    ['no line break at the end', `${header}\nsaline,1.5\nASC,3e4\nsaline,-2`],
    ['Windows line ends', `${header}\r\nsaline,1.5\r\nASC,3e4\r\nsaline,-2\r\n`],
    ['blank lines and rows of empty cells', `${header}\n\nsaline,1.5\n,\nASC,3e4\nsaline,-2\n\n`],
    ['spaces around cells', `group , IL-6 (pg/mL)\nsaline , 1.5\n ASC,3e4\nsaline, -2\n`],
    ['semicolons and decimal commas', 'group;IL-6 (pg/mL)\nsaline;1,5\nASC;3e4\nsaline;-2\n'],
    ['semicolons and decimal points', 'group;IL-6 (pg/mL)\nsaline;1.5\nASC;3e4\nsaline;-2\n'],
    ['tabs', 'group\tIL-6 (pg/mL)\nsaline\t1.5\nASC\t3e4\nsaline\t-2\n'],
    [
      'a line that names the separator',
      'sep=;\r\ngroup;IL-6 (pg/mL)\r\nsaline;1,5\r\nASC;3e4\r\nsaline;-2\r\n',
    ],
    [
      'quotes and row names',
      `"","group","IL-6 (pg/mL)"\n"1","saline","1.5"\n"2","ASC","3e4"\n"3","saline","-2"\n`,
    ],
    ['quoted decimal commas', `${header}\nsaline,"1,5"\nASC,"3e4"\nsaline,-2\n`],
    [
      'other columns that hold separators',
      `note;${header.replace(',', ';')}\n"a;b,c";saline;1.5\n;ASC;+30000\n;saline;\u22122\n`,
    ],
  ])('%s', (_, text) => expect(read(text).groups).toEqual(two));

  test('[ALC-3] blank lines before the header are passed over, and rows keep their numbers', () => {
    const text = `\n ,\n${header}\nsaline,1.5\nsaline,-2\nASC,3e4\n`;
    expect(read(text).groups).toEqual(two);
    expect(read(`\r\nsep=,\r\n${text}`).groups).toEqual(two);
    expect(refused(`\n\n${header}\na,1\na,high\n`).message).toContain('row 5');
  });

  test('a name is kept as it stands, quotes, commas and line breaks too', () => {
    const text = `${header}\n"ASC, ""high""",1\n"two\nlines",2\n0,3\n__proto__,4\n-,5\n`;
    expect(read(text).groups.map(({ name }) => name)).toEqual([
      'ASC, "high"',
      'two\nlines',
      '0',
      '__proto__',
      '-',
    ]);
  });

  test('missing values are counted by group, and a group may have nothing else', () => {
    const text = `${header}\nsaline,1\nsaline,\nsaline,NA\nASC,#N/A\nASC,nan\n,\nDMEM,-\nsaline\n`;
    expect(read(text)).toEqual({
      groups: [
        { name: 'saline', values: [1] },
        { name: 'ASC', values: [] },
        { name: 'DMEM', values: [] },
      ],
      missing: [
        { name: 'saline', count: 3 },
        { name: 'ASC', count: 2 },
        { name: 'DMEM', count: 1 },
      ],
    });
  });

  test('commas that can only be decimal are, and --decimal-comma says so where they could be thousands', () => {
    expect(read(`${header}\na,"1,234"\na,"0,5"\n`).groups).toEqual([{ name: 'a', values: [1.234, 0.5] }]);
    expect(read(`${header}\na,"1,234"\n`, true).groups).toEqual([{ name: 'a', values: [1.234] }]);
    expect(read('group;IL-6 (pg/mL)\na;1,234\n').groups).toEqual([{ name: 'a', values: [1.234] }]);
  });
});

describe('points between semicolons', () => {
  const semicolons = 'group;IL-6 (pg/mL)\na;1.250\na;1.300\nb;12\n';

  test('that could all separate thousands are refused, and --decimal-point says what they are', () => {
    const refusal = refused(semicolons);
    expect(refusal.code).toBe('table.point-ambiguous');
    expect(refusal.message).toContain('“1.250” in row 2');
    const told = groupedValues(semicolons, { ...columns, hasDecimalPoint: true });
    expect(told).toMatchObject({ ok: true, value: { groups: [{ values: [1.25, 1.3] }, { values: [12] }] } });
  });

  test('of which one can only be decimal are decimal, and between commas all are', () => {
    expect(read(`${semicolons}b;0.5\n`).groups[0]?.values).toEqual([1.25, 1.3]);
    expect(read(semicolons.replaceAll(';', ',')).groups[0]?.values).toEqual([1.25, 1.3]);
  });

  test('a comma under --decimal-point is no number', () => {
    const told = groupedValues(`${header}\na,"1,234"\n`, { ...columns, hasDecimalPoint: true });
    expect(told).toMatchObject({ ok: false, refusal: { code: 'table.number-malformed' } });
  });
});

test('one column for the values and for the groups is refused', () => {
  const outcome = groupedValues(`${header}\na,1\n`, { ...columns, value: 'group' });
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'table.column-same' } });
});

describe('what is refused', () => {
  test.each([
    ['a word', `${header}\na,1\na,high\n`, 'table.number-malformed', 'row 3'],
    ['a unit', `${header}\na,5 pg\n`, 'table.number-malformed', '5 pg'],
    ['below the limit of detection', `${header}\na,<0.5\n`, 'table.number-malformed', '<0.5'],
    ['an infinite number', `${header}\na,1e999\n`, 'table.number-malformed', '1e999'],
    ['a point without digits', `${header}\na,1\na,0.\n`, 'table.number-malformed', '0.'],
    ['a hexadecimal number', `${header}\na,0x10\n`, 'table.number-malformed', '0x10'],
    ['two commas', 'group;IL-6 (pg/mL)\na;1,2,3\n', 'table.number-malformed', '1,2,3'],
    ['both decimal signs', `${header}\na,1.5\na,"2,5"\n`, 'table.decimal-mixed', 'row 3'],
    ['thousands', `${header}\na,"1,234.5"\n`, 'table.decimal-mixed', '1,234.5'],
    ['thousands or decimals', `${header}\na,"1,234"\na,12\n`, 'table.decimal-ambiguous', '1,234'],
    ['a decimal comma without quotes', `${header}\na,1\nb,5,17\n`, 'table.row-too-long', 'Row 3'],
    ['a value without a group', `${header}\na,1\n,2\n`, 'table.group-missing', 'Row 3'],
    ['a value of the group NA', `${header}\nNA,2\n`, 'table.group-missing', 'Row 2'],
    ['another name of the column', 'group,IL6\na,1\n', 'table.column-missing', 'group, IL6'],
    ['a column that stands twice', `${header},group\na,1,b\n`, 'table.column-twice', 'group'],
    ['a quotation mark that is not closed', `${header}\n"a,1\nb,2\n`, 'table.quotes', 'Row 2'],
  ])('%s', (_, text, code, told) => {
    const refusal = refused(text);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(told);
  });

  test('a point under --decimal-comma', () => {
    expect(refused(`${header}\na,1.234\n`, true).code).toBe('table.number-malformed');
  });
});

describe('files', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => folder.remove());

  function readBytes(bytes: Uint8Array | string) {
    const path = folder.file('table.csv');
    writeFileSync(path, bytes);
    return readGroupedValues(path, { value: 'Größe', group: 'group', hasDecimalComma: false });
  }

  const text = 'group,Größe\nµ,1.5\n';
  const expected = { ok: true, value: { groups: [{ name: 'µ', values: [1.5] }] } };

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as spreadsheets save “Unicode text”', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['the Windows code page', Buffer.from(text, 'latin1')],
  ])('in %s', (_, bytes) => expect(readBytes(bytes)).toMatchObject(expected));

  test.each([
    ['nothing', '', 'table.empty'],
    ['line breaks only', '\n\n', 'table.empty'],
    ['a workbook', Buffer.from('PK\u0003\u0004\u0000\u0000\u0008group,Größe', 'latin1'), 'table.not-text'],
    ['a header only', 'group,Größe\n', null],
  ])('%s', (_, bytes, code) => {
    const outcome = readBytes(bytes);
    expect(outcome.ok ? null : outcome.refusal.code).toBe(code);
  });

  test('a path that leads to no file, and to a folder', () => {
    for (const path of [folder.file('none.csv'), folder.path]) {
      const outcome = readGroupedValues(path, columns);
      expect(outcome).toMatchObject({ ok: false, refusal: { code: 'table.unreadable' } });
    }
  });
});
