// The ARRIVE report of the demonstration: its numbers are the notebook's, as PDF and Word file, blinded, the same twice.
// Must not test what an empty study lacks: that is tested where the report is computed.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { say } from '../../shared/catalogue/catalogue.ts';
import { arriveProgress, citedRecords, showArrive } from '../../shared/domain/arrive/arrive-queries.ts';
import { arriveParts, arriveStates } from '../../shared/domain/arrive/checklist.ts';
import { rangesText } from '../../shared/domain/arrive/notes.ts';
import { Animal } from '../../shared/domain/animal.ts';
import { listDeviations } from '../../shared/domain/deviation.ts';
import { Dose } from '../../shared/domain/dose.ts';
import { showIschaemia } from '../../shared/domain/ischaemia.ts';
import { momentIn } from '../../shared/domain/local-time.ts';
import { Run } from '../../shared/domain/run.ts';
import { Sample } from '../../shared/domain/sample.ts';
import { answerSetting } from '../../shared/domain/study.ts';
import { known } from '../../shared/domain/testing/known.ts';
import type { Actor, Reader } from '../../shared/kernel/decider.ts';
import { minuteMs } from '../../shared/kernel/time.ts';
import { createDemonstration } from '../demonstration/demonstration.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { openNotebook } from '../notebook/open.ts';
import { accepted, director, TestFolder } from '../testing/bench-notebook.ts';
import { exportDocx } from './docx.ts';
import { readDocx, type ReadDocx } from './docx/testing/docx-text.ts';
import { exportPdf } from './pdf.ts';
import { bodyOf, isHeading } from './pdf/testing/page-body.ts';
import { readPdf } from './pdf/testing/pdf-text.ts';

const surgeon: Actor = { userId: 'surgeon-1', roles: ['surgeon'] };
const now = momentIn(Date.UTC(2026, 10, 24, 2, 7, 0), 'Asia/Shanghai');
const arrive = { kind: 'arrive' } as const;
const folder = new TestFolder();
let notebook: Notebook;

beforeAll(async () => {
  const path = folder.file('demonstration.ascnb');
  accepted(await createDemonstration(path, { ...folder.options(), seed: 5, now }));
  const clock = { moment: () => now };
  notebook = accepted(openNotebook(path, { ...folder.options(), clock })).notebook;
}, 120_000);

afterAll(() => {
  notebook.close();
  folder.remove();
});

const report = (reader: Actor = director) => accepted(notebook.ask(showArrive, {}, reader));
const read = (): Reader => notebook.queryContext(director).read;
type Sentence = ReturnType<typeof report>['methods'][number]['sentences'][number];
const textOf = (one: Sentence): string => one.map(({ text }) => text).join('');
const methodsText = (reader: Actor = director): string =>
  report(reader)
    .methods.flatMap(({ sentences }) => sentences.map(textOf))
    .join(' ');

/** The sentence of the methods that begins so, and the positions behind each of its numbers, in their order. */
function cited(start: string) {
  const { methods, notes } = report();
  const found = known(
    methods.flatMap(({ sentences }) => sentences).find((one) => textOf(one).startsWith(start)),
  );
  const seqsOf = (note: number) => known(notes.find(({ number }) => number === note)).seqs;
  return {
    text: textOf(found),
    records: found.flatMap(({ note }) => (note === null ? [] : [seqsOf(note)])),
  };
}

function recordsAt(seqs: readonly number[]) {
  return accepted(notebook.ask(citedRecords, { seqs: seqs.slice(0, 200) }, director)).records;
}

function spreadOf(values: readonly number[]): readonly [number, number, number] {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (index: number) => known(sorted[index]);
  const middle = (at(Math.floor(sorted.length / 2)) + at(Math.floor((sorted.length - 1) / 2))) / 2;
  return [middle, at(0), at(sorted.length - 1)];
}

const enrolled = () =>
  read()
    .list(Animal)
    .filter((one) => one.purpose === 'study' && one.position !== null);

