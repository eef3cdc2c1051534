// The assays of the demonstration: from the instruments' files to numbers in the article's directions, and what went wrong.
// Must not test the writers of the files: that is instrument-text.test.ts.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAssays, showAssay } from '../../shared/domain/assay-queries.ts';
import type { AnalyteKey } from '../../shared/domain/analytes.ts';
import { Assay } from '../../shared/domain/assay.ts';
import { Attachment } from '../../shared/domain/attachment.ts';
import { listFigures } from '../../shared/domain/figure-queries.ts';
import { momentIn } from '../../shared/domain/local-time.ts';
import { Lot } from '../../shared/domain/lot.ts';
import { ReadingList, showReadingList } from '../../shared/domain/reading-list.ts';
import { resultChart } from '../../shared/domain/result-queries.ts';
import { traceResult } from '../../shared/domain/result-trace.ts';
import { Result } from '../../shared/domain/result.ts';
import { Sample } from '../../shared/domain/sample.ts';
import { analyte } from '../../shared/domain/analytes.ts';
import type { TimePoint } from '../../shared/domain/schedule.ts';
import { known } from '../../shared/domain/testing/known.ts';
import { readInstrumentFile } from '../import/read-instrument.ts';
import { readAttachment } from '../notebook/attachments.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { openNotebook } from '../notebook/open.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { onTheTable } from './roster.ts';
import { pathologist } from './cast.ts';
import { createDemonstration } from './demonstration.ts';

const now = momentIn(Date.UTC(2026, 10, 24, 6, 3, 0), 'Asia/Shanghai');

let folder: TestFolder;
let files: string;
let notebook: Notebook;

beforeAll(async () => {
  folder = new TestFolder();
  files = folder.file('files');
  const path = folder.file();
  accepted(await createDemonstration(path, { ...folder.options(), seed: 5, now, instrumentFolder: files }));
  notebook = accepted(openNotebook(path, { ...folder.options(), clock: { moment: () => now } })).notebook;
}, 120_000);

afterAll(() => {
  notebook.close();
  folder.remove();
});

const reader = () => notebook.queryContext(director).read;
const assays = () => reader().list(Assay);
const titled = (title: string) => known(assays().find((one) => one.title === title));
const resultOf = (id: string) => known(reader().get(Result, id));

