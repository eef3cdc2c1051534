// Tests of what the refusal of a stale edit may show of both states, and to whom.
// Must not test when an edit is stale: electron/notebook/stale.test.ts does.

import { expect, test } from 'vitest';
import { checkDose, prepareDose } from './dose-preparation.ts';
import { Dose } from './dose.ts';
import { Lot } from './lot.ts';
import { doseWorld, second, worked } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';
import { visibleState } from './visible-state.ts';

const technician = (userId: string) => ({ userId, roles: ['technician'] as const });
const surgeon = { userId: 'surgeon-1', roles: ['surgeon'] as const };

test('the second person is not shown the first entry, who prepared it is, and everybody is once it is checked', () => {
  const { bench, lots } = doseWorld();
  const { doseId } = bench.run(prepareDose, worked(lots.secretome));
  const shown = (userId: string) =>
    JSON.stringify(
      visibleState(bench.read, technician(userId), Dose.type, known(bench.read.get(Dose, doseId))),
    );
  expect(shown('technician-2')).toContain(doseId);
  expect(shown('technician-2')).not.toMatch(/22\.4|933|930|22400000|secretome|SEC/);
  expect(shown('technician-1')).toContain('"weightKg":"22.4"');
  bench.run(checkDose, { doseId, weightKg: '22.4', lotCode: 'SEC-01' }, second);
  expect(shown('technician-2')).toContain('"weightKg":"22.4"');
  expect(shown('technician-1')).not.toMatch(/secretome|SEC/);
});

test('who may not know the group is not shown a lot', () => {
  const { bench, lots } = doseWorld();
  const lot = known(bench.read.get(Lot, lots.secretome));
  expect(visibleState(bench.read, surgeon, Lot.type, lot)).toBeNull();
  expect(visibleState(bench.read, technician('technician-1'), Lot.type, lot)).toMatchObject({
    code: 'SEC-01',
  });
  expect(visibleState(bench.read, surgeon, Lot.type, undefined)).toBeNull();
});
