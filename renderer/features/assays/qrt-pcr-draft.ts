// The evaluation of a qRT-PCR plate as a person has put it together: from the file to the assay's input, and back.
// Must not compute: CT, ΔCT and expression are the assay's.

import type { Efficiency } from '../../../shared/assays/amplification.ts';
import { qrtPcr } from '../../../shared/assays/qrt-pcr.ts';
import type { Reading } from '../../../shared/assays/reading.ts';
import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import { timePointKeys, type TimePoint } from '../../../shared/domain/schedule.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { namedWell, takeCtPlate, usualCtUse, type CtWell } from './ct-plate.ts';
import {
  coreOfFile,
  isAmount,
  isPositive,
  limitOf,
  matched,
  noAnimal,
  readingIn,
  wellsOf,
  type DraftName,
  type PlateDraft,
  type Recorded,
} from './draft-core.ts';
import { analyteOfGene, geneAnalytes, knownGene, referenceGene, withoutGene } from './gene-names.ts';
import type { Use } from './plate.ts';
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

export interface QrtPcrDraft extends PlateDraft<CtWell, DraftName> {
  readonly assayKey: 'qrt-pcr';
  readonly method: (typeof methods)[number];
  readonly reference: string;
  readonly genes: readonly DraftGene[];
  readonly calibrator: {
    readonly kind: 'own-time-point' | 'samples';
    readonly timePoint: TimePoint;
    readonly names: readonly string[];
  };
  readonly rules: CtRulesDraft;
}

/** A control comes so many cycles after the samples where the lab has not said how many (see the setting). */
const usualMargin = '5';

export function newQrtPcr(
  file: InstrumentFile,
  rules: CtRulesDraft,
  animals: readonly KnownAnimal[],
): QrtPcrDraft {
  const draft: QrtPcrDraft = {
    ...coreOfFile(file),
    assayKey: 'qrt-pcr',
    pattern: '{animal} {day}',
    material: 'liver-rna',
    plate: 0,
    readKey: '',
    wells: [],
    names: [],
    method: 'delta-delta-ct',
    reference: '',
    genes: [],
    calibrator: { kind: 'own-time-point', timePoint: 'pre-op', names: [] },
    rules: { ...rules, controlMargin: rules.controlMargin ?? usualMargin },
  };
  return takenCtPlate(draft, 0, animals);
}

/** Another plate of the file; what was said of a name or a gene that stands there too is kept. */
export function takenCtPlate(
  draft: QrtPcrDraft,
  plate: number,
  animals: readonly KnownAnimal[],
): QrtPcrDraft {
  const { file } = draft;
  if (!file?.plates[plate]) return draft;
  return grouped({ ...draft, plate, wells: takeCtPlate(file, plate, file.attachmentId) }, animals);
}

/** The names and genes that stand on the wells now, with what was said of them before. */
export function grouped(draft: QrtPcrDraft, animals: readonly KnownAnimal[]): QrtPcrDraft {
  const wells = draft.wells.map((one) => namedWell(one, draft.pattern));
  const names = distinct(wells.map((one) => one.name)).map((name): DraftName => {
    const known = draft.names.find((one) => one.name === name);
    if (known) return known;
    const its = wells.filter((one) => one.name === name);
    const concentration = its.find((one) => one.fileQuantity !== '')?.fileQuantity ?? '';
    return { ...noAnimal, name, use: usualCtUse(name, its), concentration };
  });
  const found = distinct(wells.map((one) => one.gene));
  const kept = draft.genes.filter((one) => found.includes(one.name));
  const added = found
    .filter((name) => !kept.some((one) => one.name === name))
    .map((name): DraftGene => ({ name, analyte: analyteOfGene(name), efficiency: 'assumed', factor: '2' }));
  const genes = [...kept, ...added];
  const reference = genes.some((one) => one.name === draft.reference)
    ? draft.reference
    : (genes.find((one) => knownGene(one.name) === referenceGene)?.name ?? '');
  const calibrating = draft.calibrator.names.filter((name) => names.some((one) => one.name === name));
  const calibrator = { ...draft.calibrator, names: calibrating };
  return matchedSamples({ ...draft, wells, names, genes, reference, calibrator }, animals);
}

