// ARRIVE 2.0, item 5: who was blind at which stage, every reading that was not, and every unblinding.
// Must not name a group, nor call blind what nobody recorded as that.

import { say, sayOr } from '../../catalogue/catalogue.ts';
import { roles } from '../../kernel/decider.ts';
import { Allocation } from '../allocation-state.ts';
import { planInForce } from '../analysis-plan.ts';
import { Assay } from '../assay.ts';
import { ReadingList } from '../reading-list.ts';
import { setting } from '../settings.ts';
import { User } from '../user.ts';
import {
  answerSentence,
  lateSentence,
  part,
  questionGap,
  timingOf,
  type ArrivePart,
  type ArriveSource,
} from './checklist.ts';
import { piece, sentence, type Sentence } from './citation.ts';
import { lockSentences } from './methods-analysis.ts';
/** The draws of slides to be read: randomisation as well as blinding. */
export function readingListSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const lists = read.list(ReadingList);
  if (lists.length === 0) return [];
  const slides = lists.reduce((sum, { count }) => sum + count, 0);
  const drawn = evidence.of(ReadingList, ['readingList.drawn']);
  return [sentence('arrive.reading-lists', { count: piece(String(lists.length), drawn, 'strong'), slides })];
}

/** How many readings of slides were blind, and of those that were not, why; rejected runs are in no result. */
function readerSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const readings = read
    .list(Assay, { status: 'evaluated' })
    .flatMap(({ id, firstBlinding, secondBlinding }) =>
      [firstBlinding, secondBlinding].flatMap((one) => (one === null ? [] : [{ id, ...one }])),
    );
  if (readings.length === 0) return [];
  const seen = readings.filter((one) => !one.isBlinded);
  if (seen.length === 0) return [sentence('arrive.readings-blind', { count: readings.length })];
  const records = evidence.of(
    Assay,
    ['assay.evaluated', 'assay.reevaluated'],
    seen.map((one) => one.id),
  );
  return [
    sentence('arrive.readings-not-blind', {
      seen: piece(String(seen.length), records, 'alert'),
      count: readings.length,
      why: [...new Set(seen.map((one) => one.why ?? '–'))].join('; '),
    }),
  ];
}

export function blindingParts(source: ArriveSource): readonly ArrivePart[] {
  return [
    part({
      key: '5',
      gaps: [
        questionGap(source, 'blinding.rolesThatKnow', timingOf(source)),
        questionGap(source, 'blinding.measures', timingOf(source)),
      ],
      answers: () => [
        sentence('arrive.blind-allocation'),
        ...roleSentences(source),
        ...answerSentence(source, 'blinding.measures'),
        ...lateSentence(source, 'blinding.measures'),
        sentence('arrive.blind-syringe'),
        ...readingListSentences(source),
        ...readerSentences(source),
        ...analysisBlindingSentences(source),
        ...changeSentences(source),
      ],
    }),
  ];
}

function roleSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const knowing = (setting(read, 'blinding.rolesThatKnow') ?? '').split(',');
  const record = evidence.answer('blinding.rolesThatKnow');
  const people = read.list(User).filter(({ status }) => status === 'active');
  const isKnowing = (own: readonly string[]): boolean => own.some((role) => knowing.includes(role));
  const blind = people.filter(
    (one) => !isKnowing(one.roles) && one.roles.some((role) => role !== 'administrator'),
  );
  const named = (list: readonly string[]): string =>
    list.length === 0 ? say('arrive.none') : list.map((role) => sayOr(`role.${role}`, role)).join(', ');
  return [
    sentence('arrive.blind-roles', {
      knowing: piece(named(knowing), record ? [record] : [], 'strong'),
      blind: named(roles.filter((role) => role !== 'administrator' && !knowing.includes(role))),
    }),
    sentence('arrive.blind-people', {
      people:
        blind.length === 0 ? say('arrive.none') : blind.map(({ printedName }) => printedName).join(', '),
    }),
  ];
}

/** Groups are letters beside results until the plan is locked. */
function analysisBlindingSentences(source: ArriveSource): readonly Sentence[] {
  return planInForce(source.read) === null
    ? [sentence('arrive.blind-analysis-open')]
    : [sentence('arrive.blind-analysis'), ...lockSentences(source)];
}

/** After the draw every change of who may know is an unblinding that has to be reported. */
function changeSentences({ evidence }: ArriveSource): readonly Sentence[] {
  const [drawn] = evidence.of(Allocation, ['allocation.drawn']);
  if (!drawn) return [];
  const answer = evidence.answer('blinding.rolesThatKnow');
  const changes = [
    ...(answer && answer.seq > drawn.seq ? [answer] : []),
    ...evidence.of(User, ['user.rolesChanged']).filter(({ seq }) => seq > drawn.seq),
  ];
  return [
    changes.length === 0
      ? sentence('arrive.no-unblinding')
      : sentence('arrive.unblinding', { count: piece(String(changes.length), changes, 'alert') }),
  ];
}
