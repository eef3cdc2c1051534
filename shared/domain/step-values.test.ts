// Tests of the values that name something else: what they name must be there, and its name is not said again.
// Must not test limits and units: step-commands.test.ts does.

import { expect, test } from 'vitest';
import { addAttachment } from './attachment.ts';
import { Lot } from './lot.ts';
import { releaseBuiltIn } from './protocol.ts';
import { startRun } from './run-commands.ts';
import { completeStep } from './step-commands.ts';
import { doneStep } from './step.ts';
import { Bench } from './testing/bench.ts';
import { append } from './testing/operated-animal.ts';

test('a file of a step is an attachment by its id; a name says nothing that the notebook could find', () => {
  const bench = new Bench();
  bench.run(releaseBuiltIn, {});
  const facts = { title: 'ASC', expiresAt: null, volumeMicrolitre: '0', location: null };
  append(bench, [
    Lot.record('lot.ascCreated', 'lot-1', { ...facts, code: 'A1', runId: null, donorAnimalId: 'P08' }),
  ]);
  const { runId } = bench.run(startRun, {
    protocolKey: 'conditioned-medium',
    subject: { type: 'lot', id: 'lot-1' },
  });
  const { attachmentId } = bench.run(addAttachment, {
    hash: 'a'.repeat(64),
    name: 'plate.xlsx',
    bytes: 10,
    animalId: null,
    runId,
    lotId: 'lot-1',
  });
  const check = (file: string) => ({
    runId,
    stepKey: 'lot-check',
    values: { 'plate-file': file },
    deviationReason: 'Only this step is recorded here.',
  });
  expect(bench.refused(completeStep, check('plate.xlsx')).code).toBe('step.value-unknown');
  bench.run(completeStep, check(attachmentId));
  const done = doneStep(bench.read, runId, 'lot-check');
  expect(done?.values['plate-file']).toEqual({ value: attachmentId, unit: null });
  expect(JSON.stringify(bench.records.at(-1)?.payload)).not.toContain('plate.xlsx');
});
