// Tests of the printed notebook on real notebook files: complete, blinded, the same bytes twice, PDF/A-3b.
// Must not compare layouts: what stands on the pages is read back through the file's own fonts.

import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAttachment } from '../../shared/domain/attachment.ts';
import type { Actor } from '../../shared/kernel/decider.ts';
import type { ExportScope } from '../../shared/services.ts';
import { digestFile, storeAttachment } from '../notebook/attachments.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { exportPdf } from './pdf.ts';
import { fillNotebook, type Filled } from './pdf/testing/filled-notebook.ts';
import { fillLarge } from './pdf/testing/large-notebook.ts';
import { readPdf, type ReadPdf } from './pdf/testing/pdf-text.ts';

const surgeon: Actor = { userId: 'surgeon-1', roles: ['surgeon'] };
const folder = new TestFolder();
let notebook: Notebook;
let filled: Filled;

beforeAll(() => {
  notebook = folder.create('study.ascnb', true);
  filled = fillNotebook(notebook, folder.clock);
});

afterAll(() => {
  notebook.close();
  folder.remove();
});

async function printed(scope: ExportScope, reader: Actor = director): Promise<ReadPdf & { bytes: Buffer }> {
  const to = folder.file('out.pdf');
  accepted(await exportPdf(notebook.database, scope, reader, to, () => true));
  const bytes = readFileSync(to);
  return { ...readPdf(bytes), bytes };
}

const animalScope = (): ExportScope => ({ kind: 'animal', id: filled.animalId });
const wholeText = (pdf: ReadPdf) => pdf.pages.join('\n');

function count(sql: string): number {
  return notebook.database.prepare(sql).pluck().get() as number;
}

/** The number that the cover gives for a label. */
function onCover(pdf: ReadPdf, label: string): number {
  const [cover = ''] = pdf.pages;
  return Number(new RegExp(`^${label}(\\d+)$`, 'm').exec(cover)?.[1]);
}

/** Numbers of the records in the audit trail. */
function trail(pdf: ReadPdf): readonly number[] {
  const start = pdf.pages.findIndex((text) => text.startsWith('Audit trail'));
  const lines = pdf.pages
    .slice(start)
    .join('\n')
    .matchAll(/^(\d+) {2,}(?:\d{4}-\d{2}-\d{2} |blinded)/gm);
  return [...lines].map((line) => Number(line[1]));
}

test('[P11-10b] the animal’s document has every value, who, both times, and what was corrected and why', async () => {
  const text = wholeText(await printed(animalScope()));
  const expected = [
    'Body weight: 24.2 kg 22.4 kg',
    'Reason: Digits',
    '23.3 kg 22.3 kg',
    'Misread by 1 kg',
    '外科医师 1',
    'typed by Study director 1',
    'witnessed by Tuula Äärimäinen',
    '2026-03-02 20:12:00 +08:00',
    'recorded 2026-03-02 12:43:00 UTC',
    'LATE: recorded 31:00 later',
    'Deviation: Ischaemia lasted 1:07:00, 7:00 longer than 1:00:00.',
    'Not yet assessed by the study director',
    'Bile leak of ≈ 2 mL, rinsed',
    'α-2 agonist not needed',
    '1130 113',
    'Reason: Decimal point',
    'Slight bleeding at port 2, compressed',
    '77.25',
    'TNF-α',
    '88.125',
    'Reason: Tissue floated away',
    '2100 µL',
    'SIMULATED',
  ];
  for (const value of expected) expect(text).toContain(value);
});

test('a dose is printed with its arithmetic, line by line, and with what was injected', async () => {
  const pdf = await printed(animalScope());
  const text = wholeText(pdf);
  const expected = [
    `Dose ${filled.doseCode}, animal P07`,
    filled.lotCode,
    'Body weight22.4kgweight of the day',
    'Cells for this weight22400000cells22.4 kg × 1000000 cells/kg',
    'Lot equivalent24000cells/µL48000000 cells ÷ (2 mL × 1000 µL/mL)',
    'Volume for this weight933.3µL22400000 cells ÷ 24000 cells/µL',
    'Draw930.0µLnearest graduation',
    '-0.36%(930 − 933.3) ÷ 933.3',
    'Segment II 460 µL; Segment III 450 µL; lost 5 µL; left in the syringe 15 µL',
    '1:35 after the end of the resection',
  ];
  for (const value of expected) expect(text).toContain(value);
});

