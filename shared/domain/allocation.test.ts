// Tests of the allocation: reproducible by hand, balanced, drawn once, hidden from those who are blinded.
// Must not compute its reference with the code under test: those lines come from a command-line SHA-256 and sort.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocationId, Allocation } from './allocation-state.ts';
import {
  changeAllocation,
  designShare,
  drawAllocation,
  drawGroups,
  enrolAnimal,
  groupOfAnimal,
  showAllocation,
} from './allocation.ts';
import { grantException, recordDeath, registerAnimal, replaceAnimal } from './animal-commands.ts';
import { Animal } from './animal.ts';
import { listDeviations } from './deviation.ts';
import { designGroups } from './settings.ts';
import { answerSetting, createStudy } from './study.ts';
import { Bench } from './testing/bench.ts';

const because = { reason: 'A mistake in the list.' };
const seed = 'a1b2c3d4e5f60718';
const fourOfSix = designGroups(new Bench().read);

function withAnimals(count: number): Bench {
  const bench = new Bench();
  for (let number = 1; number <= count; number++) {
    const animalId = `P${String(number).padStart(2, '0')}`;
    bench.run(registerAnimal, {
      animalId,
      earTag: animalId,
      sex: 'male',
      birthDate: '2025-10-01',
      source: 'breeder 1',
      strain: 'Bama miniature pig',
      purpose: 'study',
      housing: 'pen 1',
      weightKg: '22',
    });
  }
  return bench;
}

function groupOf(bench: Bench, animalId: string): string | null | undefined {
  const animal = bench.read.get(Animal, animalId);
  return animal && groupOfAnimal(bench.read, animal);
}

describe('the method', () => {
  test('gives what `printf seed:block:entry | sha256sum` and a sort give', () => {
    expect(drawGroups(seed, 4, fourOfSix)).toEqual(
      [
        'asc-secretome asc dmem saline',
        'dmem saline asc-secretome asc',
        'dmem saline asc asc-secretome',
        'asc-secretome asc dmem saline',
        'asc dmem saline asc-secretome',
        'asc asc-secretome dmem saline',
      ].flatMap((block) => block.split(' ')),
    );
  });

  const sizes = fc.record({
    seed: fc.string({ minLength: 1, maxLength: 20 }),
    animals: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
    rounds: fc.integer({ min: 1, max: 4 }),
  });
  const design = (animals: readonly number[]) =>
    animals.map((count, index) => ({ group: `group-${index}`, animals: count, controlOf: null }));
  const count = (list: readonly string[], group: string) => list.filter((one) => one === group).length;

  test('every block holds the groups in their proportion, the whole list as the design says', () => {
    fc.assert(
      fc.property(sizes, ({ seed: any, animals, rounds }) => {
        const groups = design(animals);
        const share = designShare(groups);
        const drawn = drawGroups(any, share * rounds, groups);
        const total = animals.reduce((sum, one) => sum + one, 0);
        for (const one of groups) expect(count(drawn, one.group)).toBe(one.animals);
        for (let start = 0; start < total; start += share * rounds) {
          const block = drawn.slice(start, start + share * rounds);
          for (const one of groups) expect(count(block, one.group) * total).toBe(block.length * one.animals);
        }
      }),
    );
  });

  test('each of the 24 orders of a block comes up about as often', () => {
    const orders = new Map<string, number>();
    for (let number = 0; number < 400; number++) {
      const drawn = drawGroups(`seed-${number}`, 4, fourOfSix);
      for (let start = 0; start < 24; start += 4) {
        const order = drawn.slice(start, start + 4).join();
        orders.set(order, (orders.get(order) ?? 0) + 1);
      }
    }
    expect(orders.size).toBe(24);
    const chiSquare = [...orders.values()].reduce((sum, seen) => sum + (seen - 100) ** 2 / 100, 0);
    // 99.9th percentile of chi-square with 23 degrees of freedom.
    expect(chiSquare).toBeLessThan(49.73);
  });
});

