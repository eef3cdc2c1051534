// The numbers and checks of an assay in words: what each is, its formula with the numbers put in, its flags.
// Must not compute or leave out a number.

import type { AssayCheck, AssayOutput, DerivedNumber } from '../assays/assay.ts';
import { formulaText } from '../assays/formula.ts';
import { say, sayOr } from '../catalogue/catalogue.ts';
import type { AssayState, Blinding } from './assay.ts';
import { timePointKeys } from './schedule.ts';
import { secretomeFactors } from './secretome-factors.ts';

export interface NumberView extends DerivedNumber {
  /** Such as `Concentration`. */
  readonly label: string;
  readonly formulaText: string;
  readonly flagTexts: readonly string[];
}

export interface CheckView extends AssayCheck {
  readonly text: string;
}

export function numberView(number: DerivedNumber): NumberView {
  return {
    ...number,
    about: aboutText(number.about),
    label: say(`assay.quantity.${number.quantity}`),
    formulaText: formulaText(number.formula),
    flagTexts: number.flags.map((flag) => say(`assay.flag.${flag}`)),
  };
}

const timePointName = new RegExp(`(?<![\\w-])(?:${timePointKeys.join('|')})(?![\\w-])`, 'g');

/** What a number is about, as it was recorded, with the time point of an animal in words. */
function aboutText(about: string): string {
  return about.replaceAll(timePointName, (key) => sayOr(`sample.timePoint.${key}`, key));
}

/** What was asked for; of what is as it should be, that it is. */
function askedText({ key, isPassed, parameters }: AssayCheck): string {
  if (key === 'controls-present' && parameters['missing'] === '') return say('assay.check-controls-there');
  if (key === 'image-attached' && !isPassed) return say('assay.check-no-image', parameters);
  // A control without a CT, as the assay wrote it.
  const isNothing = parameters['found'] === '–';
  if (isNothing && (key === 'no-template-control' || key === 'no-rt-control'))
    return say(`assay.check-${key}-nothing`);
  return say(`assay.check.${key}`, parameters);
}

/** Checks of one number; the others name what they found in their own words. */
const ofOneNumber: readonly AssayCheck['key'][] = ['r-squared', 'recovery', 'control'];

/** What was asked for, and what was found. */
export function checkView(made: AssayCheck, { numbers }: Pick<AssayOutput, 'numbers'>): CheckView {
  const check = { ...made, about: aboutText(made.about) };
  const text = askedText(check);
  const number = numbers.find((one) => one.id === check.inputs[0]);
  if (number === undefined || !ofOneNumber.includes(check.key)) return { ...check, text };
  return { ...check, text: say('assay.check-found', { check: text, found: foundText(number) }) };
}

/** The number with its unit, or the end of the range beyond which it lies, or why there is none. */
function foundText({ value, limit, unit, flags }: DerivedNumber): string {
  if (value !== null) return `${value} ${unit}`.trim();
  if (limit !== null) return `${flags.includes('above-range') ? '>' : '<'} ${limit} ${unit}`.trim();
  const [flag] = flags;
  return flag === undefined ? '–' : say(`assay.flag.${flag}`);
}

/**
 * What makes a reading of slides worth less, in words: it was not blind, and why; its scores were changed when both
 * readers' could be seen. Empty where nothing does.
 */
export function readingRemarks({
  firstBlinding,
  secondBlinding,
  changedKnowing,
}: Pick<AssayState, 'firstBlinding' | 'secondBlinding' | 'changedKnowing'>): readonly string[] {
  const of = (which: 'first' | 'second', one: Blinding | null): readonly string[] =>
    one?.isBlinded === false ? [say(`assay.unblinded-${which}`, { why: one.why ?? '–' })] : [];
  const changes = changedKnowing.map(({ reader, reason }) =>
    say(`assay.changed-knowing-${reader}`, { why: reason ?? '–' }),
  );
  return [...of('first', firstBlinding), ...of('second', secondBlinding), ...changes];
}

/**
 * What was said of a factor of conditioned medium is said by its name: the assay is released, and has its key, alone
 * or before the name of a well.
 */
export function withFactorNames(output: AssayOutput): AssayOutput {
  if (output.lotFactors.length === 0) return output;
  const named = <One extends { readonly about: string }>(one: One): One => {
    const [key = '', ...others] = one.about.split(' ');
    const factor = secretomeFactors.find(({ analyte }) => analyte === key);
    return factor === undefined ? one : { ...one, about: [factor.label, ...others].join(' ') };
  };
  return { ...output, numbers: output.numbers.map(named), checks: output.checks.map(named) };
}

export function outputView(output: AssayOutput) {
  const { numbers, checks, results, lotFactors } = withFactorNames(output);
  return {
    numbers: numbers.map(numberView),
    checks: checks.map((one) => checkView(one, output)),
    results,
    lotFactors,
  };
}
