// ARRIVE 2.0, item 5: who was blind at which stage, every reading that was not, and every unblinding.
// Must not name a group, nor call blind what nobody recorded as that.

import { say } from '../../catalogue/catalogue.ts';
import { roles, type Reader, type Role } from '../../kernel/decider.ts';
import { seedText } from '../allocation.ts';
import { Allocation, allocationId } from '../allocation-state.ts';
import { Plan, planId, planInForce } from '../analysis-plan.ts';
import { Assay } from '../assay.ts';
import { isKnowing, knowingRolesAt, mayHaveKnownGroup, mayKnowGroup, standingAt } from '../blinding.ts';
import { Dose, type DoseState } from '../dose.ts';
import { ReadingList } from '../reading-list.ts';
import { givenAnswers, setting } from '../settings.ts';
import { User, type Standing, type UserState } from '../user.ts';
import {
  answerSentence,
  dayOf,
  lateSentence,
  part,
  questionGap,
  timingOf,
  type ArrivePart,
  type ArriveSource,
} from './checklist.ts';
import { clause, joined, piece, sentence, type Evidence, type Piece, type Sentence } from './citation.ts';
import { hasAnyResult } from './items-conduct.ts';
import { lockSentences } from './methods-analysis.ts';
import { countPiece } from './spread.ts';

const key = 'blinding.rolesThatKnow';
const standingKinds = ['user.created', 'user.rolesChanged', 'user.disabled', 'user.enabled'] as const;

/** The draws of slides to be read: randomisation as well as blinding. */
export function readingListSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const lists = read.list(ReadingList);
  if (lists.length === 0) return [];
  const slides = lists.reduce((sum, { count }) => sum + count, 0);
  const drawn = evidence.of(ReadingList, ['readingList.drawn']);
  return [sentence('arrive.reading-lists', { count: piece(String(lists.length), drawn, 'strong'), slides })];
}

/** Scores that their reader changed when both readings could be seen: how far the two agree is no measure then. */
function changedSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const changes = read
    .list(Assay, { status: 'evaluated' })
    .flatMap(({ id, changedKnowing }) => changedKnowing.map(({ at, reason }) => ({ id, at, reason })));
  if (changes.length === 0) return [];
  // Of the evaluations of one assay those that changed a reading, and not that which brought the second.
  const records = changes.flatMap(({ id, at, reason }) =>
    evidence
      .of(Assay, ['assay.reevaluated'], [id])
      .filter((record) => record.at === at && record.reason === reason),
  );
  const reasons = [...new Set(changes.map(({ reason }) => clause(reason ?? say('arrive.no-reason'))))];
  return [
    sentence('arrive.readings-changed', {
      count: piece(String(changes.length), records, 'alert'),
      why: reasons.join('; '),
    }),
  ];
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
        ...drawSentences(source),
        ...roleSentences(source),
        ...answerSentence(source, 'blinding.measures'),
        ...lateSentence(source, 'blinding.measures'),
        ...doseBlindingSentences(source),
        ...readingListSentences(source),
        ...readerSentences(source),
        ...changedSentences(source),
        ...analysisBlindingSentences(source),
        ...changeSentences(source),
      ],
    }),
  ];
}

/** Who made the list, as the record of the draw says it. */
function drawSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const allocation = read.get(Allocation, allocationId);
  if (!allocation) return [sentence('arrive.blind-not-drawn')];
  const drawn = evidence.of(Allocation, ['allocation.drawn']);
  const tone = allocation.seedOrigin === 'given' ? 'alert' : 'plain';
  return [sentence('arrive.blind-allocation', { seed: piece(seedText(read, allocation), drawn, tone) })];
}

function rolesText(list: readonly string[]): string {
  return list.length === 0
    ? say('arrive.none')
    : roles
        .filter((role) => list.includes(role))
        .map((role) => say(`role.${role}`))
        .join(', ');
}

function namesText(people: readonly UserState[]): string {
  return people.length === 0 ? say('arrive.none') : people.map(({ printedName }) => printedName).join(', ');
}

function roleSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const knowing = (setting(read, key) ?? '').split(',');
  const record = evidence.answer(key);
  const blind = read
    .list(User, { status: 'active' })
    .filter(({ id, roles: held }) => !mayHaveKnownGroup(read, id) && held.some(isAtWork));
  return [
    sentence('arrive.blind-roles', {
      knowing: piece(rolesText(knowing), record ? [record] : [], 'strong'),
      blind: rolesText(roles.filter((role) => isAtWork(role) && !knowing.includes(role))),
    }),
    sentence('arrive.blind-people', { people: namesText(blind) }),
    ...onceKnowingSentences(read, evidence),
  ];
}

/** Who looks after accounts alone measures nothing. */
function isAtWork(role: Role): boolean {
  return role !== 'administrator';
}

/** People who are blind by their roles of now and are not, since they could know the groups before. */
function onceKnowingSentences(read: Reader, evidence: Evidence): readonly Sentence[] {
  const once = read
    .list(User)
    .filter(
      ({ id, roles: held }) =>
        mayHaveKnownGroup(read, id) && !mayKnowGroup(read, { userId: id, roles: held }),
    );
  if (once.length === 0) return [];
  const named = once.map(({ id, printedName, standings }): Sentence => {
    const history = standings.map((one) =>
      say(`arrive.standing-${one.status}`, { roles: rolesText(one.roles), day: dayOf(one.at) }),
    );
    return [piece(`${printedName} (${history.join(', ')})`, evidence.of(User, standingKinds, [id]), 'alert')];
  });
  return [sentence('arrive.once-knowing', { people: joined(named, '; ') })];
}

