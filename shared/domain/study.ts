// The study itself: its title, whether it is simulated, and the answers to its settings.
// Must not hold defaults or questions: those are data in setting-list.ts.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import {
  decide,
  defineCommand,
  defineEntity,
  defineQuery,
  type NewRecord,
  type Reader,
} from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';
import { decimal } from '../kernel/units.ts';
import { Allocation, allocationId } from './allocation-state.ts';
import { checkAnswer, type SettingDefinition } from './setting-definition.ts';
import { settingDefinitions, type SettingKey } from './setting-list.ts';

export interface SettingAnswer {
  readonly value: string;
  readonly answeredAt: string;
  readonly answeredBy: string;
  readonly reason: string | null;
}

/** An answer that was ever given, in force or not. */
export interface GivenAnswer {
  readonly recordId: string;
  readonly lamport: number;
  readonly at: string;
  readonly value: string;
  readonly reason: string | null;
}

export interface StudyState {
  readonly id: string;
  readonly studyKey: string;
  readonly title: string;
  /** True makes every screen and page say SIMULATED; no record can undo it. */
  readonly isSimulated: boolean;
  /** IANA zone of the place where the study is done, such as `Asia/Shanghai`. */
  readonly zone: string;
  readonly createdAt: string;
  /** The answer in force, by setting. */
  readonly settings: Readonly<Record<string, SettingAnswer>>;
  /** All answers by setting, oldest first: some facts hold because of what once applied. */
  readonly answers: Readonly<Record<string, readonly GivenAnswer[]>>;
}

export const studyId = 'study';
const definitions: readonly SettingDefinition<SettingKey>[] = settingDefinitions;

const answeredForm = z.object({ key: z.string(), value: z.string(), from: z.string().nullable() });

export const Study = defineEntity<StudyState>()({
  type: 'study',
  reducer: 2,
  opening: {
    'study.created': {
      version: 1,
      payload: z.object({
        studyKey: z.string(),
        title: z.string(),
        isSimulated: z.boolean(),
        zone: z.string(),
      }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        createdAt: record.occurredAt,
        settings: {},
        answers: {},
      }),
    },
  },
  changing: {
    'setting.answered': {
      version: 1,
      payload: answeredForm,
      apply: (state, { key, value }, record) => ({
        ...state,
        settings: {
          ...state.settings,
          [key]: {
            value,
            answeredAt: record.occurredAt,
            answeredBy: record.performedBy,
            reason: record.reason,
          },
        },
        answers: {
          ...state.answers,
          [key]: [
            ...(state.answers[key] ?? []),
            {
              recordId: record.id,
              lamport: record.lamport,
              at: record.occurredAt,
              value,
              reason: record.reason,
            },
          ],
        },
      }),
    },
  },
});

const zoneForm = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

/** Refusals: `study.exists`, `study.unknown-zone`. */
export const createStudy = defineCommand({
  name: 'study.create',
  input: z.object({
    studyKey: z.literal('asc-secretome').default('asc-secretome'),
    title: z.string().trim().min(1).max(200),
    isSimulated: z.boolean(),
    zone: z.string().trim(),
  }),
  decide(input, { read }) {
    const study = read.get(Study, studyId);
    if (study) return refuse('study.exists', { title: study.title });
    // Names only: time-zone data differ between machines, so the host checks that it knows the zone.
    if (!zoneForm.test(input.zone)) return refuse('study.unknown-zone', { zone: input.zone });
    return decide([Study.record('study.created', studyId, input)], { studyId });
  },
});

/**
 * Answers a setting, always with a reason. Refusals: `study.none`, `study.setting-unknown`, `study.setting-fixed`
 * after the draw, `study.setting-limits-crossed`, and those of `checkAnswer`.
 */
