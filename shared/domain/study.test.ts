// Tests of the study and its settings: answers are records, defaults are shown as open questions.
// Must not repeat the list of settings: properties hold for all of them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roles } from '../kernel/decider.ts';
import { decimal } from '../kernel/units.ts';
import { drawAllocation } from './allocation.ts';
import { checkAnswer, type SettingDefinition } from './setting-definition.ts';
import { settingDefinitions } from './setting-list.ts';
import {
  designGroups,
  isSettingKey,
  numberSetting,
  setting,
  settingAnswer,
  settingDefinition,
} from './settings.ts';
import { answerSetting, createStudy, Study, studyCommands, studyId, studyOverview } from './study.ts';
import { Bench } from './testing/bench.ts';

const study = { title: 'ASC secretome in liver injury', isSimulated: false, zone: 'Asia/Shanghai' };
const [, , acceptDefaults] = studyCommands;
const because = { reason: 'Decided in the study meeting.' };

function withStudy(): Bench {
  const bench = new Bench();
  bench.run(createStudy, study);
  return bench;
}

describe('the study', () => {
  test('[P11-10e] is created once', () => {
    const bench = withStudy();
    expect(bench.read.get(Study, studyId)).toMatchObject({
      id: 'study',
      studyKey: 'asc-secretome',
      isSimulated: false,
    });
    expect(bench.refused(createStudy, { ...study, title: 'Another', isSimulated: true }).code).toBe(
      'study.exists',
    );
    expect(bench.records).toHaveLength(1);
  });

  test('needs the name of a zone', () => {
    expect(new Bench().refused(createStudy, { ...study, zone: 'somewhere else' }).code).toBe(
      'study.unknown-zone',
    );
  });
});

describe('an answer', () => {
  test('[P11-10k] is a record with value, old value, date, person and reason', () => {
    const bench = withStudy();
    bench.run(answerSetting, { key: 'dose.validMinutes', value: ' 90 ' }, because);
    expect(bench.records.at(-1)).toMatchObject({
      kind: 'setting.answered',
      payload: { key: 'dose.validMinutes', value: '90', from: '60' },
      author: 'technician-1',
      reason: because.reason,
    });
    expect(settingAnswer(bench.read, 'dose.validMinutes')).toEqual({
      value: '90',
      answeredAt: '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]',
      answeredBy: 'technician-1',
      reason: because.reason,
    });
    expect(numberSetting(bench.read, 'dose.validMinutes')?.toFixed()).toBe('90');
  });

  test.each([
    ['dose.validMinutes', 'an hour', 'study.setting-not-a-number'],
    ['dose.validMinutes', '1,5', 'study.setting-not-a-number'],
    ['design.blockSize', '4.5', 'study.setting-not-a-number'],
    ['dose.validMinutes', '0', 'study.setting-outside-limits'],
    ['dose.viabilityMinPercent', '100.1', 'study.setting-outside-limits'],
    ['dose.countBasis', 'some', 'study.setting-not-a-choice'],
    ['assay.suzukiIsSummed', 'perhaps', 'study.setting-not-a-choice'],
    ['blinding.rolesThatKnow', 'technician,janitor', 'study.setting-not-a-choice'],
    ['surgery.ports', '   ', 'study.setting-empty'],
    ['design.groups', '[{"group":"asc","animals":6}]', 'study.setting-not-a-design'],
    ['design.groups', 'four groups', 'study.setting-not-a-design'],
    ['criteria.weightKgMin', '25.1', 'study.setting-limits-crossed'],
    ['criteria.ageMonthsMax', '3', 'study.setting-limits-crossed'],
    ['no.such', '1', 'study.setting-unknown'],
  ])('%s = “%s” is refused with %s', (key, value, code) => {
    const bench = withStudy();
    expect(bench.refused(answerSetting, { key, value }, because).code).toBe(code);
  });

  test('[P11-10e] needs a reason, and a study', () => {
    expect(withStudy().refused(answerSetting, { key: 'dose.validMinutes', value: '90' }).code).toBe(
      'reason.missing',
    );
    expect(new Bench().refused(answerSetting, { key: 'dose.validMinutes', value: '90' }, because).code).toBe(
      'study.none',
    );
  });

  test('a range may be moved to where it touches its other limit', () => {
    const bench = withStudy();
    bench.run(answerSetting, { key: 'criteria.weightKgMin', value: '25' }, because);
    expect(setting(bench.read, 'criteria.weightKgMin')).toBe('25');
  });

  test('the design is fixed by the draw, everything else is not', () => {
    const bench = withStudy();
    bench.run(answerSetting, { key: 'design.blockSize', value: '8' }, because);
    bench.run(drawAllocation, {});
    for (const key of ['design.blockSize', 'design.groups']) {
      expect(bench.refused(answerSetting, { key, value: '4' }, because).code).toBe('study.setting-fixed');
    }
    bench.run(answerSetting, { key: 'surgery.ports', value: 'three of 10 mm' }, because);
  });
});