test('[P11-10b] the counts on the cover are the database’s, and each counted record has its line', async () => {
  const pdf = await printed({ kind: 'study' });
  expect(onCover(pdf, 'Records')).toBe(count('SELECT count(*) FROM record'));
  const types = {
    Animals: 'animal',
    Runs: 'run',
    Steps: 'step',
    'Notes on runs': 'note',
    Doses: 'dose',
    Results: 'result',
  };
  for (const [label, type] of Object.entries({ ...types, Deviations: 'deviation', Lots: 'lot' })) {
    expect(onCover(pdf, label)).toBe(count(`SELECT count(*) FROM entity WHERE type = '${type}'`));
  }
  expect(onCover(pdf, 'Samples and aliquots')).toBe(
    count("SELECT count(*) FROM entity WHERE type = 'sample'"),
  );
  expect(onCover(pdf, 'Corrections')).toBe(count("SELECT count(*) FROM record WHERE kind LIKE '%orrected'"));
  expect(trail(pdf)).toEqual(notebook.database.prepare('SELECT seq FROM record ORDER BY seq').pluck().all());
});

test('[P11-10b] one animal’s document covers its own records, all of them, and no other’s', async () => {
  const pdf = await printed(animalScope());
  const sql = `FROM record JOIN entity ON entity.type = subjectType AND entity.id = subjectId
    WHERE entity.animalId = 'P07' OR (subjectType = 'animal' AND subjectId = 'P07')`;
  expect(onCover(pdf, 'Records')).toBe(count(`SELECT count(*) ${sql}`));
  expect(trail(pdf)).toEqual(notebook.database.prepare(`SELECT seq ${sql} ORDER BY seq`).pluck().all());
  expect(wholeText(pdf)).not.toContain('lot.secretomeCreated');
});

test('a blinded reader’s document has neither the group nor the lot, and says so', async () => {
  const open = wholeText(await printed(animalScope()));
  for (const telling of ['GroupASC-secretome', filled.lotCode, filled.lotId]) expect(open).toContain(telling);
  const pdf = await printed(animalScope(), surgeon);
  const text = wholeText(pdf);
  for (const telling of ['asc-secretome', 'saline', 'dmem', filled.lotCode, filled.lotId, 'cells/µL']) {
    expect(text.toLowerCase()).not.toContain(telling.toLowerCase());
  }
  expect(text).toContain('Groupblinded');
  expect(text).toContain('Lotblinded');
  expect(text).toContain('blind: blinded');
  expect(text).toContain('930.0 µL');
  expect(onCover(pdf, 'Records')).toBe(trail(pdf).length);
});

test('the whole study for a blinded reader keeps every record’s line, without a lot, a seed or a position’s group', async () => {
  const pdf = await printed({ kind: 'study' }, surgeon);
  const text = wholeText(pdf);
  for (const telling of [filled.lotCode, filled.lotId, '00c0ffee00c0ffee', 'Secretome of donor']) {
    expect(text).not.toContain(telling);
  }
  expect(text).toContain('Seedblinded');
  expect(trail(pdf)).toHaveLength(count('SELECT count(*) FROM record'));
});

