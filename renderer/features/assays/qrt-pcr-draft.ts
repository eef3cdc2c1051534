// The evaluation of a qRT-PCR as a person has put it together: plates, samples, genes, controls, and what is missing.
// Must not compute: CT, ΔCT and expression are the assay's.

import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import type { TimePoint } from '../../../shared/domain/schedule.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { namedWell, usualCtUse, type CtWell } from './ct-plate.ts';
import {
  isAmount,
  isPositive,
  limitOf,
  matched,
  noAnimal,
  readingIn,
  wellsOf,
  type DraftName,
  type PlateDraft,
} from './draft-core.ts';
import { analyteOfGene, knownGene, referenceGene, withoutGene } from './gene-names.ts';
import { placesOf } from './plate.ts';
import type { KnownAnimal } from './sample-matching.ts';

export const efficiencyKinds = ['assumed', 'set', 'series'] as const;
export const methods = ['delta-delta-ct', 'pfaffl'] as const;

export interface DraftGene {
  readonly name: string;
  /** The endpoint it gives; null for none. */
  readonly analyte: AnalyteKey | null;
  readonly efficiency: (typeof efficiencyKinds)[number];
  /** Copies a cycle, where the lab sets it. */
  readonly factor: string;
}

export interface CtRulesDraft {
  readonly maxDifference: string | null;
  readonly lastCycle: string | null;
  readonly controlMargin: string | null;
}

/** A plate of one of the files. */
export interface CtPlate {
  /** Once in the evaluation: the ids of its wells are made of it. */
  readonly name: string;
  /** Null for what was typed. */
  readonly attachmentId: string | null;
  /** Whether the evaluation takes it. */
  readonly isIn: boolean;
}

export interface QrtPcrDraft extends PlateDraft<CtWell, DraftName> {
  readonly assayKey: 'qrt-pcr';
  /** The files as read just now; what comes from a record has its wells alone. */
  readonly sources: readonly InstrumentFile[];
  readonly plates: readonly CtPlate[];
  /** The name of the plate that is looked at. */
  readonly shown: string;
  /** Of every plate, whether it is in or not: `wellsIn` are those that count. */
  readonly wells: readonly CtWell[];
  /** What was said of names and genes that stand only on plates that are not in. */
  readonly aside: { readonly names: readonly DraftName[]; readonly genes: readonly DraftGene[] };
  readonly method: (typeof methods)[number];
  readonly reference: string;
  readonly genes: readonly DraftGene[];
  readonly calibrator: {
    readonly kind: 'own-time-point' | 'samples';
    readonly timePoint: TimePoint;
    /** As chosen, on plates that are in or not: `chosenCalibrators` are those that count. */
    readonly names: readonly string[];
  };
  readonly rules: CtRulesDraft;
}

/** A control comes so many cycles after the samples where the lab has not said how many (see the setting). */
export const usualMargin = '5';

export function wellsIn({ plates, wells }: Pick<QrtPcrDraft, 'plates' | 'wells'>): readonly CtWell[] {
  const taken = new Set(plates.filter((one) => one.isIn).map((one) => one.name));
  return wells.filter((one) => taken.has(one.plate));
}

export function chosenCalibrators({ calibrator, names }: QrtPcrDraft): readonly string[] {
  return calibrator.names.filter((name) => names.some((one) => one.name === name));
}

/**
 * The names and genes that stand on the wells of all plates now, with what was said of them before: a name is one
 * sample over all of them.
 */
export function grouped(draft: QrtPcrDraft, animals: readonly KnownAnimal[]): QrtPcrDraft {
  const wells = draft.wells.map((one) => namedWell(one, draft.pattern));
  const here = wellsIn({ ...draft, wells });
  const saidOfNames = [...draft.names, ...draft.aside.names];
  const names = distinct(here.map((one) => one.name)).map((name): DraftName => {
    const known = saidOfNames.find((one) => one.name === name);
    if (known) return known;
    const its = here.filter((one) => one.name === name);
    const concentration = its.find((one) => one.fileQuantity !== '')?.fileQuantity ?? '';
    return { ...noAnimal, name, use: usualCtUse(name, its), concentration };
  });
  const saidOfGenes = [...draft.genes, ...draft.aside.genes];
  const found = distinct(here.map((one) => one.gene));
  const kept = saidOfGenes.filter((one) => found.includes(one.name));
  const added = found
    .filter((name) => !kept.some((one) => one.name === name))
    .map((name): DraftGene => ({ name, analyte: analyteOfGene(name), efficiency: 'assumed', factor: '2' }));
  const genes = [...kept, ...added];
  const aside = {
    names: absent(
      saidOfNames,
      names,
      wells.map((one) => one.name),
    ),
    genes: absent(
      saidOfGenes,
      genes,
      wells.map((one) => one.gene),
    ),
  };
  const reference = [...genes, ...aside.genes].some((one) => one.name === draft.reference)
    ? draft.reference
    : (genes.find((one) => knownGene(one.name) === referenceGene)?.name ?? '');
  const calibrating = draft.calibrator.names.filter((name) =>
    [...names, ...aside.names].some((one) => one.name === name),
  );
  const calibrator = { ...draft.calibrator, names: calibrating };
  return matchedSamples({ ...draft, wells, names, genes, aside, reference, calibrator }, animals);
}

