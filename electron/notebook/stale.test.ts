// When a command is refused because its author had an older state before him, and what the refusal shows of it (PAIN-1).
// Must not repeat what notebook.test.ts shows of versions and positions of the log.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { Animal } from '../../shared/domain/animal.ts';
import { cancelDose } from '../../shared/domain/dose-preparation.ts';
import { Dose } from '../../shared/domain/dose.ts';
import { completeStep, skipStep } from '../../shared/domain/step-commands.ts';
import { startRun } from '../../shared/domain/run-commands.ts';
import { exactScale } from '../../shared/domain/time-scale.ts';
import { createUser } from '../../shared/domain/user.ts';
import { weighAnimal } from '../../shared/domain/weighing.ts';
import { decide, defineCommand, type NewRecord } from '../../shared/kernel/decider.ts';
import { z } from 'zod';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import type { Notebook } from './notebook.ts';

let folder: TestFolder;
let notebook: Notebook;

beforeEach(() => {
  folder = new TestFolder();
  notebook = folder.create();
});
afterEach(() => {
  notebook.close();
  folder.remove();
});

const piglet = {
  animalId: 'P07',
  earTag: 'E-0007',
  sex: 'female',
  birthDate: '2025-10-15',
  source: 'breeder',
  strain: 'miniature pig',
  purpose: 'study',
  housing: 'pen 1',
};

describe('[PAIN-1] a basis that names version 0', () => {
  test('is refused when the thing exists by now, with nothing as the older state', () => {
    accepted(notebook.transact(registerAnimal, piglet, director));
    const basis = { 'animal/P07': 0 };
    const weigh = notebook.transact(weighAnimal, { animalId: 'P07', weightKg: '22.4' }, director, { basis });
    expect(refusedWith(weigh)).toBe('entity.stale');
    if (weigh.ok) return;
    expect(weigh.refusal.details).toMatchObject({ id: 'P07', seen: null, now: { id: 'P07' } });
    const right = { basis: { 'animal/P07': 1 } };
    accepted(notebook.transact(weighAnimal, { animalId: 'P07', weightKg: '22.4' }, director, right));
  });

  test('passes when the thing is new, or when the command does not change it', () => {
    accepted(notebook.transact(registerAnimal, piglet, director, { basis: { 'animal/P07': 0 } }));
    const other = { ...piglet, animalId: 'P08', earTag: 'E-0008' };
    accepted(notebook.transact(registerAnimal, other, director, { basis: { 'animal/P07': 0 } }));
    expect(notebook.queryContext(director).read.list(Animal)).toHaveLength(2);
  });

  test('of a step that somebody else has skipped meanwhile', () => {
    accepted(notebook.transact(registerAnimal, piglet, director));
    const subject = { type: 'animal', id: 'P07' };
    const { runId } = accepted(
      notebook.transact(startRun, { protocolKey: 'surgery', subject }, director),
    ).value;
    const step = { runId, stepKey: 'fast' };
    accepted(notebook.transact(skipStep, step, director, { reason: 'It had eaten nothing.' }));
    const basis = { [`step/${runId}/fast`]: 0 };
    expect(refusedWith(notebook.transact(completeStep, step, director, { basis }))).toBe('entity.stale');
  });

  test('a version that the thing has not reached is refused as well', () => {
    const basis = { 'animal/P07': 3 };
    expect(refusedWith(notebook.transact(registerAnimal, piglet, director, { basis }))).toBe('entity.stale');
  });
});

test('[PAIN-1] the refusal does not show the first entry of a dose to who is to make the second', () => {
  for (const userId of ['technician-1', 'technician-2']) {
    const person = {
      userId,
      printedName: userId,
      roles: ['technician'],
      identityVerifiedBy: 'study-director-1',
    };
    accepted(notebook.transact(createUser, person, director));
  }
  const append = (records: readonly NewRecord[], userId: string) => {
    const command = defineCommand({
      name: 'test.append',
      input: z.object({}),
      decide: () => decide(records, {}),
    });
    accepted(notebook.transact(command, {}, { userId, roles: ['technician'] }));
  };
  const prepared = Dose.record('dose.prepared', 'dose-1', {
    code: '7KQ2M',
    animalId: 'P07',
    weightKg: '22.4',
    cellsTarget: '22400000',
    volumeMicrolitre: '933.3',
    drawMicrolitre: '930',
    fills: ['930'],
    syringeMl: '1',
    graduationMicrolitre: '10',
    scale: exactScale(0, 0),
    blind: {
      group: 'asc-secretome',
      substance: 'secretome',
      lotId: 'lot-1',
      equation: [],
      errorPercent: '-0.36',
      deadSpaceMicrolitre: '0',
    },
  });
  append([prepared], 'technician-1');
  const differed = { differs: ['weight' as const], blind: { weightKg: '24.2', lotCode: 'SEC-01' } };
  append([Dose.record('dose.checkDiffered', 'dose-1', differed)], 'technician-2');
  const refusal = (userId: string) => {
    const actor = { userId, roles: ['technician'] } as const;
    const meta = { basis: { 'dose/dose-1': 1 }, reason: 'It was so.' };
    const outcome = notebook.transact(cancelDose, { doseId: 'dose-1' }, actor, meta);
    expect(refusedWith(outcome)).toBe('entity.stale');
    return JSON.stringify(outcome);
  };
  expect(refusal('technician-2')).toContain('"differences":1');
  expect(refusal('technician-2')).not.toMatch(/22\.4|24\.2|933|930|secretome|lot-1|SEC/);
  expect(refusal('technician-1')).toContain('22.4');
  expect(refusal('technician-1')).not.toMatch(/24\.2|secretome|lot-1|SEC/);
});
