// Figures as files from a real notebook: well-formed SVG, a PDF of one page, CSV, and nothing that unblinds.
// Must not compare looks: positions and numbers are tested where the figure is drawn.

import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Parser } from 'saxen';
import { liftExclusion, recordExclusion } from '../../shared/domain/exclusion.ts';
import { correctResult } from '../../shared/domain/result-commands.ts';
import { animalIdOf } from '../../shared/domain/testing/analysed-study.ts';
import type { Actor } from '../../shared/kernel/decider.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { openForReading } from '../notebook/open.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { exportFigure, type FigureExport } from './figure.ts';
import { lockArticlePlan, measureAnimals } from './pdf/testing/analysed-notebook.ts';
import { Filler } from './pdf/testing/filled-notebook.ts';
import { readPdf } from './pdf/testing/pdf-text.ts';

const surgeon: Actor = { userId: 'surgeon-1', roles: ['surgeon'] };
const telling = /saline|dmem|secretome|\basc\b|P\d\d/i;
const folder = new TestFolder();
let notebook: Notebook;
let fill: Filler;

/** Twenty-four animals in their groups with ALT of day 1, and no plan yet. */
beforeAll(() => {
  notebook = folder.create('study.ascnb', true);
  fill = new Filler(notebook, folder.clock);
  measureAnimals(fill);
});

afterAll(() => {
  notebook.close();
  folder.remove();
});

const wanted = (changes: Partial<FigureExport> = {}): FigureExport => ({
  figure: '3a',
  variant: 'bars',
  isWithEverything: false,
  widthMm: 85,
  format: 'svg',
  mayBeCoded: false,
  ...changes,
});

const to = () => folder.file('figure');
const exported = (changes: Partial<FigureExport> = {}, reader: Actor = director) =>
  exportFigure(notebook.database, wanted(changes), reader, to());

async function text(changes: Partial<FigureExport> = {}, reader: Actor = director): Promise<string> {
  accepted(await exported(changes, reader));
  return readFileSync(to(), 'utf8');
}

/** Texts of an SVG; fails the test where it is not well-formed. */
function textsOf(svg: string): readonly string[] {
  const texts: string[] = [];
  let depth = 0;
  let isInText = false;
  const parser = new Parser();
  const fail = (error: Error): void => {
    throw error;
  };
  parser.on('error', fail).on('warn', fail);
  parser.on('openTag', (name) => {
    depth += 1;
    isInText = name === 'text';
  });
  parser.on('closeTag', () => {
    depth -= 1;
    isInText = false;
  });
  parser.on('text', (content, decode) => {
    if (isInText) texts.push(decode(content));
  });
  expect(parser.parse(svg) ?? null).toBeNull();
  expect(depth).toBe(0);
  return texts;
}

describe('before the plan is locked', () => {
  test('names no group, and says what would', async () => {
    expect(refusedWith(await exported())).toBe('analysis.plan-not-locked');
    expect(existsSync(to())).toBe(false);
    const svg = await text({ mayBeCoded: true });
    expect(svg).toContain('Group A');
    expect(svg).not.toMatch(telling);
    expect(svg).toContain('Nothing was tested');
  });
});