/** What the records of doses show of it: syringes with a code, second checks, and what was given without them. */
function doseBlindingSentences({ read, evidence, enrolled }: ArriveSource): readonly Sentence[] {
  const ids = new Set(enrolled.map(({ id }) => id));
  const doses = read.list(Dose).filter(({ animalId }) => ids.has(animalId));
  if (doses.length === 0) return [sentence('arrive.blind-doses-none')];
  const counted = (
    isMeant: (one: DoseState) => boolean,
    kinds: readonly string[],
    tone: 'strong' | 'alert' = 'strong',
  ): Piece => {
    const own = doses.filter(isMeant).map(({ id }) => id);
    return piece(String(own.length), evidence.of(Dose, kinds, own), own.length === 0 ? 'strong' : tone);
  };
  const isOutside = ({ given }: DoseState): boolean => given?.isOutsideGate === true;
  return [
    sentence('arrive.blind-doses', {
      prepared: counted(({ preparedAt }) => preparedAt !== null, ['dose.prepared']),
      checked: counted(({ checkedBy }) => checkedBy !== null, ['dose.checked']),
      given: counted(({ given }) => given !== null, ['dose.given', 'dose.givenUnprepared']),
      inside: counted((one) => one.given !== null && !isOutside(one), ['dose.given']),
    }),
    ...(doses.some(isOutside)
      ? [
          sentence('arrive.blind-doses-outside', {
            outside: counted(isOutside, ['dose.given', 'dose.givenUnprepared'], 'alert'),
            unchecked: counted(
              (one) => isOutside(one) && one.checkedBy === null,
              ['dose.given', 'dose.givenUnprepared'],
              'alert',
            ),
          }),
        ]
      : []),
  ];
}

/** Letters hid something only from results that were there before the plan was locked. */
function analysisBlindingSentences(source: ArriveSource): readonly Sentence[] {
  if (planInForce(source.read) === null) {
    return [sentence(hasAnyResult(source) ? 'arrive.blind-analysis-open' : 'arrive.blind-analysis-none')];
  }
  const before = source.read.get(Plan, planId)?.versions[0]?.resultCount ?? 0;
  const locked = source.evidence.of(Plan, ['plan.locked']);
  return [
    ...(before === 0
      ? []
      : [sentence('arrive.blind-analysis', { count: countPiece(before, 'result', locked) })]),
    ...lockSentences(source),
  ];
}

/** After the draw every change of who may know is an unblinding that has to be reported, also one taken back. */
function changeSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const allocation = read.get(Allocation, allocationId);
  if (!allocation) return [];
  const since = allocation.drawnLamport;
  const answers = givenAnswers(read, key).filter(({ lamport }) => lamport > since);
  const people = read.list(User).flatMap((user) => changesOf(read, user, since));
  const ids = new Set([...answers, ...people.map(({ now }) => now)].map(({ recordId }) => recordId));
  const all = [...evidence.answers(key), ...evidence.of(User, standingKinds)];
  const recordsOf = (recordId: string) => all.filter(({ id }) => id === recordId);
  const changes = all.filter(({ id }) => ids.has(id)).toSorted((left, right) => left.seq - right.seq);
  if (changes.length === 0) return [sentence('arrive.no-unblinding')];
  return [
    sentence('arrive.unblinding', { count: piece(String(changes.length), changes, 'alert') }),
    ...answers.map(({ recordId, lamport, at, value, reason }) => {
      const before = knowingRolesAt(read, lamport - 1);
      const opened = value.split(',').filter((role) => !before.includes(role));
      const about = {
        day: piece(dayOf(at), recordsOf(recordId), 'strong'),
        roles: rolesText(value.split(',')),
        reason: reason ?? say('arrive.no-reason'),
      };
      if (opened.length === 0) return sentence('arrive.roles-not-opened', about);
      const holders = read.list(User).filter(({ id }) => {
        const standing = standingAt(read, id, lamport);
        return standing?.status === 'active' && standing.roles.some((role) => opened.includes(role));
      });
      return sentence('arrive.roles-opened', {
        ...about,
        opened: piece(rolesText(opened), [], 'alert'),
        people: namesText(holders),
      });
    }),
    ...people
      .filter(({ isOpened }) => isOpened)
      .map(({ user, now }) =>
        sentence('arrive.person-opened', {
          person: piece(user.printedName, recordsOf(now.recordId), 'alert'),
          roles: rolesText(now.roles),
          day: dayOf(now.at),
        }),
      ),
  ];
}

interface PersonChange {
  readonly user: UserState;
  readonly now: Standing;
  /** Whether it gave the right to know, and the person had it not just before. */
  readonly isOpened: boolean;
}

/** Changes of roles, and accounts opened or opened again for somebody whose roles know. */
function changesOf(read: Reader, user: UserState, since: number): readonly PersonChange[] {
  return user.standings.flatMap((now, index): readonly PersonChange[] => {
    if (now.lamport <= since) return [];
    const before = user.standings[index - 1];
    const isKnown = isKnowing(read, now, now.lamport);
    const isOpened = isKnown && !(before && isKnowing(read, before, now.lamport));
    const isOfRoles = before !== undefined && before.status === now.status;
    return isKnown || isOfRoles ? [{ user, now, isOpened }] : [];
  });
}
