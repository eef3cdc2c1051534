// Items 1 to 4 of ARRIVE: design, sample size, who is in and who is out, randomisation.
// Must not tell a blinded reader a group, the seed, or a number that belongs to one group.

import { say, sayOr } from '../../catalogue/catalogue.ts';
import { Allocation, allocationId } from '../allocation-state.ts';
import { groupOfAnimal } from '../allocation.ts';
import { planInForce } from '../analysis-plan.ts';
import { Animal } from '../animal.ts';
import { designText, groupLabel } from '../design.ts';
import { Exclusion, exclusionScopeText } from '../exclusion.ts';
import { planFacts } from '../plan-queries.ts';
import { designGroups, setting, settingAnswer } from '../settings.ts';
import {
  allocationPlace,
  answerSentence,
  column,
  dayOf,
  lateSentence,
  part,
  planPlace,
  questionGap,
  timingOf,
  type ArriveGap,
  type ArrivePart,
  type ArriveSource,
  type ArriveTable,
} from './checklist.ts';
import { piece, sentence, type Sentence } from './citation.ts';
import { readingListSentences } from './items-blinding.ts';
import { allocationSentences, lossSentences } from './methods-animals.ts';
import { exclusionSentences, lockSentences } from './methods-analysis.ts';
import { tallied } from './spread.ts';

export function designParts(source: ArriveSource): readonly ArrivePart[] {
  const design = setting(source.read, 'design.groups') ?? '[]';
  const answered = source.evidence.answer.bind(source.evidence, 'design.groups');
  return [
    part({
      key: '1a',
      answers: () => {
        const record = answered();
        return [
          sentence('arrive.groups', {
            count: designGroups(source.read).length,
            groups: piece(designText(design), record ? [record] : [], 'strong'),
          }),
        ];
      },
    }),
    part({ key: '1b', answers: () => [sentence('arrive.unit')] }),
  ];
}

export function sizeParts(source: ArriveSource): readonly ArrivePart[] {
  const { read, evidence, enrolled, mayKnow } = source;
  const design = designGroups(read);
  const planned = design.reduce((sum, { animals }) => sum + animals, 0);
  const standing = enrolled.filter(({ replacedBy }) => replacedBy === null);
  const key = 'study.sampleSizeReason';
  return [
    part({
      key: '2a',
      isNotYet: standing.length < planned,
      answers: () => [
        sentence('arrive.planned', {
          total: planned,
          groups: design.map(({ label, animals }) => `${label} ${animals}`).join(', '),
        }),
        sentence('arrive.standing', {
          count: piece(
            String(standing.length),
            evidence.of(
              Animal,
              ['animal.enrolled'],
              standing.map(({ id }) => id),
            ),
            'strong',
          ),
        }),
        ...(mayKnow && standing.length > 0
          ? [
              sentence('arrive.standing-groups', {
                groups: tallied(standing.map((one) => groupLabel(design, groupOfAnimal(read, one) ?? '–'))),
              }),
            ]
          : []),
      ],
    }),
    part({
      key: '2b',
      isAnswered: settingAnswer(read, key) !== null,
      gaps: [questionGap(source, key, timingOf(source))],
      answers: () => [...answerSentence(source, key), ...lateSentence(source, key)],
    }),
  ];
}

/** 3a and 3b; the number in each analysis is among the results. */
export function selectionParts(source: ArriveSource): readonly ArrivePart[] {
  const { read, enrolled } = source;
  const timing = timingOf(source);
  const isLocked = planInForce(read) !== null;
  const planGap: ArriveGap = {
    what: say('arrive.gap-data-rules'),
    timing: 'before-results',
    place: planPlace(),
  };
  return [
    part({
      key: '3a',
      gaps: [
        questionGap(source, 'criteria.inclusion', timing),
        questionGap(source, 'criteria.exclusion', timing),
        isLocked ? null : planGap,
      ],
      answers: () => criteriaSentences(source),
    }),
    part({
      key: '3b',
      isNotYet: enrolled.length === 0,
      answers: () =>
        enrolled.length === 0
          ? []
          : [...lossSentences(source), ...exceptionSentences(source), ...exclusionSentences(source)],
      tables: () => leftOutTables(source),
    }),
  ];
}

