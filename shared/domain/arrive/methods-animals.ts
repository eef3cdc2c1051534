// The methods paragraph on the animals: who they were, how they lived, how they were allocated, which were lost.
// Must not name the group of an animal.

import { say } from '../../catalogue/catalogue.ts';
import { decimal } from '../../kernel/units.ts';
import { dayMs, epochOf, localDay, parseTime } from '../../kernel/time.ts';
import { seedText } from '../allocation.ts';
import { Allocation, allocationId } from '../allocation-state.ts';
import { ageMonths, Animal, type AnimalState, type WeightEntry } from '../animal.ts';
import { groupLabel } from '../design.ts';
import { latestRunOf, Run } from '../run.ts';
import { designGroups, setting } from '../settings.ts';
import { dayOf, type ArriveSource } from './checklist.ts';
import { clause, joined, piece, sentence, type Piece, type Sentence } from './citation.ts';
import { countPiece, spreadPiece, tallied } from './spread.ts';

const particulars = ['animal.registered', 'animal.corrected'] as const;

/** Species, strain, sex, age and weight of the animals that were enrolled. */
export function animalSentences(source: ArriveSource): readonly Sentence[] {
  const { read, evidence, enrolled } = source;
  if (enrolled.length === 0) return [];
  const ids = enrolled.map(({ id }) => id);
  const registered = evidence.of(Animal, particulars, ids);
  const enrolments = evidence.of(Animal, ['animal.enrolled'], ids);
  const months = enrolled.flatMap(({ birthDate, enrolledAt }) =>
    enrolledAt === null ? [] : [decimal<'months'>(ageMonths(birthDate, localDay(enrolledAt)))],
  );
  const unknown = piece(say('arrive.unknown'));
  const tally = (words: readonly string[]): Piece => piece(tallied(words), registered, 'strong');
  return [
    sentence('methods.animals', {
      animals: countPiece(enrolled.length, 'animal', enrolments),
      species: setting(read, 'animals.species') ?? '',
      strains: tally(enrolled.map(({ strain }) => strain)),
      sources: tally(enrolled.map(({ source: from }) => from)),
    }),
    sentence('methods.animals-are', {
      sexes: tally(enrolled.map(({ sex }) => say(`report.sex-${sex}`))),
      age: spreadPiece(months, say('arrive.months'), 0, [...registered, ...enrolments]) ?? unknown,
      weight: enrolmentWeights(source) ?? unknown,
    }),
    ...donorSentences(source),
  ];
}

/** The newest weight up to the enrolment of each animal, or else its first. */
function enrolmentWeights({ evidence, enrolled }: ArriveSource): Piece | null {
  const weights = enrolled.flatMap((animal) => weightAtEnrolment(animal) ?? []);
  const wanted = new Set(weights.map(({ recordId }) => recordId));
  const corrected = new Set(
    enrolled
      .filter(({ weights: all }) => all.some((one) => one.correctedFrom !== null && wanted.has(one.recordId)))
      .map(({ id }) => id),
  );
  const records = [
    ...evidence.of(Animal, ['animal.weighed']).filter(({ id }) => wanted.has(id)),
    ...evidence.of(Animal, ['animal.weightCorrected'], [...corrected]),
  ];
  return spreadPiece(
    weights.map(({ weightKg }) => decimal<'kg'>(weightKg)),
    'kg',
    1,
    records,
  );
}

function weightAtEnrolment({ weights, enrolledAt }: AnimalState): WeightEntry | null {
  const sorted = weights.toSorted((left, right) => epochOf(left.at) - epochOf(right.at));
  const until = enrolledAt === null ? null : epochOf(enrolledAt);
  return sorted.findLast(({ at }) => until !== null && epochOf(at) <= until) ?? sorted[0] ?? null;
}

function donorSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const donors = read.list(Animal).filter(({ purpose }) => purpose === 'donor');
  if (donors.length === 0) return [];
  const ids = donors.map(({ id }) => id);
  const registered = evidence.of(Animal, particulars, ids);
  return [
    sentence('methods.donors', {
      count: piece(String(donors.length), registered, 'strong'),
      strains: piece(tallied(donors.map(({ strain }) => strain)), registered),
    }),
  ];
}