export const answerSetting = defineCommand({
  name: 'study.answerSetting',
  input: z.object({ key: z.string(), value: z.string().max(4000) }),
  decide({ key, value }, { read, reason }) {
    const study = read.get(Study, studyId);
    if (!study) return refuse('study.none');
    const definition = definitions.find((one) => one.key === key);
    if (!definition) return refuse('study.setting-unknown', { key });
    if (!reason) return refuse('reason.missing');
    if (isFixed(read, key)) return refuse('study.setting-fixed');
    const answer = checkAnswer(definition, value);
    if (!answer.ok) return answer;
    const crossed = crossedLimits(study, key, answer.value);
    if (crossed) return refuse('study.setting-limits-crossed', crossed);
    const from = valueOf(study, key);
    return decide([Study.record('setting.answered', studyId, { key, value: answer.value, from })], {
      value: answer.value,
    });
  },
});

/**
 * Takes what applies meanwhile as the lab's answers, with one reason for all. Refusals: `study.none`, `reason.missing`,
 * `study.setting-unknown`, `study.no-default`.
 */
const acceptDefaults = defineCommand({
  name: 'study.acceptDefaults',
  input: z.object({ keys: z.array(z.string()).min(1).max(500) }),
  decide({ keys }, { read, reason }) {
    const study = read.get(Study, studyId);
    if (!study) return refuse('study.none');
    if (!reason) return refuse('reason.missing');
    const records: NewRecord[] = [];
    for (const key of new Set(keys)) {
      const definition = definitions.find((one) => one.key === key);
      if (!definition) return refuse('study.setting-unknown', { key });
      const value = definition.defaultValue;
      if (value === null) return refuse('study.no-default', { key });
      if (study.settings[key] !== undefined) continue;
      records.push(Study.record('setting.answered', studyId, { key, value, from: value }));
    }
    return decide(records, { answered: records.length });
  },
});

function valueOf(study: StudyState, key: string): string | null {
  return study.settings[key]?.value ?? definitions.find((one) => one.key === key)?.defaultValue ?? null;
}

/** The design is what the draw was made from: afterwards only single positions change. */
function isFixed(read: Reader, key: string): boolean {
  return (
    (key === 'design.groups' || key === 'design.blockSize') &&
    read.get(Allocation, allocationId) !== undefined
  );
}

/** Both limits when a pair such as weightKgMin and weightKgMax would cross. */
function crossedLimits(study: StudyState, key: string, value: string): { min: string; max: string } | null {
  const pair = /^criteria\.(\w+)(Min|Max)$/.exec(key);
  if (!pair) return null;
  const min = pair[2] === 'Min' ? value : valueOf(study, `criteria.${pair[1]}Min`);
  const max = pair[2] === 'Max' ? value : valueOf(study, `criteria.${pair[1]}Max`);
  return min !== null && max !== null && decimal(min).gt(decimal(max)) ? { min, max } : null;
}

/** Every setting with its question, what applies, and all earlier answers, newest first. */
export const studyOverview = defineQuery({
  name: 'study.overview',
  input: z.object({}),
  answer(_, context) {
    const { read } = context;
    const study = read.get(Study, studyId) ?? null;
    const answered = context
      .records({ subjectType: Study.type, kinds: ['setting.answered'], limit: 2000 })
      .map((record) => ({ ...record, answer: answeredForm.parse(record.payload) }));
    const settings = definitions.map((definition) => {
      const answer = study?.settings[definition.key] ?? null;
      return {
        definition,
        question: say(`setting.${definition.key}`),
        answer,
        value: answer?.value ?? definition.defaultValue,
        /** A lab setting is open until somebody answers, even where a default applies meanwhile. */
        isOpen: definition.source === 'lab' && answer === null,
        isFixed: isFixed(read, definition.key),
        history: answered
          .filter((one) => one.answer.key === definition.key)
          .map(({ id, answer, occurredAt, recordedAt, performedBy, reason }) => ({
            recordId: id,
            value: answer.value,
            at: occurredAt,
            recordedAt,
            by: performedBy,
            reason,
          })),
      };
    });
    return { study, settings, openCount: settings.filter((one) => one.isOpen).length };
  },
});

export const studyCommands = [createStudy, answerSetting, acceptDefaults] as const;
export const studyQueries = [studyOverview] as const;
