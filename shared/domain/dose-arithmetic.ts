// The arithmetic of a dose: cells for the weight, the volume that holds them, what to draw in a syringe, the error.
// Must not read the notebook or round before the end: the app and the command line both get their numbers here.

import type { Decimal } from 'decimal.js';
import { say } from '../catalogue/catalogue.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { plain } from '../kernel/units.ts';
import { exact, nearestSteps, quotientText, type Quotient } from './exact-quotient.ts';
import { readQuantity } from './dose-quantity.ts';

/** Article, Methods, "Animal grouping": 1 × 10^6 cells per kg of body weight. */
const articleCellsPerKg = '1000000';
/** Issue section 6: the share of the exact volume by which the nearest graduation may miss it (a setting in the app). */
const defaultErrorMaxPercent = '2';

/** What the volume is computed from. Counts of cells may be scientific (`4.8e7`), volumes may not. */
export type DoseSource =
  | {
      /** ASC; for saline with `isReference` the director's reference concentration. */
      readonly kind: 'suspension';
      /** Viable cells per mL; viability is a limit to pass, never a second factor. */
      readonly cellsPerMl: string;
      readonly isReference?: boolean;
    }
  | {
      /** Secretome. Without the two CM volumes nothing was lost: all that was collected was concentrated. */
      readonly kind: 'secretome';
      readonly sourceCells: string;
      readonly lotVolumeMl: string;
      readonly cmCollectedMl?: string | undefined;
      readonly cmProcessedMl?: string | undefined;
    }
  | {
      /** DMEM: the director's reference lot equivalent. */
      readonly kind: 'reference-lot';
      readonly cellsPerMicrolitre: string;
    };

export interface DoseInput {
  /** Plain decimal, 1 to 100 kg. */
  readonly weightKg: string;
  /** Cells per kg; the article's when left out. */
  readonly cellsPerKg?: string | undefined;
  readonly source: DoseSource;
  /** Nominal volume of the syringe, mL; with the graduation or not at all. */
  readonly syringeMl?: string | undefined;
  readonly graduationMicrolitre?: string | undefined;
  /** In how many fills of the syringe the dose is given: 1 to 10. */
  readonly fills?: number | undefined;
  /** µL of each fill that stay in hub and needle: drawn beside the dose, not given. */
  readonly deadSpaceMicrolitre?: string | undefined;
  readonly errorMaxPercent?: string | undefined;
}

/** One factor or result, as it is shown: what, how much, of which unit, and from where or by which formula. */
export interface EquationLine {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly from: string;
}

export interface ComputedDose {
  /** Whole cells. */
  readonly cells: string;
  /** µL to 0.1. */
  readonly volumeMicrolitre: string;
  /** µL to 0.1, or finer where the graduation is; dead space included. Null without a syringe. */
  readonly drawMicrolitre: string | null;
  /** Of what is given against the exact volume, in percent to 0.01. Null without a syringe. */
  readonly errorPercent: string | null;
  /** What to draw in each fill, µL. Empty without a syringe. */
  readonly fills: readonly string[];
  readonly equation: readonly EquationLine[];
}

/**
 * The dose for one weight (study.md, Dose). Cells = cells/kg × kg. Volume: ASC and saline cells ÷ cells per mL;
 * secretome cells ÷ lot equivalent, which is source cells × (CM processed ÷ CM collected) ÷ lot volume; DMEM cells ÷
 * reference equivalent. Draw = nearest graduation to volume + dead space (a tie to the even graduation), at most what
 * the syringe holds. Error = (draw − dead space − volume) ÷ volume, from the exact volume. All rounding is half-even
 * from the exact value, once.
 *
 * Refused: malformed, zero, negative or absurd numbers; more CM processed than collected, or one of them alone; a
 * syringe without graduation; a volume out of reason for the weight; a volume that the fills cannot hold; one below
 * the first graduation; a rounding error above the limit (the limit itself passes).
 */
export function computeDose(input: DoseInput): Outcome<ComputedDose> {
  const weight = readQuantity('weight', input.weightKg);
  if (!weight.ok) return weight;
  const perKg = readQuantity('cells-per-kg', input.cellsPerKg ?? articleCellsPerKg);
  if (!perKg.ok) return perKg;
  const cells = exact(weight.value).times(perKg.value);
  const sourced = volumeOf(cells, input.source);
  if (!sourced.ok) return sourced;
  const { volume } = sourced.value;
  const volumeMicrolitre = quotientText(volume, 1);
  if (isOutOfReason(volume, weight.value)) {
    return refuse('dose.volume-absurd', { volume: volumeMicrolitre, weight: plain(weight.value) });
  }
  const cellsText = quotientText({ numerator: cells, denominator: exact(1) }, 0);
  const isArticle = input.cellsPerKg === undefined || perKg.value.equals(articleCellsPerKg);
  const equation: EquationLine[] = [
    line('weight', plain(weight.value), 'kg', say('dose.from-weight')),
    line(
      'cells-per-kg',
      plain(perKg.value),
      'cells/kg',
      say(isArticle ? 'dose.from-article' : 'dose.from-setting'),
    ),
    line('cells', cellsText, 'cells', `${plain(weight.value)} kg × ${plain(perKg.value)} cells/kg`),
    ...sourced.value.equation,
    line('volume', volumeMicrolitre, 'µL', `${cellsText} cells ÷ ${sourced.value.divisor}`),
  ];
  const drawn = drawOf(volume, input);
  if (!drawn.ok) return drawn;
  const { drawMicrolitre, errorPercent, fills } = drawn.value;
  equation.push(...drawn.value.equation);
  return accept({ cells: cellsText, volumeMicrolitre, drawMicrolitre, errorPercent, fills, equation });
}

