// Lots as printed: what they are, how they were made and checked, what was taken and for which dose.
// Must not show what was taken, nor what is left, to those who may not know the group: the time of a taking tells it.

import { say } from '../catalogue/catalogue.ts';
import { Dose } from '../domain/dose.ts';
import { Lot, type AscFacts, type LotState, type SecretomeFacts } from '../domain/lot.ts';
import { showLot } from '../domain/lot-queries.ts';
import { correctionBlocks } from './correction-blocks.ts';
import {
  fact,
  flow,
  heading,
  joined,
  span,
  type Block,
  type Heading,
  type Spans,
  type Table,
} from './document.ts';
import { titled } from './run-blocks.ts';
import type { ReportSource } from './source.ts';
import { blinded, measure, measureOr, open, textOr, when, yesNo, type Wording } from './wording.ts';

export function* lotBlocks(
  source: ReportSource,
  wording: Wording,
  lot: LotState,
  level: Heading['level'],
): Iterable<Block> {
  const { mayKnow } = wording;
  const status = mayKnow ? say(`report.lot-${lot.status}`) : null;
  yield heading(level, `${lot.code} – ${lot.title}`, level === 1);
  yield {
    kind: 'facts',
    facts: [
      ...fact(say('report.lot-kind'), say(`lot.kind-${lot.kind}`)),
      ...fact(say('report.status'), open(status)),
      ...fact(say('report.expires'), textOr(lot.expiresAt)),
      ...fact(say('report.remaining'), open(mayKnow ? measure(lot.remainingMicrolitre, 'µL') : null)),
      ...fact(say('report.thaws'), open(mayKnow ? String(lot.thaws) : null)),
      ...fact(say('report.location'), textOr(lot.location)),
      ...fact(say('report.supplier'), lot.supplier),
      ...fact(say('report.supplier-lot'), lot.supplierLot),
      ...fact(say('report.donor'), lot.asc?.donorAnimalId ?? null),
      ...fact(say('report.created'), when(lot.createdAt)),
      ...(mayKnow ? fact(say('report.why'), lot.statusReason) : []),
    ],
  };
  if (mayKnow) {
    yield* correctionBlocks(source, wording, { type: Lot.type, id: lot.id }, ['lot.remainingCorrected']);
  }
  if (lot.secretome) yield* secretomeBlocks(wording, lot.secretome);
  if (lot.asc) yield* ascBlocks(wording, lot.asc);
  yield* movementBlocks(source, wording, lot.id);
}

function* secretomeBlocks(wording: Wording, made: SecretomeFacts): Iterable<Block> {
  yield {
    kind: 'facts',
    facts: [
      ...fact(say('report.source-cells'), measure(made.sourceCells, say(`report.cells-${made.countBasis}`))),
      ...fact(say('report.cm-collected'), measure(made.cmCollectedMl, 'mL')),
      ...fact(say('report.cm-processed'), measure(made.cmProcessedMl, 'mL')),
      ...fact(say('report.pooled'), measure(made.pooledVolumeMicrolitre, 'µL')),
      ...fact(say('report.equivalent'), span(measure(made.cellsPerMicrolitre, 'cells/µL'), 'strong')),
    ],
  };
  yield* titled(say('report.bottles'), {
    kind: 'table',
    columns: [
      { label: say('report.number'), share: 10, isNumber: true },
      { label: say('report.cells'), share: 30, isNumber: true },
      { label: say('report.medium-ml'), share: 30, isNumber: true },
      { label: '', share: 30 },
    ],
    rows: made.bottles.map((one) => [flow(String(one.number)), flow(one.cells), flow(one.cmMl), []]),
  });
  yield* titled(say('report.units'), {
    kind: 'table',
    columns: [
      { label: say('report.number'), share: 10, isNumber: true },
      { label: say('report.medium-ml'), share: 30, isNumber: true },
      { label: say('report.volume-microlitre'), share: 30, isNumber: true },
      { label: say('report.accepted'), share: 30 },
    ],
    rows: made.units.map((one) => [
      flow(String(one.number)),
      flow(one.cmMl),
      flow(one.volumeMicrolitre),
      flow(one.isAccepted ? yesNo(true) : span(yesNo(false), 'alert')),
    ]),
  });
  if (made.check.length === 0) return;
  yield* titled(say('report.lot-check'), {
    kind: 'table',
    columns: [
      { label: say('report.factor'), share: 14 },
      { label: say('report.values'), share: 40 },
      { label: say('report.mean-sd'), share: 22, isNumber: true },
      { label: say('report.article-lot'), share: 22, isNumber: true },
      { label: say('report.by'), share: 30 },
    ],
    rows: made.check.map((one) => [
      flow(one.analyte),
      joined([flow(one.values.join(', ')), bottlesText(one)], ' '),
      flow(one.mean === null ? '–' : span(meanAndSd(one.mean, one.sd, one.unit), 'strong')),
      flow(one.referenceMean === null ? '–' : meanAndSd(one.referenceMean, one.referenceSd, one.unit)),
      flow(say('report.at-by', { at: when(one.at), who: wording.person(one.by) })),
    ]),
  });
}

