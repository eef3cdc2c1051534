// What the Today board costs: it reads open work, not the log, and every list goes through an index.
// Must not measure time: how much is read is the same on every machine.

import { describe, expect, it } from 'vitest';
import type { EntityRef, QueryContext, Where } from '../kernel/decider.ts';
import { parseMoment } from '../kernel/time.ts';
import { analyteKeys } from './analytes.ts';
import { Sample, type SampleState } from './sample.ts';
import { collectSamples } from './sample-collection.ts';
import { timePointKeys } from './schedule.ts';
import { todayBoard } from './today.ts';
import { Bench } from './testing/bench.ts';
import { closeRun, doStep, registerAnimal, startSurgery } from './testing/operated-animal.ts';

const at = (wall: string) => `2026-03-${wall}:00.000+08:00[Asia/Shanghai]`;

describe('today.board: cost', () => {
  /** Six animals operated on, and `finished` stored aliquots and results of each. */
  function long(finished: number): {
    readonly bench: Bench;
    readonly states: Map<string, Map<string, object>>;
  } {
    const bench = new Bench();
    const states = new Map<string, Map<string, object>>();
    const put = (type: string, id: string, state: object) => {
      const ofType = states.get(type) ?? new Map<string, object>();
      states.set(type, ofType.set(id, state));
    };
    const animals = ['P01', 'P02', 'P03', 'P04', 'P05', 'P06'];
    for (const animalId of animals) {
      registerAnimal(bench, animalId);
      startSurgery(bench, animalId, at('02T07:00'));
      doStep(bench, animalId, 'clamp-on', at('02T09:30'));
      doStep(bench, animalId, 'close', at('02T12:00'));
      closeRun(bench, animalId);
    }
    bench.now = parseMoment(at('03T12:00')) ?? bench.now;
    bench.run(collectSamples, { animalId: 'P01', timePoint: 'day-1', items: [{ material: 'serum' }] });
    const serum = bench.read.get(Sample, 'P01-D1-SER-1');
    if (!serum) throw new Error('No sample.');
    for (const animalId of animals) {
      for (let number = 1; number <= finished; number += 1) {
        const id = `${animalId}-D1-SER-1-A${number}`;
        put('sample', id, { ...serum, id, code: id, animalId, status: 'stored' } satisfies SampleState);
        for (const analyte of analyteKeys) {
          put('result', `${animalId}/${number}/${analyte}`, {
            animalId,
            timePoint: timePointKeys[0],
            analyte,
          });
        }
      }
    }
    return { bench, states };
  }

  /** A reader with the indexes that storage has, which counts what it hands out. */
  function counted(bench: Bench, more: ReadonlyMap<string, ReadonlyMap<string, object>>) {
    const asked: { type: string; where: Where }[] = [];
    let handedOut = 0;
    const index = new Map<string, object[]>();
    for (const [type, states] of more) {
      for (const state of states.values()) {
        for (const key of ['animalId', 'status', 'code', 'runId', 'lotId']) {
          const value: unknown = Reflect.get(state, key);
          if (typeof value !== 'string') continue;
          const name = `${type} ${key} ${value}`;
          const indexed = index.get(name) ?? [];
          indexed.push(state);
          index.set(name, indexed);
        }
      }
    }
    const read: QueryContext['read'] = {
      get: (entity, id) => {
        handedOut += 1;
        return bench.read.get(entity, id) ?? (more.get(entity.type)?.get(id) as never);
      },
      version: (entity, id) => bench.read.version(entity, id),
      list: <State>(entity: EntityRef<State>, where: Where = {}) => {
        asked.push({ type: entity.type, where });
        const names = Object.entries(where).map(([key, value]) => `${entity.type} ${key} ${value}`);
        const extra =
          names.length === 0
            ? [...(more.get(entity.type)?.values() ?? [])]
            : (index.get(names[0] ?? '') ?? []);
        const found = [...bench.read.list(entity, where), ...(extra as State[])];
        handedOut += found.length;
        return found;
      },
    };
    const context: QueryContext = {
      now: bench.now,
      actor: { userId: 'technician-1', roles: ['technician'] },
      read,
      records: () => [],
    };
    return { context, asked, handedOut: () => handedOut };
  }

  it('lists through an index only, and costs the same whatever has been finished', () => {
    const few = long(1);
    const many = long(60);
    const [short, lengthy] = [few, many].map(({ bench, states }) => {
      const { context, asked, handedOut } = counted(bench, states);
      const answer = todayBoard.answer({}, context);
      return { answer, asked, handedOut: handedOut() };
    });
    expect(short?.asked.filter(({ where }) => Object.keys(where).length === 0)).toEqual([]);
    expect(short?.asked.length).toBeGreaterThan(10);
    expect(lengthy?.handedOut).toBe(short?.handedOut);
    expect(lengthy?.asked).toEqual(short?.asked);
    expect(lengthy?.answer.counts).toEqual(short?.answer.counts);
    expect(many.states.get('sample')?.size).toBe(360);
  });
});