describe('the demonstration', () => {
  test('is complete but for what it leaves open on purpose, and the meter says the same without the log', () => {
    const { items, counts } = report();
    const gaps = items.flatMap(({ parts }) => parts.flatMap((one) => one.gaps));
    expect(gaps.map(({ place }) => place.id)).toEqual(['study.sampleSizeReason', 'surgery.resectedMassGram']);
    expect(items.filter(({ state }) => state !== 'complete').map(({ number }) => number)).toEqual([2, 9]);
    expect(counts.complete).toBe(8);
    expect(accepted(notebook.ask(arriveProgress, {}, director)).counts).toEqual(counts);
    expect(accepted(notebook.ask(arriveProgress, {}, surgeon)).counts).toEqual(counts);
  });

  test('has no sentence without its parameters, and no reference without records', () => {
    const { items, methods, notes } = report();
    const sentences = [
      ...items.flatMap(({ parts }) => parts.flatMap(({ answers }) => answers)),
      ...methods.flatMap((one) => one.sentences),
    ].map(textOf);
    expect(sentences.length).toBeGreaterThan(60);
    for (const text of sentences) expect(text).not.toMatch(/[{}]|undefined|NaN|\[object/);
    for (const { seqs } of notes) expect(seqs.length).toBeGreaterThan(0);
  });
});

describe('the methods are what was really done', () => {
  test('animals, by the list of animals', () => {
    const animals = enrolled();
    const { text, records } = cited(`${animals.length} animals entered the study`);
    expect(text).toContain('Breeder 1');
    expect(records[0]).toHaveLength(animals.length);
    expect(new Set(recordsAt(known(records[0])).map(({ kind }) => kind))).toEqual(
      new Set(['animal.enrolled']),
    );
  });

  test('ischaemia, by the clock of each operation', () => {
    const runs = enrolled().flatMap(({ id }) =>
      read()
        .list(Run, { animalId: id })
        .filter(({ protocolKey, status }) => protocolKey === 'surgery' && status !== 'abandoned'),
    );
    const minutes = runs.flatMap(({ id: runId }) => {
      const { ischaemia } = accepted(notebook.ask(showIschaemia, { runId }, director));
      const { timer, phase } = known(ischaemia);
      const elapsedMs = timer?.elapsedMs ?? null;
      return phase === 'released' && elapsedMs !== null ? [elapsedMs / minuteMs] : [];
    });
    const [median, min, max] = spreadOf(minutes).map((one) => one.toFixed(1));
    const { text, records } = cited('The right portion of the liver was ischaemic');
    expect(text).toBe(
      `The right portion of the liver was ischaemic for ${median} min (${min} to ${max} min; n = ${minutes.length}).`,
    );
    const stops = recordsAt(known(records[0])).filter(({ kind }) => kind === 'timer.stopped');
    expect(stops).toHaveLength(minutes.length);
  });

  test('doses and the time since the resection, by the doses that were given', () => {
    const given = read().list(Dose, { status: 'given' });
    const times = given.flatMap((one) => one.given?.sinceResectionMs ?? []).map((ms) => ms / minuteMs);
    const [median, min, max] = spreadOf(times).map((one) => one.toFixed(1));
    expect(cited(`${given.length} doses went into the liver`).records[0]).toHaveLength(
      notebook.database
        .prepare(
          `SELECT count(*) FROM record WHERE kind IN ('dose.given', 'dose.givenUnprepared', 'dose.givenCorrected')`,
        )
        .pluck()
        .get() as number,
    );
    expect(cited('From the end of the resection').text).toContain(
      `${median} min (${min} to ${max} min; n = ${times.length})`,
    );
    const outside = given.filter((one) => one.given?.isOutsideGate === true).length;
    expect(cited('Given outside the gate').text).toBe(
      `Given outside the gate, each with its reason: ${outside}.`,
    );
    for (const group of ['asc', 'asc-secretome']) {
      const own = given.filter(({ blind }) => blind.group === group).length;
      expect(methodsText()).toContain(`${own} doses, prepared for 1 × 10⁶ cells per kilogram`);
    }
  });

  test('sampling days and windows, by the samples', () => {
    const samples = read()
      .list(Sample)
      .filter((one) => one.aliquotOf === null && one.timePoint === 'day-1');
    const taken = samples.filter(({ collectedAt }) => collectedAt !== null);
    const outside = taken.filter(({ isOutsideWindow }) => isOutsideWindow);
    expect(outside.length).toBeGreaterThan(0);
    expect(cited('Day 1 (window ± 4 h)').text).toBe(
      `Day 1 (window ± 4 h): ${taken.length} samples from ${new Set(taken.map((one) => one.animalId)).size} animals, ` +
        `${outside.length} of them outside the window; ${samples.length - taken.length} missed.`,
    );
  });

  test('are sentences, each with one full stop at its end', () => {
    const sentences = report().methods.flatMap((one) => one.sentences.map(textOf));
    expect(sentences.filter((one) => !/[^.]\.$/.test(one) || one.includes('.).'))).toEqual([]);
  });

  test('every record behind a number reads as a sentence with its subject, and no kind as it is stored', () => {
    const seqs = [...new Set(report().notes.flatMap((note) => note.seqs.slice(0, 3)))];
    const records = seqs.flatMap((seq) => recordsAt([seq]));
    expect(new Set(records.map(({ kind }) => kind)).size).toBeGreaterThan(25);
    for (const { kind, text, subject } of records) {
      expect(text).not.toContain(kind);
      expect(text).not.toMatch(/[{}]|undefined|NaN|\[object/);
      expect(`${subject}: ${text}`).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
    }
    const dose = known(records.find(({ kind }) => kind === 'dose.given'));
    expect(dose.subject).toMatch(/^P\d\d$/);
    expect(dose.text).toMatch(/^Syringe \w{5} given: .+ \d+ µL/);
    const derived = records.filter(({ kind }) => kind === 'result.derived').map(({ text }) => text);
    expect(derived.filter((text) => /^Computed: [\d.]+ \S+$/.test(text)).length).toBeGreaterThan(0);
  });

  test('deviations, counted and named, by their list', () => {
    const { deviations, openCount } = accepted(notebook.ask(listDeviations, {}, director));
    const { text, records } = cited('Deviations recorded:');
    expect(text).toContain(`Deviations recorded: ${deviations.length}, by where they happened:`);
    expect(text).toContain('Clamp off');
    expect(records[0]).toHaveLength(deviations.length);
    expect(cited('Assessed:').text).toContain(`not yet: ${openCount}.`);
    expect(report().deviations.rows.map((row) => row[3])).toEqual(deviations.map(({ what }) => what));
  });

  test('for a blinded reader without a substance, a group of a dose, or a lot', () => {
    const open = methodsText();
    const blind = methodsText(surgeon);
    for (const telling of ['SEC-01', 'ASC-01', 'SAL-01', 'DMEM-01', 'cells per kilogram']) {
      expect(open).toContain(telling);
      expect(blind).not.toContain(telling);
    }
    expect(open).toMatch(/Saline: \d doses/);
    expect(blind).not.toMatch(/(Saline|DMEM|ASC|ASC-secretome): \d+ dose/);
    expect(blind).toContain('withheld from a blinded reader');
    expect(blind).toContain('The right portion of the liver was ischaemic');
    const shown = report(surgeon).notes.flatMap(({ seqs }) => seqs);
    const lots = notebook.database.prepare("SELECT seq FROM record WHERE subjectType = 'lot'").pluck().all();
    expect(shown.filter((seq) => lots.includes(seq))).toEqual([]);
  });
});

async function pdf(reader: Actor = director) {
  const to = folder.file('arrive.pdf');
  accepted(await exportPdf(notebook.database, arrive, reader, to, () => true));
  const bytes = readFileSync(to);
  return { bytes, text: readPdf(bytes).pages.join('\n').replaceAll(/\s+/g, ' ') };
}

async function docx(reader: Actor = director): Promise<ReadDocx & { bytes: Buffer; text: string }> {
  const to = folder.file('arrive.docx');
  accepted(await exportDocx(notebook.database, arrive, reader, to));
  const bytes = readFileSync(to);
  const found = readDocx(bytes);
  return { ...found, bytes, text: found.paragraphs.join(' ').replaceAll(/\s+/g, ' ') };
}

describe.each([
  ['PDF', pdf],
  ['Word file', docx],
])('as %s', (_, make) => {
  test('it has every item and part, what is missing and where, the methods, and each reference', async () => {
    const { text } = await make();
    const { items, notes, methods } = report();
    for (const { number, title, parts } of items) {
      expect(text).toContain(`${number} ${title}`);
      for (const { key, asks } of parts) expect(text).toContain(`${key} ${asks}`);
    }
    expect(items.flatMap(({ parts }) => parts.map(({ key }) => key))).toEqual(
      Object.values(arriveParts).flat(),
    );
    expect(text).toContain('Missing: Why this number of animals');
    expect(text).toContain('Settings, Study: “Why this number of animals”');
    for (const { title } of methods) expect(text).toContain(title);
    const referred = methods.flatMap(({ sentences }) => sentences.flat()).filter(({ note }) => note !== null);
    expect(referred.length).toBeGreaterThan(50);
    for (const one of referred) expect(text).toContain(`${one.text}[${one.note}]`);
    for (const { number, seqs } of notes) {
      expect(text).toContain(`[${number}]`);
      expect(text).toMatch(new RegExp(`${seqs.length} ?${rangesText(seqs).slice(0, 12)}`));
    }
    expect(text).toContain('SIMULATED');
  });

  test('the same state gives the same bytes, at any time', async () => {
    const first = (await make()).bytes;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2031, 0, 2, 3, 4, 5) });
    const again = (await make()).bytes;
    vi.useRealTimers();
    expect(again.equals(first)).toBe(true);
  });

  test('a blinded reader’s has neither seed nor lots, and says so', async () => {
    const seed = notebook.database
      .prepare(`SELECT payload ->> '$.blind.seed' FROM record WHERE kind = 'allocation.drawn'`)
      .pluck()
      .get() as string;
    const open = (await make()).text;
    const { text } = await make(surgeon);
    for (const telling of [seed, 'SEC-01', 'SAL-01']) {
      expect(open).toContain(telling);
      expect(text).not.toContain(telling);
    }
    expect(text).toContain('The seed of the draw is withheld from a blinded reader');
    expect(text).toContain('All animals');
    expect(text).not.toContain('Group A');
  });
});