describe('the assays', () => {
  it('are all there: serum, medium, RNA, protein, slides, sections', () => {
    const count = (key: string) => assays().filter((one) => one.assayKey === key).length;
    const keys = ['elisa', 'cm-elisa', 'qrt-pcr', 'western-blot', 'suzuki', 'ki67'];
    expect(keys.map(count)).toEqual([7, 2, 3, 3, 3, 3]);
  });

  it('[GLP-2] are recomputed to the letter', () => {
    for (const { id } of assays()) {
      expect(accepted(notebook.ask(showAssay, { assayId: id }, director))?.isReproduced).toBe(true);
    }
  });

  it('have only animals and time points whose sample was there', () => {
    const stored = new Set(
      reader()
        .list(Sample)
        .filter((one) => one.collectedAt !== null)
        .map((one) => `${one.animalId}/${one.timePoint}/${one.material}`),
    );
    const derived = reader()
      .list(Result)
      .filter((one) => one.origin !== null);
    expect(derived.length).toBeGreaterThan(700);
    for (const one of derived) {
      expect(stored).toContain(`${one.animalId}/${one.timePoint}/${analyte(one.analyte).material}`);
    }
    const has = (id: string) => reader().get(Result, id) !== undefined;
    expect(derived.some((one) => one.animalId === onTheTable)).toBe(false);
    expect([has('P06/day-1/hgf'), has('P06/day-3/hgf'), has('P06/day-3/pcna')]).toEqual([true, false, false]);
    expect([has('P11/day-1/ki67'), has('P11/day-3/ki67')]).toEqual([true, false]);
    expect([has('P16/day-3/ki67'), has('P16/day-7/ki67'), has('P16/day-7/suzuki')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('give the check of both lots, which a director released after it', () => {
    const lots = reader()
      .list(Lot)
      .filter((one) => one.secretome?.checkAssayId !== undefined && one.secretome.checkAssayId !== null);
    expect(lots.map((one) => [one.code, one.status, one.secretome?.check.length])).toEqual([
      ['SEC-01', 'released', 7],
      ['SEC-02', 'released', 7],
    ]);
    for (const lot of lots) {
      for (const { mean, referenceMean } of known(lot.secretome).check) {
        expect(Number(mean) / Number(referenceMean)).toBeGreaterThan(0.85);
        expect(Number(mean) / Number(referenceMean)).toBeLessThan(1.2);
      }
    }
  });
});

describe('the directions of the article', () => {
  const higher: readonly AnalyteKey[] = ['hgf', 'cyclin-d1', 'ki67', 'pcna', 'p-stat3'];
  const lower: readonly AnalyteKey[] = ['suzuki', 'socs3', 'il-6', 'tnf-alpha'];
  const pairs = [
    ['asc', 'saline'],
    ['asc-secretome', 'dmem'],
  ] as const;

  function meansOf(key: AnalyteKey): (group: string, timePoint: TimePoint) => number {
    const chart = accepted(notebook.ask(resultChart, { analyte: key, isWithoutOutliers: true }, director));
    return (group, timePoint) => {
      const one = chart.series
        .find((it) => it.key === group)
        ?.byTimePoint.find((it) => it.timePoint === timePoint);
      expect(one?.n).toBeGreaterThan(2);
      return known(one?.mean);
    };
  }

  it.each([...higher, ...lower])('hold for %s on days 1 and 3', (key) => {
    const mean = meansOf(key);
    for (const [treated, control] of pairs) {
      for (const timePoint of ['day-1', 'day-3'] as const) {
        expect(mean(treated, timePoint) > mean(control, timePoint)).toBe(higher.includes(key));
        expect(mean(control, timePoint)).toBeGreaterThan(mean(control, 'pre-op'));
      }
    }
  });

  it('hold for TGF-β on day 3', () => {
    const mean = meansOf('tgf-beta');
    for (const [treated, control] of pairs)
      expect(mean(treated, 'day-3')).toBeLessThan(mean(control, 'day-3'));
  });
});

describe('the figures of the article', () => {
  it('1, 3c, 4b and 4d to 4f are alive', () => {
    const { figures } = accepted(notebook.ask(listFigures, {}, director));
    for (const figure of ['1', '3c', '4b', '4d', '4e', '4f']) {
      const shown = known(figures.find((one) => one.figure === figure));
      expect([figure, shown.missing]).toEqual([figure, []]);
      expect(shown.model.isSimulated).toBe(true);
    }
  });
});

describe('the files', () => {
  it('[ALC-3] are kept by hash as they came, say SIMULATED, and are the ones in the folder', () => {
    const attachments = reader().list(Attachment);
    expect(attachments.length).toBe(21);
    expect(readdirSync(files).toSorted()).toEqual(attachments.map((one) => one.name).toSorted());
    for (const { name, hash } of attachments) {
      const bytes = readFileSync(join(files, name));
      expect(Buffer.concat([...readAttachment(notebook.database, hash)]).equals(bytes)).toBe(true);
      expect(name).toMatch(/^SIMULATED /);
    }
  });

  it('[ALC-3] of the plates say SIMULATED in their head, and a reader knows each', () => {
    const texts = readdirSync(files).filter((name) => name.endsWith('.txt'));
    expect(texts).toHaveLength(12);
    for (const name of texts) {
      const bytes = readFileSync(join(files, name));
      expect(bytes.toString('utf8').slice(0, 400)).toContain('SIMULATED');
      expect(accepted(readInstrumentFile(bytes)).plates.length).toBeGreaterThan(0);
    }
  });

  it('[ALC-3] hold the characters of every well that an evaluation took from them', () => {
    let compared = 0;
    for (const { id, assayKey } of assays()) {
      if (!['elisa', 'cm-elisa', 'qrt-pcr'].includes(assayKey)) continue;
      const shown = known(accepted(notebook.ask(showAssay, { assayId: id }, director)));
      const [file] = shown.files;
      const { plates } = accepted(readInstrumentFile(readFileSync(join(files, known(file).name))));
      for (const { plate, well, value, raw, attachmentId } of shown.readings) {
        expect(attachmentId).toBe(file?.attachmentId);
        const its = plates.length === 1 ? plates[0] : plates.find((one) => one.name === plate);
        const found = known(its?.wells.find((one) => one.well === well));
        expect(value ?? raw).toBe(found.raw);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(1500);
  });

  it('a bar leads down to its wells and their file', () => {
    const trace = known(accepted(notebook.ask(traceResult, { resultId: 'P01/day-1/hgf' }, director)));
    expect(trace.wells.length).toBeGreaterThanOrEqual(4);
    expect(new Set(trace.wells.map((one) => one.file?.name))).toEqual(
      new Set(['SIMULATED expression plate 1.txt']),
    );
    expect(trace.figure).toMatchObject({ panel: '3c', isInFigure: true });
  });
});

describe('what went wrong at the bench', () => {
  it('[ALC-3] keeps the plate that was washed badly, and takes the repeated one', () => {
    expect(titled('TNF-α plate 2')).toMatchObject({ status: 'rejected', rejectedBy: 'technician-2' });
    const again = titled('TNF-α plate 2, repeated');
    expect(again.output.checks.filter((one) => one.key === 'control' && !one.isPassed)).toEqual([]);
    expect(resultOf('P12/day-1/tnf-alpha').origin?.assayId).toBe(again.id);
  });

  it('flags single wells and samples', () => {
    expect(resultOf('P06/pre-op/tnf-alpha')).toMatchObject({ value: null, flags: ['below-range'] });
    expect(resultOf('P03/day-3/tnf-alpha').flags).toEqual(['left-out', 'too-few-replicates']);
    expect(resultOf('P14/day-3/hgf').flags).toContain('replicates-differ');
    expect(resultOf('P05/day-7/cyclin-d1').flags).toContain('no-amplification');
    expect(resultOf('P12/day-3/pcna')).toMatchObject({ value: null });
    expect(resultOf('P10/day-7/ki67').flags).toEqual(['too-few-counted']);
    expect(resultOf('P17/day-3/il-6')).toMatchObject({ mark: 'outlier' });
    expect(resultOf('P17/day-3/il-6').flags).toContain('cv-high');
  });
});

describe('the slides', () => {
  it('[P11-10g] are read in a drawn order by somebody who does not see whose they are', () => {
    const lists = reader().list(ReadingList);
    expect(lists.map((one) => one.count)).toEqual([96, 90, expect.any(Number)]);
    for (const { id } of lists) {
      const shown = known(accepted(notebook.ask(showReadingList, { listId: id }, pathologist)));
      expect(shown.slides.every((one) => one.subject === null)).toBe(true);
    }
    const read = assays().filter((one) => one.assayKey === 'suzuki');
    for (const one of read) {
      expect(one).toMatchObject({
        firstReadBy: 'pathologist-1',
        secondReadBy: 'pathologist-2',
        firstBlinding: { isBlinded: true },
        secondBlinding: { isBlinded: true },
      });
    }
    const kappas = read.flatMap((one) => one.output.numbers.filter((it) => it.quantity === 'weighted-kappa'));
    expect(kappas).toHaveLength(9);
    for (const one of kappas) expect(Number(one.value)).toBeGreaterThan(0.4);
  });
});

describe('the folder of the files', () => {
  it('is refused when it holds something already, and the notebook is not made', async () => {
    const path = folder.file('second.ascnb');
    const options = { ...folder.options(), seed: 5, now, instrumentFolder: files };
    expect(refusedWith(await createDemonstration(path, options))).toBe('notebook.exists');
    expect(readdirSync(folder.path)).not.toContain('second.ascnb');
    expect(accepted(notebook.ask(listAssays, {}, director)).assays).toHaveLength(21);
  });
});
