// The ARRIVE report of small studies: what is missing and until when, what came too late, what a blinded reader gets.
// Must not test numbers of a whole study: the demonstration's are tested where it is made.

import { describe, expect, it } from 'vitest';
import type { QueryValue } from '../../contract.ts';
import type { Actor, Role } from '../../kernel/decider.ts';
import { lockPlan, recordPlan, amendPlan } from '../analysis-plan.ts';
import { recordDeath, replaceAnimal } from '../animal-commands.ts';
import { recordExclusion } from '../exclusion.ts';
import { enterResults } from '../result-commands.ts';
import { settingDefinitions, type SettingKey } from '../setting-list.ts';
import { answerSetting, createStudy } from '../study.ts';
import {
  animalIdOf,
  articlePlan,
  director,
  lockArticlePlan,
  measuredStudy,
  plannedStudy,
} from '../testing/analysed-study.ts';
import { Bench } from '../testing/bench.ts';
import { known } from '../testing/known.ts';
import { allocate, append, registerAnimal } from '../testing/operated-animal.ts';
import { Animal } from '../animal.ts';
import { createUser, User } from '../user.ts';
import { arriveProgress, citedRecords, showArrive } from './arrive-queries.ts';

type Report = QueryValue<'arrive.report'>;
const reportOf = (bench: Bench): Report => bench.ask(showArrive, {});
const textOf = (one: readonly { readonly text: string }[]): string => one.map(({ text }) => text).join('');
const partOf = (report: Report, key: string) =>
  known(report.items.flatMap(({ parts }) => parts).find((one) => one.key === key));
const answersOf = (report: Report, key: string): readonly string[] => partOf(report, key).answers.map(textOf);
/** Those that stand out, since they say what should not be. */
const alertsOf = (report: Report, key: string): readonly string[] =>
  partOf(report, key)
    .answers.filter((one) => one.every(({ tone }) => tone === 'alert'))
    .map(textOf);

const everyLab = settingDefinitions.filter((one) => one.source === 'lab').map(({ key }) => key);

function study(): Bench {
  const bench = new Bench();
  bench.run(createStudy, { title: 'Test', isSimulated: true, zone: 'Asia/Shanghai' });
  return bench;
}

function answer(bench: Bench, key: SettingKey, value: string): void {
  bench.run(answerSetting, { key, value }, { ...director, reason: 'Decided' });
}

function as(bench: Bench, roles: readonly Role[]): Bench {
  bench.roles = roles;
  return bench;
}

describe('an empty study', () => {
  it('[GLP-4] names all ten, what is missing in each, where it is entered and until when', () => {
    const { items, counts } = reportOf(study());
    expect(items.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '1 Study design',
      '2 Sample size',
      '3 Inclusion and exclusion',
      '4 Randomisation',
      '5 Blinding',
      '6 Outcome measures',
      '7 Statistical methods',
      '8 Experimental animals',
      '9 Experimental procedures',
      '10 Results',
    ]);
    expect(items.map(({ state }) => state)).toEqual([
      'complete',
      'incomplete',
      'incomplete',
      'missing',
      'incomplete',
      'incomplete',
      'incomplete',
      'incomplete',
      'incomplete',
      'not-yet',
    ]);
    expect(counts).toEqual({ complete: 1, incomplete: 7, missing: 1, 'not-yet': 1 });
  });

  it('says of the sample size and the criteria that they can still be fixed before the first animal', () => {
    const report = reportOf(study());
    expect(partOf(report, '2b')).toMatchObject({
      state: 'missing',
      gaps: [
        {
          timing: 'before-start',
          place: { screen: 'settings', id: 'study.sampleSizeReason', part: 'study' },
        },
      ],
    });
    expect(partOf(report, '3a').gaps.map(({ place, timing }) => [place.screen, place.id, timing])).toEqual([
      ['settings', 'criteria.inclusion', 'before-start'],
      ['settings', 'criteria.exclusion', 'before-start'],
      ['results', 'plan', 'before-results'],
    ]);
    expect(partOf(report, '4a').gaps.map(({ place }) => [place.screen, place.part])).toEqual([
      ['animals', 'allocation'],
    ]);
    expect(partOf(report, '6b').gaps[0]?.timing).toBe('before-results');
  });

  it('invents nothing: without records there is no reference and no methods but what the program says of itself', () => {
    const report = reportOf(study());
    expect(report.notes).toEqual([]);
    expect(report.methods).toEqual([]);
    expect(partOf(report, '8a').answers).toEqual([]);
  });

  it('is answered by the answers: with every question of the laboratory answered no question is missing', () => {
    const bench = study();
    for (const { key, kind } of settingDefinitions) {
      if (kind === 'text' && everyLab.includes(key)) answer(bench, key, `Answer to ${key}`);
    }
    answer(bench, 'blinding.rolesThatKnow', 'technician,study-director');
    const report = reportOf(bench);
    const gaps = report.items.flatMap(({ parts }) => parts.flatMap((one) => one.gaps));
    expect(gaps.filter(({ place }) => place.screen === 'settings' && place.id !== null)).toEqual([]);
    expect(answersOf(report, '2b')).toEqual(['Why this number of animals: Answer to study.sampleSizeReason']);
    expect(report.beside.gaps).toEqual([]);
  });
});