describe('the draw', () => {
  test('is one record, with seed and groups under blind', () => {
    const bench = new Bench();
    bench.run(drawAllocation, { seed }, because);
    expect(bench.records).toHaveLength(1);
    const { blind, ...open } = bench.records[0]?.payload ?? {};
    expect(open).toEqual({
      method: 'sha-256-sorted-blocks',
      seedOrigin: 'given',
      blockSize: 4,
      groups: ['saline', 'dmem', 'asc', 'asc-secretome'],
      positions: 24,
    });
    expect(blind).toMatchObject({ seed, groupOf: { '1': 'asc-secretome', '24': 'saline' } });
    expect(bench.refused(drawAllocation, {}).code).toBe('allocation.already-drawn');
  });

  test('draws a seed of its own, and refuses one that is none', () => {
    const bench = new Bench();
    expect(bench.refused(drawAllocation, { seed: 'lucky' }).code).toBe('allocation.seed-malformed');
    bench.run(drawAllocation, {});
    expect(bench.read.get(Allocation, allocationId)?.blind.seed).toMatch(/^[0-9a-f]{16}$/);
  });

  test('follows another design, and refuses a block that cannot hold it', () => {
    const bench = new Bench();
    bench.run(createStudy, { title: 'Study', isSimulated: false, zone: 'UTC' });
    const two = [
      { group: 'control', animals: 4, controlOf: 'treated' },
      { group: 'treated', animals: 8, controlOf: null },
    ];
    bench.run(answerSetting, { key: 'design.groups', value: JSON.stringify(two) }, because);
    expect(bench.refused(drawAllocation, {})).toMatchObject({
      code: 'allocation.block-does-not-fit',
      remedy: 'Choose a multiple of 3 as the size of a block.',
    });
    bench.run(answerSetting, { key: 'design.blockSize', value: '9' }, because);
    expect(bench.run(drawAllocation, {})).toEqual({ positions: 12 });
  });
});

describe('the seed', () => {
  test('[P11-10e] is given by a person only with a reason, and the record says which it was', () => {
    const bench = new Bench();
    const refusal = bench.refused(drawAllocation, { seed });
    expect(refusal.code).toBe('allocation.seed-without-reason');
    expect(refusal.remedy).toContain('leave the seed empty');
    expect(bench.records).toEqual([]);
    bench.run(drawAllocation, { seed }, { reason: 'Drawn on paper by a statistician.', as: 'director-2' });
    expect(bench.records[0]?.payload).toMatchObject({ seedOrigin: 'given' });
    const text =
      'The seed was given by director-2, not drawn by the program: Drawn on paper by a statistician.';
    expect(bench.ask(showAllocation, {})).toMatchObject({ seedText: text, isSeedGiven: true });
    bench.roles = ['surgeon'];
    expect(bench.ask(showAllocation, {})).toMatchObject({ seedText: text, seed: null });
  });

  test('is drawn by the program otherwise, and the record says so', () => {
    const bench = new Bench();
    bench.run(drawAllocation, {});
    expect(bench.records[0]?.payload).toMatchObject({ seedOrigin: 'drawn' });
    const shown = bench.ask(showAllocation, {});
    expect(shown).toMatchObject({ seedText: 'The program drew the seed.', isSeedGiven: false });
  });
});

describe('enrolment', () => {
  test('gives the lowest free position; nobody can choose it', () => {
    const bench = withAnimals(3);
    expect(bench.refused(enrolAnimal, { animalId: 'P01' }).code).toBe('allocation.not-drawn');
    bench.run(drawAllocation, { seed }, because);
    expect(bench.run(enrolAnimal, { animalId: 'P02' })).toEqual({ position: 1 });
    expect(bench.run(enrolAnimal, { animalId: 'P01' })).toEqual({ position: 2 });
    expect(groupOf(bench, 'P02')).toBe('asc-secretome');
    expect(groupOf(bench, 'P03')).toBeNull();
    expect(bench.refused(enrolAnimal, { animalId: 'P02' }).code).toBe('animal.already-enrolled');
    expect(bench.refused(enrolAnimal, { animalId: 'P99' }).code).toBe('entity.unknown');
  });

  test('needs a study animal within the criteria, or an exception', () => {
    const bench = withAnimals(1);
    const arrival = { sex: 'male', source: 'breeder 1', strain: 'Bama', housing: 'pen 1' } as const;
    const donor = {
      ...arrival,
      animalId: 'D1',
      earTag: 'D1',
      birthDate: '2025-01-01',
      purpose: 'donor',
    } as const;
    const old = {
      ...arrival,
      animalId: 'P02',
      earTag: 'P02',
      birthDate: '2025-01-01',
      purpose: 'study',
    } as const;
    bench.run(registerAnimal, donor);
    bench.run(registerAnimal, { ...old, weightKg: '24' });
    bench.run(drawAllocation, {});
    expect(bench.refused(enrolAnimal, { animalId: 'D1' }).code).toBe('animal.not-a-study-animal');
    const refusal = bench.refused(enrolAnimal, { animalId: 'P02' });
    expect(refusal.code).toBe('animal.criteria-missed');
    expect(refusal.message).toContain('14 months');
    bench.run(grantException, { animalId: 'P02' }, because);
    expect(bench.run(enrolAnimal, { animalId: 'P02' })).toEqual({ position: 1 });
    bench.run(recordDeath, { animalId: 'P01' }, because);
    expect(bench.refused(enrolAnimal, { animalId: 'P01' }).code).toBe('animal.already-ended');
  });

  test('ends when the list is full', () => {
    const bench = withAnimals(25);
    bench.run(drawAllocation, {});
    const enrol = (number: number) => ({ animalId: `P${String(number).padStart(2, '0')}` });
    for (let number = 1; number <= 24; number++) bench.run(enrolAnimal, enrol(number));
    expect(bench.refused(enrolAnimal, enrol(25)).code).toBe('allocation.full');
    const taken = bench.read.list(Animal).map((one) => one.position);
    expect(new Set(taken).size).toBe(25);
    bench.run(recordDeath, { animalId: 'P09' }, because);
    const refusal = bench.refused(enrolAnimal, enrol(25));
    expect(refusal.code).toBe('allocation.full-but-left');
    expect(refusal.remedy).toContain('P09');
    bench.run(replaceAnimal, { animalId: 'P09', by: 'P25' }, because);
    expect(bench.read.get(Animal, 'P25')?.position).toBe(9);
  });

  test('asks for the weight of an animal without one, not for an exception', () => {
    const bench = withAnimals(1);
    bench.run(registerAnimal, {
      animalId: 'P02',
      earTag: 'P02',
      sex: 'male',
      birthDate: '2025-10-01',
      source: 'breeder 1',
      strain: 'Bama miniature pig',
      purpose: 'study',
      housing: 'pen 1',
      weightKg: null,
    });
    bench.run(drawAllocation, {});
    const refusal = bench.refused(enrolAnimal, { animalId: 'P02' });
    expect(refusal.code).toBe('animal.weight-needed');
    expect(refusal.remedy).not.toContain('exception');
  });
});

