// Who reads which part of a list: the first reader, a second one, and nobody else.
// Must not test what the notebook refuses: shared/domain does.

import { describe, expect, it } from 'vitest';
import { partOf } from './readers.ts';

const read = (by: { typedBy?: string; secondReadBy?: string; hasSecondReading?: boolean } = {}) => ({
  about: {
    firstReadBy: 'pathologist-1',
    firstRecordedBy: by.typedBy ?? 'pathologist-1',
    secondReadBy: by.secondReadBy ?? null,
  },
  hasSecondReading: by.hasSecondReading ?? by.secondReadBy !== undefined,
});

describe('the readers of a list', () => {
  it('[ARRIVE 5] gives a list that was read to another second reader, and then to nobody new', () => {
    const twice = read({ secondReadBy: 'pathologist-2' });
    expect(partOf('pathologist-1', read())).toBe('again-first');
    expect(partOf('pathologist-2', read())).toBe('second');
    expect(partOf('pathologist-1', twice)).toBe('again-first');
    expect(partOf('pathologist-2', twice)).toBe('again-second');
    expect(partOf('pathologist-3', twice)).toBeNull();
  });

  it('does not offer a second reading to whoever typed the first', () => {
    expect(partOf('pathologist-2', read({ typedBy: 'pathologist-2' }))).toBe('again-first');
  });

  it('leaves no part where one person recorded both readings', () => {
    expect(partOf('pathologist-2', read({ hasSecondReading: true }))).toBeNull();
  });
});
