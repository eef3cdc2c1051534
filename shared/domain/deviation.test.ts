// Tests of deviations: reported by anybody, assessed by the study director, telling nobody the group.
// Must not test which other commands append them: those tests stand beside the commands.

import { expect, test } from 'vitest';
import { defineCommand, decide } from '../kernel/decider.ts';
import { z } from 'zod';
import { registerAnimal } from './animal-commands.ts';
import { assessDeviation, Deviation, deviationRecord, listDeviations, reportDeviation } from './deviation.ts';
import { Bench } from './testing/bench.ts';

const because = { reason: 'The cage door stood open.' };

function withAnimal(): Bench {
  const bench = new Bench();
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
  return bench;
}

test('[P11-10f] a report is open until the director assesses it; the assessment can be replaced with a reason', () => {
  const bench = withAnimal();
  const report = { what: 'Fasted for 9 h only', where: 'fast', animalId: 'P07' };
  const { deviationId } = bench.run(reportDeviation, report, because);
  expect(bench.read.get(Deviation, deviationId)).toMatchObject({
    ...report,
    runId: null,
    lotId: null,
    status: 'open',
    reason: because.reason,
    by: 'technician-1',
    assessment: null,
  });
  bench.as = 'director-1';
  bench.run(assessDeviation, { deviationId, text: 'No effect on the outcome.', impact: 'none' });
  expect(bench.read.get(Deviation, deviationId)).toMatchObject({
    status: 'assessed',
    assessment: { text: 'No effect on the outcome.', impact: 'none', by: 'director-1' },
  });
  const second = { deviationId, text: 'Glucose was low.', impact: 'minor' } as const;
  expect(bench.refused(assessDeviation, second).code).toBe('deviation.already-assessed');
  bench.run(assessDeviation, second, { reason: 'The laboratory value came later.' });
  expect(bench.read.get(Deviation, deviationId)?.assessment?.impact).toBe('minor');
});

test('refuses a report without a reason, of an unknown animal, or with a lot beside an animal', () => {
  const bench = withAnimal();
  const report = { what: 'Too warm', animalId: 'P07' };
  expect(bench.refused(reportDeviation, report).code).toBe('reason.missing');
  expect(bench.refused(reportDeviation, { ...report, animalId: 'P99' }, because).code).toBe('entity.unknown');
  expect(bench.refused(reportDeviation, { ...report, lotId: 'L1' }, because).code).toBe(
    'deviation.lot-beside-animal',
  );
  const nothing = { deviationId: 'none', text: 'Fine', impact: 'none' } as const;
  expect(bench.refused(assessDeviation, nothing).code).toBe('deviation.unknown');
});

test('inside another command it never names a lot beside an animal, and keeps the telling detail blind', () => {
  const bench = withAnimal();
  const both = defineCommand({
    name: 'test.both',
    input: z.object({}),
    decide: (_, context) =>
      decide(
        [
          deviationRecord(context, {
            what: 'Given late',
            animalId: 'P07',
            lotId: 'L1',
            blindDetail: 'ASC lot L1',
          }),
          deviationRecord(context, { what: 'Unit leaked', lotId: 'L1', runId: 'R1' }),
        ],
        {},
      ),
  });
  bench.run(both, {}, because);
  const list = () => bench.ask(listDeviations, {}).deviations;
  expect(list().map((one) => [one.animalId, one.lotId, one.runId])).toEqual([
    ['P07', null, null],
    [null, 'L1', 'R1'],
  ]);
  expect(list()[0]?.blind).toEqual({ detail: 'ASC lot L1' });
  bench.roles = ['surgeon'];
  expect(list()[0]?.blind).toBeNull();
  expect(JSON.stringify(list()[0])).not.toContain('L1');
});

test('the list can be narrowed by state and subject', () => {
  const bench = withAnimal();
  const first = bench.run(reportDeviation, { what: 'One', animalId: 'P07' }, because);
  bench.run(reportDeviation, { what: 'Two', runId: 'R1' }, because);
  bench.run(reportDeviation, { what: 'Three', lotId: 'L1' }, because);
  bench.run(assessDeviation, { ...first, text: 'Fine', impact: 'none' });
  const whats = (where: object) => bench.ask(listDeviations, where).deviations.map((one) => one.what);
  expect(whats({ status: 'open' })).toEqual(['Two', 'Three']);
  expect(whats({ status: 'assessed' })).toEqual(['One']);
  expect([whats({ animalId: 'P07' }), whats({ runId: 'R1' }), whats({ lotId: 'L1' })]).toEqual([
    ['One'],
    ['Two'],
    ['Three'],
  ]);
  expect(bench.ask(listDeviations, {}).openCount).toBe(2);
});
