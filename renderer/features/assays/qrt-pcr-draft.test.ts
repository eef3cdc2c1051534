// A draft of a qRT-PCR: from a cycler's file to an input that the assay takes, and back from what was recorded.
// Must not repeat the arithmetic of the assay.

import { describe, expect, it } from 'vitest';
import frozen from '../../../shared/assays/fixtures/frozen/qrt-pcr.json';
import type { WellReading } from '../../../shared/assays/instrument-reading.ts';
import { qrtPcr } from '../../../shared/assays/qrt-pcr.ts';
import { qrtPcrPlate } from '../../../shared/assays/testing/measured.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { newQrtPcr } from './ct-files.ts';
import { takeCtPlate, usualCtUse, wellsInBlock } from './ct-plate.ts';
import { changedName, leftOutWell } from './draft-core.ts';
import { geneAtEnd, geneByPattern, knownGene, withoutGene } from './gene-names.ts';
import { grouped, missingInQrtPcr, namedByHand, type QrtPcrDraft } from './qrt-pcr-draft.ts';
import { qrtPcrInput, qrtPcrOf } from './qrt-pcr-record.ts';
import { wellReading } from './testing/well-reading.ts';

const animals = [
  { id: 'P01', earTag: '11' },
  { id: 'P02', earTag: '12' },
];
const rules = { maxDifference: '0.5', lastCycle: '38', controlMargin: null };

function well(name: string, sample: string | null, cq: string, part: Partial<WellReading> = {}): WellReading {
  const read = cq === '' ? null : cq;
  return wellReading({ well: name, sample, cq: read === null ? null : Number(read), raw: read, ...part });
}

function fileOf(wells: readonly WellReading[]): InstrumentFile {
  const about = { attachmentId: 'file-1', name: 'expression plate 1.txt', hash: 'a'.repeat(64) };
  return { ...about, format: 'test', warnings: [], plates: [{ name: 'run', wells }] };
}

/** As LightCycler text has it: the gene at the end of the name, in duplicates, with controls. */
const lightCycler = fileOf([
  ...['P01 PRE', 'P01 D1', 'P02 PRE'].flatMap((sample, row) =>
    ['HGF', 'Cyclin D1', 'β-actin'].flatMap((gene, index) =>
      [1, 2].map((copy) =>
        well(`${'ABC'.charAt(row)}${2 * index + copy}`, `${sample} ${gene}`, `${20 + row + index}.1${copy}`),
      ),
    ),
  ),
  well('D1', 'NTC HGF', ''),
  well('D2', 'NTC Cyclin D1', '37.20'),
  well('D3', 'noRT HGF', ''),
  well('D4', 'other lab GAPDH', '22.00'),
  well('D5', null, ''),
]);
const fresh = newQrtPcr(lightCycler, rules, animals);

describe('the names of a plate', () => {
  it.each([
    ['P07 D1 HGF', 'P07 D1', 'HGF'],
    ['P07 D1 Cyclin D1', 'P07 D1', 'Cyclin D1'],
    ['P07 D1 beta-actin', 'P07 D1', 'β-actin'],
    ['P07_D3_TGFB1', 'P07_D3', 'TGF-β'],
    ['P07 D1', 'P07 D1', ''],
    ['P07 D1 GAPDH', 'P07 D1 GAPDH', ''],
  ])('%s is a gene in a sample', (text, name, gene) => {
    expect(geneAtEnd(text)).toEqual({ name, gene });
  });

  it('a pattern says where the gene is, and is the pattern of the sample without it', () => {
    expect(geneByPattern('HGF: P07 D1', '{gene}: {animal} {day}')).toEqual({ name: 'P07 D1', gene: 'HGF' });
    expect(geneByPattern('P07 D1 GAPDH', '{animal} {day} {gene}')).toEqual({ name: 'P07 D1', gene: 'GAPDH' });
    expect(geneByPattern('P07 D1 HGF', '{animal} {day}')).toBeNull();
    expect(geneByPattern('P07 D1 HGF HGF', '{gene} {gene}')).toBeNull();
    expect(withoutGene('{gene}: {animal} {day}')).toBe('{animal} {day}');
    expect(knownGene('ACTB')).toBe('β-actin');
    expect(knownGene('GAPDH')).toBeNull();
  });

  it('controls are known by their role in the file, else by their name', () => {
    const [first] = takeCtPlate(
      fileOf([well('A1', 'x', '30', { role: 'no-template-control' })]),
      0,
      'file-1',
    );
    expect(usualCtUse('x', first ? [first] : [])).toBe('no-template');
    expect(['NTC', 'H2O 2', 'noRT', 'no-RT liver', 'P07 D1'].map((name) => usualCtUse(name, []))).toEqual([
      'no-template',
      'no-template',
      'no-rt',
      'no-rt',
      'sample',
    ]);
  });

  it('a block is a rectangle, or several', () => {
    const wells = ['A1', 'A2', 'A10', 'B1', 'B2', 'C3'];
    expect(wellsInBlock('A1:B2', wells)).toEqual(['A1', 'A2', 'B1', 'B2']);
    expect(wellsInBlock('b2-a2, C3', wells)).toEqual(['A2', 'B2', 'C3']);
    expect(wellsInBlock('', wells)).toEqual([]);
    expect(wellsInBlock('row A', wells)).toBeNull();
  });
});

