// Tests of animals: arrival, weights, criteria, exceptions, complications, and how an animal leaves the study.
// Must not test allocation beyond the position that a replacement takes over.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, localText } from '../kernel/time.ts';
import {
  completeAnimal,
  correctAnimal,
  grantException,
  recordComplication,
  recordDeath,
  registerAnimal,
  rehouseAnimal,
  reinstateAnimal,
  replaceAnimal,
  withdrawAnimal,
} from './animal-commands.ts';
import { listAnimals, showAnimal } from './animal-queries.ts';
import {
  ageMonths,
  Animal,
  type AnimalState,
  criteriaProblems,
  latestWeight,
  openCriteria,
} from './animal.ts';
import { drawAllocation, enrolAnimal } from './allocation.ts';
import { Bench } from './testing/bench.ts';
import { exactScale } from './time-scale.ts';
import { correctWeight, weighAnimal } from './weighing.ts';

const arrival = {
  sex: 'female',
  birthDate: '2025-10-01',
  source: 'breeder 1',
  strain: 'Bama miniature pig',
  purpose: 'study',
  housing: 'pen 3',
} as const;
const because = { reason: 'Agreed with the study director.' };

function withAnimals(...animalIds: readonly string[]): Bench {
  const bench = new Bench();
  for (const animalId of animalIds) {
    bench.run(registerAnimal, { ...arrival, animalId, earTag: `tag-${animalId}`, weightKg: '22.4' });
  }
  return bench;
}

function stateOf(bench: Bench, animalId = 'P07'): AnimalState {
  const animal = bench.read.get(Animal, animalId);
  if (!animal) throw new Error(`No animal ${animalId}.`);
  return animal;
}

describe('arrival', () => {
  test('[P11-10e] registers the animal and its weight in two records of one animal', () => {
    const bench = withAnimals('P07');
    expect(bench.records.map((one) => [one.kind, one.subjectId])).toEqual([
      ['animal.registered', 'P07'],
      ['animal.weighed', 'P07'],
    ]);
    expect(stateOf(bench)).toMatchObject({ code: 'tag-P07', status: 'active', position: null, ended: null });
    expect(bench.read.list(Animal, { code: 'tag-P07' })).toHaveLength(1);
  });

  test('[P11-100] an id is never used again, not even after a death', () => {
    const bench = withAnimals('P07');
    bench.run(recordDeath, { animalId: 'P07' }, because);
    const again = { ...arrival, animalId: 'p07', earTag: 'other' };
    expect(bench.refused(registerAnimal, again).code).toBe('animal.exists');
  });

  test('refuses a birth so long ago that it can only be mistyped', () => {
    const bench = withAnimals('P07');
    const next = { ...arrival, animalId: 'P08', earTag: 'tag-P08' };
    expect(bench.refused(registerAnimal, { ...next, birthDate: '2001-02-01' }).code).toBe(
      'animal.birth-implausible',
    );
    expect(
      bench.refused(correctAnimal, { animalId: 'P07', to: { birthDate: '1925-10-15' } }, because).code,
    ).toBe('animal.birth-implausible');
    bench.run(registerAnimal, { ...next, birthDate: '2001-02-03' });
  });

  test('refuses a taken ear tag, a birth to come and an impossible weight', () => {
    const bench = withAnimals('P07');
    const next = { ...arrival, animalId: 'P08', earTag: 'tag-P08' };
    expect(bench.refused(registerAnimal, { ...next, earTag: 'tag-P07' }).code).toBe('animal.ear-tag-taken');
    expect(bench.refused(registerAnimal, { ...next, birthDate: '2026-03-03' }).code).toBe(
      'animal.birth-in-future',
    );
    expect(bench.refused(registerAnimal, { ...next, weightKg: '22,4' }).code).toBe(
      'animal.weight-impossible',
    );
    expect(() => bench.refused(registerAnimal, { ...next, animalId: 'pig 8' })).toThrow('Invalid');
    expect(() => bench.refused(registerAnimal, { ...next, birthDate: '2025-02-30' })).toThrow('Invalid');
  });

  test('a correction keeps the old values and records only what differs', () => {
    const bench = withAnimals('P07', 'P08');
    const to = { earTag: 'tag-7', strain: arrival.strain, sex: 'castrated' } as const;
    expect(bench.refused(correctAnimal, { animalId: 'P07', to }).code).toBe('reason.missing');
    bench.run(correctAnimal, { animalId: 'P07', to }, because);
    expect(bench.records.at(-1)?.payload).toEqual({
      from: { earTag: 'tag-P07', sex: 'female' },
      to: { earTag: 'tag-7', sex: 'castrated' },
    });
    expect(stateOf(bench)).toMatchObject({
      code: 'tag-7',
      earTag: 'tag-7',
      sex: 'castrated',
      strain: arrival.strain,
    });
    const refused = (change: object) =>
      bench.refused(correctAnimal, { animalId: 'P07', to: change }, because).code;
    expect(refused(to)).toBe('animal.nothing-to-correct');
    expect(refused({ earTag: 'tag-P08' })).toBe('animal.ear-tag-taken');
    expect(refused({ birthDate: '2027-01-01' })).toBe('animal.birth-in-future');
  });

  test('moves between pens', () => {
    const bench = withAnimals('P07');
    bench.run(rehouseAnimal, { animalId: 'P07', housing: 'pen 4' });
    expect(stateOf(bench).housing).toBe('pen 4');
    expect(bench.records.at(-1)?.payload).toEqual({ from: 'pen 3', housing: 'pen 4' });
    expect(bench.refused(rehouseAnimal, { animalId: 'P07', housing: 'pen 4' }).code).toBe(
      'animal.nothing-to-correct',
    );
  });
});