describe('the pages', () => {
  test.each([
    ['of the ARRIVE report', arrive],
    ['of the whole study', { kind: 'study' }],
  ] as const)(
    '%s: none is empty, and none ends with a heading, a state or the title of a table',
    async (_, scope) => {
      const to = folder.file('pages.pdf');
      accepted(await exportPdf(notebook.database, scope, director, to, () => true));
      const { lines } = readPdf(readFileSync(to));
      const titles: readonly string[] = [
        ...report().items.flatMap(({ parts }) =>
          parts.flatMap(({ tables }) => tables.map(({ title }) => title)),
        ),
        ...arriveStates.map((state) => say(`arrive.state-${state}`)),
      ];
      const wrong = lines.slice(1).flatMap((page, index) => {
        const last = bodyOf(page).at(-1);
        const isWrong = last === undefined || isHeading(last) || titles.includes(last.text);
        return isWrong ? [`page ${index + 2}: ${last?.text ?? 'empty'}`] : [];
      });
      expect(lines.length).toBeGreaterThan(20);
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});

describe('the Word file', () => {
  test('keeps headings, states and titles of tables with what follows, and every table has a head', async () => {
    const { blocks } = await docx();
    const items = blocks.slice(blocks.findIndex(({ text }) => text === say('arrive.chapter-overview')));
    const leading = new Set(
      report().items.flatMap(({ parts }) =>
        parts.flatMap(({ key, asks, state, tables }): readonly string[] => [
          say('arrive.part-heading', { key, asks }),
          say(`arrive.state-${state}`),
          ...tables.map(({ title }) => title),
        ]),
      ),
    );
    const led = items.filter(({ kind, text }) => kind === 'paragraph' && leading.has(text));
    expect(led.length).toBeGreaterThan(40);
    expect(led.filter(({ isKept }) => !isKept)).toEqual([]);
    const tables = items.filter(({ kind }) => kind === 'table');
    expect(tables.length).toBeGreaterThan(6);
    expect(tables.filter(({ hasHead }) => !hasHead)).toEqual([]);
    const before = tables.map((one) => items[items.indexOf(one) - 1]);
    expect(before.filter((one) => one?.isKept !== true)).toEqual([]);
  });

  test('has the parts that Word needs, each well-formed and of its type', async () => {
    const { types, styles } = await docx();
    const base = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
    expect(types.get('word/document.xml')).toBe(`${base}.document.main+xml`);
    expect(types.get('word/styles.xml')).toBe(`${base}.styles+xml`);
    expect(types.get('word/header1.xml')).toBe(`${base}.header+xml`);
    expect(types.get('word/footer1.xml')).toBe(`${base}.footer+xml`);
    expect(new Set(styles)).toEqual(
      new Set(['Title', 'Subtitle', 'Heading1', 'Heading2', 'Heading3', 'Cell']),
    );
  });

  test('names on every page the notebook, the position and the head, and has no date but the record’s', async () => {
    const { margins, core } = await docx();
    const head = notebook.head;
    expect(margins.join(' ')).toContain(`Notebook ${notebook.id} · as of record ${head.seq}`);
    expect(margins.join(' ')).toContain(`Chain head ${head.head}`);
    const recordedAt = notebook.database
      .prepare('SELECT recordedAt FROM record ORDER BY seq DESC')
      .pluck()
      .get();
    expect([...core.matchAll(/>(\d{4}-[^<]+)</g)].map(([, date]) => date)).toEqual([recordedAt, recordedAt]);
  });

  test('takes whatever people write, and the blocks of the other documents', async () => {
    const nasty = `< & > " ' ]]> \u0007 \u0000 tab\t line\nnext 外科 {count}`;
    const meta = { reason: 'A test' };
    accepted(
      notebook.transact(answerSetting, { key: 'study.sampleSizeReason', value: nasty }, director, meta),
    );
    const { text } = await docx();
    expect(text).toContain(`< & > " ' ]]> [U+0007]`);
    expect(text).toContain('外科');
    expect(text).toContain('{count}');
    const to = folder.file('animal.docx');
    accepted(await exportDocx(notebook.database, { kind: 'animal', id: 'P07' }, director, to));
    const { paragraphs } = readDocx(readFileSync(to));
    expect(paragraphs.some((one) => one.startsWith('Audit trail'))).toBe(true);
    expect(paragraphs.filter((one) => one.endsWith('(drawn in the PDF)')).length).toBeGreaterThan(0);
    expect(paragraphs.join('\n')).toContain('Cells for this weight');
  });
});
