// Lots of secretome: bottles and units in, source cells and pooled volume out, and the check of seven factors.
// Must not compute a dose: it stores what dose-arithmetic.ts divides by.

import { z } from 'zod';
import type { LotFactor } from '../assays/assay.ts';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, type NewRecord, type Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { decimal, fixed, plain } from '../kernel/units.ts';
import { deviationRecord } from './deviation.ts';
import { lotEquivalent } from './dose-arithmetic.ts';
import { readQuantity } from './dose-quantity.ts';
import { exact, quotientText, sumOf } from './exact-quotient.ts';
import { countBasisOf, Lot, lotOfKind, newLotFacts, newLotForm } from './lot.ts';
import { secretomeFactors } from './secretome-factors.ts';
import { numberSetting } from './settings.ts';

const bottleForm = z.object({ number: z.int().min(1).max(999), cells: z.string(), cmMl: z.string() });
const unitForm = z.object({
  number: z.int().min(1).max(999),
  /** mL of conditioned medium loaded; 12 in the article. */
  cmMl: z.string(),
  volumeMicrolitre: z.string(),
  /** False for a unit that leaked or was lost: neither its medium nor its volume counts. */
  isAccepted: z.boolean(),
});
type Bottle = z.output<typeof bottleForm>;
type Unit = z.output<typeof unitForm>;

/**
 * A lot from its bottles and ultrafiltration units. Source cells and collected CM are sums over bottles; processed CM
 * and pooled volume are sums over accepted units: so what was lost with a unit, or left over, does not under-dose
 * (study.md, Dose). A unit farther from 500 µL than the setting is a deviation, which needs a reason.
 * Refusals: `lot.code-form`, `lot.code-taken`, `lot.numbers-repeated`, `lot.more-medium-than-collected`,
 * `lot.no-accepted-unit`, `reason.missing`, `dose.number-…`.
 */
export const createSecretomeLot = defineCommand({
  name: 'lot.createSecretome',
  input: z.object({
    ...newLotForm,
    bottles: z.array(bottleForm).min(1).max(29),
    units: z.array(unitForm).min(1).max(29),
  }),
  decide({ bottles, units, ...facts }, context) {
    const { read, reason } = context;
    const known = newLotFacts(read, 'secretome', facts);
    if (!known.ok) return known;
    if (hasRepeated(bottles) || hasRepeated(units)) return refuse('lot.numbers-repeated');
    const source = readBottles(bottles);
    if (!source.ok) return source;
    const filtered = readUnits(units);
    if (!filtered.ok) return filtered;
    const cmCollectedMl = sumOf(source.value.map((one) => one.cmMl));
    const loaded = sumOf(filtered.value.map((one) => one.cmMl));
    if (decimal(loaded).greaterThan(decimal(cmCollectedMl))) {
      return refuse('lot.more-medium-than-collected', { loaded, collected: cmCollectedMl });
    }
    const accepted = filtered.value.filter((one) => one.isAccepted);
    if (accepted.length === 0 || accepted.some((one) => decimal(one.volumeMicrolitre).isZero())) {
      return refuse('lot.no-accepted-unit');
    }
    const sourceCells = sumOf(source.value.map((one) => one.cells));
    const cmProcessedMl = sumOf(accepted.map((one) => one.cmMl));
    const pooledVolumeMicrolitre = sumOf(accepted.map((one) => one.volumeMicrolitre));
    const equivalent = lotEquivalent(
      exact(sourceCells),
      exact(pooledVolumeMicrolitre).div(1000),
      exact(cmCollectedMl),
      exact(cmProcessedMl),
    );
    const far = unitsFarFromExpected(read, filtered.value);
    if (far !== null && !reason) return refuse('reason.missing');
    const lotId = context.newId();
    const record = Lot.record('lot.secretomeCreated', lotId, {
      ...known.value,
      volumeMicrolitre: pooledVolumeMicrolitre,
      secretome: {
        sourceCells,
        countBasis: countBasisOf(read),
        cmCollectedMl,
        cmProcessedMl,
        pooledVolumeMicrolitre,
        cellsPerMicrolitre: quotientText(equivalent, 1),
        units: [...filtered.value],
        bottles: [...source.value],
      },
    });
    const deviations =
      far === null
        ? []
        : [deviationRecord(context, { what: far, where: 'lot', lotId, runId: known.value.runId })];
    const deviationIds = deviations.map((one) => one.subjectId);
    return decide([record, ...deviations], { lotId, code: known.value.code, deviationIds });
  },
});

function hasRepeated(numbered: readonly { readonly number: number }[]): boolean {
  return new Set(numbered.map((one) => one.number)).size !== numbered.length;
}

function readBottles(bottles: readonly Bottle[]): Outcome<readonly Bottle[]> {
  const read: Bottle[] = [];
  for (const { number, ...bottle } of bottles) {
    const cells = readQuantity('source-cells', bottle.cells);
    if (!cells.ok) return cells;
    const cm = readQuantity('cm-collected', bottle.cmMl);
    if (!cm.ok) return cm;
    read.push({ number, cells: plain(cells.value), cmMl: plain(cm.value) });
  }
  return accept(read);
}