describe('weights', () => {
  test('[ALC-2] the latest is the one taken last, whatever was recorded last', () => {
    const bench = withAnimals('P07');
    bench.pass(dayMs);
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '23.10' });
    const late = '2026-03-02T20:00:00.000+08:00[Asia/Shanghai]';
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.9' }, { occurredAt: late });
    expect(stateOf(bench).weights.map((one) => one.weightKg)).toEqual(['22.4', '23.1', '22.9']);
    expect(latestWeight(stateOf(bench))?.weightKg).toBe('23.1');
    const ago = (ms: number) => ({
      at: localText({ ...bench.now, epochMs: bench.now.epochMs - ms }),
      scale: exactScale(0, 0),
    });
    expect(latestWeight(stateOf(bench), ago(hourMs))?.weightKg).toBe('22.9');
    expect(latestWeight(stateOf(bench), ago(2 * dayMs))).toBeNull();
  });

  test('[P11-10e] a correction names the record and keeps the old value', () => {
    const bench = withAnimals('P07');
    const recordId = stateOf(bench).weights[0]?.recordId ?? '';
    const correction = { animalId: 'P07', recordId, weightKg: '24.2' };
    expect(bench.refused(correctWeight, correction).code).toBe('reason.missing');
    bench.run(correctWeight, correction, because);
    expect(stateOf(bench).weights).toMatchObject([{ weightKg: '24.2', correctedFrom: '22.4', recordId }]);
    expect(bench.records.at(-1)?.payload).toEqual({ recordId, from: '22.4', weightKg: '24.2' });
    expect(bench.refused(correctWeight, correction, because).code).toBe('animal.nothing-to-correct');
    const refused = (change: object) =>
      bench.refused(correctWeight, { ...correction, ...change }, because).code;
    expect(refused({ recordId: 'another' })).toBe('animal.weight-unknown');
    expect(refused({ weightKg: '22400' })).toBe('animal.weight-impossible');
  });

  test('what can only be mistyped is refused on the scale, whatever exception there is; its limits pass', () => {
    const bench = withAnimals('P07');
    bench.run(grantException, { animalId: 'P07', criteria: ['weight', 'age'] }, because);
    const weigh = (weightKg: string) => bench.refused(weighAnimal, { animalId: 'P07', weightKg });
    for (const weightKg of ['200', '100.1', '0.9', '0.1']) {
      const refusal = weigh(weightKg);
      expect(refusal.code).toBe('animal.weight-impossible');
      expect(refusal.message).toContain('probably mistyped');
      expect(refusal.remedy).toContain('between 1 and 100 kg');
    }
    const recordId = stateOf(bench).weights[0]?.recordId ?? '';
    expect(bench.refused(correctWeight, { animalId: 'P07', recordId, weightKg: '224' }, because).code).toBe(
      'animal.weight-impossible',
    );
    const deviationReason = 'Weighed twice.';
    for (const weightKg of ['1', '100'])
      bench.run(weighAnimal, { animalId: 'P07', weightKg, deviationReason });
    expect(latestWeight(stateOf(bench))?.weightKg).toBe('100');
  });

  test.each(['0', '-22', '300.1', '2e1', 'heavy', ''])('“%s” kg is refused', (weightKg) => {
    const bench = withAnimals('P07');
    expect(bench.refused(weighAnimal, { animalId: 'P07', weightKg }).code).toBe('animal.weight-impossible');
  });
});

