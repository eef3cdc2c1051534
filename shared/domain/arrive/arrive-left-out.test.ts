// Item 3b of the ARRIVE report and its methods: every value that does not count, with why and by whom.
// Must not leave out a way by which a value leaves the analysis, nor tell a blinded reader a group.

import { expect, it, describe } from 'vitest';
import type { PlanContent } from '../analysis-plan.ts';
import { liftExclusion, recordExclusion } from '../exclusion.ts';
import { Result } from '../result.ts';
import { correctResult, enterResults, markResult } from '../result-commands.ts';
import { animalIdOf, director, measuredStudy, plannedStudy } from '../testing/analysed-study.ts';
import type { Bench } from '../testing/bench.ts';
import { known } from '../testing/known.ts';
import { append } from '../testing/operated-animal.ts';
import { createUser } from '../user.ts';
import { showArrive } from './arrive-queries.ts';

const pathologist = { as: 'pathologist-1', roles: ['pathologist'] } as const;
const [first, other] = [animalIdOf('asc', 0), animalIdOf('asc', 1)];
const cell = (animalId: string) => ({ animalId, timePoint: 'day-1', analyte: 'alt' }) as const;

function parts(bench: Bench) {
  const report = bench.ask(showArrive, {});
  const found = known(report.items.flatMap((item) => item.parts).find((one) => one.key === '3b'));
  const text = (one: readonly { readonly text: string }[]) => one.map((piece) => piece.text).join('');
  const methods = report.methods.flatMap(({ sentences }) => sentences.map(text)).join('\n');
  return { said: found.answers.map(text).join('\n'), methods, rows: known(found).tables[0]?.rows ?? [] };
}

/** What does not say it of the two that must: the item and the methods paragraph. */
function silentOn(bench: Bench, words: string): readonly string[] {
  const { said, methods } = parts(bench);
  return [said, methods].filter((text) => !text.includes(words));
}

/** An assay that found IL-6 of the first animal below its range. */
function withBelowRange(plan: Partial<PlanContent>): Bench {
  const bench = plannedStudy(plan);
  const derived = {
    ...cell(first),
    analyte: 'il-6' as const,
    unit: 'pg/mL',
    value: null,
    limit: '7.8',
    flags: ['below-range' as const],
    origin: { assayId: 'assay-1', numberId: 'n' },
  };
  append(bench, [Result.record('result.derived', `${first}/day-1/il-6`, derived)]);
  return bench;
}