describe('the order of time', () => {
  it('takes an answer before the first animal as fixed beforehand, and says so plainly when it came after', () => {
    const bench = study();
    allocate(bench, ['asc', 'saline', 'dmem', 'asc-secretome']);
    answer(bench, 'study.sampleSizeReason', 'Power 0.8 at g = 1.7');
    registerAnimal(bench, 'P01', 1);
    expect(alertsOf(reportOf(bench), '2b')).toEqual([]);
    answer(bench, 'study.sampleSizeReason', 'What was affordable');
    const report = reportOf(bench);
    expect(partOf(report, '2b').state).toBe('complete');
    expect(alertsOf(report, '2b').join()).toContain('it was not fixed beforehand');
  });

  it('goes by the position in the log, not by the clock that was typed', () => {
    const bench = study();
    allocate(bench, ['asc', 'saline', 'dmem', 'asc-secretome']);
    registerAnimal(bench, 'P01', 1);
    const occurredAt = '2026-02-01T09:00:00.000+08:00[Asia/Shanghai]';
    bench.run(
      answerSetting,
      { key: 'criteria.exclusion', value: 'None' },
      { ...director, reason: 'Written on paper before', occurredAt },
    );
    expect(alertsOf(reportOf(bench), '3a').join()).toContain('it was not fixed beforehand');
  });

  it('warns that what is still open can no longer be fixed beforehand', () => {
    const bench = study();
    allocate(bench, ['asc', 'saline', 'dmem', 'asc-secretome']);
    registerAnimal(bench, 'P01', 1);
    expect(partOf(reportOf(bench), '2b').gaps[0]?.timing).toBe('late');
  });

  it('[P11-10e] says of a primary outcome that was fixed after the first result that it was', () => {
    const report = reportOf(plannedStudy());
    expect(partOf(report, '6b').state).toBe('complete');
    expect(alertsOf(report, '6b')).toEqual([
      'The plan was locked on 2026-03-02, when the notebook already held 24 results: it was not fixed before the data.',
    ]);
  });

  it('says of one that was fixed before the first result that it was, and names what was amended since', () => {
    const bench = study();
    allocate(bench, ['saline', 'dmem', 'asc', 'asc-secretome']);
    answer(bench, 'study.primaryOutcome', 'ALT on day 1');
    bench.run(recordPlan, { content: articlePlan(bench) }, director);
    bench.run(lockPlan, {}, director);
    registerAnimal(bench, 'P01', 1);
    const value = { animalId: 'P01', timePoint: 'day-1', analyte: 'alt', value: '118.2' } as const;
    bench.run(enterResults, { cells: [value] });
    expect(alertsOf(reportOf(bench), '6b')).toEqual([]);
    expect(answersOf(reportOf(bench), '6b').join()).toContain('before the first result');
    const content = articlePlan(bench, { primary: { analyte: 'ast', timePoint: 'day-3' } });
    bench.run(amendPlan, { content }, { ...director, reason: 'AST is more stable' });
    expect(alertsOf(reportOf(bench), '6b')).toEqual([
      'Version 2 of the plan names as primary outcome: AST, Day 3.',
    ]);
    expect(answersOf(reportOf(bench), '6b').join()).toContain(
      'results recorded by then: 1; reason: AST is more stable',
    );
    answer(bench, 'study.primaryOutcome', 'AST on day 3');
    expect(alertsOf(reportOf(bench), '6b').join()).toContain('after the first result');
  });

  it('counts what people were allowed to know after the draw as an unblinding', () => {
    const bench = study();
    const surgeon = { userId: 'surgeon-1', printedName: 'Surgeon 1', identityVerifiedBy: 'admin' } as const;
    bench.run(createUser, { ...surgeon, roles: ['surgeon'] });
    allocate(bench, ['asc']);
    expect(answersOf(reportOf(bench), '5').join()).toContain('nobody has been given the right');
    append(bench, [User.record('user.rolesChanged', 'surgeon-1', { roles: ['surgeon', 'technician'] })]);
    answer(bench, 'blinding.rolesThatKnow', 'surgeon,study-director');
    expect(answersOf(reportOf(bench), '5').join()).toContain('what roles may know: 2');
  });
});