describe('age in completed months', () => {
  test.each([
    ['2025-10-01', '2026-01-31', 3],
    ['2025-10-01', '2026-02-01', 4],
    ['2025-10-31', '2026-02-28', 3],
    ['2025-10-31', '2026-03-01', 4],
    ['2024-02-29', '2025-02-28', 11],
    ['2024-02-29', '2025-03-01', 12],
    ['2025-10-01', '2025-10-01', 0],
  ])('born %s, on %s: %i', (birthDate, day, months) => {
    expect(ageMonths(birthDate, day)).toBe(months);
  });

  test('never falls as days pass, and rises by one at a time', () => {
    const birth = Date.UTC(2025, 4, 31);
    const dayText = (days: number) => new Date(birth + days * dayMs).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const step = ageMonths(dayText(0), dayText(days + 1)) - ageMonths(dayText(0), dayText(days));
        expect([0, 1]).toContain(step);
      }),
    );
  });
});

describe('criteria', () => {
  const problemsOn = (bench: Bench, day: string) =>
    criteriaProblems(bench.read, stateOf(bench), day).map((one) => one.criterion);

  test('hold from 4 completed months to the last day of the sixth, and from 20 to 25 kg inclusive', () => {
    const bench = withAnimals('P07');
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '25' });
    expect(problemsOn(bench, '2026-03-02')).toEqual([]);
    expect(problemsOn(bench, '2026-04-30')).toEqual([]);
    expect(problemsOn(bench, '2026-05-01')).toEqual(['age']);
    bench.pass(hourMs);
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '25.01' });
    expect(problemsOn(bench, '2026-03-02')).toEqual(['weight']);
    bench.pass(hourMs);
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '20' });
    expect(problemsOn(bench, '2026-03-02')).toEqual([]);
  });

  test('an animal that was not yet weighed on that day misses them; a donor never does', () => {
    const bench = withAnimals('P07');
    expect(problemsOn(bench, '2026-03-01')).toEqual(['not-weighed']);
    bench.run(registerAnimal, {
      ...arrival,
      animalId: 'D1',
      earTag: 'd1',
      purpose: 'donor',
      birthDate: '2020-01-01',
    });
    expect(criteriaProblems(bench.read, stateOf(bench, 'D1'), '2026-03-02')).toEqual([]);
  });

  test('an exception covers what it names, and nothing else', () => {
    const bench = withAnimals('P07');
    const grant = { animalId: 'P07' };
    expect(bench.refused(grantException, grant, because).code).toBe('animal.exception-not-needed');
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '25.6' });
    expect(bench.refused(grantException, grant).code).toBe('reason.missing');
    bench.run(grantException, grant, because);
    expect(stateOf(bench).exception).toMatchObject({ criteria: ['weight'], reason: because.reason });
    expect(openCriteria(bench.read, stateOf(bench), '2026-03-02')).toEqual([]);
    expect(problemsOn(bench, '2026-03-02')).toEqual(['weight']);
    const later = openCriteria(bench.read, stateOf(bench), '2026-06-01');
    expect(later.map((one) => one.criterion)).toEqual(['age']);
    bench.run(grantException, { animalId: 'P07', criteria: ['age'] }, because);
    expect(openCriteria(bench.read, stateOf(bench), '2026-06-01')).toEqual([]);
  });
});

