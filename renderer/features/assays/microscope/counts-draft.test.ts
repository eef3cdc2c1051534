// From what is marked and typed to the input of the assay, and back from a record.
// Must not repeat the arithmetic of the assay.

import { describe, expect, it } from 'vitest';
import { ki67 } from '../../../../shared/assays/ki67.ts';
import {
  draftOf,
  emptyDraft,
  inputOf,
  missingIn,
  nameProblem,
  newField,
  nucleiOf,
  rateText,
  withMarks,
  type CountsDraft,
} from './counts-draft.ts';

const marked = withMarks(newField('P02 D1 field 1', 'P02', 'day-1'), [
  { x: 10, y: 20, isPositive: true },
  { x: 30, y: 40, isPositive: false },
  { x: 50, y: 60, isPositive: false },
]);
const typed = {
  ...newField('P02 D1 field 2', 'P02', 'day-1'),
  by: 'number',
  positive: '30',
  total: '210',
} as const;
const draft: CountsDraft = { ...emptyDraft, title: 'Ki67', rule: 'pooled', fields: [marked, typed] };

describe('a draft of Ki67', () => {
  it('gives the assay marks as marks and numbers as numbers', () => {
    const input = ki67.input.parse(inputOf(draft, 200));
    expect(input.fields.map((one) => one.counted)).toEqual([
      {
        by: 'marks',
        positive: [[10, 20]],
        negative: [
          [30, 40],
          [50, 60],
        ],
      },
      { by: 'number', positive: 30, total: 210 },
    ]);
    expect(input.leastNuclei).toBe(200);
  });

  it('comes back from a record as it was', () => {
    expect(draftOf('Ki67', inputOf(draft, 200))).toEqual({
      draft: { ...draft, shown: 'P02 D1 field 1' },
      leastNuclei: 200,
    });
  });

  it('says what is missing, and takes no half-typed number', () => {
    expect(missingIn(emptyDraft)).toEqual(['title', 'fields', 'rule']);
    expect(missingIn(draft)).toEqual([]);
    expect(missingIn({ ...draft, fields: [{ ...typed, total: '' }] })).toEqual(['counts']);
    expect(nucleiOf({ ...typed, total: '2.5' })).toBeNull();
    expect(nucleiOf(newField('x', 'P02', 'day-1'))).toBeNull();
  });

  it('takes no name twice and none that an id of the assay could be mistaken for', () => {
    expect(nameProblem('P02 D1 field 1 ', ['P02 D1 field 1'])).toBe('twice');
    expect(nameProblem('a/b', [])).toBe('sign');
    expect(nameProblem('P02 D1 field 3', ['P02 D1 field 1'])).toBeNull();
  });

  it('shows the rate beside the picture, and none without nuclei', () => {
    expect(rateText({ positive: 1, total: 3 })).toBe('33.3');
    expect(rateText({ positive: 0, total: 0 })).toBeNull();
  });
});
