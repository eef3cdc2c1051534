// A standard curve with its blanks, controls and limits, and the concentrations that it gives for samples.
// Must not give a number beyond the lowest and highest standard: that is below or above the range, as such.

import type { Decimal } from 'decimal.js';
import { say } from '../catalogue/catalogue.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { decimal } from '../kernel/units.ts';
import {
  concentrationAt,
  concentrationsNeeded,
  fitCurve,
  readingAt,
  type Curve,
  type FittedCurve,
} from '../statistics/curve-fit.ts';
import type { AssayCheck, DerivedNumber, Flag } from './assay.ts';
import type { CurveInput } from './curve-form.ts';
import { countedReadings, derived, fromDouble, meanOf, variationOf, type Counted } from './number.ts';
import type { Reading } from './reading.ts';

export interface CurveSample {
  readonly name: string;
  readonly dilution: string;
  readonly readings: readonly Reading[];
}

export interface Concentration {
  readonly numberId: string;
  readonly value: Decimal | null;
  readonly flags: readonly Flag[];
}

/**
 * The curve of one plate. Numbers are named after `place` (empty, or such as `il-6/`). Refusals:
 * `assay.blank-unread`, `assay.standard-unread`, `assay.curve-…`.
 */
export function standardCurve(input: CurveInput, place: string): Outcome<StandardCurve> {
  const blank = blankOf(input.blanks, place);
  if (input.blanks.length > 0 && blank.value === null) return refuse('assay.blank-unread');
  const sheet = new StandardCurve(input, place, blank.value);
  if (blank.number) sheet.numbers.push(blank.number);
  const problem = sheet.fit();
  if (problem) return problem;
  sheet.judgeStandards();
  sheet.judgeControls();
  return accept(sheet);
}

function blankOf(blanks: readonly Reading[], place: string) {
  const { values, ids, text, flags } = countedReadings(blanks);
  if (values.length === 0) return { value: null, number: null };
  const value = meanOf(values);
  const number = derived({
    id: `${place}blank`,
    quantity: 'blank',
    about: '',
    value,
    unit: '',
    flags: flags.filter((one) => one === 'left-out'),
    formula: 'mean',
    parameters: { values: text, n: values.length },
    inputs: ids,
  });
  return { value, number };
}

export class StandardCurve {
  readonly numbers: DerivedNumber[] = [];
  readonly checks: AssayCheck[] = [];
  readonly #input: CurveInput;
  readonly #place: string;
  readonly #blank: Decimal | null;
  /** What is to be said of every concentration of this plate. */
  readonly #plateFlags: Flag[] = [];
  #fitted: FittedCurve | undefined;

  constructor(input: CurveInput, place: string, blank: Decimal | null) {
    this.#input = input;
    this.#place = place;
    this.#blank = blank;
  }

  get #curve(): Curve {
    if (!this.#fitted) throw new TypeError('The curve is used before it is fitted.');
    return this.#fitted.curve;
  }

