// Tests of notes on runs: at any time, in anybody's words, readable by everybody, never changed.
// Must not test how they are shown.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochOf, localText, minuteMs } from '../kernel/time.ts';
import { permissions } from '../permissions.ts';
import { auditTrail } from './audit.ts';
import { registerAnimal } from './animal-commands.ts';
import { abandonRun, startRun } from './run-commands.ts';
import { addNote, Note, notesOfRun } from './run-note.ts';
import { releaseBuiltIn } from './protocol.ts';
import { Bench } from './testing/bench.ts';

const text = 'Slight bleeding at port 2, compressed';

function started(): { bench: Bench; runId: string } {
  const bench = new Bench();
  bench.run(releaseBuiltIn, {});
  bench.run(registerAnimal, {
    animalId: 'P07',
    earTag: 'P07',
    sex: 'male',
    birthDate: '2025-10-01',
    source: 'breeder 1',
    strain: 'Bama',
    purpose: 'study',
    housing: 'pen 1',
  });
  const { runId } = bench.run(startRun, {
    protocolKey: 'surgery',
    subject: { type: 'animal', id: 'P07' },
    participants: [],
  });
  return { bench, runId };
}

describe('a note on a run', () => {
  test('[P11-10e] is one record of its own with who, when and both times, and leaves the run as it was', () => {
    const { bench, runId } = started();
    const before = bench.read.version({ type: 'run' }, runId);
    const count = bench.records.length;
    const { noteId } = bench.run(addNote, { runId, text: `  ${text} ` });
    expect(bench.records).toHaveLength(count + 1);
    expect(bench.records.at(-1)).toMatchObject({ kind: 'run.noted', subjectType: 'note', subjectId: noteId });
    expect(bench.read.get(Note, noteId)).toMatchObject({
      runId,
      animalId: 'P07',
      lotId: null,
      text,
      by: 'technician-1',
    });
    expect(bench.read.version({ type: 'run' }, runId)).toBe(before);
  });

  test('[ALC-2] may tell of an earlier moment, and says when it was recorded', () => {
    const { bench, runId } = started();
    const occurredAt = localText(bench.now);
    bench.pass(20 * minuteMs);
    const { noteId } = bench.run(addNote, { runId, text }, { occurredAt });
    const note = bench.read.get(Note, noteId);
    expect(note?.at).toBe(occurredAt);
    expect(epochOf(note?.recordedAt ?? '') - epochOf(note?.at ?? '')).toBe(20 * minuteMs);
    expect(bench.ask(notesOfRun, { runId }).notes).toMatchObject([{ isLate: true }]);
  });

  test('is taken on a run that has ended as well: paper must not be the only place left', () => {
    const { bench, runId } = started();
    bench.run(abandonRun, { runId }, { reason: 'The animal was not fasted.' });
    bench.run(addNote, { runId, text });
    expect(bench.ask(notesOfRun, { runId }).notes.map((one) => one.text)).toEqual([text]);
  });

  test('is refused without words, and on a run that does not exist', () => {
    const { bench, runId } = started();
    for (const empty of ['', '  ', '\n\t']) {
      expect(addNote.input.safeParse({ runId, text: empty }).success).toBe(false);
    }
    expect(addNote.input.safeParse({ runId, text: 'x'.repeat(2001) }).success).toBe(false);
    expect(bench.refused(addNote, { runId: 'none', text }).code).toBe('entity.unknown');
    expect(bench.ask(notesOfRun, { runId }).notes).toEqual([]);
  });

  test('[P11-10g] may be written by whoever works at the bench, and read by everybody who reads the study', () => {
    expect(permissions.get('run.addNote')?.toSorted()).toEqual([
      'pathologist',
      'study-director',
      'surgeon',
      'technician',
    ]);
    expect(permissions.get('run.notes')).toContain('quality-assurance');
    expect(permissions.get('run.notes')).not.toContain('administrator');
  });

  test('is shown word for word to a blinded reader too, on the run, with its animal and in the audit trail', () => {
    const words = fc.string({ minLength: 1, maxLength: 80 }).filter((one) => one.trim() !== '');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (list) => {
        const { bench, runId } = started();
        for (const one of list) bench.run(addNote, { runId, text: one });
        bench.roles = ['surgeon'];
        const trimmed = list.map((one) => one.trim());
        expect(bench.ask(notesOfRun, { runId }).notes.map((one) => one.text)).toEqual(trimmed);
        expect(bench.ask(notesOfRun, { animalId: 'P07' }).notes.map((one) => one.text)).toEqual(trimmed);
        const { records } = bench.ask(auditTrail, { subjectType: 'note' });
        expect(records.map((one) => one.payload['text'])).toEqual(trimmed.toReversed());
      }),
      { numRuns: 20 },
    );
  });
});
