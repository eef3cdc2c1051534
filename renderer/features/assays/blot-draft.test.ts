// A draft of Western blots: typed, pasted or read from a table, to an input that the assay takes, and back.
// Must not repeat the arithmetic of the assay.

import { describe, expect, it } from 'vitest';
import frozen from '../../../shared/assays/fixtures/frozen/western-blot.json';
import type { WellReading } from '../../../shared/assays/instrument-reading.ts';
import { westernBlotGel } from '../../../shared/assays/testing/measured.ts';
import { westernBlot } from '../../../shared/assays/western-blot.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import {
  blotOfFile,
  changedBand,
  missingInBlot,
  newBlot,
  renamedMembrane,
  withLanes,
  type BlotDraft,
} from './blot-draft.ts';
import { blotInput, blotOf } from './blot-record.ts';

const animals = [
  { id: 'P01', earTag: '11' },
  { id: 'P02', earTag: '12' },
];

const exposed = (draft: BlotDraft): BlotDraft => ({
  ...draft,
  title: 'Blots',
  membranes: draft.membranes.map((one) => ({ ...one, exposure: '30 s' })),
});
const lanes = withLanes(exposed(newBlot()), 'Membrane 1', 'P01 PRE\nP01 D1\n\nladder\nP01 D1', animals);

const typed = [
  ['P01 PRE', 'PCNA', '8000'],
  ['P01 PRE', 'β-actin', '10000'],
  ['P01 D1', 'PCNA', 'saturated'],
  ['P01 D1', 'p-STAT3', '4000'],
  ['P01 D1', 'STAT3', '8000'],
  ['P01 D1', 'β-actin', '10000'],
  ['ladder', 'β-actin', '1'],
] as const;
const filled = typed.reduce(
  (draft, [lane, protein, density]) => changedBand(draft, lane, protein, { density }),
  lanes,
);

describe('two lanes of one sample', () => {
  it('in a table stay two lanes, each with its own density', () => {
    const draft = withLanes(newBlot(), 'Membrane 1', 'lane\tPCNA\nP01 D1\t7\nP01 D1\t9\nP01 D1\t8', animals);
    expect(draft.names.map((one) => [one.name, one.bands[0]?.density])).toEqual([
      ['P01 D1', '7'],
      ['P01 D1 (2)', '9'],
      ['P01 D1 (3)', '8'],
    ]);
  });
});

describe('a draft that is typed', () => {
  it('finds animals by the names of lanes, each once, and says what is missing', () => {
    expect(lanes.names.map((one) => [one.name, one.animalId, one.timePoint])).toEqual([
      ['P01 PRE', 'P01', 'pre-op'],
      ['P01 D1', 'P01', 'day-1'],
      ['ladder', null, null],
    ]);
    expect(missingInBlot(newBlot()).map((one) => one.key)).toEqual(['title', 'lanes']);
    expect(missingInBlot(lanes)).toEqual([{ key: 'densities', about: 'P01 PRE, P01 D1, ladder' }]);
    const bare = { ...filled, membranes: newBlot().membranes, reference: '', cvMax: 'x' };
    expect(missingInBlot(bare).map((one) => one.key)).toEqual(['exposure', 'protein-reference', 'cv']);
    expect(missingInBlot(filled)).toEqual([]);
  });

  it('[ALC-3] gives an input that the assay computes: a saturated band has no number, the share has one', () => {
    const input = westernBlot.input.parse(blotInput(filled));
    expect(input.lanes[1]?.bands[0]?.density).toMatchObject({
      value: null,
      absent: 'overflow',
      raw: 'saturated',
    });
    expect(input.lanes[2]?.subject).toBeNull();
    const output = westernBlot.compute(input);
    const numbers = output.ok ? output.value.numbers : [];
    const valueOf = (id: string) => numbers.find((one) => one.id === id)?.value;
    expect(valueOf('P01 pre-op/PCNA/relative-density')).toBe('0.8');
    expect(valueOf('P01 day-1/PCNA/relative-density')).toBeNull();
    expect(valueOf('P01 day-1/p-STAT3/STAT3/share')).toBe('0.5');
  });

  it('subtracts a background that is typed, and keeps a band left out with its reason', () => {
    const more = changedBand(filled, 'P01 PRE', 'PCNA', { background: '1000' });
    const left = changedBand(more, 'P01 D1', 'p-STAT3', { leftOut: 'A bubble.' });
    const input = westernBlot.input.parse(blotInput(left));
    expect(input.lanes[0]?.bands[0]?.background?.value).toBe('1000');
    const output = westernBlot.compute(input);
    const numbers = output.ok ? output.value.numbers : [];
    expect(numbers.find((one) => one.id === 'P01 PRE/PCNA/net')?.value).toBe('7000');
    expect(numbers.find((one) => one.id === 'P01 D1/p-STAT3/net')?.flags).toContain('left-out');
  });

  it('a band that is cleared is none, and a membrane takes its lanes along to its new name', () => {
    const cleared = changedBand(filled, 'P01 PRE', 'PCNA', { density: ' ' });
    const input = westernBlot.input.parse(blotInput(renamedMembrane(cleared, 'Membrane 1', 'M 1')));
    expect(input.lanes[0]?.bands.map((one) => one.protein)).toEqual(['β-actin']);
    expect(input.lanes.map((one) => one.membrane)).toEqual(['M 1', 'M 1', 'M 1']);
    const unused = { ...filled, names: filled.names.map((one) => ({ ...one, use: 'unused' as const })) };
    expect(missingInBlot(unused).map((one) => one.key)).toEqual(['lanes']);
  });
});

