// Names of plates that say something else than what was chosen.
// Must not test how a draft is made.

import { describe, expect, it } from 'vitest';
import { noLimits } from '../../../shared/assays/testing/measured.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { newCmElisa } from './cm-elisa-draft.ts';
import { draftHints } from './draft-hints.ts';
import { newElisa, type ElisaDraft } from './elisa-draft.ts';
import { wellReading } from './testing/well-reading.ts';

const defaults = { curveModel: null, limits: noLimits };

function fileOf(name: string, plate: string): InstrumentFile {
  const read = { value: 0.5, raw: '0.5', unit: 'OD', wavelengthNm: 450 };
  const well = wellReading({ sample: 'P01 D1', ...read });
  const about = { attachmentId: 'file-1', hash: 'a'.repeat(64), format: 'test', warnings: [] };
  return { ...about, name, plates: [{ name: plate, wells: [well] }] };
}

function kit(name: string, plate: string, analyte: ElisaDraft['analyte']): ElisaDraft {
  return { ...newElisa(fileOf(name, plate), defaults, []), analyte };
}

describe('the hints of a draft', () => {
  it.each([
    ['IL-6 serum.txt', 'Plate 1'],
    ['plate.txt', 'serum_IL-6 (2)'],
  ])('say that %s, %s is named after another endpoint than the chosen one', (name, plate) => {
    expect(draftHints(kit(name, plate, 'il-10'), [])).toEqual([
      { key: 'analyte', named: 'IL-6', chosen: 'IL-10' },
    ]);
    expect(draftHints(kit(name, plate, 'il-6'), [])).toEqual([]);
    expect(draftHints(kit(name, plate, null), [])).toEqual([]);
  });

  it('know Greek letters written out, and take no part of a word for a name', () => {
    expect(draftHints(kit('TNFalpha.txt', '', 'il-6'), [])[0]?.named).toBe('TNF-α');
    expect(draftHints(kit('last results of the altar.txt', '', 'il-6'), [])).toEqual([]);
    expect(draftHints(kit('IL-6 and TNF-α.txt', '', 'il-6'), [])).toEqual([]);
  });

  it('say that a plate is named after another lot', () => {
    const lots = [
      { id: 'lot-2', code: 'SEC-02' },
      { id: 'lot-3', code: 'SEC-03' },
    ];
    const file = fileOf('medium.txt', 'SEC-02 TNF-α');
    expect(draftHints(newCmElisa(file, 'lot-3', defaults), lots)).toEqual([
      { key: 'lot', named: 'SEC-02', chosen: 'SEC-03' },
    ]);
    expect(draftHints(newCmElisa(file, 'lot-2', defaults), lots)).toEqual([]);
    expect(draftHints(newCmElisa(file, null, defaults), lots)).toEqual([]);
  });
});
