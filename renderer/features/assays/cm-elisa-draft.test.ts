// A draft of the check of a lot: from one or several files to an input that the assay takes, and back.
// Must not repeat the arithmetic of the assay.

import { describe, expect, it } from 'vitest';
import { cmElisa } from '../../../shared/assays/cm-elisa.ts';
import frozen from '../../../shared/assays/fixtures/frozen/cm-elisa.json';
import type { WellReading } from '../../../shared/assays/instrument-reading.ts';
import { cmElisaPlates, noLimits } from '../../../shared/assays/testing/measured.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import {
  bottlesOf,
  changedFactor,
  cmElisaInput,
  cmElisaOf,
  factorNamed,
  missingInCmElisa,
  newCmElisa,
  placed,
  renamedInFactor,
  unnumbered,
  withFactor,
  withFile,
} from './cm-elisa-draft.ts';
import { wellReading } from './testing/well-reading.ts';

const defaults = { curveModel: 'linear', limits: noLimits };

function well(name: string, sample: string, raw: string, part: Partial<WellReading> = {}): WellReading {
  const optical = { unit: 'OD', wavelengthNm: 450, role: 'unknown' } as const;
  return wellReading({ well: name, sample, ...optical, value: Number(raw), raw, ...part });
}

/** Standards and two bottles in the columns from `column` on. */
function half(column: number, prefix = ''): readonly WellReading[] {
  const standards = [1, 2, 4, 8].map((concentration, row) =>
    well(`${'ABCD'.charAt(row)}${column}`, `${prefix}S${concentration}`, `${concentration / 10}`, {
      role: 'standard',
      concentration,
    }),
  );
  return [
    ...standards,
    well(`E${column}`, `${prefix}bottle 1`, '0.3'),
    well(`F${column}`, `${prefix}bottle 2`, '0.5'),
  ];
}

function fileOf(id: string, plates: InstrumentFile['plates']): InstrumentFile {
  const about = { attachmentId: id, name: `${id}.txt`, hash: 'a'.repeat(64) };
  return { ...about, format: 'test', warnings: [], plates };
}

const first = fileOf('one', [
  { name: 'lot 7 IL-6', wells: half(1) },
  { name: 'lot 7 ANG-2', wells: half(1) },
]);
const fresh = newCmElisa(first, 'lot-7', defaults);

describe('a draft of the check of a lot', () => {
  it('[ALC-3] finds factors, units and bottles by the names of plates and wells', () => {
    expect(fresh.factors.map((one) => [one.analyte, one.unit])).toEqual([
      ['il-6', 'pg/mL'],
      ['ang-2', 'ng/mL'],
    ]);
    expect(fresh.factors.map((one) => bottlesOf(one).map((its) => its.bottle))).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
    expect(missingInCmElisa(fresh)).toEqual([]);
    const output = cmElisa.compute(cmElisa.input.parse(cmElisaInput(fresh)));
    expect(output.ok && output.value.lotFactors.map((one) => [one.analyte, one.unit, one.values])).toEqual([
      ['il-6', 'pg/mL', ['3', '5']],
      ['ang-2', 'ng/mL', ['3', '5']],
    ]);
  });

  it.each([
    ['TNF-alpha plate', 'tnf-alpha'],
    ['IL-1β', 'il-1beta'],
    ['b-FGF 2', 'b-fgf'],
    ['IL-6 and VEGF', undefined],
    ['plate 3', undefined],
  ])('%s is %s', (name, wanted) => {
    expect(factorNamed(name)?.analyte).toBe(wanted);
  });

  it('takes several files, and tells apart plates of the same name', () => {
    const two = withFile(fresh, fileOf('two', [{ name: 'lot 7 IL-6', wells: half(1) }]));
    expect(two.files.map((one) => one.attachmentId)).toEqual(['one', 'two']);
    // The factor is taken already: which one it is stays open for a person.
    expect(two.factors.map((one) => one.analyte)).toEqual(['il-6', 'ang-2', null]);
    expect(missingInCmElisa(two)).toEqual([{ key: 'factor', about: 'file 2, lot 7 IL-6' }]);
    const chosen = changedFactor(two, 'factor 3', (one) => ({ ...one, analyte: 'vegf' }));
    expect(cmElisa.compute(cmElisa.input.parse(cmElisaInput(chosen))).ok).toBe(true);
    expect(withFile(two, first)).toEqual(two);
  });

  it('puts two factors on parts of one plate, and no more than seven in all', () => {
    const whole = fileOf('both', [{ name: 'plate 1', wells: [...half(1), ...half(7, 'v ')] }]);
    const draft = newCmElisa(whole, 'lot-7', defaults);
    const left = changedFactor(draft, 'factor 1', (one) =>
      one.place === null
        ? one
        : placed(draft.sources, { ...one, analyte: 'il-6' }, { ...one.place, block: 'A1:H6' }),
    );
    const place = { attachmentId: 'both', plate: 0, readKey: '', block: 'A7:H12' };
    const both = changedFactor(withFactor(left, place), 'factor 2', (one) => ({ ...one, analyte: 'vegf' }));
    expect(both.factors.map((one) => one.names[0]?.name)).toEqual(['S1', 'v S1']);
    const output = cmElisa.compute(cmElisa.input.parse(cmElisaInput(both)));
    expect(output.ok && output.value.lotFactors.map((one) => one.values)).toEqual([
      ['3', '5'],
      ['3', '5'],
    ]);
    const many = [1, 2, 3, 4, 5, 6, 7, 8].reduce((made) => withFactor(made, place), both);
    expect(many.factors).toHaveLength(7);
  });

  it('says what is missing, and which sample has no number of a bottle', () => {
    const renamed = changedFactor({ ...fresh, lotId: null }, 'factor 1', (one) =>
      renamedInFactor(renamedInFactor(one, 'E1', 'medium'), 'F1', ''),
    );
    expect(missingInCmElisa(renamed)).toEqual([
      { key: 'lot', about: '' },
      { key: 'bottles', about: 'IL-6' },
    ]);
    expect(renamed.factors.flatMap(unnumbered).map((one) => one.name)).toEqual(['medium']);
    const unread = changedFactor(fresh, 'factor 2', (one) => ({ ...one, names: [] }));
    expect(missingInCmElisa(unread).map((one) => one.key)).toEqual(['factor-standards', 'bottles']);
  });
});

describe('what was recorded', () => {
  const recorded = [...frozen.map((one) => one.input), cmElisaPlates()].map(
    (one) => JSON.parse(JSON.stringify(cmElisa.input.parse(one))) as Json,
  );

  it.each(recorded.map((input, index) => [index, input] as const))(
    '[GLP-2] becomes the same input again, to the letter (%i)',
    (_, input) => {
      const draft = cmElisaOf({ id: 'a1', title: 'Check', lotId: 'lot-7' }, input);
      expect(draft && missingInCmElisa(draft)).toEqual([]);
      expect(draft && cmElisa.input.parse(cmElisaInput(draft))).toEqual(cmElisa.input.parse(input));
      expect(draft?.lotId).toBe('lot-7');
    },
  );

  it('of another form is nothing to evaluate again', () => {
    expect(cmElisaOf({ id: 'a1', title: 'x' }, { genes: [] })).toBeNull();
  });
});
