// What the checks of the assumptions say, and where the marks of significance begin.
// Must not test the checks themselves.

import { expect, test } from 'vitest';
import { say } from '../catalogue/catalogue.ts';
import { analyse } from './analysis.ts';
import { judgeAssumptions } from './assumptions.ts';
import { significanceMark } from './marks.ts';

function judged(groups: Readonly<Record<string, readonly number[]>>) {
  const outcome = analyse(
    Object.entries(groups).map(([name, values]) => ({ name, values })),
    Object.keys(groups)[0] ?? '',
  );
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return judgeAssumptions(outcome.value, (p) => p.toFixed(3));
}

test('[ALC-3] unlike spreads and an outlier are doubtful, with the tests to read beside', () => {
  const found = judged({
    narrow: [5, 5.1, 5.2, 5.1, 5, 5.1],
    wide: [1, 9, 3, 12, 7, 0],
    outlier: [5, 5.2, 5.1, 5, 5.3, 40],
  });
  expect(found.map(({ assumption, isDoubtful }) => [assumption, isDoubtful])).toEqual([
    ['normality', true],
    ['spread', false],
  ]);
  expect(found.map(({ key, parameters }) => say(key, parameters))).toEqual([
    expect.stringMatching(/depart from a normal distribution \(p = 0\.\d{3}\)\. Read Kruskal/),
    expect.stringMatching(/No difference of the variances of the groups was found \(p = 0\.\d{3}\)/),
  ]);
});

test('unlike spreads alone', () => {
  const wide = [-4.2, -2.4, -1.2, -0.3, 0.3, 1.2, 2.4, 4.2];
  const found = judged({ wide, narrow: wide.map((value) => value / 3) });
  expect(found.map(({ isDoubtful }) => isDoubtful)).toEqual([false, true]);
});

test('what could not be checked says why', () => {
  const found = judged({ a: [1, 1], b: [2, 2] });
  expect(found.map(({ isDoubtful }) => isDoubtful)).toEqual([null, null]);
  for (const { key, parameters } of found) expect(say(key, parameters)).toContain('was not checked. ');
});

test.each([
  [0.05, ''],
  [0.0499, '*'],
  [0.01, '*'],
  [0.00999, '**'],
  [0, '**'],
])('p = %d carries “%s”', (p, mark) => {
  expect(significanceMark(p, '*')).toBe(mark);
  expect(significanceMark(p, '#')).toBe(mark.replaceAll('*', '#'));
});