/** Where a bottle has no number: of how many, and which way the others lie; with one beyond the range no mean. */
function bottlesText({ values, bottles, belowRange, aboveRange }: SecretomeFacts['check'][number]): Spans {
  if (values.length === bottles) return [];
  const parts = [
    say('lot.check-n', { n: values.length, bottles }),
    ...(belowRange === 0 ? [] : [say('lot.check-below', { count: belowRange })]),
    ...(aboveRange === 0 ? [] : [say('lot.check-above', { count: aboveRange })]),
  ];
  return flow(span(`(${parts.join(', ')})`, 'late'));
}

function meanAndSd(mean: string, sd: string | null, unit: string): string {
  return measure(sd === null ? mean : `${mean} ± ${sd}`, unit);
}

function* ascBlocks(wording: Wording, asc: AscFacts): Iterable<Block> {
  if (asc.passages.length > 0) {
    yield* titled(say('report.passages'), {
      kind: 'table',
      columns: [
        { label: say('report.passage'), share: 12 },
        { label: say('report.confluence'), share: 18, isNumber: true },
        { label: say('report.viable-cells'), share: 22, isNumber: true },
        { label: say('report.viability'), share: 18, isNumber: true },
        { label: say('report.split'), share: 12 },
        { label: say('report.by'), share: 40 },
      ],
      rows: asc.passages.map((one) => [
        flow(`P${one.passage}`),
        flow(measureOr(one.confluencePercent, '%')),
        flow(textOr(one.viableCells)),
        flow(measureOr(one.viabilityPercent, '%')),
        flow(textOr(one.splitRatio)),
        flow(say('report.at-by', { at: when(one.at), who: wording.person(one.by) })),
      ]),
    });
  }
  const { identification, suspension } = asc;
  if (identification) {
    const passed = (is: boolean) => (is ? span(say('report.passed')) : span(say('report.failed'), 'alert'));
    yield* titled(say('report.identification', { passage: identification.passage }), {
      kind: 'table',
      columns: [
        { label: say('report.marker'), share: 20 },
        { label: say('report.positive'), share: 20, isNumber: true },
        { label: say('report.limit'), share: 20 },
        { label: say('report.outcome'), share: 20 },
        { label: say('report.by'), share: 40 },
      ],
      rows: [
        ...identification.markers.map((one) => [
          flow(one.marker),
          flow(measure(one.percentPositive, '%')),
          flow(textOr(one.limit)),
          flow(passed(one.isPassed)),
          flow(say('report.at-by', { at: when(identification.at), who: wording.person(identification.by) })),
        ]),
        ...identification.differentiation.map((one) => [
          flow(say('report.into', { lineage: one.lineage })),
          [],
          [],
          flow(passed(one.isPassed)),
          [],
        ]),
      ],
    });
  }
  if (suspension === null) return;
  yield heading(3, say('report.suspension'));
  yield {
    kind: 'facts',
    facts: wording.mayKnow
      ? [
          ...fact(
            say('report.concentration'),
            span(measure(suspension.cellsPerMl, 'cells/mL'), 'strong'),
            ` (${say(`report.cells-${suspension.countBasis}`)})`,
          ),
          ...fact(say('report.viability'), measure(suspension.viabilityPercent, '%')),
          ...fact(
            say('report.measured'),
            say('report.at-by', { at: when(suspension.at), who: wording.person(suspension.by) }),
          ),
        ]
      : fact(say('report.concentration'), blinded()),
  };
}

function* movementBlocks(source: ReportSource, wording: Wording, lotId: string): Iterable<Block> {
  const movements = showLot.answer({ lotId }, source.query)?.movements ?? null;
  if (movements === null) {
    yield heading(3, say('report.movements'));
    yield { kind: 'facts', facts: fact(say('report.taken'), blinded()) };
    return;
  }
  if (movements.length === 0) return;
  const rows: Table['rows'] = movements.toReversed().map((one) => {
    const dose = one.doseId === null ? undefined : source.read.get(Dose, one.doseId);
    return [
      flow(when(one.at)),
      flow(span(measure(one.amountMicrolitre, 'µL'), 'strong')),
      flow(one.why),
      flow(dose ? say('report.dose', { code: dose.code, animal: dose.animalId }) : '–'),
      flow(wording.person(one.by)),
    ];
  });
  yield* titled(say('report.movements'), {
    kind: 'table',
    columns: [
      { label: say('report.time'), share: 26 },
      { label: say('report.taken'), share: 14, isNumber: true },
      { label: say('report.why'), share: 26 },
      { label: say('report.for'), share: 24 },
      { label: say('report.by'), share: 18 },
    ],
    rows,
  });
}