describe('results', () => {
  it('come only with a locked plan, and then with number, spread, effect size and interval', () => {
    const open = reportOf(measuredStudy());
    expect(['3c', '7b', '10a', '10b'].map((key) => partOf(open, key).state)).toEqual([
      'not-yet',
      'not-yet',
      'not-yet',
      'not-yet',
    ]);
    expect(partOf(open, '10a').tables).toEqual([]);

    const report = reportOf(plannedStudy());
    // R 4.2.2, as in the tests of the analysis: F(3, 20) = 16.6346, ω² 0.6615.
    const [row = []] = known(partOf(report, '10b').tables[0]).rows;
    expect(row[2]).toContain('F(3, 20) = 16.63');
    expect(row[2]).toMatch(/ω² = 0\.66 \[0\.\d\d to 0\.\d\d\]/);
    expect(row[3]).toMatch(/ASC – Saline: p = 7\.0\D.*6; g = -3\.64 \[-\d/);
    expect(known(partOf(report, '10a').tables[0]).rows[0]?.[2]).toMatch(/^123\.7\s±\s9\.2\s\(6\)\n\[/);
    expect(known(partOf(report, '3c').tables[0]).rows).toEqual([['ALT (U/L)', 'Day 1', '6', '6', '6', '6']]);
    expect(answersOf(report, '7b').join()).toContain('normal distribution');
  });

  it('say of every outcome whether what its test assumes was looked at, and where it is doubtful', () => {
    const bench = plannedStudy();
    // Of AST one group is far wider than the others; of ALT on day 3 there is one value a group, and nothing to look at.
    const wide = ['1', '90', '2', '80', '3', '70'];
    const cells = ['saline', 'dmem', 'asc', 'asc-secretome'].flatMap((group) => [
      ...wide.map((value, index) => ({
        animalId: animalIdOf(group, index),
        timePoint: 'day-3' as const,
        analyte: 'ast' as const,
        value: group === 'asc' ? value : `50.${index}`,
      })),
      { animalId: animalIdOf(group, 0), timePoint: 'day-3' as const, analyte: 'alt' as const, value: '100' },
    ]);
    bench.run(enterResults, { cells });
    const report = reportOf(bench);
    const [rows = []] = partOf(report, '7b').tables.map((table) => table.rows);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['ALT (U/L)', '1 of 2', '0 of 2'],
      ['AST (U/L)', '1 of 1', '1 of 1'],
    ]);
    expect(rows[0]?.[3]).toContain('Day 3: ');
    expect(rows[1]?.[3]).toMatch(/Day 3: .*The variances of the groups differ.*Welch/s);
    const all = answersOf(report, '7b').join(' ');
    expect(all).toContain('looked at in 2 of 3 analyses');
    expect(all).toContain('in 1 of them it is doubtful');
    const named = answersOf(reportOf(as(bench, ['surgeon'])), '7b').join(' ');
    expect(named).not.toContain('doubtful');
    expect(partOf(reportOf(bench), '7b').tables).toEqual([]);
  });

  it('by ranks are not asked for a normal distribution', () => {
    const report = reportOf(plannedStudy({ test: 'kruskal', postHoc: 'dunn' }));
    const all = answersOf(report, '7b').join(' ');
    expect(all).toContain('by ranks, which need no normal distribution');
    expect(all).not.toContain('residuals');
  });

  it('name each animal that was lost or left out, with its reason', () => {
    const bench = plannedStudy();
    const [lost, kept] = [animalIdOf('asc', 0), animalIdOf('asc', 1)];
    bench.run(recordDeath, { animalId: lost }, { reason: 'Bleeding' });
    registerAnimal(bench, 'P30');
    append(bench, [Animal.record('animal.weighed', 'P30', { weightKg: '22', scale: null })]);
    bench.run(replaceAnimal, { animalId: lost, by: 'P30' }, { ...director, reason: 'The study needs six' });
    const scope = { animalId: kept, analyte: null, timePoint: null } as const;
    bench.run(recordExclusion, scope, { ...director, reason: 'Infected' });
    const report = reportOf(bench);
    const all = answersOf(report, '3b').join(' ');
    expect(all).toContain(`${lost} died: Bleeding`);
    expect(all).toContain(`${lost} by P30: The study needs six`);
    expect(all).toContain(`${kept}, all outcomes, all time points: Infected`);
    const { rows } = known(partOf(report, '3b').tables[0]);
    expect(rows.map(([animal, group, , status, , reason]) => [animal, group, status, reason])).toEqual([
      [lost, 'ASC', 'Dead', 'Bleeding'],
      [kept, 'ASC', 'Excluded', 'Infected'],
    ]);
    expect(known(partOf(report, '3c').tables[0]).rows[0]?.slice(2)).toEqual([
      '6',
      '6',
      '4 (1 without a value)',
      '6',
    ]);
  });
});

