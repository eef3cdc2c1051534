// A qRT-PCR over several plates, of one file or of several: which are in, what they are called, and what acts on which.
// Must not repeat what one plate does.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WellReading } from '../../../shared/assays/instrument-reading.ts';
import { qrtPcr } from '../../../shared/assays/qrt-pcr.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import {
  canTakeOut,
  ctFileProblem,
  newQrtPcr,
  platesIn,
  shownPlate,
  withCtFile,
  withoutCtFile,
  withPlate,
} from './ct-files.ts';
import { ctNotes } from './ct-notes.ts';
import { changedName, leftOutWell } from './draft-core.ts';
import { freePlateNames, longestName } from './plate.ts';
import {
  chosenCalibrators,
  missingInQrtPcr,
  namedByHand,
  wellsIn,
  type QrtPcrDraft,
} from './qrt-pcr-draft.ts';
import { qrtPcrInput, qrtPcrOf } from './qrt-pcr-record.ts';
import { wellReading } from './testing/well-reading.ts';

const animals = [
  { id: 'P01', earTag: '11' },
  { id: 'P02', earTag: '12' },
];
const rules = { maxDifference: '0.5', lastCycle: '38', controlMargin: '5' };

function well(name: string, sample: string, cq: string, part: Partial<WellReading> = {}): WellReading {
  const read = cq === '' ? null : cq;
  return wellReading({ well: name, sample, cq: read === null ? null : Number(read), raw: read, ...part });
}

const signs = new Map<string, string>();

function fileOf(id: string, plates: InstrumentFile['plates']): InstrumentFile {
  const sign = signs.get(id) ?? signs.size.toString(16);
  signs.set(id, sign);
  const about = { attachmentId: id, name: `${id}.txt`, hash: sign.repeat(64) };
  return { ...about, format: 'test', warnings: [`of ${id}`], plates };
}

/** Samples in duplicates and a control, in the same wells of each plate; the gene stands only where it is given. */
function plateOf(name: string | null, gene: string, first: number): InstrumentFile['plates'][number] {
  const named = (sample: string) => (gene === '' ? sample : `${sample} ${gene}`);
  const wells = ['P01 PRE', 'P01 D1', 'P02 PRE'].flatMap((sample, row) =>
    [1, 2].map((column) => well(`${'ABC'.charAt(row)}${column}`, named(sample), `${first + row}.1${column}`)),
  );
  return { name, wells: [...wells, well('D1', named('NTC'), '')] };
}

const hgf = fileOf('hgf', [plateOf('run', 'HGF', 26)]);
const actin = fileOf('actin', [plateOf('run', 'β-actin', 18)]);
const one = newQrtPcr(hgf, rules, animals);
const both = withCtFile(one, actin, animals);

const namesOf = (draft: QrtPcrDraft) => draft.plates.map(({ name, isIn }) => [name, isIn]);
const keysOf = (draft: QrtPcrDraft) => missingInQrtPcr(draft).map(({ key }) => key);
const inputOf = (draft: QrtPcrDraft) => qrtPcr.input.parse(qrtPcrInput(draft));

