// Tests of the design: what is one, and what its groups are called.
// Must not test the draw: allocation.test.ts does.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designText, groupLabel, readDesign } from './design.ts';
import { designGroups } from './settings.ts';
import { answerSetting, createStudy } from './study.ts';
import { Bench } from './testing/bench.ts';

const control = { group: 'control', animals: 3, controlOf: 'treated' };
const treated = { group: 'treated', animals: 6, controlOf: null };

describe('a design', () => {
  test('needs groups of different names whose controls exist', () => {
    const one = { group: 'a', animals: 3, controlOf: null };
    expect(readDesign(JSON.stringify([one, { ...one, group: 'b', controlOf: 'a' }]))).toHaveLength(2);
    expect(readDesign(JSON.stringify([one, one]))).toBeUndefined();
    expect(readDesign(JSON.stringify([{ ...one, controlOf: 'b' }]))).toBeUndefined();
    expect(readDesign(JSON.stringify([{ ...one, animals: 0 }]))).toBeUndefined();
    expect(readDesign('[]')).toBeUndefined();
  });

  test('refuses two groups that people could not tell apart, and a label of nothing', () => {
    const named = (label: string) =>
      JSON.stringify([
        { ...control, label },
        { ...treated, label: 'Drug' },
      ]);
    expect(readDesign(named('Vehicle'))).toHaveLength(2);
    expect(readDesign(named('Drug'))).toBeUndefined();
    expect(readDesign(named(' '))).toBeUndefined();
    // The other group's word is its name where it has no label.
    expect(readDesign(JSON.stringify([{ ...control, label: 'treated' }, treated]))).toBeUndefined();
  });
});

describe('the name of a group', () => {
  test('is the article’s in the design of the article', () => {
    const design = designGroups(new Bench().read);
    const names = ['saline', 'dmem', 'asc', 'asc-secretome'].map((group) => groupLabel(design, group));
    expect(names).toEqual(['Saline', 'DMEM', 'ASC', 'ASC-secretome']);
  });

  test('is the label that another design gives, and the record’s own word without one', () => {
    const bench = new Bench();
    bench.run(createStudy, { title: 'Study', isSimulated: false, zone: 'UTC' });
    const value = JSON.stringify([{ ...control, label: 'Vehicle' }, treated]);
    bench.run(answerSetting, { key: 'design.groups', value }, { reason: 'Another study.' });
    const design = designGroups(bench.read);
    expect(groupLabel(design, 'control')).toBe('Vehicle');
    expect(groupLabel(design, 'treated')).toBe('treated');
    expect(groupLabel(design, 'asc')).toBe('asc');
    expect(designText(value)).toBe('Vehicle 3 (control of treated); treated 6');
  });

  test('is found for every group of every design', () => {
    const label = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(
        fc.uniqueArray(label, { selector: (text) => text.trim(), maxLength: 12, minLength: 1 }),
        (labels) => {
          const answer = labels.map((one, at) => ({
            group: `g${at}`,
            label: one,
            animals: 1,
            controlOf: null,
          }));
          const design = readDesign(JSON.stringify(answer)) ?? [];
          expect(answer.map(({ group }) => groupLabel(design, group))).toEqual(
            labels.map((one) => one.trim()),
          );
        },
      ),
    );
  });

  test('leaves a text that is no design as it is', () => {
    expect(designText('four groups')).toBe('four groups');
  });
});
