// One animal as printed: who it is, its weights, what happened to it, its place in the allocation.
// Must not show its group to a reader who may not know it.

import { say } from '../catalogue/catalogue.ts';
import { groupOfAnimal } from '../domain/allocation.ts';
import { Animal, type AnimalState } from '../domain/animal.ts';
import type { Reader } from '../kernel/decider.ts';
import { correctionBlocks } from './correction-blocks.ts';
import { fact, flow, heading, span, type Block, type Fact, type Heading } from './document.ts';
import { titled } from './run-blocks.ts';
import type { ReportSource } from './source.ts';
import { measure, reasonOf, textOr, when, type Wording } from './wording.ts';

export function* animalBlocks(
  source: ReportSource,
  wording: Wording,
  animal: AnimalState,
  level: Heading['level'],
  startsPage: boolean,
): Iterable<Block> {
  yield heading(level, say('report.animal', { animal: animal.id }), startsPage);
  yield { kind: 'facts', facts: animalFacts(source.read, wording, animal) };
  yield* correctionBlocks(source, wording, { type: Animal.type, id: animal.id }, [
    'animal.corrected',
    'animal.weightCorrected',
    'animal.weighingTimeCorrected',
  ]);
  if (animal.weights.length > 0) {
    yield* titled(say('report.weights'), {
      kind: 'table',
      columns: [
        { label: say('report.time'), share: 30 },
        { label: say('report.weight'), share: 30, isNumber: true },
        { label: say('report.by'), share: 40 },
      ],
      rows: animal.weights.map((one) => [
        flow(when(one.at)),
        flow(
          one.correctedFrom === null ? null : span(measure(one.correctedFrom, 'kg'), 'struck'),
          one.correctedFrom === null ? null : ' ',
          span(measure(one.weightKg, 'kg'), 'strong'),
        ),
        flow(wording.person(one.by)),
      ]),
    });
  }
  if (animal.complications.length > 0) {
    yield* titled(say('report.complications'), {
      kind: 'table',
      columns: [
        { label: say('report.time'), share: 26 },
        { label: say('report.severity'), share: 12 },
        { label: say('report.what'), share: 50 },
        { label: say('report.by'), share: 22 },
      ],
      rows: animal.complications.map((one) => [
        flow(when(one.at)),
        flow(say(`report.severity-${one.severity}`)),
        flow(one.what),
        flow(wording.person(one.by)),
      ]),
    });
  }
}

function animalFacts(read: Reader, wording: Wording, animal: AnimalState): readonly Fact[] {
  const { exception, ended } = animal;
  return [
    ...fact(say('report.ear-tag'), animal.earTag),
    ...fact(say('report.sex'), say(`report.sex-${animal.sex}`)),
    ...fact(say('report.born'), animal.birthDate),
    ...fact(say('report.source'), textOr(animal.source)),
    ...fact(say('report.strain'), textOr(animal.strain)),
    ...fact(say('report.purpose'), say(`report.purpose-${animal.purpose}`)),
    ...fact(say('report.housing'), textOr(animal.housing)),
    ...fact(say('report.registered'), when(animal.registeredAt)),
    ...fact(say('report.status'), say(`report.animal-${animal.status}`)),
    ...(ended === null ? [] : fact(say('report.ended'), `${when(ended.at)} `, ...reasonOf(ended.reason))),
    ...(animal.position === null
      ? []
      : [
          ...fact(
            say('report.position'),
            String(animal.position),
            animal.enrolledAt === null ? null : span(` ${when(animal.enrolledAt)}`, 'muted'),
          ),
          ...fact(say('report.group'), wording.group(groupOfAnimal(read, animal))),
        ]),
    ...fact(say('report.replaces'), animal.replaces),
    ...fact(say('report.replaced-by'), animal.replacedBy),
    ...(exception === null
      ? []
      : fact(
          say('report.exception'),
          span(exception.criteria.join(', '), 'alert'),
          ` ${say('report.at-by', { at: when(exception.at), who: wording.person(exception.by) })} `,
          ...reasonOf(exception.reason),
        )),
  ];
}