describe('plates of several files', () => {
  it('[ALC-3] one gene a plate: samples of equal name are one sample over both', () => {
    expect(keysOf(one)).toEqual(['genes', 'reference']);
    expect(keysOf(both)).toEqual([]);
    expect(both.names.map(({ name, use }) => [name, use])).toEqual([
      ['P01 PRE', 'sample'],
      ['P01 D1', 'sample'],
      ['P02 PRE', 'sample'],
      ['NTC', 'no-template'],
    ]);
    const input = inputOf(both);
    expect(input.files.map(({ attachmentId }) => attachmentId)).toEqual(['hgf', 'actin']);
    expect(
      input.samples[1]?.wells.map(({ gene, readings }) => [
        gene,
        ...readings.map(({ plate, well: its, attachmentId }) => `${plate}/${its} ${attachmentId ?? ''}`),
      ]),
    ).toEqual([
      ['HGF', 'run/B1 hgf', 'run/B2 hgf'],
      ['β-actin', 'file 2, run/B1 actin', 'file 2, run/B2 actin'],
    ]);
    // ΔCT 8 throughout: nothing changes from before the operation to day 1.
    const output = qrtPcr.compute(input);
    const day1 = output.ok && output.value.numbers.find(({ id }) => id === 'P01 D1/HGF/relative-expression');
    expect(day1 && day1.value).toBe('1');
  });

  it('more animals than one plate holds: every plate of a file is in at first, with one calibrator over all', () => {
    const plates = ['P01', 'P02'].map((animal, index) => ({
      name: null,
      wells: ['HGF', 'ACTB'].map((target, column) =>
        well(`A${column + 1}`, index === 0 ? 'pool' : `${animal} D1`, `${24 - 6 * column}.5`, { target }),
      ),
    }));
    const draft = newQrtPcr(fileOf('three', plates), rules, animals);
    expect(namesOf(draft)).toEqual([
      ['plate 1', true],
      ['plate 2', true],
    ]);
    const calibrated: QrtPcrDraft = {
      ...draft,
      calibrator: { kind: 'samples', timePoint: 'pre-op', names: ['pool'] },
    };
    const output = qrtPcr.compute(inputOf(calibrated));
    expect(output.ok && output.value.results.map(({ animalId, timePoint }) => [animalId, timePoint])).toEqual(
      [['P02', 'day-1']],
    );
  });

  it('names plates once each, the same way whatever follows, and within the length of a name', () => {
    expect(namesOf(both)).toEqual([
      ['run', true],
      ['file 2, run', true],
    ]);
    const third = fileOf('third', [plateOf('RUN', 'TGF-β', 25), plateOf('other', 'Cyclin D1', 28)]);
    expect(namesOf(withCtFile(both, third, animals)).map(([name]) => name)).toEqual([
      'run',
      'file 2, run',
      'file 3, RUN',
      'other',
    ]);
    // The number that is left after a file was taken out is free, but not the name.
    const without = withoutCtFile(both, 'hgf', animals);
    expect(namesOf(withCtFile(without, hgf, animals)).map(([name]) => name)).toEqual(['file 2, run', 'run']);
  });

  it('property: plates of any names stay apart, and none is longer than a name may be', () => {
    const text = fc.oneof(
      fc.constantFrom(
        'run',
        'Run',
        '',
        'file 2, run',
        'plate 1',
        `${'long '.repeat(12)}a`,
        `${'long '.repeat(12)}b`,
      ),
      fc.string({ maxLength: 80 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 4 }), (files) => {
        const names = files.reduce<readonly string[]>(
          (taken, plates, index) => [
            ...taken,
            ...freePlateNames(
              { format: 'x', warnings: [], plates: plates.map((name) => ({ name, wells: [] })) },
              index + 1,
              taken,
            ),
          ],
          [],
        );
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const name of names) {
          expect(name.length).toBeLessThanOrEqual(longestName);
          expect(name).toBe(name.trim());
          expect(name).not.toBe('');
        }
      }),
    );
  });

  it('refuses a file twice, by its hash, and a file without CT values, each with a remedy', () => {
    const again = { ...hgf, attachmentId: 'dropped again', name: 'copy of hgf.txt' };
    expect(ctFileProblem(both, again)).toMatchObject({ code: 'assay.file-in' });
    expect(ctFileProblem(both, again)?.message).toContain('copy of hgf.txt');
    expect(withCtFile(both, again, animals)).toBe(both);
    const reader = fileOf('reader', [
      { name: 'kit', wells: [well('A1', 'P01 D1', '', { value: 0.4, raw: '0.4' })] },
    ]);
    expect(ctFileProblem(both, reader)).toMatchObject({ code: 'assay.no-ct' });
    expect(ctFileProblem(null, reader)?.remedy).not.toBe('');
    expect(withCtFile(both, reader, animals)).toBe(both);
    // Nothing amplified on a plate of controls: the cycler says so for each well, and that is a result.
    const silent = fileOf('silent', [{ name: 'controls', wells: [well('A1', 'NTC HGF', '')] }]);
    expect(ctFileProblem(both, silent)).toBeUndefined();
    expect(ctFileProblem(null, hgf)).toBeUndefined();
  });

  it('takes a file out again, but not the last plate that is in', () => {
    const without = withoutCtFile(both, 'actin', animals);
    expect(without.files).toEqual(one.files);
    expect(without.sources).toEqual(one.sources);
    expect(without.wells).toEqual(one.wells);
    expect(without.genes).toEqual(one.genes);
    expect(canTakeOut(both, 'actin')).toBe(true);
    expect(canTakeOut(one, 'hgf')).toBe(false);
    expect(withoutCtFile(one, 'hgf', animals)).toBe(one);
    const hgfOut = withPlate(both, 'run', false, animals);
    expect(canTakeOut(hgfOut, 'actin')).toBe(false);
    expect(withPlate(hgfOut, 'file 2, run', false, animals)).toBe(hgfOut);
  });

  it('a plate that is not in counts nowhere, and comes back with what was said of it', () => {
    const byHand = changedName(both, 'P02 PRE', { animalId: 'P02', timePoint: 'day-7', how: 'hand' });
    const left = leftOutWell(byHand, { plate: 'file 2, run', well: 'A2' }, 'A bubble.');
    const named = namedByHand(left, 'file 2, run', ['C1', 'C2'], { name: 'pool' }, animals);
    const chosen: QrtPcrDraft = {
      ...changedName(named, 'pool', { how: 'hand', animalId: 'P02', timePoint: 'day-3' }),
      calibrator: { kind: 'samples', timePoint: 'pre-op', names: ['pool'] },
    };
    const out = withPlate(chosen, 'file 2, run', false, animals);
    expect(platesIn(out).map(({ name }) => name)).toEqual(['run']);
    expect(new Set(wellsIn(out).map(({ plate }) => plate))).toEqual(new Set(['run']));
    expect(out.names.map(({ name }) => name)).not.toContain('pool');
    expect(out.genes.map(({ name }) => name)).toEqual(['HGF']);
    expect(chosenCalibrators(out)).toEqual([]);
    expect(keysOf(out)).toEqual(['genes', 'reference', 'calibrator']);
    expect(qrtPcrInput(out)).toMatchObject({ files: [{ attachmentId: 'hgf' }], controls: [{ gene: 'HGF' }] });
    expect(withPlate(out, 'file 2, run', true, animals)).toEqual(chosen);
  });

  it('shows one plate that is in: what was just dropped, until another is chosen', () => {
    expect(shownPlate(one)).toBe('run');
    expect(shownPlate(both)).toBe('file 2, run');
    expect(shownPlate({ ...both, shown: 'run' })).toBe('run');
    expect(shownPlate(withPlate(both, 'file 2, run', false, animals))).toBe('run');
    expect(shownPlate(withoutCtFile(both, 'actin', animals))).toBe('run');
  });

  it('what acts on a well acts on its own plate only', () => {
    const left = leftOutWell(both, { plate: 'file 2, run', well: 'B1' }, 'A bubble.');
    expect(
      left.wells.filter(({ leftOut }) => leftOut !== null).map(({ plate, well: its }) => [plate, its]),
    ).toEqual([['file 2, run', 'B1']]);
    const renamed = namedByHand(both, 'run', ['A1', 'A2'], { name: 'P02 D3', gene: 'TGF-β' }, animals);
    expect(
      renamed.wells.filter(({ isByHand }) => isByHand).map(({ plate, well: its }) => [plate, its]),
    ).toEqual([
      ['run', 'A1'],
      ['run', 'A2'],
    ]);
    expect(renamed.wells.find(({ plate, well: its }) => plate !== 'run' && its === 'A1')).toMatchObject({
      name: 'P01 PRE',
      gene: 'β-actin',
    });
  });

  it('says on which plate a well has no gene, and not of every one of a whole plate', () => {
    const bare = withCtFile(both, fileOf('bare', [plateOf('bare', '', 24)]), animals);
    expect(missingInQrtPcr(bare)).toEqual([{ key: 'gene', about: 'A1, A2, B1, B2, C1, C2, D1 on bare' }]);
    const many = Array.from({ length: 24 }, (_, index) => well(`E${index + 1}`, 'P02 D1', '25.1'));
    const whole = withCtFile(both, fileOf('whole', [{ name: 'whole', wells: many }]), animals);
    expect(missingInQrtPcr(whole)[0]?.about).toMatch(/^E1, .*E12 and 12 more on whole$/);
  });
});

