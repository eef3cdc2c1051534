// Whether a blinded reader can tell which animals belong together: two studies that differ in the draw alone look the same.
// Must not name the numbers that it compares: whatever an answer or a page holds must not follow the groups.

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { showAnalysis } from '../domain/analysis.ts';
import { analyteKeys } from '../domain/analytes.ts';
import { showAnimal } from '../domain/animal-queries.ts';
import { Animal } from '../domain/animal.ts';
import { arriveProgress, showArrive } from '../domain/arrive/arrive-queries.ts';
import { auditTrail } from '../domain/audit.ts';
import { listExclusions, recordExclusion } from '../domain/exclusion.ts';
import { listFigures, showFigure } from '../domain/figure-queries.ts';
import { showPlan } from '../domain/plan-queries.ts';
import { correctResult, enterResults, markResult } from '../domain/result-commands.ts';
import { resultChart, resultGrid } from '../domain/result-queries.ts';
import { traceResult } from '../domain/result-trace.ts';
import { Result } from '../domain/result.ts';
import { animalIdOf, dayOneAlt, director, lockArticlePlan } from '../domain/testing/analysed-study.ts';
import { Bench } from '../domain/testing/bench.ts';
import { allocate, append, registerAnimal } from '../domain/testing/operated-animal.ts';
import { defineQuery, type Role } from '../kernel/decider.ts';
import { figureVariants } from '../statistics/figure-model.ts';
import { figureNumbersCsv, figureValuesCsv } from './figure-csv.ts';
import { studyResultBlocks } from './result-blocks.ts';

const names = Object.keys(dayOneAlt);
const animals = Array.from({ length: 24 }, (_, index) => `P${String(index + 1).padStart(2, '0')}`);
const values = animals.map((id, index) => {
  const group = names[index % names.length] ?? '';
  return { animalId: id, value: dayOneAlt[group]?.[Math.floor(index / names.length)] ?? '' };
});

/** The draw of the fixed study, and the one in which neighbours have changed places. */
const draws = {
  inTurn: animals.map((_, index) => names[index % names.length] ?? ''),
  inBlocks: animals.map((_, index) => names[Math.floor(index / 6)] ?? ''),
};

/** The same animals, values, marks and exclusions under another draw. */
function studyOf(
  draw: readonly string[],
  isPlanned: boolean,
  belowRange: 'left-out' | 'half-limit' = 'left-out',
): Bench {
  const bench = new Bench();
  allocate(bench, [...draw]);
  for (const [index, id] of animals.entries()) registerAnimal(bench, id, index + 1);
  const cell = { timePoint: 'day-1', analyte: 'alt' } as const;
  bench.run(enterResults, { cells: values.map((one) => ({ ...cell, ...one })) });
  const because = { ...director, reason: 'Haemolysed.' };
  bench.run(markResult, { ...cell, animalId: animalIdOf('saline', 1), mark: 'outlier' }, because);
  bench.run(correctResult, { ...cell, animalId: animalIdOf('dmem', 3), value: null }, because);
  const beyond = animalIdOf('asc-secretome', 4);
  const remarked = animalIdOf('dmem', 1);
  append(bench, [
    Result.record('result.derived', `${beyond}/day-1/alt`, {
      ...cell,
      animalId: beyond,
      unit: 'U/L',
      value: null,
      limit: '78',
      flags: ['below-range'],
      origin: { assayId: 'a1', numberId: 'n1' },
    }),
    Result.record('result.derived', `${remarked}/day-1/alt`, {
      ...cell,
      animalId: remarked,
      unit: 'U/L',
      value: '93.5',
      limit: null,
      flags: ['cv-high'],
      origin: { assayId: 'a1', numberId: 'n2' },
    }),
    Animal.record('animal.replaced', animalIdOf('saline', 4), { by: animalIdOf('saline', 5) }),
  ]);
  const excluded = { animalId: animalIdOf('asc', 2), analyte: null, timePoint: null };
  bench.run(recordExclusion, excluded, because);
  if (isPlanned) lockArticlePlan(bench, { outliers: 'left-out', belowRange });
  return bench;
}

