// The keys at the microscope: where a digit goes, and what no key can lose.
// Must not test the arithmetic of the score: shared/assays does.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptySheet,
  fieldOf,
  fieldsRead,
  isOther,
  isBurst,
  missingIn,
  placeOf,
  positionOf,
  progressOf,
  readerOf,
  sheetForm,
  sheetOf,
  strokeOf,
  struck,
  type Sheet,
} from './reading.ts';

const codes = ['01', '02', '03'] as const;

function typed(keys: readonly string[], from: Sheet = emptySheet): Sheet {
  return keys.reduce((sheet, key) => {
    const stroke = strokeOf(key);
    return stroke ? struck(sheet, codes, stroke) : sheet;
  }, from);
}

const digits = (text: string): readonly string[] => text.split('');

describe('scores by keyboard at the microscope', () => {
  it('[P11-10e] fills necrosis, congestion and vacuolization in order, then goes to the next field', () => {
    const sheet = typed(['2', '1', '0', '4']);
    expect(fieldOf(sheet, '01', 0)).toEqual([2, 1, 0]);
    expect(fieldOf(sheet, '01', 1)).toEqual([4, null, null]);
    expect(placeOf(codes, sheet.at)).toEqual({ code: '01', slide: 0, field: 1, criterion: 1 });
  });

  it('goes to the next slide after nine digits, and past the end after the last', () => {
    const first = typed(digits('210210210'));
    expect(placeOf(codes, first.at)).toMatchObject({ code: '02', field: 0, criterion: 0 });
    expect(progressOf(first, '01')).toBe('read');
    const all = typed(digits('210210210'.repeat(3)));
    expect(placeOf(codes, all.at)).toBeUndefined();
    expect(missingIn(all, codes)).toEqual({ read: 3, missing: 0, first: undefined });
    expect(typed(['4'], all)).toEqual(all);
  });

  it('goes back one with Backspace without taking the score away, and writes over it', () => {
    const back = typed(['2', '1', 'Backspace']);
    expect(fieldOf(back, '01', 0)).toEqual([2, 1, null]);
    expect(fieldOf(typed(['3'], back), '01', 0)).toEqual([2, 3, null]);
  });

  it('takes a score away with Delete', () => {
    expect(fieldOf(typed(['2', '1', 'Backspace', 'Delete']), '01', 0)).toEqual([2, null, null]);
  });

  it('moves between fields and slides with the arrow keys, and stays in the list', () => {
    const at = (keys: readonly string[]) => placeOf(codes, typed(keys).at);
    expect(at(['1', 'ArrowRight'])).toMatchObject({ field: 1, criterion: 0 });
    expect(at(['ArrowRight', 'ArrowRight', 'ArrowRight'])).toMatchObject({ code: '02', field: 0 });
    expect(at(['ArrowDown', 'ArrowDown', 'ArrowDown'])).toMatchObject({ code: '03', field: 0 });
    expect(at(['ArrowLeft', 'ArrowUp'])).toMatchObject({ code: '01', field: 0, criterion: 0 });
    const end = typed(digits('210210210'.repeat(3)));
    expect(placeOf(codes, typed(['ArrowLeft'], end).at)).toMatchObject({
      code: '03',
      field: 2,
      criterion: 0,
    });
  });

  it('takes no digit above 4 and no letter', () => {
    for (const key of ['5', '9', 'a', 'Enter', '12']) expect(strokeOf(key)).toBeUndefined();
  });

  it('counts what is missing and where it begins', () => {
    const sheet = typed(['ArrowRight', ...digits('111111')]);
    expect(missingIn(sheet, codes)).toEqual({ read: 0, missing: 21, first: 0 });
    expect(fieldsRead(sheet, '01')).toBe(2);
    expect(progressOf(sheet, '01')).toBe('begun');
    expect(progressOf(sheet, '02')).toBe('unread');
  });

  it('gives the assay only slides that are read whole', () => {
    const sheet = typed([...digits('210432104'), '1']);
    expect(readerOf(sheet, codes)).toEqual([
      {
        code: '01',
        fields: [
          { necrosis: 2, congestion: 1, vacuolization: 0 },
          { necrosis: 4, congestion: 3, vacuolization: 2 },
          { necrosis: 1, congestion: 0, vacuolization: 4 },
        ],
      },
    ]);
  });

  it('takes a recorded reading back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 27, maxLength: 27 }), (scores) => {
        const sheet = typed(scores.map(String));
        expect(sheetOf(readerOf(sheet, codes), codes)).toEqual(sheet);
      }),
    );
  });

  it('keeps every score that was not typed over or deleted, whatever is pressed, and stays a valid sheet', () => {
    const key = fc.constantFrom(
      '0',
      '3',
      'Backspace',
      'ArrowLeft',
      'ArrowRight',
      'ArrowUp',
      'ArrowDown',
      'x',
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        let before = emptySheet;
        for (const one of keys) {
          const after = typed([one], before);
          expect(sheetForm.safeParse(after).success).toBe(true);
          expect(missingIn(after, codes).missing).toBeLessThanOrEqual(missingIn(before, codes).missing);
          before = after;
        }
      }),
    );
  });

  it('tells a changed score from a moved cursor', () => {
    const sheet = typed(digits('210'));
    expect(isOther(typed(['Backspace', 'ArrowDown'], sheet), sheet, codes)).toBe(false);
    expect(isOther(typed(['Backspace', '1'], sheet), sheet, codes)).toBe(true);
  });

  it('finds each position by its place', () => {
    for (let at = 0; at < 27; at += 1) {
      const place = placeOf(codes, at);
      expect(place && positionOf(place)).toBe(at);
    }
  });

  it('tells the label of a slide that is scanned from a digit that is typed', () => {
    expect(isBurst(1000, 1008)).toBe(true);
    expect(isBurst(1000, 1090)).toBe(false);
  });
});
