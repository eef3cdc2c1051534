// Items 6, 7a, 8 and 9 of ARRIVE: outcomes, methods of analysis, the animals, what was done with them.
// Must not take a question for answered because a default applies meanwhile.

import { say } from '../../catalogue/catalogue.ts';
import { Plan, planId, planInForce } from '../analysis-plan.ts';
import { Animal } from '../animal.ts';
import { Protocol } from '../protocol.ts';
import { Result } from '../result.ts';
import { isSettingKey, setting, settingAnswer } from '../settings.ts';
import { settingKeysOf } from '../../protocols/protocol.ts';
import {
  answerSentence,
  part,
  place,
  planPlace,
  questionGap,
  timingOf,
  type ArriveGap,
  type ArrivePart,
  type ArriveSource,
} from './checklist.ts';
import { piece, sentence, toned, type Sentence } from './citation.ts';
import { doseSentences } from './methods-doses.ts';
import { lockSentences, outcomeSentences, primaryText, statisticsSentences } from './methods-analysis.ts';
import { animalSentences, housingSentences } from './methods-animals.ts';
import {
  cultureSentences,
  drugSentences,
  operations,
  peopleSentences,
  periodSentences,
  protocolSentences,
  samplingSentences,
  surgerySentences,
} from './methods-procedures.ts';
import { tallied } from './spread.ts';

export function outcomeParts(source: ArriveSource, hasResults: boolean): readonly ArrivePart[] {
  const { read } = source;
  const plan = read.get(Plan, planId);
  const named = plan?.versions.at(-1)?.content.primary ?? null;
  const isFixed = (planInForce(read)?.content.primary ?? null) !== null;
  const gap: ArriveGap = {
    what: say('arrive.gap-primary'),
    timing: hasResults ? 'late' : 'before-results',
    place: planPlace(),
  };
  return [
    part({ key: '6a', isNotYet: !hasResults, answers: () => outcomeSentences(source) }),
    part({
      key: '6b',
      isAnswered: named !== null || settingAnswer(read, 'study.primaryOutcome') !== null,
      gaps: [isFixed ? null : gap],
      answers: () => [
        ...answerSentence(source, 'study.primaryOutcome'),
        ...primaryAnswerSentences(source),
        ...primarySentences(source),
        ...lockSentences(source),
      ],
    }),
  ];
}

const resultKinds = ['result.entered', 'result.derived'] as const;

/** Whether the written answer came before the first result. */
function primaryAnswerSentences({ evidence }: ArriveSource): readonly Sentence[] {
  const answer = evidence.answer('study.primaryOutcome');
  if (!answer) return [];
  const parameters = { day: piece(answer.at.slice(0, 10), [answer], 'strong') };
  return [
    evidence.hasBefore(resultKinds, answer.seq)
      ? toned(sentence('arrive.primary-late', parameters), 'alert')
      : sentence('arrive.primary-in-time', parameters),
  ];
}

/** The primary outcome of every version of the plan that changed it. */
function primarySentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const versions = read.get(Plan, planId)?.versions ?? [];
  const records = evidence.of(Plan, ['plan.recorded', 'plan.locked', 'plan.amended']);
  return versions.flatMap(({ number, content: { primary } }, index) => {
    const before = versions[index - 1]?.content.primary ?? null;
    const isSame =
      primary?.analyte === before?.analyte && primary?.timePoint === before?.timePoint && index > 0;
    if (primary === null || isSame) return [];
    const outcome = piece(primaryText(primary), records, 'strong');
    const stated = sentence('arrive.primary', { version: number, outcome });
    return [index > 0 ? toned(stated, 'alert') : stated];
  });
}

export function analysisPart(source: ArriveSource, hasResults: boolean): ArrivePart {
  const { read } = source;
  const gap: ArriveGap = {
    what: say('arrive.gap-plan'),
    timing: hasResults ? 'late' : 'before-results',
    place: planPlace(),
  };
  return part({
    key: '7a',
    isAnswered: read.get(Plan, planId) !== undefined,
    gaps: [planInForce(read) === null ? gap : null, questionGap(source, 'study.software')],
    answers: () => [...statisticsSentences(source), ...answerSentence(source, 'study.software')],
  });
}

export function animalParts(source: ArriveSource): readonly ArrivePart[] {
  const { evidence, enrolled } = source;
  const keys = ['animals.health', 'animals.earlierProcedures'] as const;
  return [
    part({ key: '8a', isNotYet: enrolled.length === 0, answers: () => animalSentences(source) }),
    part({
      key: '8b',
      isAnswered: enrolled.length > 0 || keys.some((key) => settingAnswer(source.read, key) !== null),
      gaps: keys.map((key) => questionGap(source, key)),
      answers: () => [
        ...(enrolled.length === 0
          ? []
          : [
              sentence('arrive.sources', {
                sources: piece(
                  tallied(enrolled.map(({ source: from }) => from)),
                  evidence.of(
                    Animal,
                    ['animal.registered', 'animal.corrected'],
                    enrolled.map(({ id }) => id),
                  ),
                  'strong',
                ),
              }),
            ]),
        ...keys.flatMap((key) => answerSentence(source, key)),
      ],
    }),
  ];
}

export function procedureParts(source: ArriveSource): readonly ArrivePart[] {
  const isDone = operations(source).length > 0;
  return [
    part({
      key: '9a',
      isAnswered: isDone,
      isNotYet: !isDone,
      gaps: [openFigures(source)],
      answers: () => [
        ...protocolSentences(source),
        ...cultureSentences(source),
        ...surgerySentences(source),
        ...doseSentences(source),
        ...drugSentences(source),
        ...peopleSentences(source),
      ],
    }),
    part({
      key: '9b',
      isNotYet: !isDone,
      answers: () => [...periodSentences(source), ...samplingSentences(source)],
    }),
    part({
      key: '9c',
      gaps: [questionGap(source, 'study.place')],
      answers: () => [...answerSentence(source, 'study.place'), ...housingSentences(source)],
    }),
    part({
      key: '9d',
      isAnswered: settingAnswer(source.read, 'study.rationale') !== null,
      gaps: [questionGap(source, 'study.rationale', timingOf(source))],
      answers: () => answerSentence(source, 'study.rationale'),
    }),
  ];
}

/** Figures that a released protocol asks the laboratory for and that nobody has answered; null where there are none. */
function openFigures({ read }: ArriveSource): ArriveGap | null {
  const asked = new Set(read.list(Protocol).flatMap(({ definition }) => settingKeysOf(definition)));
  const open = [...asked].filter(isSettingKey).filter((key) => setting(read, key) === null);
  const [first] = open;
  if (first === undefined) return null;
  const questions = open.map((key) => say(`setting.${key}`)).join('; ');
  return {
    what: say('arrive.gap-figures', { count: open.length, questions }),
    timing: 'any-time',
    place: place('settings', open.length === 1 ? first : null, 'study', say('arrive.where-questions')),
  };
}

/** Whether the notebook has any result; asked of one animal after another, since most studies answer at the first. */
export function hasAnyResult({ read, enrolled }: ArriveSource): boolean {
  return enrolled.some(({ id }) => read.list(Result, { animalId: id }).length > 0);
}