const printed = defineQuery({
  name: 'test.printed',
  input: z.object({}),
  answer: (_, query) => [
    ...studyResultBlocks({
      scope: { kind: 'study' },
      notebookId: 'notebook',
      head: { seq: 1, hash: '', recordedAt: '', occurredAt: '' },
      reader: query.actor,
      read: query.read,
      query,
      count: () => ({ records: 1, corrections: 0, byType: new Map() }),
      records: () => [],
      forget: () => {},
    }),
  ],
});

/** Everything that speaks of results, as this role is answered. */
function answersTo(bench: Bench, role: Role): readonly (readonly [string, unknown])[] {
  bench.roles = [role];
  const figures = figureVariants.flatMap((variant) =>
    [false, true].map((isWithEverything) =>
      bench.ask(showFigure, { figure: '3a', variant, isWithEverything }),
    ),
  );
  return [
    ...analyteKeys.flatMap((analyte) => [
      [`chart ${analyte}`, bench.ask(resultChart, { analyte })] as const,
      [`chart with ${analyte}`, bench.ask(resultChart, { analyte, isWithEverything: true })] as const,
      [`chart without ${analyte}`, bench.ask(resultChart, { analyte, isWithoutOutliers: true })] as const,
      [`analysis ${analyte}`, bench.ask(showAnalysis, { analyte })] as const,
    ]),
    ['figures', figures],
    ['gallery', bench.ask(listFigures, {})],
    ['numbers', figures.map((one) => one && figureNumbersCsv(one.model))],
    ['values', figures.map((one) => one && figureValuesCsv(one.model))],
    ['pages', bench.ask(printed, {})],
    ['grid', bench.ask(resultGrid, { analyte: 'alt' })],
    ['traces', animals.map((id) => bench.ask(traceResult, { resultId: `${id}/day-1/alt` }))],
    ['animals', animals.map((animalId) => bench.ask(showAnimal, { animalId }))],
    ['exclusions', bench.ask(listExclusions, {})],
    ['plan', bench.ask(showPlan, {})],
    ['trail', bench.ask(auditTrail, {})],
    ['ARRIVE', [bench.ask(arriveProgress, {}), bench.ask(showArrive, {})]],
  ];
}

describe.each([
  ['before the plan is locked', false, 'left-out'],
  ['with a locked plan', true, 'left-out'],
  ['with a plan that sets values to half of the limit', true, 'half-limit'],
] as const)('%s', (_, isPlanned, belowRange) => {
  it.each(['pathologist', 'surgeon'] as const)(
    '[ARRIVE 5] nothing that a blinded %s is answered follows the draw',
    (role) => {
      const [one, other] = [
        studyOf(draws.inTurn, isPlanned, belowRange),
        studyOf(draws.inBlocks, isPlanned, belowRange),
      ];
      const answers = new Map(answersTo(other, role));
      for (const [name, answer] of answersTo(one, role)) {
        expect([name, answers.get(name)]).toEqual([name, answer]);
      }
    },
  );

  it('sees the study director answered otherwise, or the comparison would prove nothing', () => {
    const [one, other] = [
      studyOf(draws.inTurn, isPlanned, belowRange),
      studyOf(draws.inBlocks, isPlanned, belowRange),
    ];
    const answers = new Map(answersTo(other, 'study-director'));
    const different = answersTo(one, 'study-director').flatMap(([name, answer]) =>
      JSON.stringify(answer) === JSON.stringify(answers.get(name)) ? [] : [name],
    );
    expect(different).toEqual(
      expect.arrayContaining(['chart alt', 'analysis alt', 'figures', 'numbers', 'pages']),
    );
  });
});