interface Sourced {
  /** Exact µL. */
  readonly volume: Quotient;
  readonly divisor: string;
  readonly equation: readonly EquationLine[];
}

function volumeOf(cells: Decimal, source: DoseSource): Outcome<Sourced> {
  if (source.kind === 'secretome') return secretomeVolume(cells, source);
  if (source.kind === 'suspension') {
    const perMl = readQuantity('cells-per-ml', source.cellsPerMl);
    if (!perMl.ok) return perMl;
    const text = plain(perMl.value);
    const key = source.isReference ? 'reference-per-ml' : 'cells-per-ml';
    const from = say(source.isReference ? 'dose.from-setting' : 'dose.from-suspension');
    return accept({
      volume: { numerator: cells.times(1000), denominator: perMl.value },
      divisor: `${text} cells/mL × 1000 µL/mL`,
      equation: [line(key, text, 'cells/mL', from)],
    });
  }
  const perMicrolitre = readQuantity('cells-per-microlitre', source.cellsPerMicrolitre);
  if (!perMicrolitre.ok) return perMicrolitre;
  const text = plain(perMicrolitre.value);
  return accept({
    volume: { numerator: cells, denominator: perMicrolitre.value },
    divisor: `${text} cells/µL`,
    equation: [line('reference-per-microlitre', text, 'cells/µL', say('dose.from-setting'))],
  });
}

function secretomeVolume(cells: Decimal, source: DoseSource & { kind: 'secretome' }): Outcome<Sourced> {
  const sourceCells = readQuantity('source-cells', source.sourceCells);
  if (!sourceCells.ok) return sourceCells;
  const lotVolume = readQuantity('lot-volume', source.lotVolumeMl);
  if (!lotVolume.ok) return lotVolume;
  const cm = readMedium(source);
  if (!cm.ok) return cm;
  const fromLot = say('dose.from-lot');
  const { collected, processed } = cm.value;
  const equivalent = lotEquivalent(sourceCells.value, lotVolume.value, collected, processed);
  const shown = shortened(quotientText(equivalent, 4));
  const share = collected.equals(processed) ? '' : ` × (${plain(processed)} mL ÷ ${plain(collected)} mL)`;
  const formula = `${plain(sourceCells.value)} cells${share} ÷ (${plain(lotVolume.value)} mL × 1000 µL/mL)`;
  const medium =
    source.cmCollectedMl === undefined
      ? []
      : [
          line('cm-collected', plain(collected), 'mL', fromLot),
          line('cm-processed', plain(processed), 'mL', fromLot),
        ];
  return accept({
    volume: { numerator: cells.times(equivalent.denominator), denominator: equivalent.numerator },
    divisor: `${shown} cells/µL`,
    equation: [
      line('source-cells', plain(sourceCells.value), 'cells', fromLot),
      ...medium,
      line('lot-volume', plain(lotVolume.value), 'mL', fromLot),
      line('lot-equivalent', shown, 'cells/µL', formula),
    ],
  });
}

/** Cells per µL of a secretome lot as an exact quotient; volumes in mL (study.md, Dose: "lot equivalent"). */
export function lotEquivalent(
  sourceCells: Decimal,
  lotVolumeMl: Decimal,
  cmCollectedMl: Decimal,
  cmProcessedMl: Decimal,
): Quotient {
  return {
    numerator: exact(sourceCells).times(cmProcessedMl),
    denominator: exact(lotVolumeMl).times(1000).times(cmCollectedMl),
  };
}

function readMedium(source: {
  readonly cmCollectedMl?: string | undefined;
  readonly cmProcessedMl?: string | undefined;
}): Outcome<{ readonly collected: Decimal; readonly processed: Decimal }> {
  const { cmCollectedMl, cmProcessedMl } = source;
  if (cmCollectedMl === undefined && cmProcessedMl === undefined) {
    return accept({ collected: exact(1), processed: exact(1) });
  }
  if (cmCollectedMl === undefined || cmProcessedMl === undefined) return refuse('dose.cm-incomplete');
  const collected = readQuantity('cm-collected', cmCollectedMl);
  if (!collected.ok) return collected;
  const processed = readQuantity('cm-processed', cmProcessedMl);
  if (!processed.ok) return processed;
  if (processed.value.greaterThan(collected.value)) {
    return refuse('dose.cm-more-than-collected', {
      processed: plain(processed.value),
      collected: plain(collected.value),
    });
  }
  return accept({ collected: collected.value, processed: processed.value });
}