describe('a change', () => {
  test('[P11-10e] needs a reason and keeps the old group in the record; on a taken position it is a deviation', () => {
    const bench = withAnimals(1);
    const change = { position: 1, group: 'asc' };
    expect(bench.refused(changeAllocation, change, because).code).toBe('allocation.not-drawn');
    bench.run(drawAllocation, { seed }, because);
    expect(bench.refused(changeAllocation, change).code).toBe('reason.missing');
    bench.run(changeAllocation, { position: 2, group: 'saline' }, because);
    expect(bench.ask(listDeviations, {}).deviations).toEqual([]);
    bench.run(enrolAnimal, { animalId: 'P01' });
    bench.run(changeAllocation, change, because);
    expect(bench.records.at(-2)?.payload).toEqual({
      position: 1,
      blind: { from: 'asc-secretome', group: 'asc' },
    });
    expect(groupOf(bench, 'P01')).toBe('asc');
    const [deviation] = bench.ask(listDeviations, { animalId: 'P01' }).deviations;
    expect(deviation?.what).toContain('position 1');
    expect(deviation?.what).not.toContain('asc');
    const refused = (other: object) => bench.refused(changeAllocation, { ...change, ...other }, because).code;
    expect(refused({})).toBe('allocation.same-group');
    expect(refused({ group: 'sham' })).toBe('allocation.group-unknown');
    expect(refused({ position: 25 })).toBe('allocation.position-unknown');
  });
});

describe('the view', () => {
  test('shows the method and who holds which position, the groups only to those who may know', () => {
    const bench = withAnimals(2);
    expect(bench.ask(showAllocation, {})).toMatchObject({ isDrawn: false, positions: [], blockSize: 4 });
    bench.run(drawAllocation, { seed }, because);
    bench.run(enrolAnimal, { animalId: 'P01' });
    bench.run(recordDeath, { animalId: 'P01' }, because);
    bench.run(replaceAnimal, { animalId: 'P01', by: 'P02' }, because);
    bench.run(changeAllocation, { position: 2, group: 'saline' }, because);
    const known = bench.ask(showAllocation, {});
    expect(known).toMatchObject({ mayKnow: true, seed, isDrawn: true });
    expect(known.method).toContain('SHA-256');
    expect(known.groups.map((one) => one.label)).toEqual(['Saline', 'DMEM', 'ASC', 'ASC-secretome']);
    expect(known.changes).toMatchObject([{ position: 2, reason: because.reason }]);
    expect(known.positions[0]).toEqual({
      position: 1,
      animalId: 'P02',
      earlierAnimalIds: ['P01'],
      group: 'asc-secretome',
    });
    bench.roles = ['surgeon', 'pathologist'];
    const blinded = bench.ask(showAllocation, {});
    expect(blinded).toMatchObject({ mayKnow: false, seed: null });
    expect(blinded.positions.map((one) => one.group)).toEqual(Array(24).fill(null));
    expect(JSON.stringify(blinded)).not.toContain(seed);
  });
});
