// Properties of what references and measures are written with.
// Must not need a notebook.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../kernel/units.ts';
import { known } from '../testing/known.ts';
import { joined, piece, plainText, sentence } from './citation.ts';
import { Notes, rangesText } from './notes.ts';
import { scientific, spreadOf, spreadPiece, tallied } from './spread.ts';

const positions = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 80 });

/** The positions that a text of ranges stands for. */
function read(text: string): readonly number[] {
  return text.split(', ').flatMap((range) => {
    const [from = 0, to = from] = range.split('–').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

describe('ranges', () => {
  it('stand for exactly the positions they were made from', () => {
    fc.assert(
      fc.property(positions, (list) => {
        const sorted = list.toSorted((left, right) => left - right);
        expect(read(rangesText(sorted))).toEqual(sorted);
      }),
    );
  });

  it('join neighbours: two stand beside each other, three become a range', () => {
    expect(rangesText([1, 2, 3, 7, 9, 10])).toBe('1–3, 7, 9, 10');
  });
});

describe('spread', () => {
  it('has its median between its ends, half of the values on each side', () => {
    const values = fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, (list) => {
        const { median, min, max, count } = known(spreadOf(list.map((one) => decimal(one))));
        expect(count).toBe(list.length);
        expect([min.toNumber(), max.toNumber()]).toEqual([Math.min(...list), Math.max(...list)]);
        const half = list.length / 2;
        expect(list.filter((one) => median.gte(one)).length).toBeGreaterThanOrEqual(half);
        expect(list.filter((one) => median.lte(one)).length).toBeGreaterThanOrEqual(half);
      }),
    );
  });

  it('is a sentence with its unit, shorter where all values are the same, null without values', () => {
    const values = ['60.2', '59.9', '67'].map((one) => decimal(one));
    expect(spreadPiece(values, 'min', 1, [])?.text).toBe('60.2 min (59.9 to 67.0 min; n = 3)');
    expect(spreadPiece([decimal('2')], 'mg/kg', 1, [])?.text).toBe('2.0 mg/kg (n = 1)');
    expect(spreadPiece([], 'min', 1, [])).toBeNull();
  });
});

describe('numbers and tallies', () => {
  it.each([
    ['1000000', '1 × 10⁶'],
    ['163400000', '1.63 × 10⁸'],
    ['9999', '9999'],
    ['12345678901', '1.23 × 10¹⁰'],
  ])('%s cells are written %s', (value, text) => {
    expect(scientific(decimal(value))).toBe(text);
  });

  it('count the most frequent first', () => {
    expect(tallied(['b', 'a', 'b'])).toBe('b (2), a (1)');
    expect(tallied([])).toBe('');
  });
});

describe('sentences in pieces', () => {
  const record = { id: 'r', seq: 7, at: '2026-03-02T08:00:00.000Z', reason: null };

  it('keep the records of what they are filled with, and read as the whole sentence', () => {
    const made = sentence('arrive.answer', { question: 'Why', answer: piece('24', [record], 'strong') });
    expect(plainText(made)).toBe('Why: 24');
    expect(made.map(({ records }) => records.map(({ seq }) => seq))).toEqual([[], [7]]);
  });

  it('take any text of a person as it is, braces and control characters included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = text.replaceAll('\u0000', '');
        const question = plainText(sentence('arrive.answer', { question: text, answer: piece('x') }));
        expect(question).toBe(`${shown}: x`);
        expect(plainText(sentence('arrive.answer', { question: 'q', answer: piece(text) }))).toBe(
          `q: ${text}`,
        );
      }),
    );
  });

  it('number the same records once, whatever the text', () => {
    const notes = new Notes();
    const other = { ...record, seq: 3 };
    const first = notes.noted([piece('24', [record, other])]);
    const again = notes.noted(joined([[piece('words')], [piece('24 animals', [other, record, record])]]));
    expect(first.map(({ note }) => note)).toEqual([1]);
    expect(again.map(({ note }) => note)).toEqual([null, null, 1]);
    expect(notes.all).toEqual([{ number: 1, texts: ['24', '24 animals'], seqs: [3, 7] }]);
  });
});
