// Files that end within their last number: what tells it, and what cannot be told.
// Must not test the readers.

import { describe, expect, test } from 'vitest';
import { lastNumberWarnings } from './cut-off.ts';
import { readingOf, readingsOfWell } from './testing/read-text.ts';

describe('a text without a last line end', () => {
  test.each([
    ['A,0.081,0.097\nB,0.102,0.', '0.'],
    ['A,0.081,0.097\nB,0.102,0', '0'],
    ['A,0.081,0.097\nB,0.102,0.8', '0.8'],
    ['A;0,081;0,097\nB;0,102;0,88', '0,88'],
    ['A\t2.940\t2.980\nB\t3.010\t3.1', '3.1'],
    ['A,25104,33863\nB,45480,251', '251'],
    ['A,"0,081","0,097"\nB,"0,102","0,8', '0,8'],
  ])('%j: the last number may be cut', (text, number) => {
    const [warning] = lastNumberWarnings(text.split('\n'));
    expect(warning).toContain(`line 2, and its last number, ${number}, is shorter`);
  });

  test.each([
    ['as many decimals as its neighbours', 'A,0.081,0.097\nB,0.102,0.884'],
    ['a column of whole numbers beside one of others', 'A1,0.081,12\nB1,0.102,3\nC1,0.214,7'],
    ['more of them', 'A,0.08,0.1\nB,0.1,0.884'],
    ['as many digits', 'A,25104,3386\nB,45480,2513'],
    ['a word', 'A,0.081,0.097\nB,0.102,overflow'],
    ['nothing behind the last separator', 'A,0.081,0.097,\nB,0.102,0.8,'],
    ['a closed quotation mark', 'A,"0,081","0,097"\nB,"0,102","0,8"'],
    ['a line end', 'A,0.081,0.097\nB,0.102,0.8\n'],
    ['no neighbour', '7'],
  ])('%s says nothing', (_, text) => {
    expect(lastNumberWarnings(text.split('\n'))).toEqual([]);
  });
});

test('[ALC-3] a plate that is cut within its last number says so, and never reads `0.` as zero', () => {
  const plate = [
    'User: USER,Path: C:\\Data',
    'Test name: ELISA,Date: 29/02/2026',
    'Absorbance',
    'Raw Data (450)',
    '',
    ',1,2,3',
    'A,1.016,0.986,0.953',
    'B,0.561,0.503,0.884',
  ].join('\n');
  expect(readingOf(plate).warnings).toEqual([]);
  for (const digits of [1, 2, 3]) {
    const cut = readingOf(plate.slice(0, -digits));
    expect(cut.warnings.join(' ')).toContain('may be cut off within that number');
  }
  expect(readingsOfWell(readingOf(plate.slice(0, -3)), 'B3')[0]).toMatchObject({ value: null, raw: '0.' });
});
