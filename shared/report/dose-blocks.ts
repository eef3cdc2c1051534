// Doses as printed: the arithmetic line by line, who prepared and who checked, what was injected and what was lost.
// Must not show the group to a blinded reader, nor the first entry to the person who is to make the second.

import { say, sayOr } from '../catalogue/catalogue.ts';
import { viewOfDose, type DoseView } from '../domain/dose-queries.ts';
import type { DoseState, Given } from '../domain/dose.ts';
import type { Actor, Reader } from '../kernel/decider.ts';
import { durationText } from '../kernel/time.ts';
import {
  fact,
  flow,
  heading,
  joined,
  span,
  type Block,
  type Fact,
  type Heading,
  type Spans,
} from './document.ts';
import { blinded, measure, measureOr, open, reasonOf, when, whenOr, type Wording } from './wording.ts';

export function* doseBlocks(
  place: { readonly read: Reader; readonly wording: Wording; readonly reader: Actor },
  doses: readonly DoseState[],
  level: Heading['level'],
): Iterable<Block> {
  for (const dose of doses) {
    const view = viewOfDose(place.read, place.reader, dose);
    yield heading(level, say('report.dose', { code: view.code, animal: view.animalId }));
    yield { kind: 'facts', facts: preparationFacts(place.wording, view) };
    if (view.blind !== null && view.blind.equation.length > 0) {
      yield { kind: 'equation', lines: view.blind.equation };
    } else if (view.blind === null) {
      yield { kind: 'facts', facts: fact(say('report.arithmetic'), blinded()) };
    }
    yield { kind: 'facts', facts: givenFacts(place.wording, view) };
  }
}

function preparationFacts(wording: Wording, dose: DoseView): readonly Fact[] {
  const { blind, isConcealed } = dose;
  const wrongAnimal = dose.preparedForAnimalId !== null && dose.preparedForAnimalId !== dose.animalId;
  const number = (value: string | null, unit: string) =>
    isConcealed ? blinded() : span(measureOr(value, unit), 'strong');
  return [
    ...fact(say('report.status'), say(`report.dose-${dose.status}`)),
    ...(wrongAnimal ? fact(say('report.prepared-for'), span(dose.preparedForAnimalId ?? '', 'alert')) : []),
    ...fact(say('report.group'), blind === null ? blinded() : wording.group(blind.group)),
    ...fact(say('report.substance'), open(blind === null ? null : substanceText(blind.substance))),
    ...fact(say('report.lot'), blind === null ? blinded() : wording.lot(blind.lotId)),
    ...fact(say('report.weight'), number(dose.weightKg, 'kg')),
    ...fact(say('report.cells'), number(dose.cellsTarget, 'cells')),
    ...fact(say('report.volume'), number(dose.volumeMicrolitre, 'µL')),
    ...fact(say('report.draw'), number(dose.drawMicrolitre, 'µL'), ...syringe(dose)),
    ...fact(say('report.rounding-error'), ...(blind?.errorPercent ? [measure(blind.errorPercent, '%')] : [])),
    ...fact(say('report.prepared'), ...stamp(wording, dose.preparedAt, dose.preparedBy)),
    ...fact(say('report.checked'), ...stamp(wording, dose.readyAt, dose.checkedBy)),
    ...(dose.differences === 0
      ? []
      : fact(say('report.check-differed'), span(String(dose.differences), 'alert'))),
    ...(dose.usableUntil === null ? [] : fact(say('report.usable-until'), when(dose.usableUntil))),
  ];
}

function substanceText(substance: string | null): string {
  return substance === null ? '–' : sayOr(`lot.kind-${substance}`, substance);
}

function syringe(dose: DoseView): Spans {
  if (dose.syringeMl === null || dose.graduationMicrolitre === null) return [];
  const fills = dose.fills.length > 1 ? ` ${dose.fills.map((one) => measure(one, 'µL')).join(' + ')}` : '';
  const facts = {
    syringe: measure(dose.syringeMl, 'mL'),
    graduation: measure(dose.graduationMicrolitre, 'µL'),
  };
  return flow(span(` ${say('report.with-syringe', facts)}${fills}`, 'muted'));
}

function stamp(wording: Wording, at: string | null, by: string | null): Spans {
  return at === null ? [] : flow(say('report.at-by', { at: when(at), who: wording.person(by) }));
}

function givenFacts(wording: Wording, dose: DoseView): readonly Fact[] {
  const { given } = dose;
  const ended =
    dose.endedAt === null
      ? []
      : fact(say(`report.dose-${dose.status}`), `${whenOr(dose.endedAt)} `, ...reasonOf(dose.endReason));
  if (given === null) return ended;
  return [
    ...fact(
      say('report.injected'),
      span(say('report.at-by', { at: when(given.at), who: wording.person(given.givenBy) })),
    ),
    ...(given.isOutsideGate
      ? fact(say('report.outside-gate'), span(given.reason ?? say('report.yes'), 'alert'))
      : []),
    {
      label: say('report.amounts'),
      lines: [
        ...dose.givenBefore.map((older): Spans => flow(span(amounts(older), 'struck'))),
        flow(span(amounts(given), 'strong')),
        ...(given.correction === null
          ? []
          : [
              flow(
                say('report.corrected-person', { who: wording.person(given.correction.by) }),
                ' ',
                ...reasonOf(given.correction.reason),
              ),
            ]),
      ],
    },
    ...fact(
      say('report.since'),
      ...joined([
        given.sinceResectionMs === null
          ? []
          : flow(say('report.since-resection', { time: durationText(given.sinceResectionMs) })),
        given.sinceReadyMs === null
          ? []
          : flow(say('report.since-ready', { time: durationText(given.sinceReadyMs) })),
      ]),
    ),
    ...ended,
  ];
}

function amounts(given: Given): string {
  const sites = given.sites.map(({ site, volumeMicrolitre }) => `${site} ${measure(volumeMicrolitre, 'µL')}`);
  const lost = say('report.lost', { volume: measure(given.lostMicrolitre, 'µL') });
  const residual = say('report.residual', { volume: measure(given.residualMicrolitre, 'µL') });
  return [...sites, lost, residual].join('; ');
}
