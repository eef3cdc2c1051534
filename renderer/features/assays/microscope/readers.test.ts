// Who reads which part of a list: the first reader, a second one, and nobody else.
// Must not test what the notebook refuses: shared/domain does.

import { describe, expect, it } from 'vitest';
import { partOf, readersOf } from './readers.ts';

const evaluated = { kind: 'assay.evaluated', by: 'pathologist-1' };
const again = (by: string) => ({ kind: 'assay.reevaluated', by });

describe('the readers of a list', () => {
  it('names the first by the first record, the second by whoever added a reading', () => {
    expect(readersOf([evaluated], false)).toEqual({ first: 'pathologist-1', second: null });
    expect(readersOf([again('pathologist-1'), again('pathologist-2'), evaluated], true)).toEqual({
      first: 'pathologist-1',
      second: 'pathologist-2',
    });
  });

  it('names no second reader where one person recorded both', () => {
    expect(readersOf([again('pathologist-1'), evaluated], true).second).toBeNull();
  });

  it('[ARRIVE 5] gives a list that was read to another second reader, and then to nobody new', () => {
    const once = { hasSecond: false, history: [evaluated] };
    const twice = { hasSecond: true, history: [again('pathologist-2'), evaluated] };
    expect(partOf('pathologist-1', once)).toBe('again-first');
    expect(partOf('pathologist-2', once)).toBe('second');
    expect(partOf('pathologist-2', twice)).toBe('again-second');
    expect(partOf('pathologist-3', twice)).toBeNull();
  });
});
