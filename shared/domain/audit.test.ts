// The audit trail: what it shows to whom, filters and pages.
// Must not test the log itself.

import { describe, expect, test } from 'vitest';
import { registerAnimal, rehouseAnimal } from './animal-commands.ts';
import { auditRecord, auditTrail } from './audit.ts';
import { giveDose } from './dose-giving.ts';
import { checkDose, prepareDose } from './dose-preparation.ts';
import { createCommercialLot } from './lot-keeping.ts';
import { createStudy } from './study.ts';
import { Bench } from './testing/bench.ts';
import { doseWorld, readySyringe, worked } from './testing/dose-bench.ts';
import { weighAnimal } from './weighing.ts';
import { localText, minuteMs } from '../kernel/time.ts';

function studyBench(): Bench {
  const bench = new Bench();
  bench.run(createStudy, { title: 'Study', isSimulated: false, zone: 'Asia/Shanghai' });
  bench.run(registerAnimal, {
    animalId: 'P07',
    earTag: 'E-0007',
    sex: 'female',
    birthDate: '2025-10-01',
    source: 'breeder',
    strain: 'miniature pig',
    purpose: 'study',
    housing: 'pen 1',
  });
  return bench;
}

describe('[P11-10e] the audit trail', () => {
  test('shows the newest first and one subject where asked', () => {
    const bench = studyBench();
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.4' });
    const kinds = bench.ask(auditTrail, {}).records.map((one) => one.kind);
    expect(kinds).toEqual(['animal.weighed', 'animal.registered', 'study.created']);
    const ofStudy = bench.ask(auditTrail, { subjectType: 'study' }).records.map((one) => one.kind);
    expect(ofStudy).toEqual(['study.created']);
  });

  test('[ALC-2] marks what was recorded more than five minutes after it happened', () => {
    const bench = studyBench();
    const late = localText({ ...bench.now, epochMs: bench.now.epochMs - 6 * minuteMs });
    const intime = localText({ ...bench.now, epochMs: bench.now.epochMs - 5 * minuteMs });
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.3' }, { occurredAt: late });
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.4' }, { occurredAt: intime });
    const marks = bench.ask(auditTrail, { subjectType: 'animal' }).records.map((one) => one.isLate);
    expect(marks).toEqual([false, true, false]);
  });

  test('goes on where a page ended', () => {
    const bench = studyBench();
    for (let count = 0; count < 210; count++) bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.4' });
    const first = bench.ask(auditTrail, {});
    expect(first.records).toHaveLength(200);
    const beforeSeq = first.nextBeforeSeq ?? 0;
    const second = bench.ask(auditTrail, { beforeSeq });
    expect(second.nextBeforeSeq).toBeNull();
    expect([...first.records, ...second.records].map((one) => one.seq)).toEqual(
      Array.from({ length: 212 }, (_, index) => 212 - index),
    );
  });

  test('a blinded person does not see the records of lots, and is told how many are hidden', () => {
    const bench = studyBench();
    bench.run(createCommercialLot, {
      code: 'SAL-1',
      kind: 'saline',
      supplier: 'supplier',
      supplierLot: 'B1',
      expiresAt: '2026-12-31',
      volumeMicrolitre: '500000',
    });
    expect(bench.ask(auditTrail, {}).records.map((one) => one.subjectType)).toContain('lot');
    bench.roles = ['surgeon'];
    const blinded = bench.ask(auditTrail, {});
    expect(blinded.records.map((one) => one.subjectType)).not.toContain('lot');
    expect(blinded.hiddenCount).toBe(1);
  });

  test('the second person neither reads nor finds the first entry of a dose before the check', () => {
    const { bench, lots } = doseWorld();
    const { doseId } = bench.run(prepareDose, worked(lots.secretome));
    const seq = bench.records.length;
    const search = (text: string) =>
      bench.ask(auditTrail, { subjectType: 'dose', subjectId: doseId, text }).records.length;
    const read = () =>
      JSON.stringify([bench.ask(auditTrail, { subjectId: doseId }), bench.ask(auditRecord, { seq })]);
    expect([search('22.4'), read()]).toEqual([1, expect.stringContaining('22.4')]);
    bench.as = 'technician-2';
    expect(search('22.4')).toBe(0);
    expect(read()).toContain('dose.prepared');
    expect(read()).not.toMatch(/22\.4|933|930|secretome/);
    bench.run(checkDose, { doseId, weightKg: '22.4', lotCode: 'SEC-01' });
    expect([search('22.4'), read()]).toEqual([1, expect.stringContaining('22.4')]);
  });

  test('a blinded person cannot ask for a group, a lot or a substance by searching', () => {
    const world = doseWorld();
    const { bench } = world;
    const { doseId, code } = readySyringe(world);
    const all = { sites: [{ site: 'left remnant', volumeMicrolitre: '930' }] };
    bench.run(giveDose, { code, animalId: 'P04', ...all });
    const questions = [
      { kinds: ['dose.prepared'], text: 'asc-secretome' },
      { subjectType: 'allocation', text: '"4":"asc-secretome"' },
      { subjectType: 'lot', subjectId: world.lots.secretome },
      { subjectId: world.lots.secretome, text: doseId },
      { kinds: ['lot.taken'] },
    ];
    bench.roles = ['study-director'];
    for (const question of questions) expect(bench.ask(auditTrail, question).records).not.toEqual([]);
    bench.roles = ['surgeon'];
    const nothing = { records: [], hiddenCount: 0, nextBeforeSeq: null };
    for (const question of questions) expect(bench.ask(auditTrail, question)).toEqual(nothing);
    expect(bench.ask(auditTrail, { kinds: ['dose.prepared'], text: code }).records).toHaveLength(1);
  });

  test('[P11-10e] one record says what it changed from what to what', () => {
    const bench = studyBench();
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.4' });
    const rehoused = bench.run(rehouseAnimal, { animalId: 'P07', housing: 'pen 2' });
    expect(rehoused).toBeDefined();
    const { record, changes } = bench.ask(auditRecord, { seq: bench.records.length });
    expect(record).toMatchObject({ kind: 'animal.rehoused', author: 'technician-1' });
    expect(changes).toEqual([{ field: 'housing', from: 'pen 1', to: 'pen 2' }]);
    expect(bench.ask(auditRecord, { seq: 999 })).toEqual({ record: null, changes: [] });
  });
});