/** Below 1 µL nothing can be drawn; above 10 mL per kg nobody injects into a liver: a misplaced point or exponent. */
function isOutOfReason(volume: Quotient, weightKg: Decimal): boolean {
  const { numerator, denominator } = volume;
  return numerator.lessThan(denominator) || numerator.greaterThan(denominator.times(weightKg).times(10_000));
}

interface Drawn {
  readonly drawMicrolitre: string | null;
  readonly errorPercent: string | null;
  readonly fills: readonly string[];
  readonly equation: readonly EquationLine[];
}

function drawOf(volume: Quotient, input: DoseInput): Outcome<Drawn> {
  if (input.syringeMl === undefined && input.graduationMicrolitre === undefined) {
    return accept({ drawMicrolitre: null, errorPercent: null, fills: [], equation: [] });
  }
  if (input.syringeMl === undefined || input.graduationMicrolitre === undefined) {
    return refuse('dose.syringe-incomplete');
  }
  const syringe = readQuantity('syringe', input.syringeMl);
  if (!syringe.ok) return syringe;
  const graduation = readQuantity('graduation', input.graduationMicrolitre);
  if (!graduation.ok) return graduation;
  const deadSpace = readQuantity('dead-space', input.deadSpaceMicrolitre ?? '0');
  if (!deadSpace.ok) return deadSpace;
  const errorMax = readQuantity('error-limit', input.errorMaxPercent ?? defaultErrorMaxPercent);
  if (!errorMax.ok) return errorMax;
  const fills = input.fills ?? 1;
  if (!Number.isInteger(fills) || fills < 1 || fills > 10) return refuse('dose.fills-absurd', { fills });

  const step = exact(graduation.value);
  const capacity = exact(syringe.value).times(1000);
  const marks = capacity.divToInt(step);
  if (marks.isZero()) {
    return refuse('dose.graduation-too-coarse', { graduation: plain(step), syringe: plain(syringe.value) });
  }
  const { numerator, denominator } = volume;
  const lost = exact(deadSpace.value).times(fills);
  const wanted: Quotient = { numerator: numerator.plus(lost.times(denominator)), denominator };
  if (wanted.numerator.greaterThan(capacity.times(fills).times(denominator))) {
    return refuse('dose.syringe-too-small', {
      volume: quotientText(wanted, 1),
      syringe: plain(syringe.value),
      fills,
    });
  }
  const nearest = nearestSteps(wanted, step);
  const most = marks.times(fills);
  const steps = nearest.greaterThan(most) ? most : nearest;
  const draw = steps.times(step);
  const given = draw.minus(lost);
  // Something must leave the needle in every fill.
  if (steps.divToInt(fills).times(step).lessThanOrEqualTo(deadSpace.value)) {
    return refuse('dose.below-graduation', { volume: quotientText(volume, 1), graduation: plain(step) });
  }
  const missed = given.times(denominator).minus(numerator);
  const errorPercent = quotientText({ numerator: missed.times(100), denominator: numerator }, 2);
  const drawMicrolitre = drawText(draw, step);
  if (missed.abs().times(100).greaterThan(numerator.times(errorMax.value))) {
    return refuse('dose.rounding-error', {
      draw: drawMicrolitre,
      volume: quotientText(volume, 1),
      error: errorPercent,
      limit: plain(errorMax.value),
    });
  }
  const parts = evenParts(steps, fills).map((part) => drawText(part.times(step), step));
  const bySyringe = say('dose.from-syringe');
  return accept({
    drawMicrolitre,
    errorPercent,
    fills: parts,
    equation: [
      line('syringe', plain(syringe.value), 'mL', bySyringe),
      line('graduation', plain(step), 'µL', bySyringe),
      ...(lost.isZero()
        ? []
        : [line('dead-space', plain(lost), 'µL', `${fills} × ${plain(deadSpace.value)} µL`)]),
      line('draw', drawMicrolitre, 'µL', parts.length === 1 ? say('dose.from-nearest') : parts.join(' + ')),
      line(
        'error',
        errorPercent,
        '%',
        `(${plain(given)} − ${quotientText(volume, 1)}) ÷ ${quotientText(volume, 1)}`,
      ),
    ],
  });
}

/** To 0.1 µL, and finer where the graduation is: a rounded text would name a mark that the syringe has not. */
function drawText(draw: Decimal, graduation: Decimal): string {
  return draw.toFixed(Math.max(1, graduation.decimalPlaces()));
}

/** Whole steps in parts that differ by one at most, the larger first. */
function evenParts(steps: Decimal, parts: number): readonly Decimal[] {
  const each = steps.divToInt(parts);
  const larger = steps.minus(each.times(parts)).toNumber();
  return Array.from({ length: parts }, (_, index) => (index < larger ? each.plus(1) : each));
}

type LineKey = Parameters<typeof say>[0] extends infer Key
  ? Key extends `dose.line-${infer Name}`
    ? Name
    : never
  : never;

function line(key: LineKey, value: string, unit: string, from: string): EquationLine {
  return { label: say(`dose.line-${key}`), value, unit, from };
}

/** Without zeros that say nothing: `24000`. */
function shortened(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