describe('leaving the study', () => {
  test('complications stay with the animal, also when found after its death', () => {
    const bench = withAnimals('P07');
    bench.run(recordDeath, { animalId: 'P07' }, { reason: 'Bleeding.' });
    bench.run(recordComplication, { animalId: 'P07', what: 'Haematoma', severity: 'severe' });
    expect(stateOf(bench)).toMatchObject({
      status: 'dead',
      ended: { reason: 'Bleeding.' },
      complications: [{ what: 'Haematoma', severity: 'severe', by: 'technician-1' }],
    });
  });

  test.each([
    ['dead', recordDeath],
    ['withdrawn', withdrawAnimal],
    ['completed', completeAnimal],
  ])('%s ends its part and can be taken back with a reason', (status, command) => {
    const bench = withAnimals('P07');
    bench.run(command, { animalId: 'P07' }, because);
    expect(stateOf(bench)).toMatchObject({ status, ended: { reason: because.reason } });
    expect(bench.refused(command, { animalId: 'P07' }, because).code).toBe('animal.already-ended');
    expect(bench.refused(reinstateAnimal, { animalId: 'P07' }).code).toBe('reason.missing');
    bench.run(reinstateAnimal, { animalId: 'P07' }, because);
    expect(stateOf(bench)).toMatchObject({ status: 'active', ended: null });
    expect(bench.refused(reinstateAnimal, { animalId: 'P07' }, because).code).toBe(
      'animal.nothing-to-reinstate',
    );
  });

  test('death and withdrawal need a reason', () => {
    const bench = withAnimals('P07');
    for (const command of [recordDeath, withdrawAnimal]) {
      expect(bench.refused(command, { animalId: 'P07' }).code).toBe('reason.missing');
    }
  });

  test('a replacement takes the position over, once', () => {
    const bench = withAnimals('P07', 'P08', 'P09');
    bench.run(drawAllocation, {});
    const replacement = { animalId: 'P07', by: 'P08' };
    const refused = (change = {}) =>
      bench.refused(replaceAnimal, { ...replacement, ...change }, because).code;
    expect(refused()).toBe('animal.not-ended');
    bench.run(withdrawAnimal, { animalId: 'P07' }, because);
    expect(refused()).toBe('animal.not-enrolled');
    bench.run(reinstateAnimal, { animalId: 'P07' }, because);
    bench.run(enrolAnimal, { animalId: 'P07' });
    bench.run(recordDeath, { animalId: 'P07' }, because);
    expect(bench.refused(replaceAnimal, replacement).code).toBe('reason.missing');
    expect(refused({ by: 'P07' })).toBe('animal.already-ended');
    expect(bench.run(replaceAnimal, replacement, because)).toEqual({ position: 1 });
    expect(stateOf(bench, 'P07')).toMatchObject({ position: 1, replacedBy: 'P08' });
    expect(stateOf(bench, 'P08')).toMatchObject({ position: 1, replaces: 'P07' });
    expect(refused({ by: 'P09' })).toBe('animal.already-replaced');
    expect(bench.refused(reinstateAnimal, { animalId: 'P07' }, because).code).toBe('animal.already-replaced');
    expect(bench.run(enrolAnimal, { animalId: 'P09' })).toEqual({ position: 2 });
  });

  test('what is not in the notebook is refused by every command', () => {
    const bench = new Bench();
    const missing = { animalId: 'P99' };
    const codes = [
      bench.refused(weighAnimal, { ...missing, weightKg: '22' }),
      bench.refused(correctWeight, { ...missing, recordId: 'x', weightKg: '22' }, because),
      bench.refused(correctAnimal, { ...missing, to: {} }, because),
      bench.refused(rehouseAnimal, { ...missing, housing: 'pen 1' }),
      bench.refused(grantException, missing, because),
      bench.refused(recordComplication, { ...missing, what: 'Fever', severity: 'mild' }),
      bench.refused(replaceAnimal, { ...missing, by: 'P98' }, because),
      ...[recordDeath, withdrawAnimal, completeAnimal, reinstateAnimal].map((one) =>
        bench.refused(one, missing, because),
      ),
    ].map((one) => one.code);
    expect(new Set(codes)).toEqual(new Set(['entity.unknown']));
  });
});

describe('views', () => {
  test('the list shows age, weight and problems, the group only to those who may know', () => {
    const bench = withAnimals('P07', 'P08');
    bench.run(drawAllocation, {});
    bench.run(enrolAnimal, { animalId: 'P07' });
    const [known, unknown] = bench.ask(listAnimals, {}).animals;
    expect(known).toMatchObject({ ageMonths: 5, weight: { weightKg: '22.4' }, criteriaProblems: [] });
    expect(['saline', 'dmem', 'asc', 'asc-secretome']).toContain(known?.group);
    expect(unknown?.group).toBeNull();
    bench.roles = ['surgeon'];
    expect(bench.ask(listAnimals, {}).animals.map((one) => one.group)).toEqual([null, null]);
    expect(bench.ask(showAnimal, { animalId: 'P07' })?.group).toBeNull();
    expect(bench.ask(listAnimals, { status: 'dead' }).animals).toEqual([]);
  });

  test('[ALC-2] the timeline is in order of happening and marks what was recorded late', () => {
    const bench = withAnimals('P07');
    bench.pass(dayMs);
    const yesterday = '2026-03-02T18:00:00.000+08:00[Asia/Shanghai]';
    bench.run(rehouseAnimal, { animalId: 'P07', housing: 'pen 5' });
    bench.run(weighAnimal, { animalId: 'P07', weightKg: '22.6' }, { occurredAt: yesterday });
    const timeline = bench.ask(showAnimal, { animalId: 'P07' })?.timeline;
    expect(timeline?.map((one) => [one.kind, one.isLate])).toEqual([
      ['animal.rehoused', false],
      ['animal.weighed', true],
      ['animal.weighed', false],
      ['animal.registered', false],
    ]);
    expect(bench.ask(showAnimal, { animalId: 'P99' })).toBeNull();
  });
});
