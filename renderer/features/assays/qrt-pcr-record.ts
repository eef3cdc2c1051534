// The evaluation of a qRT-PCR as the assay takes it, and what was recorded as a draft again.
// Must not compute, nor change the order or the letters of what was recorded.

import type { Efficiency } from '../../../shared/assays/amplification.ts';
import { qrtPcr } from '../../../shared/assays/qrt-pcr.ts';
import type { Reading } from '../../../shared/assays/reading.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { CtWell } from './ct-plate.ts';
import { limitOf, noAnimal, readingIn, type DraftFile, type DraftName, type Recorded } from './draft-core.ts';
import { geneAnalytes } from './gene-names.ts';
import type { Use } from './plate.ts';
import {
  byGene,
  chosenCalibrators,
  pointsOf,
  usualMargin,
  wellsIn,
  type CtPlate,
  type DraftGene,
  type QrtPcrDraft,
} from './qrt-pcr-draft.ts';

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
  const { method, reference, genes, calibrator, rules } = draft;
  const { kind, timePoint } = calibrator;
  return {
    files: filesIn(draft).map(({ attachmentId, hash }) => ({ attachmentId, hash })),
    method,
    reference,
    genes: genes.map((one) => ({
      name: one.name,
      analyte: one.name === reference ? null : one.analyte,
      efficiency: efficiencyOf(draft, one),
    })),
    samples: samplesOf(draft),
    calibrator: kind === 'samples' ? { kind, names: chosenCalibrators(draft) } : { kind, timePoint },
    controls: controlsOf(draft),
    rules: {
      maxDifference: limitOf(rules.maxDifference),
      lastCycle: limitOf(rules.lastCycle),
      controlMargin: rules.controlMargin?.trim() ?? usualMargin,
    },
  };
}

/** The files but those of which no plate is in. */
function filesIn({ files, plates }: QrtPcrDraft): readonly DraftFile[] {
  return files.filter(({ attachmentId }) => {
    const its = plates.filter((one) => one.attachmentId === attachmentId);
    return its.length === 0 || its.some((one) => one.isIn);
  });
}

/** The assay takes so many wells as one; those of a control on several plates may be more, and are then two. */
const mostReadings = 32;

/**
 * Each control of a gene, in the order of the plates. It counts for its gene whichever plate it is on: it tests the
 * mix of primers, premix and water, which is made once for all wells of the gene; and the assay judges it against the
 * latest sample of the gene on any plate. What went wrong while one plate was filled only that plate's own control
 * would show: ct-notes.ts names the plates without one.
 */
function controlsOf(draft: QrtPcrDraft) {
  const { names } = draft;
  const controls: { kind: 'no-template' | 'no-rt'; gene: string; readings: Reading[] }[] = [];
  /** By name and gene. */
  const open = new Map<string, (typeof controls)[number]>();
  for (const one of wellsIn(draft)) {
    const kind = names.find(({ name }) => name === one.name)?.use;
    if ((kind !== 'no-template' && kind !== 'no-rt') || one.gene === '') continue;
    const key = `${one.name}/${one.gene}`;
    let control = open.get(key);
    if (!control || control.readings.length === mostReadings) {
      control = { kind, gene: one.gene, readings: [] };
      controls.push(control);
      open.set(key, control);
    }
    control.readings.push(readingIn(one));
  }
  return controls;
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
    sources: [],
    plates: sheet.plates,
    shown: '',
    aside: { names: [], genes: [] },
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

  get plates(): readonly CtPlate[] {
    const plates = new Map<string, CtPlate>();
    for (const { plate: name, attachmentId } of this.wells) {
      if (!plates.has(name)) plates.set(name, { name, attachmentId, isIn: true });
    }
    return [...plates.values()];
  }

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
