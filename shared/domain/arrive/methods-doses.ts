// The methods paragraph on what was injected: how many doses, how many cells, which volumes, from which lots.
// Must not tell a blinded reader a substance, a lot, or a number that belongs to one group.

import { say } from '../../catalogue/catalogue.ts';
import { decimal, type Measured } from '../../kernel/units.ts';
import { groupLabel } from '../design.ts';
import { Dose, type DoseState, type Given } from '../dose.ts';
import { Lot, lotKinds, type LotState } from '../lot.ts';
import { designGroups } from '../settings.ts';
import type { ArriveSource } from './checklist.ts';
import { joined, piece, sentence, type Piece, type Sentence } from './citation.ts';
import { countPiece, minutesOf, scientific, spreadOf, spreadPiece } from './spread.ts';

type GivenDose = DoseState & { readonly given: Given };

function isGiven(dose: DoseState): dose is GivenDose {
  return dose.given !== null;
}

const givenKinds = ['dose.given', 'dose.givenUnprepared', 'dose.givenCorrected'] as const;

/** Doses of all study animals together, then of each group for a reader who may know it. */
export function doseSentences(source: ArriveSource): readonly Sentence[] {
  const { read, evidence, enrolled, mayKnow } = source;
  const ids = new Set(enrolled.map(({ id }) => id));
  const doses = read
    .list(Dose, { status: 'given' })
    .filter(isGiven)
    .filter(({ animalId }) => ids.has(animalId));
  if (doses.length === 0) return [];
  const records = (list: readonly GivenDose[]) =>
    evidence.of(
      Dose,
      givenKinds,
      list.map(({ id }) => id),
    );
  const timed = doses.filter(({ given }) => given.sinceResectionMs !== null);
  const since = spreadPiece(
    timed.map(({ given }) => minutesOf(given.sinceResectionMs ?? 0)),
    'min',
    1,
    records(timed),
  );
  const outside = doses.filter(({ given }) => given.isOutsideGate);
  return [
    sentence('methods.doses', {
      doses: countPiece(doses.length, 'dose', records(doses)),
      volume: volumes(doses, records(doses)),
    }),
    ...(since ? [sentence('methods.since-resection', { time: since })] : []),
    ...(outside.length === 0
      ? []
      : [
          sentence('methods.doses-outside', {
            count: piece(String(outside.length), records(outside), 'alert'),
          }),
        ]),
    ...(mayKnow
      ? [...groupSentences(source, doses), ...lotSentences(source, doses)]
      : [[piece(say('arrive.withheld-doses'), [], 'blinded')]]),
  ];
}

function volumes(doses: readonly GivenDose[], records: Piece['records']): Piece {
  const injected = doses.map(({ given }) =>
    given.sites.reduce((sum, one) => sum.plus(decimal(one.volumeMicrolitre)), decimal<'µL'>('0')),
  );
  return spreadPiece(injected, 'µL', 0, records) ?? piece(say('arrive.unknown'));
}

/** Cells per kg as the dose was prepared for; only where the substance is counted in cells. */
function groupSentences({ read, evidence }: ArriveSource, doses: readonly GivenDose[]): readonly Sentence[] {
  const design = designGroups(read);
  const groups = [...new Set(doses.map(({ blind }) => blind.group))];
  const ordered = [...design.map(({ group }) => group), null].filter((group) => groups.includes(group));
  return ordered.map((group) => {
    const own = doses.filter(({ blind }) => blind.group === group);
    const records = evidence.of(
      Dose,
      givenKinds,
      own.map(({ id }) => id),
    );
    const about = {
      group: group === null ? say('arrive.no-group') : groupLabel(design, group),
      doses: countPiece(own.length, 'dose', records),
      volume: volumes(own, records),
    };
    const cells = own.flatMap(cellsPerKg);
    const spread = spreadOf(cells);
    if (!spread) return sentence('methods.dose-group', about);
    const [least, most] = [scientific(spread.min), scientific(spread.max)];
    const text = least === most ? least : say('arrive.from-to', { min: least, max: most });
    const prepared = evidence.of(
      Dose,
      ['dose.prepared'],
      own.map(({ id }) => id),
    );
    return sentence('methods.dose-cells', { ...about, cells: piece(text, prepared, 'strong') });
  });
}

function cellsPerKg({ blind, cellsTarget, weightKg }: GivenDose): readonly Measured<'cells/kg'>[] {
  const isCounted = blind.substance === 'asc' || blind.substance === 'secretome';
  if (!isCounted || cellsTarget === null || weightKg === null) return [];
  return [decimal<'cells/kg'>(cellsTarget).div(decimal(weightKg))];
}

const madeKinds = ['lot.ascCreated', 'lot.secretomeCreated', 'lot.commercialCreated'] as const;

/** The lots that the doses came from, with what is needed to get or make them again. */
function lotSentences({ read, evidence }: ArriveSource, doses: readonly GivenDose[]): readonly Sentence[] {
  const used = [...new Set(doses.flatMap(({ blind }) => blind.lotId ?? []))];
  const lots = used.flatMap((id) => read.get(Lot, id) ?? []);
  return lotKinds.flatMap((kind) => {
    const own = lots
      .filter((one) => one.kind === kind)
      .toSorted((left, right) => (left.code < right.code ? -1 : 1));
    if (own.length === 0) return [];
    const list = joined(
      own.map((lot) => [piece(lotText(lot), evidence.of(Lot, madeKinds, [lot.id]))]),
      '; ',
    );
    const made = evidence.of(
      Lot,
      madeKinds,
      own.map(({ id }) => id),
    );
    const count = piece(String(own.length), made, 'strong');
    return [sentence('methods.lots', { kind: say(`lot.kind-${kind}`), count, list })];
  });
}

function lotText({ code, supplier, supplierLot, secretome, asc }: LotState): string {
  if (secretome) {
    const cells = scientific(decimal(secretome.sourceCells));
    return say('methods.lot-secretome', { code, cells, volume: secretome.pooledVolumeMicrolitre });
  }
  if (asc) return say('methods.lot-asc', { code, donor: asc.donorAnimalId });
  return say('methods.lot-bought', { code, supplier: supplier ?? '–', lot: supplierLot ?? '–' });
}