describe('a value that does not count', () => {
  it('[ARRIVE 3b] is an outlier that the plan leaves out, with the reason of its mark and who set it', () => {
    const bench = plannedStudy({ outliers: 'left-out' });
    const account = { userId: 'pathologist-1', printedName: 'Pia', identityVerifiedBy: 'passport' };
    bench.run(createUser, { ...account, roles: ['pathologist'] }, { as: 'administrator-1' });
    expect(silentOn(bench, 'No result that is recorded is left out of it.')).toEqual([]);
    bench.run(markResult, { ...cell(first), mark: 'outlier' }, { ...pathologist, reason: 'Haemolysed' });
    expect(
      silentOn(
        bench,
        `Marked as outliers, which the plan leaves out: 1 (${first}, ALT, Day 1, 88.4 U/L: Haemolysed (Pia)).`,
      ),
    ).toEqual([]);
    expect(parts(bench).said).not.toContain('No result that is recorded is left out');
    bench.run(markResult, { ...cell(first), mark: null }, { ...pathologist, reason: 'It was not' });
    expect(silentOn(bench, 'No result that is recorded is left out of it.')).toEqual([]);
  });

  it('[ARRIVE 3b] is no outlier that the plan keeps', () => {
    const bench = plannedStudy({ outliers: 'kept' });
    bench.run(markResult, { ...cell(first), mark: 'outlier' }, { ...pathologist, reason: 'Haemolysed' });
    expect(silentOn(bench, 'No result that is recorded is left out of it.')).toEqual([]);
  });

  it('[ARRIVE 3b] lies beyond a range, where the plan leaves out what does', () => {
    expect(
      silentOn(
        withBelowRange({ belowRange: 'left-out' }),
        `Beyond the range of the assay, which the plan leaves out: 1 (${first}, IL-6, Day 1: below the range, < 7.8 pg/mL).`,
      ),
    ).toEqual([]);
    expect(
      silentOn(withBelowRange({ belowRange: 'limit' }), 'No result that is recorded is left out of it.'),
    ).toEqual([]);
  });

  it('[ARRIVE 3b] was taken away by a correction, whoever made it, and is counted as that', () => {
    const bench = plannedStudy();
    const nothing = { ...cell(first), value: null };
    bench.run(correctResult, nothing, { ...pathologist, reason: 'Tube lost' });
    expect(
      silentOn(
        bench,
        `Corrected to no value: 1 (${first}, ALT, Day 1, before 88.4 U/L: Tube lost (pathologist-1)).`,
      ),
    ).toEqual([]);
    bench.run(correctResult, { ...cell(first), value: '88.4' }, { ...pathologist, reason: 'Found' });
    expect(silentOn(bench, 'No result that is recorded is left out of it.')).toEqual([]);
  });

  it('[ARRIVE 3b] was withdrawn with its assay, was not given by it, or never was there', () => {
    const bench = withBelowRange({ belowRange: 'limit' });
    const il6 = `${first}/day-1/il-6`;
    const because = { reason: 'Wrong plate' };
    append(bench, [Result.record('result.withdrawn', il6, { assayId: 'assay-1' }, because)]);
    expect(silentOn(bench, `Withdrawn with a rejected assay: 1 (${first}, IL-6, Day 1: Wrong plate`)).toEqual(
      [],
    );
    const never = { animalId: other, timePoint: 'day-3', analyte: 'alt', value: null } as const;
    bench.run(enterResults, { cells: [never] }, { reason: 'No serum' });
    expect(
      silentOn(bench, `Recorded as missing: 1 (${other}, ALT, Day 3: No serum (technician-1)).`),
    ).toEqual([]);
  });

  it('[ARRIVE 5] tells a blinded reader no group', () => {
    const bench = plannedStudy({ outliers: 'left-out' });
    bench.run(markResult, { ...cell(first), mark: 'outlier' }, { ...pathologist, reason: 'Haemolysed' });
    bench.run(correctResult, { ...cell(other), value: null }, { ...pathologist, reason: 'Tube lost' });
    bench.roles = ['pathologist'];
    const { said } = parts(bench);
    expect(said).toContain(`${first}, ALT, Day 1`);
    expect(said).toContain(`${other}, ALT, Day 1`);
    expect(said).not.toMatch(/saline|dmem|asc|secretome/i);
  });

  it('is listed before a plan is locked as well, as far as no plan decides on it', () => {
    const bench = measuredStudy();
    bench.run(markResult, { ...cell(first), mark: 'outlier' }, { ...pathologist, reason: 'Haemolysed' });
    bench.run(correctResult, { ...cell(other), value: null }, { ...pathologist, reason: 'Tube lost' });
    expect(silentOn(bench, `Corrected to no value: 1 (${other}, ALT, Day 1`)).toEqual([]);
    expect(parts(bench).said).not.toContain('outlier');
  });
});

describe('an exclusion that was lifted', () => {
  it('[ARRIVE 3b] shows why it was made and why it was lifted', () => {
    const bench = plannedStudy();
    const scope = { animalId: first, analyte: null, timePoint: null } as const;
    bench.run(recordExclusion, scope, { ...director, reason: 'Infected' });
    bench.run(liftExclusion, scope, { ...director, reason: 'It was not' });
    expect(
      silentOn(
        bench,
        `Exclusions that were lifted again: 1 (${first}, all outcomes, all time points: excluded 2026-03-02: Infected; taken back 2026-03-02: It was not).`,
      ),
    ).toEqual([]);
    expect(parts(bench).rows.map((row) => [row[0], row[3], row[5]])).toEqual([
      [first, 'Excluded', 'Infected'],
      [first, 'Taken back', 'It was not'],
    ]);
    bench.run(recordExclusion, scope, { ...director, reason: 'It was' });
    expect(
      silentOn(
        bench,
        `Exclusions from the analysis: 1 (${first}, all outcomes, all time points: excluded 2026-03-02: Infected; taken back 2026-03-02: It was not; excluded 2026-03-02: It was).`,
      ),
    ).toEqual([]);
  });
});