test('a lot’s own document hides from a blinded reader what was taken, and even where those records stand', async () => {
  const scope: ExportScope = { kind: 'lot', id: filled.lotId };
  const open = await printed(scope);
  expect(wholeText(open)).toContain(
    `930 µLDrawn for a dose that was givenDose ${filled.doseCode}, animal P07`,
  );
  expect(trail(open)).toHaveLength(4);
  const pdf = await printed(scope, surgeon);
  expect(wholeText(pdf)).toContain(filled.lotCode);
  // A number by itself: the hashes on the page may hold its digits.
  expect(wholeText(pdf)).not.toMatch(/(?<![0-9a-f])930(?![0-9a-f])/);
  for (const telling of [filled.doseCode, 'P07', 'lot.taken', 'lot.thawed']) {
    expect(wholeText(pdf)).not.toContain(telling);
  }
  expect(trail(pdf)).toHaveLength(2);
  expect(onCover(pdf, 'Records')).toBe(4);
});

test('a run’s document has its steps, open ones too, and the dose given during it', async () => {
  const text = wholeText(await printed({ kind: 'run', id: filled.runId }));
  const note = 'Slight bleeding at port 2, compressed';
  for (const value of ['P07-SUR-1', 'Clamp off', 'Recovery', 'not done', note, `Dose ${filled.doseCode}`]) {
    expect(text).toContain(value);
  }
});

test('the same state gives the same bytes, and every date in the file is the record’s', async () => {
  const first = (await printed({ kind: 'study' })).bytes;
  folder.clock.epochMs += 3_600_000;
  const { bytes, dictionaries, metadata } = await printed({ kind: 'study' });
  expect(bytes.equals(first)).toBe(true);
  const head = notebook.database
    .prepare('SELECT recordedAt FROM record ORDER BY seq DESC')
    .pluck()
    .get() as string;
  const dates = dictionaries.flatMap((one) => [...one.matchAll(/D:(\d{14})Z/g)].map((match) => match[1]));
  expect(new Set(dates)).toEqual(new Set([head.slice(0, 19).replaceAll(/\D/g, '')]));
  expect(metadata).toContain(`<xmp:CreateDate>${head.slice(0, 19)}Z</xmp:CreateDate>`);
});

test('[ALC-5] it is PDF/A-3b: identification, output intent, and every font embedded', async () => {
  const { dictionaries, metadata, fonts } = await printed(animalScope());
  expect(metadata).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(metadata).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
  expect(
    dictionaries.some((one) => one.includes('/S /GTS_PDFA1') && one.includes('/DestOutputProfile')),
  ).toBe(true);
  expect(fonts.length).toBeGreaterThan(2);
  expect(fonts.filter((one) => !one.isEmbedded)).toEqual([]);
});

test('every page names the notebook, its chain head with its time, and its own number', async () => {
  const { pages } = await printed({ kind: 'study' });
  for (const [index, text] of pages.entries()) {
    expect(text).toContain(
      `Notebook ${notebook.id} · as of record ${notebook.head.seq}, 2026-03-02 23:50:00 UTC`,
    );
    expect(text).toContain(`Chain head ${notebook.head.head}`);
    expect(text).toContain(`page ${index + 1} of ${pages.length}`);
  }
});

test('the contents give the page on which each chapter begins', async () => {
  const { pages } = await printed({ kind: 'study' });
  const contents = pages[1] ?? '';
  for (const chapter of ['Study', 'Protocols', 'Animals', 'Results', 'Deviations', 'Audit trail']) {
    const page = Number(new RegExp(`^${chapter}(\\d+)$`, 'm').exec(contents)?.[1]);
    expect(pages[page - 1]?.startsWith(`${chapter}\n`)).toBe(true);
  }
});

test('the head of a table stands again on every page of it', async () => {
  const { pages } = await printed({ kind: 'study' });
  const from = pages.findIndex((text) => text.startsWith('Study\n'));
  const to = pages.findIndex((text) => text.startsWith('People and devices\n'));
  expect(to - from).toBeGreaterThan(2);
  for (const text of pages.slice(from, to)) expect(text).toContain('QuestionAnswerSourceRemarks');
});

