// Assays in a real notebook file: evaluated through dispatch, again, rejected; verified, rebuilt and reopened the same.
// Must not test what is computed: shared/assays does.

import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { elisaPlate } from '../../shared/assays/testing/measured.ts';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { showAssay } from '../../shared/domain/assay-queries.ts';
import { evaluateAssay, reevaluateAssay, rejectAssay } from '../../shared/domain/assay-commands.ts';
import { addAttachment } from '../../shared/domain/attachment.ts';
import { traceResult } from '../../shared/domain/result-trace.ts';
import { Result } from '../../shared/domain/result.ts';
import type { Actor } from '../../shared/kernel/decider.ts';
import { carryOutAs } from '../dispatch.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { digestFile, storeAttachment } from './attachments.ts';
import type { Notebook } from './notebook.ts';
import { rebuild } from './rebuild.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
let notebook: Notebook;
let attachmentId: string;
let hash: string;

beforeEach(() => {
  folder = new TestFolder();
  notebook = folder.create();
  const piglet = { sex: 'female', birthDate: '2025-10-01', source: 'breeder', strain: 'miniature pig' };
  for (const animalId of ['P01', 'P02', 'P03', 'P04']) {
    const about = { animalId, earTag: `E-${animalId}`, ...piglet, purpose: 'study', housing: 'pen 1' };
    accepted(notebook.transact(registerAnimal, about, director));
  }
  const path = folder.file('plate 1.txt');
  writeFileSync(path, 'the file of the plate reader, as it came');
  const digest = digestFile(path);
  hash = digest.hash;
  const file = { hash, name: 'plate 1.txt', bytes: digest.size, animalId: null, runId: null, lotId: null };
  attachmentId = accepted(
    notebook.transact(addAttachment, file, director, {}, (database) =>
      storeAttachment(database, path, digest),
    ),
  ).value.attachmentId;
});
afterEach(() => {
  notebook.close();
  folder.remove();
});

function plateFromFile(dilution = '5') {
  const plate = elisaPlate();
  return {
    ...plate,
    files: [{ attachmentId, hash }],
    samples: plate.samples.map((one) => ({
      ...one,
      dilution,
      readings: one.readings.map((reading) => ({ ...reading, attachmentId })),
    })),
  };
}

function states(): string {
  return JSON.stringify(notebook.database.prepare('SELECT * FROM entity ORDER BY type, id').raw().all());
}

const evaluate = (dilution?: string) => {
  const given = { assayKey: 'elisa', title: 'IL-6, plate 1', input: plateFromFile(dilution) };
  return accepted(notebook.transact(evaluateAssay, given, director, { source: 'imported' })).value.assayId;
};

test('[GLP-2] an evaluated, re-evaluated and rejected assay verifies, and is rebuilt to the same bytes', () => {
  const kept = evaluate();
  const again = { assayId: kept, input: plateFromFile('10') };
  accepted(notebook.transact(reevaluateAssay, again, director, { reason: 'The dilution was 1:10.' }));
  const failed = accepted(
    notebook.transact(
      evaluateAssay,
      { assayKey: 'elisa', title: 'IL-6, plate 2', input: plateFromFile('20') },
      director,
      { reason: 'The plate was repeated.' },
    ),
  ).value.assayId;
  accepted(notebook.transact(rejectAssay, { assayId: failed }, director, { reason: 'The washer failed.' }));
  const report = verify(notebook.database);
  expect(report.problems).toEqual([]);
  expect(report.attachments).toEqual({ checked: 1, mismatched: 0 });
  const before = states();
  rebuild(notebook.database, notebook.path);
  expect(states()).toBe(before);
  expect(verify(notebook.database).ok).toBe(true);
});

test('[GLP-2] in a reopened notebook it is recomputed to the letter, and its results lead down to the file', () => {
  const assayId = evaluate();
  notebook.close();
  notebook = folder.open().notebook;
  expect(accepted(notebook.ask(showAssay, { assayId }, director))?.isReproduced).toBe(true);
  const trace = accepted(notebook.ask(traceResult, { resultId: 'P01/day-1/il-6' }, director));
  expect(trace?.wells.find((one) => one.well === 'D1')).toMatchObject({
    value: '0.621',
    file: { name: 'plate 1.txt', hash, status: 'kept' },
  });
});

test('[P11-10e] nothing is written when it is refused', () => {
  evaluate();
  const count = () => notebook.database.prepare('SELECT count(*) FROM record').pluck().get();
  const before = count();
  const second = { assayKey: 'elisa', title: 'IL-6, plate 1 again', input: plateFromFile('7') };
  expect(refusedWith(notebook.transact(evaluateAssay, second, director))).toBe('assay.result-exists');
  expect(count()).toBe(before);
  const { read } = notebook.queryContext(director);
  expect(read.get(Result, 'P01/day-1/il-6')?.value).toBe('846.48');
});

test('[P11-10g] surgeon, quality assurance and administrator may not evaluate; those who work with the study may look', () => {
  const assayId = evaluate();
  const call = (role: Actor['roles'][number], name: string, payload: unknown) =>
    carryOutAs(notebook, { userId: director.userId, roles: [role] }, name, payload);
  for (const role of ['surgeon', 'quality-assurance', 'administrator'] as const) {
    for (const [name, input] of [
      ['assay.evaluate', { assayKey: 'elisa', title: 'x', input: plateFromFile() }],
      ['assay.reevaluate', { assayId, input: plateFromFile('10') }],
      ['assay.reject', { assayId }],
    ] as const) {
      expect(refusedWith(call(role, name, { input, meta: { reason: 'x' } }))).toBe('role.not-allowed');
    }
  }
  expect(call('quality-assurance', 'assay.show', { assayId })).toMatchObject({ ok: true });
  expect(refusedWith(call('administrator', 'assay.list', {}))).toBe('role.not-allowed');
  const reject = { input: { assayId }, meta: { reason: 'The washer failed.' } };
  expect(call('pathologist', 'assay.reject', reject)).toMatchObject({ ok: true });
});