describe('a draft from a cycler', () => {
  it('finds samples, genes, the reference and controls by itself, and says which wells have no gene', () => {
    expect(fresh.names.map(({ name, use, animalId, timePoint }) => [name, use, animalId, timePoint])).toEqual(
      [
        ['P01 PRE', 'sample', 'P01', 'pre-op'],
        ['P01 D1', 'sample', 'P01', 'day-1'],
        ['P02 PRE', 'sample', 'P02', 'pre-op'],
        ['NTC', 'no-template', null, null],
        ['noRT', 'no-rt', null, null],
        ['other lab GAPDH', 'sample', null, null],
      ],
    );
    expect(fresh.genes.map((one) => [one.name, one.analyte])).toEqual([
      ['HGF', 'hgf'],
      ['Cyclin D1', 'cyclin-d1'],
      ['β-actin', null],
    ]);
    expect(fresh.reference).toBe('β-actin');
    expect(fresh.rules.controlMargin).toBe('5');
    expect(missingInQrtPcr(fresh)).toEqual([{ key: 'gene', about: 'D4' }]);
    expect(fresh.wells.some((one) => one.well === 'D5')).toBe(false);
  });

  it('[ALC-3] gives an input that the assay computes: each animal against its own sample', () => {
    const ready = changedName(fresh, 'other lab GAPDH', { use: 'unused' });
    expect(missingInQrtPcr(ready)).toEqual([]);
    const input = qrtPcr.input.parse(qrtPcrInput(ready));
    expect(input.calibrator).toEqual({ kind: 'own-time-point', timePoint: 'pre-op' });
    expect(input.controls.map((one) => [one.kind, one.gene])).toEqual([
      ['no-template', 'HGF'],
      ['no-template', 'Cyclin D1'],
      ['no-rt', 'HGF'],
    ]);
    const output = qrtPcr.compute(input);
    expect(output.ok && output.value.results.map((one) => one.numberId)).toContain(
      'P01 D1/HGF/relative-expression',
    );
    expect(output.ok && output.value.results).toHaveLength(6);
  });

  it('a gene by a pattern, and by hand for a block, which outlives another pattern', () => {
    const byPattern = grouped({ ...fresh, pattern: '{animal} {day} {gene}' }, animals);
    expect(byPattern.names.map((one) => one.name)).toEqual([
      ...fresh.names.slice(0, -1).map((one) => one.name),
      'other lab',
    ]);
    expect(byPattern.wells.at(-1)).toMatchObject({ name: 'other lab', gene: 'GAPDH' });
    const byHand = namedByHand(fresh, 'run', ['D4'], { gene: 'GAPDH' }, animals);
    expect(grouped({ ...byHand, pattern: '' }, animals).wells.at(-1)).toMatchObject({ gene: 'GAPDH' });
    expect(byHand.genes.map((one) => [one.name, one.analyte])).toContainEqual(['GAPDH', null]);
    const without = namedByHand(byHand, 'run', ['D4'], { gene: 'HGF' }, animals);
    expect(without.genes.map((one) => one.name)).not.toContain('GAPDH');
  });

  it('takes the genes of a column of their own, and tells apart two dyes in one well', () => {
    const two = ['FAM', 'HEX'].map((dye, index) =>
      well('A1', 'P01 D1', '2' + String(index), { dye, target: index === 0 ? 'HGF' : 'ACTB' }),
    );
    const { wells } = newQrtPcr(fileOf(two), rules, animals);
    expect(wells.map((one) => [one.well, one.name, one.gene])).toEqual([
      ['A1 HGF', 'P01 D1', 'HGF'],
      ['A1 ACTB', 'P01 D1', 'β-actin'],
    ]);
  });

  it('says what else is missing', () => {
    const keys = (part: Partial<QrtPcrDraft>) =>
      missingInQrtPcr({ ...changedName(fresh, 'other lab GAPDH', { use: 'unused' }), ...part }).map(
        (one) => one.key,
      );
    const [hgf, ...others] = fresh.genes;
    expect(keys({ reference: '', title: ' ' })).toEqual(['title', 'reference']);
    expect(keys({ calibrator: { kind: 'samples', timePoint: 'pre-op', names: [] } })).toEqual(['calibrator']);
    expect(keys({ rules: { ...rules, controlMargin: '' } })).toEqual(['rules']);
    expect(keys({ genes: hgf ? [{ ...hgf, efficiency: 'series' }, ...others] : [] })).toEqual(['series']);
    expect(keys({ genes: hgf ? [{ ...hgf, efficiency: 'set', factor: '' }, ...others] : [] })).toEqual([
      'factor',
    ]);
  });
});