describe('the values that apply meanwhile', () => {
  test('[P11-10k] become answers with one reason, all or none, and never over an answer', () => {
    const bench = withStudy();
    const { settings } = bench.ask(studyOverview, {});
    const open = settings.filter((one) => one.isOpen);
    const keys = open.filter((one) => one.value !== null).map((one) => one.definition.key);
    const [first = '', second = ''] = keys;
    const unanswered = open.find((one) => one.value === null)?.definition.key ?? '';
    expect(bench.refused(acceptDefaults, { keys }).code).toBe('reason.missing');
    expect(bench.refused(acceptDefaults, { keys: [first, unanswered] }, because).code).toBe(
      'study.no-default',
    );
    expect(bench.refused(acceptDefaults, { keys: [first, 'no.such'] }, because).code).toBe(
      'study.setting-unknown',
    );
    expect(bench.read.get(Study, studyId)?.settings).toEqual({});
    expect(bench.run(acceptDefaults, { keys: [first, first] }, because)).toEqual({ answered: 1 });
    expect(bench.run(acceptDefaults, { keys: [first, second] }, because)).toEqual({ answered: 1 });
    const after = bench.ask(studyOverview, {}).settings.find((one) => one.definition.key === second);
    expect(after).toMatchObject({ isOpen: false, answer: { reason: because.reason } });
  });
});

describe('the overview', () => {
  test('shows each lab setting as open until it is answered, with every earlier answer', () => {
    const bench = withStudy();
    const labCount = settingDefinitions.filter((one) => one.source === 'lab').length;
    expect(bench.ask(studyOverview, {}).openCount).toBe(labCount);
    bench.run(answerSetting, { key: 'dose.validMinutes', value: '90' }, because);
    bench.run(
      answerSetting,
      { key: 'dose.validMinutes', value: '45' },
      { reason: 'The suspension settles.' },
    );
    const { openCount, settings } = bench.ask(studyOverview, {});
    expect(openCount).toBe(labCount - 1);
    const one = settings.find((entry) => entry.definition.key === 'dose.validMinutes');
    expect(one).toMatchObject({ value: '45', isOpen: false, isFixed: false });
    expect(one?.history.map(({ value, reason }) => [value, reason])).toEqual([
      ['45', 'The suspension settles.'],
      ['90', because.reason],
    ]);
  });

  test('paper settings are never open, and answered without a study nothing is', () => {
    const { study: none, settings } = new Bench().ask(studyOverview, {});
    expect(none).toBeNull();
    for (const one of settings) {
      expect(one.isOpen).toBe(one.definition.source === 'lab');
      expect(one.question.length).toBeGreaterThan(8);
    }
  });
});

describe('the definitions', () => {
  const all: readonly SettingDefinition[] = settingDefinitions;

  test('have keys of their own and defaults that would be accepted as answers', () => {
    expect(new Set(all.map((one) => one.key)).size).toBe(all.length);
    for (const one of all) {
      if (one.defaultValue === null) continue;
      const answer = checkAnswer(one, one.defaultValue);
      expect(answer.ok ? answer.value : answer.refusal.code).toBe(one.defaultValue);
    }
  });

  test('the figures of the article stand as it gives them', () => {
    const { read } = new Bench();
    const figures = {
      'criteria.ageMonthsMin': '4',
      'criteria.ageMonthsMax': '6',
      'criteria.weightKgMin': '20',
      'criteria.weightKgMax': '25',
      'dose.cellsPerKg': '1000000',
      'tolfedine.strengthMgPerMl': '40',
      'surgery.ischaemiaMinutes': '60',
      'serum.speedRpm': '3500',
    };
    for (const [key, value] of Object.entries(figures)) {
      expect(isSettingKey(key) && settingDefinition(key).source).toBe('paper');
      expect(isSettingKey(key) && setting(read, key)).toBe(value);
    }
    expect(designGroups(read).map((one) => [one.group, one.animals, one.controlOf])).toEqual([
      ['saline', 6, 'asc'],
      ['dmem', 6, 'asc-secretome'],
      ['asc', 6, null],
      ['asc-secretome', 6, null],
    ]);
  });

  test('what the article does not say has no value that looks like its own', () => {
    const { read } = new Bench();
    expect(setting(read, 'tolfedine.doseMgPerKg')).toBeNull();
    expect(numberSetting(read, 'dose.referenceCellsPerMl')).toBeNull();
    expect(isSettingKey('dose.invented')).toBe(false);
    expect(settingDefinition('dose.validMinutes').source).toBe('lab');
  });

  test('a number is accepted exactly within its limits and stored as a plain decimal', () => {
    const definition = settingDefinition('dose.cellsPerKg');
    expect(checkAnswer(definition, '1.5e6')).toEqual({ ok: true, value: '1500000' });
    const percent = settingDefinition('dose.viabilityMinPercent');
    expect(checkAnswer(percent, '100').ok).toBe(true);
    expect(checkAnswer(percent, '0').ok).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (hundredths) => {
        const sign = hundredths < 0 ? '-' : '';
        const digits = String(Math.abs(hundredths)).padStart(3, '0');
        const text = `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        const answer = checkAnswer(percent, text);
        expect(answer.ok).toBe(hundredths >= 0 && hundredths <= 10_000);
        expect(!answer.ok || decimal(answer.value).mul(100).eq(hundredths)).toBe(true);
      }),
    );
  });

  test('roles are any of the notebook’s, in the order given', () => {
    const definition = settingDefinition('blinding.rolesThatKnow');
    fc.assert(
      fc.property(fc.subarray([...roles], { minLength: 1 }), (some) => {
        expect(checkAnswer(definition, some.join(' , '))).toEqual({ ok: true, value: some.join(',') });
      }),
    );
  });

  test('the size of a block has a default', () => {
    expect(setting(new Bench().read, 'design.blockSize')).toBe('4');
  });
});