/** As `matched`, with the pattern as it reads without the gene, that a sample's name has not. */
export function matchedSamples(draft: QrtPcrDraft, animals: readonly KnownAnimal[]): QrtPcrDraft {
  const { names } = matched({ ...draft, pattern: withoutGene(draft.pattern) }, animals);
  return { ...draft, names };
}

/** Wells that a person gave a sample or a gene; what is not given stays. */
export function namedByHand(
  draft: QrtPcrDraft,
  wells: readonly string[],
  given: { readonly name?: string; readonly gene?: string },
  animals: readonly KnownAnimal[],
): QrtPcrDraft {
  const changed = draft.wells.map((one) =>
    wells.includes(one.well) ? { ...one, ...given, isByHand: true } : one,
  );
  return grouped({ ...draft, wells: changed }, animals);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((one) => one !== '');
}

/** The genes of a name's wells, each with them, in the order of the plate. */
function byGene(draft: Pick<QrtPcrDraft, 'wells'>, name: string) {
  const its = wellsOf(draft, name);
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

export function missingInQrtPcr(draft: QrtPcrDraft): readonly QrtPcrMissing[] {
  const { names, genes, reference, calibrator, rules, title, wells } = draft;
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
    ...say('ct-samples', samplesOf(draft).length === 0),
    ...say('gene', openWells.length > 0, openWells.map((one) => one.well).join(', ')),
    ...say('genes', genes.length < 2),
    ...say('reference', reference === ''),
    ...say('factor', factors.length > 0, named(factors)),
    ...say('series', short.length > 0, named(short)),
    ...say('quantity', points.length > 0, named(points)),
    ...say('calibrator', calibrator.kind === 'samples' && calibrator.names.length === 0),
    ...say('rules', isRuleOdd),
  ];
}

function samplesOf(draft: QrtPcrDraft) {
  return draft.names
    .filter((one) => one.use === 'sample')
    .map(({ name, animalId, timePoint }) => ({
      name,
      subject: animalId === null || timePoint === null ? null : { animalId, timePoint },
      wells: byGene(draft, name),
    }));
}

/** The input of the assay; only for a draft that misses nothing. */
export function qrtPcrInput(draft: QrtPcrDraft): Json {
  const { files, method, reference, genes, calibrator, rules } = draft;
  const { kind, timePoint } = calibrator;
  return {
    files: files.map(({ attachmentId, hash }) => ({ attachmentId, hash })),
    method,
    reference,
    genes: genes.map((one) => ({
      name: one.name,
      analyte: one.name === reference ? null : one.analyte,
      efficiency: efficiencyOf(draft, one),
    })),
    samples: samplesOf(draft),
    calibrator: kind === 'samples' ? { kind, names: calibrator.names } : { kind, timePoint },
    controls: controlsOf(draft),
    rules: {
      maxDifference: limitOf(rules.maxDifference),
      lastCycle: limitOf(rules.lastCycle),
      controlMargin: rules.controlMargin?.trim() ?? usualMargin,
    },
  };
}

/** Each control of a gene, in the order of the plate. */
function controlsOf({ names, wells }: QrtPcrDraft) {
  const found = new Map<string, { kind: 'no-template' | 'no-rt'; gene: string; readings: Reading[] }>();
  for (const one of wells) {
    const kind = names.find(({ name }) => name === one.name)?.use;
    if ((kind !== 'no-template' && kind !== 'no-rt') || one.gene === '') continue;
    const key = `${one.name}/${one.gene}`;
    const control = found.get(key) ?? { kind, gene: one.gene, readings: [] };
    control.readings.push(readingIn(one));
    found.set(key, control);
  }
  return [...found.values()];
}