/** The recorded plate with its reference gene, and one control of another gene, on a plate and in a file of their own. */
function overTwoPlates() {
  const plate = qrtPcrPlate();
  const [first, second] = ['a', 'b'].map((sign) => ({ attachmentId: `file-${sign}`, hash: sign.repeat(64) }));
  const moved = (gene: string, readings: (typeof plate.samples)[number]['wells'][number]['readings']) =>
    readings.map((one) =>
      gene === plate.reference
        ? { ...one, plate: 'run 2', attachmentId: second?.attachmentId ?? null }
        : { ...one, attachmentId: first?.attachmentId ?? null },
    );
  return {
    ...plate,
    files: [first, second],
    // The plate of the first well of one sample is not that of the first well of all.
    samples: plate.samples.map((one, index) => ({
      ...one,
      wells: (index === 1 ? one.wells.toReversed() : one.wells).map(({ gene, readings }) => ({
        gene,
        readings: moved(gene, readings),
      })),
    })),
    controls: (plate.controls ?? []).map((one, index) => ({
      ...one,
      readings: [
        ...moved(one.gene, one.readings),
        ...(index === 0
          ? [{ plate: 'run 2', well: 'H12', value: null, absent: 'undetermined' as const }]
          : []),
      ],
    })),
  };
}

describe('what was recorded', () => {
  const recorded = [...frozen.map((one) => one.input), overTwoPlates(), qrtPcrPlate()].map(
    (one) => JSON.parse(JSON.stringify(qrtPcr.input.parse(one))) as Json,
  );

  it.each(recorded.map((input, index) => [index, input] as const))(
    '[GLP-2] becomes the same input again, to the letter (%i)',
    (_, input) => {
      const draft = qrtPcrOf({ id: 'a1', title: 'Expression' }, input);
      expect(draft && missingInQrtPcr(draft)).toEqual([]);
      expect(draft && qrtPcr.input.parse(qrtPcrInput(draft))).toEqual(qrtPcr.input.parse(input));
    },
  );

  it('keeps a well left out, with its reason, and a series by gene', () => {
    const draft = qrtPcrOf({ id: 'a1', title: 'x' }, recorded.at(-1) ?? null);
    const [first] = draft?.wells ?? [];
    const left = draft && first && leftOutWell(draft, first, 'A bubble.');
    const input = left && qrtPcr.input.parse(qrtPcrInput(left));
    expect(input?.samples[0]?.wells[0]?.readings[0]?.leftOut).toBe('A bubble.');
    expect(qrtPcrOf({ id: 'a1', title: 'x' }, { blanks: [] })).toBeNull();
  });
});