/** How they were kept, as set, and for how many days they were there before their operation. */
export function housingSentences({ read, evidence, enrolled }: ArriveSource): readonly Sentence[] {
  const set = (key: 'housing.diet' | 'housing.temperatureCelsius' | 'housing.lightHours'): Piece => {
    const answer = evidence.answer(key);
    return piece(setting(read, key) ?? say('arrive.unknown'), answer ? [answer] : [], 'strong');
  };
  const housing = sentence('methods.housing', {
    diet: set('housing.diet'),
    temperature: set('housing.temperatureCelsius'),
    light: set('housing.lightHours'),
  });
  const stays = enrolled.flatMap(({ id, registeredAt }) => {
    const run = latestRunOf(read, id, 'surgery');
    return run ? [{ id, runId: run.id, days: daysBetween(registeredAt, run.startedAt) }] : [];
  });
  const ids = stays.map(({ id }) => id);
  const days = spreadPiece(
    stays.map((stay) => decimal<'d'>(stay.days)),
    say('arrive.days'),
    0,
    [
      ...evidence.of(Animal, ['animal.registered'], ids),
      ...evidence.of(
        Run,
        ['run.started'],
        stays.map(({ runId }) => runId),
      ),
    ],
  );
  return days ? [housing, sentence('methods.acclimatisation', { days })] : [housing];
}

/** Calendar days at the place. */
function daysBetween(from: string, to: string): number {
  const midnight = (at: string) => parseTime(`${localDay(at)}T00:00:00Z`) ?? 0;
  return Math.round((midnight(to) - midnight(from)) / dayMs);
}

export function allocationSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const allocation = read.get(Allocation, allocationId);
  if (!allocation) return [];
  const design = designGroups(read);
  const drawn = evidence.of(Allocation, ['allocation.drawn']);
  const changed = evidence.of(Allocation, ['allocation.changed']);
  return [
    sentence('methods.allocation', {
      positions: piece(String(allocation.positions), drawn, 'strong'),
      groups: allocation.groups.map((group) => groupLabel(design, group)).join(', '),
      block: piece(String(allocation.blockSize), drawn, 'strong'),
      day: piece(dayOf(allocation.drawnAt), drawn, 'strong'),
    }),
    [piece(seedText(read, allocation), drawn, allocation.seedOrigin === 'given' ? 'alert' : 'plain')],
    ...(changed.length === 0
      ? []
      : [sentence('methods.allocation-changed', { count: piece(String(changed.length), changed, 'alert') })]),
  ];
}

const endings = ['animal.died', 'animal.withdrawn'] as const;

/** Deaths, withdrawals and replacements, each with its reason. */
export function lossSentences({ evidence, enrolled }: ArriveSource): readonly Sentence[] {
  const lost = enrolled.filter(({ status }) => status === 'dead' || status === 'withdrawn');
  const replaced = enrolled.filter(({ replacedBy }) => replacedBy !== null);
  const listed = (
    animals: readonly AnimalState[],
    kinds: readonly string[],
    words: (one: AnimalState, reason: string) => string,
  ): { readonly count: Piece; readonly list: Sentence } => {
    const recordsOf = (own: readonly AnimalState[]) =>
      evidence.of(
        Animal,
        kinds,
        own.map(({ id }) => id),
      );
    const named = animals.map((one): Sentence => {
      const records = recordsOf([one]);
      const reason = clause(records.at(-1)?.reason ?? say('arrive.no-reason'));
      return [piece(words(one, reason), records)];
    });
    return {
      count: piece(String(animals.length), recordsOf(animals), 'strong'),
      list: joined(named, '; '),
    };
  };
  return [
    ...(lost.length === 0
      ? []
      : [
          sentence(
            'methods.lost',
            listed(lost, endings, ({ id, status }, reason) =>
              say(status === 'dead' ? 'methods.died' : 'methods.withdrawn', { animal: id, reason }),
            ),
          ),
        ]),
    ...(replaced.length === 0
      ? []
      : [
          sentence(
            'methods.replaced',
            listed(replaced, ['animal.replaced'], ({ id, replacedBy }, reason) =>
              say('methods.replaced-by', { animal: id, by: replacedBy ?? '', reason }),
            ),
          ),
        ]),
  ];
}
