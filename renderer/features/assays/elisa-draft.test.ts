// A draft of an evaluation: from a file to an input that the assay takes, and back from what was recorded.
// Must not repeat the arithmetic of the assay.

import { describe, expect, it } from 'vitest';
import { elisa } from '../../../shared/assays/elisa.ts';
import { elisaPlate } from '../../../shared/assays/testing/measured.ts';
import type { WellReading } from '../../../shared/assays/instrument-reading.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { curvePicture } from './curve.ts';
import { changedName, mappedNames, matched, unmappedNames } from './draft-core.ts';
import {
  elisaInput as inputOf,
  elisaOf as draftOf,
  missingInElisa as missingIn,
  newElisa,
  renamedWell,
  takenPlate,
  type ElisaDraft,
} from './elisa-draft.ts';
import { aboveOf, belowOf } from './trace.ts';
import { wellReading } from './testing/well-reading.ts';

const animals = [
  { id: 'P01', earTag: '11' },
  { id: 'P02', earTag: '12' },
];
const limits = { cvMax: '15', rSquaredMin: null, recoveryMin: null, recoveryMax: null };

function well(name: string, part: Partial<WellReading>): WellReading {
  const raw = part.raw ?? '0.5';
  const optical = { unit: 'OD', wavelengthNm: 450, role: 'unknown' } as const;
  return wellReading({ well: name, ...optical, value: Number(raw), raw, ...part });
}

const standards = [1, 2, 4, 8, 16].map((amount, index) =>
  well(`A${index + 1}`, {
    sample: `S${amount}`,
    role: 'standard',
    concentration: amount,
    raw: `${amount / 10}`,
  }),
);
const file: InstrumentFile = {
  attachmentId: 'file-1',
  name: 'IL-6 plate.txt',
  hash: 'a'.repeat(64),
  format: 'test',
  warnings: [],
  plates: [
    {
      name: 'one',
      wells: [
        ...standards,
        well('B1', { sample: 'BLK', role: 'blank', raw: '0.01' }),
        well('C1', { sample: 'P01-D1-SER-1' }),
        well('C2', { sample: 'P02 day 3', raw: '0.7' }),
        well('C3', { sample: 'stranger', raw: '0.9' }),
      ],
    },
    { name: 'two', wells: [well('C1', { sample: 'P01-D1-SER-1', raw: '0.333' })] },
  ],
};
const fresh = newElisa(file, { curveModel: 'linear', limits }, animals);
const ready = matched<ElisaDraft>({ ...fresh, analyte: 'il-6', pattern: '{animal} {day}' }, animals);

describe('a draft from a file', () => {
  it('says what is missing, and names every sample that would be left out', () => {
    expect(missingIn(fresh).map((one) => one.key)).toEqual(['analyte']);
    expect(missingIn(ready)).toEqual([]);
    expect(mappedNames(ready).map((one) => [one.name, one.animalId, one.timePoint, one.how])).toEqual([
      ['P01-D1-SER-1', 'P01', 'day-1', 'label'],
      ['P02 day 3', 'P02', 'day-3', 'pattern'],
    ]);
    expect(unmappedNames(ready).map((one) => one.name)).toEqual(['stranger']);
  });

  it('[ALC-3] gives an input that the assay computes, with only what was mapped', () => {
    const input = elisa.input.parse(inputOf(ready));
    expect(input.samples.map((one) => one.name)).toEqual(['P01-D1-SER-1', 'P02 day 3']);
    expect(input.blanks).toHaveLength(1);
    const output = elisa.compute(input);
    expect(output.ok && output.value.results).toHaveLength(2);
    expect(elisa.input.parse(inputOf({ ...ready, isBlankTaken: false })).blanks).toEqual([]);
  });

  it('what a person chose by hand outlives a new pattern and another plate', () => {
    const byHand = changedName(ready, 'P01-D1-SER-1', { timePoint: 'day-7', how: 'hand', dilution: '5' });
    const other = takenPlate(matched({ ...byHand, pattern: '' }, animals), 1, undefined, animals);
    expect(other.names).toMatchObject([{ name: 'P01-D1-SER-1', timePoint: 'day-7', dilution: '5' }]);
    expect(other.wells.map((one) => [one.plate, one.value])).toEqual([['two', '0.333']]);
  });

  it('a well without a name can be given one, and a name without wells goes', () => {
    const renamed = renamedWell(ready, 'C3', 'P02 day 7', animals);
    expect(renamed.names.map((one) => one.name)).not.toContain('stranger');
    expect(mappedNames(renamed).map((one) => one.name)).toContain('P02 day 7');
  });
});

describe('what was recorded', () => {
  const input = JSON.parse(JSON.stringify(elisa.input.parse(elisaPlate()))) as Json;

  it('[GLP-2] becomes the same input again, to the letter', () => {
    const draft = draftOf({ id: 'a1', title: 'IL-6' }, input);
    expect(draft && elisa.input.parse(inputOf(draft))).toEqual(elisa.input.parse(input));
    expect(draftOf({ id: 'a1', title: 'x' }, { genes: [] })).toBeNull();
  });

  it('draws the curve through the standards and the samples that lie on it', () => {
    const computed = elisa.compute(elisa.input.parse(input));
    const numbers = computed.ok ? computed.value.numbers : [];
    const picture = curvePicture(input, numbers);
    // Seven standards above 0, read twice, and two of four samples in range.
    expect(picture?.standards).toHaveLength(14);
    expect(picture?.samples.map((one) => one.name)).toEqual(['P01 D1', 'P04 D1']);
    for (const dot of picture?.samples ?? []) {
      const near = picture?.line.reduce((best, one) =>
        Math.abs(one.x - dot.x) < Math.abs(best.x - dot.x) ? one : best,
      );
      expect(Math.abs((near?.y ?? 0) - dot.y)).toBeLessThan(0.05);
    }
    expect(curvePicture(input, [])).toBeNull();
  });

  it('[ALC-3] leads from a concentration down to its own wells and up from a well to its result', () => {
    const computed = elisa.compute(elisa.input.parse(input));
    const numbers = computed.ok ? computed.value.numbers : [];
    const below = belowOf(numbers, 'sample/P01 D1/concentration');
    expect(below).toContain('sample/P01 D1/reading');
    expect([...below].filter((id) => id.startsWith('well:plate 1/D'))).not.toEqual([]);
    expect([...below].some((id) => id.startsWith('sample/P04'))).toBe(false);
    const above = aboveOf(numbers, 'sample/P01 D1/reading');
    expect(above).toContain('sample/P01 D1/concentration');
    expect(above).not.toContain('sample/P04 D1/concentration');
  });
});
