// Lots of adipose-derived stem cells: their passages, identification, and what is in the suspension now.
// Must not decide whether a lot may be injected: release is lot-keeping.ts, the dose has its own gate.

import { z } from 'zod';
import type { Decimal } from 'decimal.js';
import { decide, defineCommand, type Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { plain } from '../kernel/units.ts';
import { Animal } from './animal.ts';
import { readQuantity, type QuantityName } from './dose-quantity.ts';
import { countProblem } from './lot-balance.ts';
import { countBasisOf, Lot, lotOfKind, newLotFacts, newLotForm } from './lot.ts';
import { numberSetting } from './settings.ts';
import type { SettingKey } from './setting-list.ts';
import { occurrence } from './time-scale.ts';

/** Article, Methods, "ASC isolation": CD90+, CD29+, CD44+, CD34−. */
const markers = {
  CD90: { settingKey: 'identification.cd90PercentMin', isMinimum: true },
  CD29: { settingKey: 'identification.cd29PercentMin', isMinimum: true },
  CD44: { settingKey: 'identification.cd44PercentMin', isMinimum: true },
  CD34: { settingKey: 'identification.cd34PercentMax', isMinimum: false },
} as const satisfies Readonly<Record<string, { settingKey: SettingKey; isMinimum: boolean }>>;
const markerNames = ['CD90', 'CD29', 'CD44', 'CD34'] as const;
const lineages = ['adipocytes', 'osteoblasts', 'hepatocytes'] as const;

/** Refusals: `lot.code-form`, `lot.code-taken`, `lot.donor-unknown`, `dose.number-…` of the volume. */
export const createAscLot = defineCommand({
  name: 'lot.createAsc',
  input: z.object({
    ...newLotForm,
    donorAnimalId: z.string(),
    /** µL; 0 while the cells are still in culture. */
    volumeMicrolitre: z.string().default('0'),
  }),
  decide({ donorAnimalId, volumeMicrolitre, ...facts }, context) {
    const { read } = context;
    const known = newLotFacts(read, 'asc', facts);
    if (!known.ok) return known;
    const donor = read.get(Animal, donorAnimalId);
    if (!donor) return refuse('lot.donor-unknown', { id: donorAnimalId });
    const volume = readQuantity('remaining', volumeMicrolitre);
    if (!volume.ok) return volume;
    const lotId = context.newId();
    const payload = { ...known.value, donorAnimalId, volumeMicrolitre: plain(volume.value) };
    return decide([Lot.record('lot.ascCreated', lotId, payload)], { lotId, code: known.value.code });
  },
});

/** Refusals: `entity.unknown`, `lot.wrong-kind`, `lot.passage-backwards`, `lot.split-form`, `dose.number-…`. */
export const recordPassage = defineCommand({
  name: 'lot.recordPassage',
  input: z.object({
    lotId: z.string(),
    passage: z.int().min(0).max(30),
    confluencePercent: z.string().nullable().default(null),
    viableCells: z.string().nullable().default(null),
    viabilityPercent: z.string().nullable().default(null),
    splitRatio: z.string().trim().nullable().default(null),
  }),
  decide(input, { read }) {
    const lot = lotOfKind(read, input.lotId, 'asc');
    if (!lot.ok) return lot;
    const last = lot.value.asc?.passages.at(-1)?.passage ?? 0;
    if (input.passage < last) return refuse('lot.passage-backwards', { passage: input.passage, last });
    if (input.splitRatio !== null && !/^1:\d{1,3}(\.\d)?$/.test(input.splitRatio)) {
      return refuse('lot.split-form', { text: input.splitRatio.slice(0, 40) });
    }
    const confluence = readOptional('percent', input.confluencePercent);
    if (!confluence.ok) return confluence;
    const cells = readOptional('source-cells', input.viableCells);
    if (!cells.ok) return cells;
    const viability = readOptional('viability', input.viabilityPercent);
    if (!viability.ok) return viability;
    const record = Lot.record('lot.passageRecorded', input.lotId, {
      passage: input.passage,
      confluencePercent: confluence.value,
      viableCells: cells.value,
      viabilityPercent: viability.value,
      splitRatio: input.splitRatio,
    });
    return decide([record], {});
  },
});

function readOptional(name: QuantityName, text: string | null): Outcome<string | null> {
  if (text === null) return accept(null);
  const value = readQuantity(name, text);
  return value.ok ? accept(plain(value.value)) : value;
}

/**
 * Markers are judged by the limits of the study; while one has no limit yet it has not passed, and the same
 * identification can be recorded again later. Refusals: `entity.unknown`, `lot.wrong-kind`, `lot.marker-unknown`,
 * `lot.differentiation-incomplete`, `dose.number-…`.
 */
export const identifyLot = defineCommand({
  name: 'lot.identify',
  input: z.object({
    lotId: z.string(),
    passage: z.int().min(0).max(30),
    markers: z.array(z.object({ marker: z.string(), percentPositive: z.string() })).max(10),
    differentiation: z.array(z.object({ lineage: z.enum(lineages), isPassed: z.boolean() })).max(10),
  }),
  decide(input, { read }) {
    const lot = lotOfKind(read, input.lotId, 'asc');
    if (!lot.ok) return lot;
    const given = input.markers.map((one) => one.marker);
    if (given.length !== markerNames.length || !markerNames.every((name) => given.includes(name))) {
      return refuse('lot.marker-unknown', { given: given.join(', ').slice(0, 80) });
    }
    const seen = new Set(input.differentiation.map((one) => one.lineage));
    if (input.differentiation.length !== lineages.length || seen.size !== lineages.length) {
      return refuse('lot.differentiation-incomplete');
    }
    const judged = [];
    for (const { marker, percentPositive } of input.markers) {
      const percent = readQuantity('percent', percentPositive);
      if (!percent.ok) return percent;
      judged.push(judgeMarker(read, marker, percent.value));
    }
    const isPassed = [...judged, ...input.differentiation].every((one) => one.isPassed);
    const { passage, differentiation } = input;
    const payload = { passage, markers: judged, differentiation, isPassed };
    return decide([Lot.record('lot.identified', input.lotId, payload)], { isPassed, markers: judged });
  },
});

function judgeMarker(read: Reader, marker: string, percent: Decimal) {
  const rule = Object.entries(markers).find(([name]) => name === marker)?.[1];
  const limit = rule ? numberSetting(read, rule.settingKey) : null;
  const facts = { marker, percentPositive: plain(percent) };
  if (!rule || limit === null) return { ...facts, limit: null, isPassed: false };
  return rule.isMinimum
    ? { ...facts, limit: `≥ ${plain(limit)}`, isPassed: percent.greaterThanOrEqualTo(limit) }
    : { ...facts, limit: `≤ ${plain(limit)}`, isPassed: percent.lessThanOrEqualTo(limit) };
}

/**
 * What is in the tube now: cells per mL, counted as the study's setting says, and viability. A volume, when given,
 * replaces what is left of the lot. Refusals: `entity.unknown`, `lot.wrong-kind`, `dose.number-…`,
 * `lot.count-too-early` (of a volume).
 */
export const measureSuspension = defineCommand({
  name: 'lot.measureSuspension',
  input: z.object({
    lotId: z.string(),
    cellsPerMl: z.string(),
    viabilityPercent: z.string(),
    volumeMicrolitre: z.string().nullable().default(null),
  }),
  decide(input, context) {
    const { read } = context;
    const lot = lotOfKind(read, input.lotId, 'asc');
    if (!lot.ok) return lot;
    const cellsPerMl = readQuantity('cells-per-ml', input.cellsPerMl);
    if (!cellsPerMl.ok) return cellsPerMl;
    const viability = readQuantity('viability', input.viabilityPercent);
    if (!viability.ok) return viability;
    const volume = readOptional('remaining', input.volumeMicrolitre);
    if (!volume.ok) return volume;
    const at = occurrence(context);
    const early = volume.value === null ? null : countProblem(lot.value, at);
    if (early) return { ok: false, refusal: early };
    const record = Lot.record('lot.suspensionMeasured', input.lotId, {
      cellsPerMl: plain(cellsPerMl.value),
      countBasis: countBasisOf(read),
      viabilityPercent: plain(viability.value),
      volumeMicrolitre: volume.value,
      scale: at.scale,
    });
    return decide([record], {});
  },
});

export const lotAscCommands = [createAscLot, recordPassage, identifyLot, measureSuspension] as const;