describe('what plates do to a result', () => {
  it('says in words where a gene and its reference stand on different plates, and blocks nothing', () => {
    expect(ctNotes(one)).toEqual([]);
    const notes = ctNotes(both);
    expect(notes).toContainEqual({
      key: 'apart',
      about: { genes: 'HGF', reference: 'β-actin', samples: 'P01 PRE, P01 D1, P02 PRE' },
    });
    expect(keysOf(both)).toEqual([]);
    const together = newQrtPcr(
      fileOf('together', [
        {
          name: 'run',
          wells: [...plateOf('', 'HGF', 26).wells, ...plateOf('', 'β-actin', 18).wells].map((its, index) => ({
            ...its,
            well: `${its.well.charAt(0)}${index + 1}`,
          })),
        },
      ]),
      rules,
      animals,
    );
    expect(ctNotes(together)).toEqual([]);
  });

  it('does not count wells that are left out, nor names that are no samples', () => {
    const left = both.wells
      .filter(({ plate, name }) => plate !== 'run' && name === 'P01 D1')
      .reduce((draft, its) => leftOutWell(draft, its, 'A bubble.'), both);
    const unused = changedName(left, 'P02 PRE', { use: 'unused' });
    expect(ctNotes(unused)).toContainEqual({
      key: 'apart',
      about: { genes: 'HGF', reference: 'β-actin', samples: 'P01 PRE' },
    });
  });

  it('says which samples are one over several plates by their name alone', () => {
    const second = withCtFile(both, fileOf('more', [plateOf('more', 'HGF', 27)]), animals);
    expect(ctNotes(second)).toContainEqual({
      key: 'joined',
      about: { samples: 'P01 PRE, P01 D1, P02 PRE' },
    });
    expect(ctNotes(both).some(({ key }) => key === 'joined')).toBe(false);
  });

  it('a control counts for its gene on every plate, and a plate without one of its own is named', () => {
    const bare = {
      name: 'more',
      wells: plateOf('', 'HGF', 27).wells.filter(({ well: its }) => its !== 'D1'),
    };
    const second = withCtFile(both, fileOf('bare of controls', [bare]), animals);
    expect(ctNotes(second)).toContainEqual({ key: 'control', about: { places: 'HGF on more' } });
    const checks = qrtPcr.compute(inputOf(second));
    expect(
      checks.ok &&
        checks.value.checks.filter(({ key }) => key === 'no-template-control').map(({ about }) => about),
    ).toEqual(['HGF', 'β-actin']);
    expect(keysOf(second)).toEqual([]);
    // Where no plate has one, the assay's own check says it.
    const none = changedName(second, 'NTC', { use: 'unused' });
    expect(ctNotes(none).some(({ key }) => key === 'control')).toBe(false);
  });
});