  /** Fits the curve through every well of the standards; a refusal where it does not fit. */
  fit(): Outcome<never> | undefined {
    const { standards, model, weighting } = this.#input;
    const used = standards.map((one) => ({ ...one, counted: countedReadings(one.readings) }));
    const unread = used.find((one) => one.counted.isOverflow || one.counted.values.length === 0);
    if (unread) return refuse('assay.standard-unread', { standard: unread.name });
    const points = used.flatMap(({ concentration, counted }) =>
      counted.values.map((value) => ({ x: Number(concentration), y: this.#lessBlank(value).toNumber() })),
    );
    const fit = fitCurve(points, model, weighting);
    const concentrations = new Set(points.map((one) => one.x)).size;
    if (!fit.ok) {
      const needed = concentrationsNeeded(model);
      return refuse(`assay.curve-${fit.why}`, {
        model: say(`assay.model.${model}`),
        weighting: say(`assay.weighting.${weighting}`),
        concentrations,
        needed,
      });
    }
    this.#fitted = fit.value;
    this.#describeCurve(
      used.flatMap((one) => one.counted.ids),
      points.length,
    );
    return undefined;
  }

  #describeCurve(wells: readonly string[], wellCount: number): void {
    const { model, weighting, limits, unit } = this.#input;
    const { curve, rSquared, sumOfSquares } = this.#fitted ?? {
      curve: this.#curve,
      rSquared: 0,
      sumOfSquares: 0,
    };
    const parameters = { weighting, n: wellCount };
    const inputs = [...wells, ...this.#blankId()];
    const parts: readonly (readonly [DerivedNumber['quantity'], number, string])[] =
      curve.model === 'linear'
        ? [
            ['curve-intercept', curve.intercept, ''],
            ['curve-slope', curve.slope, ''],
          ]
        : [
            ['curve-a', curve.a, ''],
            ['curve-b', curve.b, ''],
            ['curve-c', curve.c, unit],
            ['curve-d', curve.d, ''],
            ...(curve.model === '5pl' ? [['curve-g', curve.g, ''] as const] : []),
          ];
    for (const [quantity, value, itsUnit] of parts) {
      const id = `${this.#place}curve/${quantity}`;
      this.numbers.push(
        derived({
          id,
          quantity,
          about: '',
          value: fromDouble(value),
          unit: itsUnit,
          formula: `fit-${model}`,
          parameters,
          inputs,
        }),
      );
    }
    const value = fromDouble(rSquared);
    const isPassed = limits.rSquaredMin === null || value?.greaterThanOrEqualTo(limits.rSquaredMin) === true;
    if (!isPassed) this.#plateFlags.push('curve-poor');
    const id = `${this.#place}curve/r-squared`;
    this.numbers.push(
      derived({
        id,
        quantity: 'r-squared',
        about: '',
        value,
        unit: '',
        flags: isPassed ? [] : ['curve-poor'],
        formula: 'r-squared',
        parameters: { ...parameters, residual: fromDouble(sumOfSquares) },
        inputs: [...parts.map(([quantity]) => `${this.#place}curve/${quantity}`), ...inputs],
      }),
    );
    if (limits.rSquaredMin !== null) {
      const parameters = { limit: limits.rSquaredMin };
      this.checks.push({ key: 'r-squared', about: '', isPassed, parameters, inputs: [id] });
    }
  }

  /**
   * Back-fit of every standard: the concentration that the curve gives for its mean reading. One outside the limits is
   * to be said of every concentration of the plate: all of them come from this curve.
   */
  judgeStandards(): void {
    const { standards, limits } = this.#input;
    for (const { name, concentration, readings } of standards) {
      const id = `${this.#place}standard/${name}`;
      const nominal = decimal(concentration);
      const counted = countedReadings(readings);
      const { reading, flags } = this.#meanReading(id, name, counted);
      if (nominal.isZero()) continue;
      const found = fromDouble(concentrationAt(this.#curve, reading.toNumber()) ?? NaN);
      this.#pushInverse(`${id}/back-fit`, 'back-fit', name, found, reading, flags, [`${id}/reading`]);
      const recovery = found?.div(nominal).times(100) ?? null;
      const isPassed =
        recovery !== null &&
        (limits.recoveryMin === null || recovery.greaterThanOrEqualTo(limits.recoveryMin)) &&
        (limits.recoveryMax === null || recovery.lessThanOrEqualTo(limits.recoveryMax));
      this.numbers.push(
        derived({
          id: `${id}/recovery`,
          quantity: 'recovery',
          about: name,
          value: recovery,
          unit: '%',
          flags: isPassed ? [] : ['recovery-outside'],
          formula: 'recovery',
          parameters: { found, nominal: concentration },
          inputs: [`${id}/back-fit`],
        }),
      );
      if (limits.recoveryMin !== null || limits.recoveryMax !== null) {
        const parameters = { min: limits.recoveryMin ?? '0', max: limits.recoveryMax ?? '–' };
        if (!isPassed && !this.#plateFlags.includes('recovery-outside'))
          this.#plateFlags.push('recovery-outside');
        this.checks.push({ key: 'recovery', about: name, isPassed, parameters, inputs: [`${id}/recovery`] });
      }
    }
  }

  /** A control outside its range is to be said of every sample of the plate. */
  judgeControls(): void {
    const { controls, unit } = this.#input;
    const found = controls.map(({ name, expectedMin, expectedMax, dilution, readings }) => {
      const { numberId, value } = this.#concentrationOf('control', { name, dilution, readings }, '1', unit);
      const isPassed =
        value !== null && value.greaterThanOrEqualTo(expectedMin) && value.lessThanOrEqualTo(expectedMax);
      const parameters = { min: expectedMin, max: expectedMax, unit };
      this.checks.push({ key: 'control', about: name, isPassed, parameters, inputs: [numberId] });
      return isPassed;
    });
    if (found.includes(false)) this.#plateFlags.push('control-failed');
  }

  /** The concentration of a sample in `unit`, `factor` times the unit of the standards. */
  measure(sample: CurveSample, factor: string, unit: string): Concentration {
    return this.#concentrationOf('sample', sample, factor, unit);
  }

  #concentrationOf(
    kind: 'sample' | 'control',
    { name, dilution, readings }: CurveSample,
    factor: string,
    unit: string,
  ): Concentration {
    const id = `${this.#place}${kind}/${name}`;
    const numberId = `${id}/concentration`;
    const counted = countedReadings(readings);
    const scale = decimal(dilution).times(factor);
    const isRising = this.#isRising();
    const beyond = (isAbove: boolean, flags: readonly Flag[], inputs: readonly string[]): Concentration => {
      const end = this.#ends()[isAbove ? 1 : 0];
      const limit = fromDouble(end)?.times(scale) ?? null;
      const all: Flag[] = [isAbove ? 'above-range' : 'below-range', ...flags, ...this.#plateFlags];
      this.numbers.push(
        derived({
          id: numberId,
          quantity: 'concentration',
          about: name,
          value: null,
          unit,
          limit,
          flags: all,
          formula: 'beyond-reading',
          parameters: { end: fromDouble(end), dilution, factor },
          inputs,
        }),
      );
      return { numberId, value: null, flags: all };
    };
    if (counted.isOverflow) return beyond(isRising, counted.flags, counted.ids);
    if (counted.values.length === 0) {
      const flags: Flag[] = ['undetermined', ...counted.flags, ...this.#plateFlags];
      this.numbers.push(
        derived({
          id: numberId,
          quantity: 'concentration',
          about: name,
          value: null,
          unit,
          flags,
          formula: 'no-number',
          inputs: counted.ids,
        }),
      );
      return { numberId, value: null, flags };
    }
    const { reading, flags } = this.#meanReading(id, name, counted);
    const [low, high] = this.#ends().map((end) => readingAt(this.#curve, end));
    const y = reading.toNumber();
    const isBelow = isRising ? y < (low ?? 0) : y > (low ?? 0);
    const isAbove = isRising ? y > (high ?? 0) : y < (high ?? 0);
    if (isBelow || isAbove) return beyond(isAbove, flags, [`${id}/reading`]);
    const inWell = fromDouble(concentrationAt(this.#curve, y) ?? NaN);
    this.#pushInverse(`${id}/well`, 'well-concentration', name, inWell, reading, flags, [`${id}/reading`]);
    const value = inWell?.times(scale) ?? null;
    const all: Flag[] = [
      ...(value === null ? (['undetermined'] as const) : []),
      ...flags,
      ...this.#plateFlags,
    ];
    this.numbers.push(
      derived({
        id: numberId,
        quantity: 'concentration',
        about: name,
        value,
        unit,
        flags: all,
        formula: 'dilution',
        parameters: { found: inWell, dilution, factor },
        inputs: [`${id}/well`],
      }),
    );
    return { numberId, value, flags: all };
  }

  #pushInverse(
    id: string,
    quantity: 'back-fit' | 'well-concentration',
    about: string,
    value: Decimal | null,
    reading: Decimal,
    flags: readonly Flag[],
    inputs: readonly string[],
  ): void {
    const curve = this.#curve;
    const { model, ...parts } = curve;
    const parameters = Object.fromEntries(
      Object.entries(parts).map(([name, one]) => [name, fromDouble(one)]),
    );
    const names = Object.keys(parts).filter((name) => !(model === '4pl' && name === 'g'));
    const itsFlags: Flag[] = value === null ? ['undetermined', ...flags] : [...flags];
    this.numbers.push(
      derived({
        id,
        quantity,
        about,
        value,
        unit: this.#input.unit,
        flags: itsFlags,
        formula: `inverse-${model}`,
        parameters: { ...parameters, y: reading },
        inputs: [...inputs, ...names.map((name) => `${this.#place}curve/curve-${name}`)],
      }),
    );
  }

  /** The mean of the readings less the blank, and their coefficient of variation; both become numbers. */
  #meanReading(
    id: string,
    about: string,
    counted: Counted,
  ): { readonly reading: Decimal; readonly flags: readonly Flag[] } {
    const { cvMax } = this.#input.limits;
    const reading = this.#lessBlank(meanOf(counted.values));
    const variation = variationOf(counted.values);
    const isHigh = variation !== null && cvMax !== null && variation.greaterThan(cvMax);
    const flags: readonly Flag[] = isHigh ? [...counted.flags, 'cv-high'] : counted.flags;
    this.numbers.push(
      derived({
        id: `${id}/reading`,
        quantity: 'reading',
        about,
        value: reading,
        unit: '',
        flags,
        formula: this.#blank === null ? 'mean' : 'mean-less-blank',
        parameters: { values: counted.text, n: counted.values.length, blank: this.#blank },
        inputs: [...counted.ids, ...this.#blankId()],
      }),
    );
    if (variation !== null) {
      this.numbers.push(
        derived({
          id: `${id}/cv`,
          quantity: 'coefficient-of-variation',
          about,
          value: variation,
          unit: '%',
          flags: isHigh ? ['cv-high'] : [],
          formula: 'coefficient-of-variation',
          parameters: { values: counted.text, n: counted.values.length },
          inputs: counted.ids,
        }),
      );
    }
    return { reading, flags };
  }

  #lessBlank(value: Decimal): Decimal {
    return this.#blank === null ? value : value.minus(this.#blank);
  }

  #blankId(): readonly string[] {
    return this.#blank === null ? [] : [`${this.#place}blank`];
  }

  /** The lowest standard above 0 and the highest one: what the curve is known between. */
  #ends(): readonly [number, number] {
    const known = this.#input.standards.map((one) => Number(one.concentration)).filter((one) => one > 0);
    return [Math.min(...known), Math.max(...known)];
  }

  #isRising(): boolean {
    const [low, high] = this.#ends();
    return readingAt(this.#curve, high) > readingAt(this.#curve, low);
  }
}