describe('a reader who is blinded', () => {
  const blind: Actor = { userId: 'surgeon-1', roles: ['surgeon'] };

  it('gets the same states, but no seed, no group of an animal, and no group beside results', () => {
    const bench = plannedStudy();
    const scope = { animalId: 'P03', analyte: null, timePoint: null } as const;
    bench.run(recordExclusion, scope, { ...director, reason: 'Infected' });
    const states = reportOf(bench).items.map(({ state }) => state);
    as(bench, blind.roles);
    const report = reportOf(bench);
    expect(report.items.map(({ state }) => state)).toEqual(states);
    expect(answersOf(report, '4a').join()).toContain(
      'The seed of the draw is withheld from a blinded reader',
    );
    for (const key of ['2a', '3b', '3c', '10a', '10b']) {
      const part = partOf(report, key);
      const shown = JSON.stringify([
        key === '2a' ? answersOf(report, key).slice(1) : part.answers,
        part.tables,
      ]);
      expect(shown).not.toMatch(/saline|dmem|asc|secretome/i);
    }
    const named = as(bench, ['study-director']);
    expect(JSON.stringify(partOf(reportOf(named), '10a').tables)).toMatch(/Saline/);
    expect(answersOf(reportOf(named), '4a').join()).toContain('The seed of the draw is seed.');
  });

  it('gets a record behind a number only where the audit trail would show it', () => {
    const bench = measuredStudy();
    const seqs = bench.records.map(({ seq }) => seq).slice(0, 30);
    const { records } = as(bench, ['surgeon']).ask(citedRecords, { seqs });
    expect(records.map(({ seq }) => seq)).toEqual(seqs);
    expect(bench.ask(citedRecords, { seqs: [99_999] }).records).toEqual([]);
  });
});

describe('the methods', () => {
  it('are sentences: each ends with one full stop, also after what a person wrote with one', () => {
    const bench = plannedStudy();
    const scope = { animalId: 'P03', analyte: null, timePoint: null } as const;
    bench.run(recordExclusion, scope, { ...director, reason: 'Infected.' });
    bench.run(
      amendPlan,
      { content: articlePlan(bench, { outliers: 'left-out' }) },
      { ...director, reason: 'Better.' },
    );
    const sentences = reportOf(bench).methods.flatMap((one) => one.sentences.map(textOf));
    expect(sentences.join(' ')).toContain('Infected).');
    expect(sentences.join(' ')).toContain('reason: Better.');
    expect(sentences.filter((one) => !/[^.]\.$/.test(one) || one.includes('.).'))).toEqual([]);
  });
});

describe('references', () => {
  it('give the same records the same number, and lead to records that are there', () => {
    const bench = plannedStudy();
    const report = reportOf(bench);
    const pieces = [
      ...report.items.flatMap(({ parts }) => parts.flatMap(({ answers }) => answers.flat())),
      ...report.methods.flatMap(({ sentences }) => sentences.flat()),
    ];
    const used = new Set(pieces.flatMap(({ note }) => note ?? []));
    expect([...used].toSorted((left, right) => left - right)).toEqual(
      report.notes.map(({ number }) => number),
    );
    expect(new Set(report.notes.map(({ seqs }) => seqs.join())).size).toBe(report.notes.length);
    for (const { seqs } of report.notes) {
      expect(bench.ask(citedRecords, { seqs: [...seqs] }).records).toHaveLength(seqs.length);
    }
  });
});

describe('the meter', () => {
  it('agrees with the report at every stage', () => {
    const stages = [study(), measuredStudy(), plannedStudy()];
    for (const bench of stages) {
      const { counts, items } = bench.ask(arriveProgress, {});
      expect(counts).toEqual(reportOf(bench).counts);
      expect(items.map(({ state }) => state)).toEqual(reportOf(bench).items.map(({ state }) => state));
    }
    lockArticlePlan(known(stages[1]));
    expect(known(stages[1]).ask(arriveProgress, {}).counts.complete).toBe(3);
  });

  it('reads no record of the log, and no result of an animal after the first that has one', () => {
    const bench = plannedStudy();
    const listed: string[] = [];
    const { items } = arriveProgress.answer(
      {},
      {
        now: bench.now,
        actor: { userId: director.as, roles: director.roles },
        read: {
          ...bench.read,
          list: (entity, where) => {
            listed.push(`${entity.type} ${where?.animalId ?? ''}`);
            return bench.read.list(entity, where);
          },
        },
        records: () => {
          throw new Error('The meter read the log.');
        },
      },
    );
    expect(items).toHaveLength(10);
    expect(listed.filter((one) => one.startsWith('result'))).toEqual(['result P01']);
  });
});