function efficiencyOf(draft: QrtPcrDraft, { name, efficiency, factor }: DraftGene): Efficiency {
  if (efficiency === 'set') return { kind: 'set', factor: factor.trim() };
  if (efficiency === 'assumed') return { kind: 'assumed' };
  const points = pointsOf(draft, name).map(({ quantity, readings }) => ({ quantity, readings }));
  return { kind: 'series', points };
}

const controlNames = { 'no-template': 'NTC', 'no-rt': 'noRT' } as const;

/** What was recorded, to be evaluated again; null where it is of another form. */
export function qrtPcrOf({ id, title }: Recorded, input: Json): QrtPcrDraft | null {
  const parsed = qrtPcr.input.safeParse(input);
  if (!parsed.success) return null;
  const { files, method, reference, genes, samples, calibrator, controls, rules } = parsed.data;
  const sheet = new Sheet();
  for (const { name, subject, wells } of samples) {
    const timePoint = timePointKeys.find((one) => one === subject?.timePoint) ?? null;
    sheet.add({
      name,
      use: 'sample',
      concentration: '',
      animalId: subject?.animalId ?? null,
      timePoint,
      how: 'hand',
    });
    for (const { gene, readings } of wells) sheet.put(name, gene, readings);
  }
  for (const { kind, gene, readings } of controls) {
    const name = sheet.freeName(controlNames[kind], gene, kind);
    sheet.add({ ...noAnimal, name, use: kind, concentration: '' });
    sheet.put(name, gene, readings);
  }
  for (const { name: gene, efficiency } of genes) {
    if (efficiency.kind !== 'series') continue;
    for (const { quantity, readings } of efficiency.points) {
      const name = sheet.freeName(`× ${quantity}`, gene, 'standard');
      sheet.add({ ...noAnimal, name, use: 'standard', concentration: quantity });
      sheet.put(name, gene, readings);
    }
  }
  return {
    assayKey: 'qrt-pcr',
    assayId: id,
    title,
    reason: '',
    files,
    file: null,
    plate: 0,
    readKey: '',
    pattern: '',
    material: 'liver-rna',
    wells: sheet.wells,
    names: sheet.names,
    method,
    reference,
    genes: genes.map(({ name, analyte, efficiency }) => ({
      name,
      analyte: geneAnalytes.find((one) => one.key === analyte)?.key ?? null,
      efficiency: efficiency.kind,
      factor: efficiency.kind === 'set' ? efficiency.factor : '2',
    })),
    calibrator:
      calibrator.kind === 'samples'
        ? { kind: 'samples', timePoint: 'pre-op', names: calibrator.names }
        : {
            kind: 'own-time-point',
            timePoint: timePointKeys.find((one) => one === calibrator.timePoint) ?? 'pre-op',
            names: [],
          },
    rules,
  };
}

/** Names and wells of a record, as they are put together again. */
class Sheet {
  readonly names: DraftName[] = [];
  readonly wells: CtWell[] = [];

  add(name: DraftName): void {
    if (!this.names.some((one) => one.name === name.name)) this.names.push(name);
  }

  /** A record keeps controls and points by gene, without a name: each name has a gene once. */
  freeName(name: string, gene: string, use: Use): string {
    const isTaken = (text: string) =>
      this.names.some((one) => one.name === text && one.use !== use) ||
      this.wells.some((one) => one.name === text && one.gene === gene);
    let [free, number] = [name, 1];
    while (isTaken(free)) free = `${name} ${(number += 1)}`;
    return free;
  }

  put(name: string, gene: string, readings: readonly Reading[]): void {
    this.wells.push(...readings.map((one) => ({ ...ofRecord, ...one, name, gene })));
  }
}

const ofRecord = {
  note: null,
  fileName: '',
  fileGene: null,
  fileUse: null,
  fileQuantity: '',
  isByHand: true,
} as const;