test('[ALC-5] small attached files are enclosed as they came, with type, date and relationship', async () => {
  const own = new TestFolder();
  try {
    const attached = own.create();
    const place = own.file('plate.csv');
    writeFileSync(place, 'well,value\nA1,0.42\n');
    const attach = (name: string, lotId: string | null) => {
      const digest = digestFile(place);
      const input = { hash: digest.hash, name, bytes: digest.size, animalId: null, runId: null, lotId };
      accepted(
        attached.transact(addAttachment, input, director, {}, (database) =>
          storeAttachment(database, place, digest),
        ),
      );
      return digest.hash;
    };
    const first = attach('plate.csv', null);
    own.clock.epochMs += 60_000;
    writeFileSync(place, 'certificate of the lot');
    attach('certificate.bin', 'lot-1');
    const to = own.file('out.pdf');
    const printFor = async (reader: Actor) => {
      accepted(await exportPdf(attached.database, { kind: 'study' }, reader, to, () => true));
      return readPdf(readFileSync(to));
    };
    const known = await printFor(director);
    const enclosed = known.dictionaries.filter((one) => one.includes('/Type /EmbeddedFile'));
    expect(enclosed).toHaveLength(2);
    expect(enclosed[0]).toMatch(/\/Size 19\b/);
    expect(enclosed[0]).toContain('/Subtype /text#2Fcsv');
    expect(enclosed[0]).toContain('/ModDate');
    const named = known.dictionaries.filter((one) => one.includes('/Type /Filespec'));
    expect(named[0]).toContain('/AFRelationship /Supplement');
    expect(named[0]).toContain(`(${first.slice(0, 8)} plate.csv)`);
    expect(known.dictionaries.some((one) => one.includes('/Type /Catalog') && /\/AF \[/.test(one))).toBe(
      true,
    );
    expect(wholeText(known)).toContain('plate.csv (enclosed)');
    const blind = await printFor(surgeon);
    expect(blind.dictionaries.filter((one) => one.includes('/Type /EmbeddedFile'))).toHaveLength(1);
    attached.close();
  } finally {
    own.remove();
  }
});

test('what is not in the notebook is refused, and a cancelled job writes nothing more', async () => {
  const to = folder.file('refused.pdf');
  const unknown = await exportPdf(notebook.database, { kind: 'animal', id: 'P99' }, director, to, () => true);
  expect(refusedWith(unknown)).toBe('entity.unknown');
  const shares: number[] = [];
  const cancelled = await exportPdf(notebook.database, { kind: 'study' }, director, to, (share) => {
    shares.push(share);
    return share < 0.3;
  });
  expect(refusedWith(cancelled)).toBe('job.cancelled');
  expect(shares).toEqual(shares.toSorted((left, right) => left - right));
});

test('the export appends nothing and leaves the log as it was', async () => {
  const log = () => notebook.database.prepare(`SELECT count(*), max(hash) FROM record`).get();
  const before = log();
  await printed(animalScope());
  expect(log()).toEqual(before);
});

test('a study of many pages keeps every record and every value within its pages, and each record on one', async () => {
  const own = new TestFolder();
  try {
    const large = own.create();
    fillLarge(large, own.clock, 4);
    const to = own.file('large.pdf');
    const { pages } = accepted(await exportPdf(large.database, { kind: 'study' }, director, to, () => true));
    large.close();
    const pdf = readPdf(readFileSync(to));
    expect(pdf.pages).toHaveLength(pages);
    expect(trail(pdf)).toHaveLength(onCover(pdf, 'Records'));
    expect(onCover(pdf, 'Records')).toBeGreaterThan(800);
    expect(wholeText(pdf)).not.toContain('\ufffd');
    const start = pdf.pages.findIndex((text) => text.startsWith('Audit trail'));
    for (const text of pdf.pages.slice(start)) {
      const heads = [...text.matchAll(/^\d+ {2,}\d{4}-\d{2}-\d{2} /gm)].length;
      // Each record ends with the beginning of its hash.
      expect([...text.matchAll(/(?:^| · )[0-9a-f]{16}$/gm)]).toHaveLength(heads);
    }
  } finally {
    own.remove();
  }
}, 60_000);