function criteriaSentences(source: ArriveSource): readonly Sentence[] {
  const { read, evidence } = source;
  const limit = (key: 'ageMonthsMin' | 'ageMonthsMax' | 'weightKgMin' | 'weightKgMax') => {
    const record = evidence.answer(`criteria.${key}`);
    return piece(setting(read, `criteria.${key}`) ?? '–', record ? [record] : [], 'strong');
  };
  const rules = ['below-range', 'above-range', 'outliers'].map((key) => sayOr(`plan.${key}`, key));
  const plan = planInForce(read);
  const facts = plan
    ? planFacts(plan.content, designGroups(read)).filter(({ label }) => rules.includes(label))
    : [];
  return [
    sentence('arrive.criteria', {
      ageMin: limit('ageMonthsMin'),
      ageMax: limit('ageMonthsMax'),
      weightMin: limit('weightKgMin'),
      weightMax: limit('weightKgMax'),
    }),
    ...(
      [
        'criteria.inclusion',
        'criteria.exclusion',
        'criteria.ageMonthsMin',
        'criteria.ageMonthsMax',
        'criteria.weightKgMin',
        'criteria.weightKgMax',
      ] as const
    ).flatMap((key) => [
      ...(key === 'criteria.inclusion' || key === 'criteria.exclusion' ? answerSentence(source, key) : []),
      ...lateSentence(source, key),
    ]),
    ...facts.map(({ label, text }) => sentence('arrive.answer', { question: label, answer: text })),
    ...(plan ? lockSentences(source) : []),
  ];
}

/** Animals that were let in although they missed a criterion. */
function exceptionSentences({ enrolled, evidence }: ArriveSource): readonly Sentence[] {
  return enrolled.flatMap(({ id, exception }) =>
    exception === null
      ? []
      : [
          sentence('arrive.exception', {
            animal: piece(id, evidence.of(Animal, ['animal.exceptionGranted'], [id]), 'strong'),
            criteria: exception.criteria.map((one) => say(`arrive.criterion-${one}`)).join(', '),
            reason: exception.reason ?? say('arrive.no-reason'),
          }),
        ],
  );
}

/** Every animal that was lost, and every exclusion that was ever recorded; the group only for who may know it. */
function leftOutTables({ read, enrolled, mayKnow }: ArriveSource): readonly ArriveTable[] {
  const design = designGroups(read);
  const groupOf = (animalId: string): readonly string[] => {
    if (!mayKnow) return [];
    const animal = read.get(Animal, animalId);
    return [groupLabel(design, (animal && groupOfAnimal(read, animal)) ?? '–')];
  };
  const lost = enrolled.flatMap(({ id, status, ended }) =>
    ended === null || status === 'completed'
      ? []
      : [[id, ...groupOf(id), '–', say(`report.animal-${status}`), dayOf(ended.at), ended.reason ?? '–']],
  );
  const excluded = read
    .list(Exclusion)
    .flatMap((one) =>
      [...one.history, one].map((event) => [
        one.animalId,
        ...groupOf(one.animalId),
        exclusionScopeText(one),
        say(`report.exclusion-${event.status}`),
        dayOf(event.at),
        event.reason ?? '–',
      ]),
    );
  if (lost.length + excluded.length === 0) return [];
  return [
    {
      title: say('arrive.table-left-out'),
      columns: [
        column(say('report.animal-word'), 16),
        ...(mayKnow ? [column(say('report.group'), 24)] : []),
        column(say('report.scope'), 34),
        column(say('report.status'), 18),
        column(say('report.time'), 20),
        column(say('report.why'), 50),
      ],
      rows: [...lost, ...excluded],
    },
  ];
}

export function randomisationParts(source: ArriveSource): readonly ArrivePart[] {
  const { read, evidence, mayKnow } = source;
  const allocation = read.get(Allocation, allocationId);
  const drawGap: ArriveGap = {
    what: say('arrive.gap-draw'),
    timing: timingOf(source),
    place: allocationPlace(),
  };
  return [
    part({
      key: '4a',
      isAnswered: allocation !== undefined,
      gaps: [allocation ? null : drawGap],
      answers: () =>
        allocation
          ? [
              ...allocationSentences(source),
              sentence('arrive.method', { method: say('allocation.method') }),
              sentence('arrive.seed', {
                seed: mayKnow
                  ? piece(allocation.blind.seed, evidence.of(Allocation, ['allocation.drawn']))
                  : piece(say('arrive.withheld'), [], 'blinded'),
              }),
              sentence('arrive.order'),
            ]
          : [],
    }),
    part({
      key: '4b',
      isAnswered: settingAnswer(read, 'study.confounders') !== null,
      gaps: [questionGap(source, 'study.confounders', timingOf(source))],
      answers: () => [
        ...answerSentence(source, 'study.confounders'),
        ...lateSentence(source, 'study.confounders'),
        ...readingListSentences(source),
      ],
    }),
  ];
}