function readUnits(units: readonly Unit[]): Outcome<readonly Unit[]> {
  const read: Unit[] = [];
  for (const { number, isAccepted, ...unit } of units) {
    const cm = readQuantity('cm-processed', unit.cmMl);
    if (!cm.ok) return cm;
    const volume = readQuantity('unit-volume', unit.volumeMicrolitre);
    if (!volume.ok) return volume;
    read.push({ number, cmMl: plain(cm.value), volumeMicrolitre: plain(volume.value), isAccepted });
  }
  return accept(read);
}

/** The sentence of the deviation, or null when every unit is near enough; the tolerance itself is near enough. */
function unitsFarFromExpected(read: Reader, units: readonly Unit[]): string | null {
  const expected = numberSetting<'µL'>(read, 'lot.unitVolumeMicrolitre');
  const tolerance = numberSetting<'%'>(read, 'lot.unitVolumeTolerancePercent');
  if (expected === null || tolerance === null) return null;
  const allowed = expected.times(tolerance);
  const far = units.filter((one) =>
    decimal(one.volumeMicrolitre).minus(expected).abs().times(100).greaterThan(allowed),
  );
  if (far.length === 0) return null;
  return say('lot.deviation-unit', {
    units: far.map((one) => `${one.number} (${one.volumeMicrolitre} µL)`).join(', '),
    tolerance: plain(tolerance),
    expected: plain(expected),
  });
}

/**
 * The ELISA of unconcentrated medium, one value a parallel bottle, beside the article's lot; mean and sample SD to
 * 0.01. A later check replaces the shown one, with a reason; the records keep both. Refusals: `entity.unknown`,
 * `lot.wrong-kind`, `assay.check-exists`, `lot.factor-unknown`, `dose.number-…`.
 */
export const recordLotCheck = defineCommand({
  name: 'lot.recordCheck',
  input: z.object({
    lotId: z.string(),
    factors: z
      .array(z.object({ analyte: z.string(), values: z.array(z.string()).min(1).max(29) }))
      .min(1)
      .max(7),
  }),
  decide({ lotId, factors }, { read, reason }) {
    const typed = factors.map((one) => ({
      ...one,
      bottles: one.values.length,
      belowRange: 0,
      aboveRange: 0,
    }));
    const record = lotCheck(read, lotId, typed, null);
    const isReplaced = (read.get(Lot, lotId)?.secretome?.check.length ?? 0) > 0;
    if (record.ok && isReplaced && !reason) return refuse('assay.check-exists');
    return record.ok ? decide([record.value], {}) : record;
  },
});

/** The record of a check, typed (`assayId` null) or computed by an assay; refusals as of `lot.recordCheck`. */
export function lotCheck(
  read: Reader,
  lotId: string,
  factors: readonly Omit<LotFactor, 'unit'>[],
  assayId: string | null,
): Outcome<NewRecord> {
  const lot = lotOfKind(read, lotId, 'secretome');
  if (!lot.ok) return lot;
  const checked = [];
  const seen = new Set<string>();
  for (const { analyte, values, bottles, belowRange, aboveRange } of factors) {
    const factor = secretomeFactors.find((one) => one.analyte === analyte);
    if (!factor || seen.has(analyte)) {
      const known = secretomeFactors.map((one) => one.analyte).join(', ');
      return refuse('lot.factor-unknown', { analyte: analyte.slice(0, 40), known });
    }
    seen.add(analyte);
    const texts: string[] = [];
    for (const text of values) {
      const value = readQuantity('factor-value', text);
      if (!value.ok) return value;
      texts.push(plain(value.value));
    }
    const { unit, referenceMean, referenceSd } = factor;
    const isDescribed = texts.length > 0 && belowRange + aboveRange === 0;
    const { mean, sd } = isDescribed ? describeExactly(texts) : { mean: null, sd: null };
    const counts = { bottles, belowRange, aboveRange };
    checked.push({ analyte, unit, values: texts, ...counts, mean, sd, referenceMean, referenceSd });
  }
  const facts = assayId === null ? {} : ({ source: 'computed' } as const);
  return accept(Lot.record('lot.checkRecorded', lotId, { factors: checked, assayId }, facts));
}

/** Mean and sample standard deviation (n − 1), half-even to 0.01; no SD of a single value. */
function describeExactly(texts: readonly string[]): { readonly mean: string; readonly sd: string | null } {
  const values = texts.map((text) => exact(text));
  const count = values.length;
  const sum = values.reduce((total, value) => total.plus(value), exact(0));
  const mean = quotientText({ numerator: sum, denominator: exact(count) }, 2);
  if (count < 2) return { mean, sd: null };
  // n·Σx² − (Σx)² over n·(n − 1) is exact up to the one division before the root.
  const squares = values.reduce((total, value) => total.plus(value.times(value)), exact(0));
  const variance = squares
    .times(count)
    .minus(sum.times(sum))
    .div(count * (count - 1));
  return { mean, sd: fixed(variance.sqrt(), 2) };
}

export const lotSecretomeCommands = [createSecretomeLot, recordLotCheck] as const;
