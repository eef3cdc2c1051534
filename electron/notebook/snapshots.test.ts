// That lists of entities go through an index, so that their cost does not follow the size of the notebook (PAIN-11).
// Must not test the reducers: those are the domain's.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Animal } from '../../shared/domain/animal.ts';
import { entities } from '../../shared/domain/entities.ts';
import { Step } from '../../shared/domain/step.ts';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import type { Where } from '../../shared/kernel/decider.ts';
import { accepted, director, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { isIndexed } from './schema.ts';
import { listQuery, Snapshots } from './snapshots.ts';

let folder: TestFolder;

beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const cases: readonly (readonly [keys: readonly (keyof Where)[], index: string])[] = [
  [['code'], 'entityByCode'],
  [['runId'], 'entityByRun'],
  [['lotId'], 'entityByLot'],
  [['animalId'], 'entityByAnimal'],
  [['status'], 'entityByStatus'],
  [['runId', 'status'], 'entityByRun'],
  [['animalId', 'status'], 'entityByAnimal'],
];

describe('a list of entities', () => {
  it.each(cases)('by %s goes through %s', (keys, index) => {
    const { database } = folder.create();
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN ${listQuery(keys)}`)
      .all('timer', ...keys.map(() => 'x')) as { detail: string }[];
    expect(plan.map((one) => one.detail).join()).toContain(`USING INDEX ${index}`);
  });

  it('holds nothing that is only read by id: a list of it by a key is an error, not empty', () => {
    const read = new Snapshots(folder.create().database);
    expect(read.list(Step)).toEqual([]);
    expect(() => read.list(Step, { runId: 'x' })).toThrow('has no index');
    const unindexed = [...entities.values()].filter((one) => !one.isIndexed);
    expect(unindexed.map((one) => `type <> '${one.type}'`).join(' AND ')).toBe(isIndexed);
  });

  it('shows what a command has just written, in a list that was asked before', () => {
    const notebook = folder.create();
    const facts = {
      sex: 'female',
      birthDate: '2025-10-15',
      source: 'breeder',
      strain: 'pig',
      housing: 'pen 1',
    };
    const input = { animalId: 'P01', earTag: 'TAG-P01', purpose: 'study', ...facts };
    const active = () => notebook.queryContext(director).read.list(Animal, { status: 'active' });
    expect(active()).toEqual([]);
    accepted(notebook.transact(registerAnimal, input, director));
    expect(active().map((one) => one.id)).toEqual(['P01']);
    expect(refusedWith(notebook.transact(registerAnimal, input, director))).not.toBe('');
    expect(active()).toEqual(notebook.queryContext(director).read.list(Animal));
  });

  it('gives what matches all conditions, in order of id', () => {
    const notebook = folder.create();
    for (const animalId of ['P03', 'P01', 'P02']) {
      const facts = {
        sex: 'female',
        birthDate: '2025-10-15',
        source: 'breeder',
        strain: 'pig',
        housing: 'pen 1',
      };
      const input = { animalId, earTag: `TAG-${animalId}`, purpose: 'study', ...facts };
      accepted(notebook.transact(registerAnimal, input, director));
    }
    const read = new Snapshots(notebook.database);
    const ids = (where: Where) => read.list(Animal, where).map((one) => one.id);
    expect(ids({})).toEqual(['P01', 'P02', 'P03']);
    expect(ids({ status: 'active' })).toEqual(['P01', 'P02', 'P03']);
    expect(ids({ status: 'active', code: 'TAG-P02' })).toEqual(['P02']);
    expect(ids({ status: 'dead', code: 'TAG-P02' })).toEqual([]);
  });
});