describe('with a locked plan', () => {
  beforeAll(() => void lockArticlePlan(fill, notebook));

  test('an SVG is well-formed XML with the marks, n, the legend, and whose data it shows', async () => {
    for (const variant of ['bars', 'course', 'box', 'paired'] as const) {
      const texts = textsOf(await text({ variant, widthMm: 174 }));
      expect(texts).toEqual(expect.arrayContaining(['Saline', 'DMEM', 'ASC', 'ASC-secretome', 'ALT (U/L)']));
      expect(texts.join(' ')).toContain('**');
      expect(texts.join(' ')).toContain('##');
      expect(texts.at(-1)).toMatch(/^SIMULATED · Data up to record \d+, chain head [0-9a-f]{16}$/);
    }
  });

  test('a PDF has one page of the figure’s size, the same words in embedded fonts, and the same bytes twice', async () => {
    accepted(await exported({ format: 'pdf' }));
    const first = readFileSync(to());
    const pdf = readPdf(first);
    expect(pdf.pages).toHaveLength(1);
    for (const words of ['Saline', 'ALT (U/L)', '##', 'SIMULATED · Data up to record']) {
      expect(pdf.pages[0]).toContain(words);
    }
    expect(pdf.fonts.every(({ isEmbedded }) => isEmbedded)).toBe(true);
    expect(pdf.dictionaries.join('\n')).toMatch(/\/MediaBox \[0 0 240\.94 /);
    expect(pdf.metadata).toContain('pdfaid:part');
    accepted(await exported({ format: 'pdf' }));
    expect(readFileSync(to()).equals(first)).toBe(true);
  });

  test('a CSV has every number with all its digits, the exact p, and the head of the data in each line', async () => {
    const csv = await text({ format: 'csv' });
    const [head = '', ...lines] = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(head.split(',').slice(0, 8)).toEqual([
      'Figure',
      'Outcome',
      'Unit',
      'Time point',
      'Group',
      'n',
      'Mean',
      'SD',
    ]);
    expect(lines).toHaveLength(16);
    const asc = lines.find((line) => line.startsWith('3a,ALT,U/L,Day 1,ASC,'))?.split(',') ?? [];
    expect(asc[5]).toBe('6');
    expect(Number(asc[6])).toBeCloseTo((88.4 + 95.7 + 79.9 + 101.2 + 84.6 + 92.3) / 6, 10);
    expect(asc[11]).toBe('** ##');
    // R 4.2.2, TukeyHSD.
    expect(Number(asc[12])).toBeCloseTo(6.95527e-6, 10);
    expect(Number(asc[13])).toBeCloseTo(0.002503814, 7);
    for (const line of lines) expect(line).toMatch(/,\d+,[0-9a-f]{64},SIMULATED$/);
  });

  test('[ALC-3] has values and head of one state, whatever is committed while it is made', async () => {
    const database = accepted(openForReading(notebook.path));
    const prepare = database.prepare.bind(database);
    const cell = { animalId: animalIdOf('saline', 0), timePoint: 'day-1', analyte: 'alt' } as const;
    let isCorrected = false;
    const looked = vi.spyOn(database, 'prepare').mockImplementation((sql) => {
      // The first look at the records is for the head of the data: the values have been read by then.
      if (!isCorrected && sql.includes('FROM record') && !sql.includes('DESC LIMIT 1')) {
        isCorrected = true;
        fill.run(correctResult, { ...cell, value: '900' }, { reason: 'Typed wrongly.' });
      }
      return prepare(sql);
    });
    const salineNow = async () => {
      accepted(await exportFigure(database, wanted({ format: 'csv' }), director, to()));
      const line = readFileSync(to(), 'utf8')
        .split('\r\n')
        .find((one) => one.startsWith('3a,ALT,U/L,Day 1,Saline,'));
      const parts = line?.split(',') ?? [];
      return { mean: Number(parts[6]), seq: Number(parts.at(-3)) };
    };
    const head = () => notebook.database.prepare('SELECT max(seq) FROM record').pluck().get() as number;
    const before = head();
    const torn = await salineNow();
    looked.mockRestore();
    const after = await salineNow();
    database.close();
    expect(isCorrected).toBe(true);
    expect(torn.mean).toBeCloseTo((118.2 + 131.4 + 109.7 + 126.3 + 121.9 + 134.8) / 6, 10);
    expect(torn.seq).toBe(before);
    expect(after.mean).toBeGreaterThan(200);
    expect(after.seq).toBe(head());
    fill.run(correctResult, { ...cell, value: '118.2' }, { reason: 'It was right.' });
  });

  test('a drawing and the numbers with excluded animals say on their face that they hold them', async () => {
    const excluded = { animalId: animalIdOf('asc', 2), analyte: null, timePoint: null } as const;
    fill.run(recordExclusion, excluded, { reason: 'Haemolysed.' });
    const words = 'With excluded animals; the plan leaves them out';
    const isSaid = async (changes: Partial<FigureExport>) => (await text(changes)).includes(words);
    expect(textsOf(await text({ isWithEverything: true }))).toContain(words);
    expect(await isSaid({ isWithEverything: true, format: 'csv' })).toBe(true);
    expect(await isSaid({})).toBe(false);
    expect(await isSaid({ format: 'csv' })).toBe(false);
    accepted(await exported({ format: 'pdf', isWithEverything: true }));
    expect(readPdf(readFileSync(to())).pages[0]).toContain(words);
    fill.run(liftExclusion, excluded, { reason: 'It was another tube.' });
  });

  test('a blinded reader gets all animals together, in every format, and no line that joins one animal’s values', async () => {
    expect(refusedWith(await exported({}, surgeon))).toBe('analysis.groups-blinded');
    const excluded = { animalId: animalIdOf('asc', 2), analyte: null, timePoint: 'day-1' } as const;
    fill.run(recordExclusion, excluded, { reason: 'Haemolysed.' });
    for (const format of ['svg', 'csv'] as const) {
      const coded = await text({ format, mayBeCoded: true }, surgeon);
      expect(coded).toContain('All animals');
      expect(coded).not.toContain('Group A');
      expect(coded).not.toMatch(telling);
      expect(coded).not.toMatch(/\*\*|##/);
    }
    accepted(await exported({ format: 'pdf', mayBeCoded: true }, surgeon));
    expect(readPdf(readFileSync(to())).pages.join('\n')).not.toMatch(telling);
    expect(refusedWith(await exported({ variant: 'paired', mayBeCoded: true }, surgeon))).toBe(
      'figure.paired-coded',
    );
  });

  test('a figure without data, and one that the article has not, are refused with the way on', async () => {
    expect(refusedWith(await exported({ figure: '2a' }))).toBe('figure.no-data');
    expect(refusedWith(await exported({ figure: '5' }))).toBe('figure.unknown');
  });
});
