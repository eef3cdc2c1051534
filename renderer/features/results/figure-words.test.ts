// What a figure says of itself and of what is pointed at, and what of it is hit: exact p, animal, value, remarks.
// Must not test the drawing: shared/report does.

import { describe, expect, it } from 'vitest';
import { recordExclusion } from '../../../shared/domain/exclusion.ts';
import { showFigure } from '../../../shared/domain/figure-queries.ts';
import { Result } from '../../../shared/domain/result.ts';
import { director, plannedStudy } from '../../../shared/domain/testing/analysed-study.ts';
import { append } from '../../../shared/domain/testing/operated-animal.ts';
import type { FigureTarget } from '../../../shared/report/figure-drawing.ts';
import { drawFigureWithTargets } from '../../../shared/report/figure.ts';
import { figureVariants, type FigureVariant } from '../../../shared/statistics/figure-model.ts';
import { nextCell, targetAt, walkOrder } from './figure-walk.ts';
import { figureWords, targetWords } from './figure-words.ts';

function study() {
  const bench = plannedStudy();
  append(bench, [
    Result.record('result.derived', 'P03/day-1/alt', {
      animalId: 'P03',
      timePoint: 'day-1',
      analyte: 'alt',
      unit: 'U/L',
      value: '88.4',
      limit: null,
      flags: ['too-few-counted'],
      origin: { assayId: 'a1', numberId: 'n1' },
    }),
  ]);
  return bench;
}

function shown(variant: FigureVariant = 'bars', bench = study(), isWithEverything = false) {
  const answer = bench.ask(showFigure, { figure: '3a', variant, isWithEverything });
  if (!answer) throw new Error('The article has no such figure.');
  return { model: answer.model, ...drawFigureWithTargets(answer.model, 174) };
}

const middle = ({ box }: FigureTarget) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2] as const;
const isOf = (kind: FigureTarget['kind'], group: number) => (one: FigureTarget) =>
  one.kind === kind && one.group === group;

describe('what is pointed at', () => {
  it('is, at a mark, the comparison with its exact p', () => {
    const { model, targets } = shown();
    const marks = targets.filter(isOf('mark', 2));
    expect(marks.map((one) => targetWords(model, one))).toEqual([
      ['ALT, ASC, Day 1', expect.stringMatching(/^\*\* ASC against Saline: p = [\d.]+e?-?\d+$/)],
      ['ALT, ASC, Day 1', expect.stringMatching(/^## ASC against DMEM: p = [\d.]+e?-?\d+$/)],
    ]);
  });

  it('is, at a point, its animal, value, unit and remarks', () => {
    const { model, targets } = shown();
    const words = targets.filter(isOf('point', 2)).map((one) => targetWords(model, one));
    expect(words).toHaveLength(6);
    expect(words).toContainEqual(['ALT, ASC, Day 1', 'P03: 88.4 U/L', 'too few counted']);
    expect(words).toContainEqual(['ALT, ASC, Day 1', 'P07: 95.7 U/L']);
  });

  it('is said to be left out where it is', () => {
    const bench = study();
    const excluded = { animalId: 'P07', analyte: null, timePoint: null };
    bench.run(recordExclusion, excluded, { ...director, reason: 'Haemolysed.' });
    const { model, targets } = shown('bars', bench, true);
    const words = targets.filter(isOf('point', 2)).map((one) => targetWords(model, one));
    expect(words).toContainEqual(['ALT, ASC, Day 1', 'P07: 95.7 U/L', 'left out']);
  });

  it('is, at a bar, its numbers and every comparison', () => {
    const { model, targets } = shown();
    const cell = targets.find(isOf('cell', 2));
    const lines = cell ? targetWords(model, cell) : [];
    expect(lines[0]).toBe('ALT, ASC, Day 1');
    expect(lines[1]).toMatch(/^90\.35 ± \d+\.\d\d U\/L \(n = 6\)$/);
    expect(lines.slice(2)).toHaveLength(2);
  });

  it('[ARRIVE 5] names no animal and no group to a blinded reader', () => {
    const bench = study();
    bench.roles = ['pathologist'];
    const { model, targets } = shown('bars', bench);
    const all = [figureWords(model), ...targets.flatMap((one) => targetWords(model, one))].join('\n');
    expect(all).toContain('too few counted');
    expect(all).not.toMatch(/saline|dmem|\basc\b|secretome|P\d\d/i);
    expect(targets.some(({ kind }) => kind === 'mark')).toBe(false);
  });

  it.each(figureVariants)('is found in %s where it is drawn, and nothing beside the plot', (variant) => {
    const { targets, figure } = shown(variant);
    for (const target of targets.filter(({ kind }) => kind === 'mark')) {
      expect(targetAt(targets, ...middle(target))).toBe(target);
    }
    for (const target of targets.filter(({ kind }) => kind === 'point')) {
      expect(targetAt(targets, ...middle(target))?.kind).toBe('point');
    }
    expect(targetAt(targets, 1, figure.height - 1)).toBeUndefined();
  });
});

describe('the keyboard', () => {
  it('goes through everything once, each bar before its marks and points', () => {
    const { targets } = shown();
    const walk = walkOrder(targets);
    expect(new Set(walk).size).toBe(targets.length);
    const asc = walk.filter(({ group }) => group === 2).map(({ kind }) => kind);
    expect(asc).toEqual(['cell', 'mark', 'mark', ...Array.from({ length: 6 }, () => 'point')]);
  });

  it('goes from bar to bar, and stays at the ends', () => {
    const walk = walkOrder(shown().targets);
    const second = nextCell(walk, 0, 1);
    expect(walk[second]).toMatchObject({ kind: 'cell', group: 1 });
    expect(nextCell(walk, second, -1)).toBe(0);
    expect(nextCell(walk, 0, -1)).toBe(0);
  });
});

it('says the whole figure with every exact p', () => {
  const words = figureWords(shown().model);
  expect(words).toMatch(/^ALT \(U\/L\), mean ± SD\. /);
  expect(words).toMatch(/Day 1: Saline [\d.]+ ± [\d.]+ \(n = 6\).*against Saline, p = /);
});