/** What was said, and stands on a well, but on no plate that is in. */
function absent<Named extends { readonly name: string }>(
  said: readonly Named[],
  present: readonly Named[],
  standing: readonly string[],
): readonly Named[] {
  const wanted = new Set(standing);
  for (const { name } of present) wanted.delete(name);
  return said.filter((one) => wanted.has(one.name));
}

/** As `matched`, with the pattern as it reads without the gene, that a sample's name has not. */
export function matchedSamples(draft: QrtPcrDraft, animals: readonly KnownAnimal[]): QrtPcrDraft {
  const { names } = matched({ ...draft, pattern: withoutGene(draft.pattern) }, animals);
  return { ...draft, names };
}

/** Wells of one plate that a person gave a sample or a gene; what is not given stays. */
export function namedByHand(
  draft: QrtPcrDraft,
  plate: string,
  wells: readonly string[],
  given: { readonly name?: string; readonly gene?: string },
  animals: readonly KnownAnimal[],
): QrtPcrDraft {
  const changed = draft.wells.map((one) =>
    one.plate === plate && wells.includes(one.well) ? { ...one, ...given, isByHand: true } : one,
  );
  return grouped({ ...draft, wells: changed }, animals);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((one) => one !== '');
}

/** The genes of a name's wells, each with them, in the order of the plates. */
export function byGene(draft: Pick<QrtPcrDraft, 'plates' | 'wells'>, name: string) {
  const its = wellsOf({ wells: wellsIn(draft) }, name);
  return distinct(its.map((one) => one.gene)).map((gene) => ({
    gene,
    readings: its.filter((one) => one.gene === gene).map(readingIn),
  }));
}

/** The points of a dilution series that have wells of this gene. */
export function pointsOf(draft: QrtPcrDraft, gene: string) {
  return draft.names
    .filter((one) => one.use === 'standard')
    .flatMap(({ name, concentration }) =>
      byGene(draft, name)
        .filter((one) => one.gene === gene)
        .map(({ readings }) => ({ name, quantity: concentration.trim(), readings })),
    );
}

const leastPoints = 3;

/** What still has to be said before anything can be computed; keys of sentences, with what they are about. */
export interface QrtPcrMissing {
  readonly key:
    | 'title'
    | 'ct-samples'
    | 'gene'
    | 'genes'
    | 'reference'
    | 'factor'
    | 'series'
    | 'quantity'
    | 'calibrator'
    | 'rules';
  readonly about: string;
}

/** As many wells are named one by one in a sentence. */
const mostNamed = 12;

/**
 * A plate without a control of its own is no open question: the evaluation has it or not, and what it means is told
 * beside the preview (ct-notes.ts). A control without a gene is one, as it would count for none.
 */
export function missingInQrtPcr(draft: QrtPcrDraft): readonly QrtPcrMissing[] {
  const { names, genes, reference, calibrator, rules, title } = draft;
  const wells = wellsIn(draft);
  const useOf = new Map(names.map((one) => [one.name, one.use]));
  const say = (key: QrtPcrMissing['key'], isMissing: boolean, about = ''): readonly QrtPcrMissing[] =>
    isMissing ? [{ key, about }] : [];
  const openWells = wells.filter(
    (one) => one.name !== '' && one.gene === '' && useOf.get(one.name) !== 'unused',
  );
  const factors = genes.filter((one) => one.efficiency === 'set' && !isPositive(one.factor));
  const series = genes.filter((one) => one.efficiency === 'series');
  const short = series.filter((one) => pointsOf(draft, one.name).length < leastPoints);
  const points = series
    .flatMap((one) => pointsOf(draft, one.name))
    .filter((one) => !isPositive(one.quantity));
  const { maxDifference, lastCycle, controlMargin } = rules;
  const isRuleOdd =
    !isAmount(controlMargin ?? '') ||
    [maxDifference, lastCycle].map(limitOf).some((one) => one !== null && !isAmount(one));
  const named = (found: readonly { readonly name: string }[]) =>
    distinct(found.map((one) => one.name)).join(', ');
  return [
    ...say('title', title.trim() === ''),
    ...say(
      'ct-samples',
      names.every((one) => one.use !== 'sample'),
    ),
    ...say('gene', openWells.length > 0, placesOf(openWells, wells, mostNamed)),
    ...say('genes', genes.length < 2),
    ...say('reference', !genes.some((one) => one.name === reference)),
    ...say('factor', factors.length > 0, named(factors)),
    ...say('series', short.length > 0, named(short)),
    ...say('quantity', points.length > 0, named(points)),
    ...say('calibrator', calibrator.kind === 'samples' && chosenCalibrators(draft).length === 0),
    ...say('rules', isRuleOdd),
  ];
}