describe('a table that is pasted', () => {
  it.each([
    ['\t', 'P02 D3\t8000\t100\t9\t10000,5'],
    [';', 'P02 D3;8000;100;9;10000,5'],
    [',', 'P02 D3,8000,100,9,10000.5'],
  ])('divided by %j becomes lanes, bands, backgrounds and a protein that is new', (divider, row) => {
    const head = ['lane', 'pcna', 'PCNA background', 'GAPDH', 'beta-actin'].join(divider);
    const draft = withLanes(lanes, 'Membrane 1', `${head}\r\n${row}\n`, animals);
    expect(draft.names.map((one) => [one.name, one.animalId, one.timePoint]).at(-1)).toEqual([
      'P02 D3',
      'P02',
      'day-3',
    ]);
    expect(draft.names.at(-1)?.bands.map((one) => [one.protein, one.density, one.background])).toEqual([
      ['PCNA', '8000', '100'],
      ['GAPDH', '9', ''],
      ['β-actin', '10000.5', ''],
    ]);
    expect(draft.proteins.at(-1)).toEqual({ name: 'GAPDH', analyte: null });
  });

  it('a lane that is there already keeps whose it is', () => {
    const byHand = {
      ...lanes,
      names: lanes.names.map((one) => ({ ...one, animalId: 'P02', how: 'hand' as const })),
    };
    const draft = withLanes(byHand, 'Membrane 2', 'lane\tPCNA\nP01 D1\t7', animals);
    expect(draft.names).toHaveLength(3);
    expect(draft.names[1]).toMatchObject({ animalId: 'P02', membrane: 'Membrane 1' });
    expect(draft.names[1]?.bands.map((one) => one.density)).toEqual(['7']);
  });
});

describe('a draft from a table', () => {
  const row = (sample: string, target: string, raw: string): WellReading => ({
    well: `${sample} ${target}`,
    sample,
    target,
    role: null,
    value: /\d/.test(raw) ? Number(raw) : null,
    unit: null,
    wavelengthNm: null,
    excitationNm: null,
    dye: null,
    cq: null,
    concentration: null,
    timeSeconds: null,
    read: null,
    raw,
    note: null,
  });
  const wells = [
    row('P01 D1', 'PCNA', '8000'),
    row('P01 D1', 'beta-actin', '10000'),
    row('P02 D1', 'PCNA', 'sat'),
    row('P02 D1', 'beta-actin', '9000'),
    row('', 'PCNA', '1'),
  ];
  const file: InstrumentFile = {
    attachmentId: 'file-1',
    name: 'densities.csv',
    hash: 'a'.repeat(64),
    format: 'CSV',
    warnings: [],
    plates: [{ name: 'M 7', wells }],
  };

  it('samples are lanes, targets proteins, and a value that is typed over is not of the file any more', () => {
    const draft = exposed(blotOfFile(file, animals));
    expect(draft.names.map((one) => [one.name, one.membrane, one.animalId])).toEqual([
      ['P01 D1', 'M 7', 'P01'],
      ['P02 D1', 'M 7', 'P02'],
    ]);
    expect(draft.proteins.map((one) => [one.name, one.analyte])).toEqual([
      ['PCNA', 'pcna'],
      ['β-actin', null],
    ]);
    const corrected = changedBand(draft, 'P01 D1', 'PCNA', { density: '8100' });
    const [first, second] = westernBlot.input.parse(blotInput(corrected)).lanes;
    expect(first?.bands.map((one) => [one.density.value, one.density.attachmentId])).toEqual([
      ['8100', null],
      ['10000', 'file-1'],
    ]);
    expect(second?.bands[0]?.density).toMatchObject({ value: null, absent: 'overflow', raw: 'sat' });
  });
});

describe('what was recorded', () => {
  const recorded = [...frozen.map((one) => one.input), westernBlotGel()].map(
    (one) => JSON.parse(JSON.stringify(westernBlot.input.parse(one))) as Json,
  );

  it.each(recorded.map((input, index) => [index, input] as const))(
    '[GLP-2] becomes an input again that gives the same output, to the letter (%i)',
    (_, input) => {
      const draft = blotOf({ id: 'a1', title: 'Blots' }, input);
      expect(draft && missingInBlot(draft)).toEqual([]);
      expect(draft && westernBlot.input.parse(blotInput(draft))).toEqual(westernBlot.input.parse(input));
    },
  );

  it('of another form is nothing to evaluate again', () => {
    expect(blotOf({ id: 'a1', title: 'x' }, { genes: [] })).toBeNull();
  });
});