describe('an evaluation of several plates that is done again', () => {
  const recorded = { id: 'a1', title: 'Expression' };
  const stored = (input: unknown) => JSON.parse(JSON.stringify(input)) as Json;

  it('[GLP-2] has all its plates, and takes one more', () => {
    const again = qrtPcrOf(recorded, qrtPcrInput(both));
    expect(again && namesOf(again)).toEqual(namesOf(both));
    expect(again && again.plates.map(({ attachmentId }) => attachmentId)).toEqual(['hgf', 'actin']);
    expect(again && inputOf(again)).toEqual(inputOf(both));
    expect(again && ctFileProblem(again, actin)).toMatchObject({ code: 'assay.file-in' });
    const tgf = fileOf('tgf', [plateOf('run', 'TGF-β', 25)]);
    const more = again && withCtFile(again, tgf, animals);
    expect(more && namesOf(more).map(([name]) => name)).toEqual(['run', 'file 2, run', 'file 3, run']);
    expect(more?.names.map(({ name }) => name)).toEqual(both.names.map(({ name }) => name));
    expect(more && inputOf(more).samples[0]?.wells.map(({ gene }) => gene)).toEqual([
      'HGF',
      'β-actin',
      'TGF-β',
    ]);
    expect(more && inputOf(withoutCtFile(more, 'tgf', animals))).toEqual(inputOf(both));
  });

  it('[GLP-2] takes more wells of a control than the assay takes as one', () => {
    const many = Array.from({ length: 20 }, (_, index) => well(`E${index + 1}`, 'NTC HGF', ''));
    const plates = ['one', 'two'].map((name) => ({ name, wells: many }));
    const input = inputOf(withCtFile(both, fileOf('controls', plates), animals));
    const sizes = input.controls.map(({ gene, readings }) => [gene, readings.length]);
    expect(sizes).toEqual([
      ['HGF', 32],
      ['β-actin', 1],
      ['HGF', 9],
    ]);
    const again = qrtPcrOf(recorded, stored(input));
    expect(again && inputOf(again)).toEqual(input);
  });

  it('[GLP-2] property: whichever plates are in, the record gives the same input again, to the letter', () => {
    const four = [
      fileOf('p', [plateOf('run', 'TGF-β', 25), plateOf('run', 'HGF', 27)]),
      fileOf('q', [plateOf(null, 'Cyclin D1', 28)]),
    ].reduce((draft, file) => withCtFile(draft, file, animals), both);
    const plates = four.plates.map(({ name }) => name);
    fc.assert(
      fc.property(
        fc.subarray(plates),
        fc.subarray([...four.wells]),
        fc.constantFrom(...animals, null),
        (out, leftOut, animal) => {
          const less = out.reduce((draft, name) => withPlate(draft, name, false, animals), four);
          const left = leftOut.reduce((draft, its) => leftOutWell(draft, its, 'A bubble.'), less);
          const draft = animal ? changedName(left, 'P01 D1', { animalId: animal.id, how: 'hand' }) : left;
          const [first] = draft.genes;
          // An evaluation of one gene is none.
          fc.pre(draft.genes.length > 1);
          const input = inputOf({
            ...draft,
            reference: draft.genes.some(({ name }) => name === draft.reference)
              ? draft.reference
              : (first?.name ?? ''),
          });
          const again = qrtPcrOf(recorded, stored(input));
          expect(again && inputOf(again)).toEqual(input);
          // What is in is in the record; only wells without a sample or a use are not.
          expect(again && new Set(again.plates.map(({ name }) => name))).toEqual(
            new Set(platesIn(draft).map(({ name }) => name)),
          );
        },
      ),
    );
  });
});
