// How an evaluation was made, in words: the choices that its input holds beside the readings.
// Must not compute, nor say what a version of the assay does of itself.

import { z } from 'zod';
import { cmElisa } from '../assays/cm-elisa.ts';
import type { CurveInput } from '../assays/curve-form.ts';
import { elisa } from '../assays/elisa.ts';
import { ki67 } from '../assays/ki67.ts';
import { qrtPcr } from '../assays/qrt-pcr.ts';
import type { AssayKey } from '../assays/registry.ts';
import { suzuki } from '../assays/suzuki.ts';
import { westernBlot } from '../assays/western-blot.ts';
import { say, sayOr } from '../catalogue/catalogue.ts';

export interface AssaySetting {
  readonly label: string;
  readonly text: string;
  /**
   * What a number means by it, in words that are the same on every plate; null for what only judges a run. Numbers that
   * differ in one cannot stand beside each other in a figure.
   */
  readonly meaning: string | null;
}

/** Empty where the input is not one that this program reads, such as the scores that are kept from a second reader. */
export function assaySettings(assayKey: AssayKey, input: unknown): readonly AssaySetting[] {
  return wordings[assayKey](input);
}

function worded<Form extends z.ZodType>(
  form: Form,
  input: unknown,
  words: (given: z.output<Form>) => readonly AssaySetting[],
): readonly AssaySetting[] {
  const parsed = form.safeParse(input);
  return parsed.success ? words(parsed.data) : [];
}

type Label =
  | 'curve'
  | 'duplicates'
  | 'r-squared'
  | 'recovery'
  | 'method'
  | 'reference'
  | 'calibrator'
  | 'replicates'
  | 'last-cycle'
  | 'control-margin'
  | 'exposures'
  | 'lanes-differ'
  | 'rule'
  | 'least-nuclei'
  | 'field'
  | 'combination'
  | 'weights';

function setting(label: Label, text: string, meaning: string | null = text): AssaySetting {
  return { label: say(`assay.setting.${label}`), text, meaning };
}

/** A limit of the lab, or that there is none. */
function limit(label: Label, value: string | null, unit: string): AssaySetting {
  return setting(label, value === null ? say('assay.setting-none') : `${value} ${unit}`.trim(), null);
}

function curveSettings({
  model,
  weighting,
  limits,
}: Pick<CurveInput, 'model' | 'weighting' | 'limits'>): readonly AssaySetting[] {
  const { cvMax, rSquaredMin, recoveryMin, recoveryMax } = limits;
  const isRecoveryJudged = recoveryMin !== null && recoveryMax !== null;
  return [
    setting('curve', `${say(`assay.model.${model}`)}, ${say(`assay.weighting.${weighting}`)}`),
    limit('duplicates', cvMax, '%'),
    limit('r-squared', rSquaredMin, ''),
    limit('recovery', isRecoveryJudged ? `${recoveryMin} – ${recoveryMax}` : null, '%'),
  ];
}

function expressionSettings({
  method,
  reference,
  calibrator,
  rules,
}: z.output<(typeof choices)['qrt-pcr']>): readonly AssaySetting[] {
  const { maxDifference, lastCycle, controlMargin } = rules;
  const relativeTo =
    calibrator.kind === 'samples'
      ? say('assay.setting-calibrator-samples', {
          count: calibrator.names.length,
          names: calibrator.names.join(', '),
        })
      : say('assay.setting-calibrator-own', {
          timePoint: sayOr(`sample.timePoint.${calibrator.timePoint}`, calibrator.timePoint),
        });
  return [
    setting('method', say(`ct.method-${method}`)),
    setting('reference', reference),
    setting(
      'calibrator',
      relativeTo,
      calibrator.kind === 'samples' ? say('ct.calibrator-samples') : relativeTo,
    ),
    limit('replicates', maxDifference, say('assay.setting-cycles')),
    limit('last-cycle', lastCycle, ''),
    limit('control-margin', controlMargin, say('assay.setting-cycles')),
  ];
}

/** Of each input what was chosen, without its readings: those are many, and are not looked at here. */
const curveChoices = elisa.input.pick({ model: true, weighting: true, limits: true });
const choices = {
  elisa: curveChoices,
  'cm-elisa': cmElisa.input.pick({ material: true }).extend({ factors: z.array(curveChoices) }),
  'qrt-pcr': qrtPcr.input.pick({ method: true, reference: true, calibrator: true, rules: true }),
  'western-blot': westernBlot.input.pick({ reference: true, membranes: true, cvMax: true }),
  ki67: ki67.input.pick({ rule: true, leastNuclei: true }),
  suzuki: suzuki.input
    .pick({ isSummed: true, combination: true, weights: true })
    .extend({ second: z.array(z.unknown()).nullable() }),
};

const wordings: Readonly<Record<AssayKey, (input: unknown) => readonly AssaySetting[]>> = {
  elisa: (input) => worded(choices.elisa, input, curveSettings),
  'cm-elisa': (input) =>
    worded(choices['cm-elisa'], input, ({ factors }) => {
      const all = factors.flatMap(curveSettings);
      return all.filter(
        (one, index) =>
          all.findIndex(({ label, text }) => label === one.label && text === one.text) === index,
      );
    }),
  'qrt-pcr': (input) => worded(choices['qrt-pcr'], input, expressionSettings),
  'western-blot': (input) =>
    worded(choices['western-blot'], input, ({ reference, membranes, cvMax }) => [
      setting('reference', reference),
      setting(
        'exposures',
        membranes
          .map(({ name, exposure }) => say('assay.setting-exposure', { membrane: name, exposure }))
          .join('; '),
        null,
      ),
      limit('lanes-differ', cvMax, '%'),
    ]),
  ki67: (input) =>
    worded(choices.ki67, input, ({ rule, leastNuclei }) => [
      setting('rule', say(`nuclei.rule-${rule}`)),
      limit('least-nuclei', leastNuclei === null ? null : String(leastNuclei), ''),
    ]),
  suzuki: (input) =>
    worded(choices.suzuki, input, ({ isSummed, second, combination, weights }) => [
      setting('field', say(isSummed ? 'assay.setting-field-sum' : 'assay.setting-field-mean')),
      ...(second === null ? [] : readerSettings(combination, weights)),
    ]),
};

/** A second reader who only checks the first changes no result. */
function readerSettings(
  combination: 'first' | 'mean-of-both',
  weights: 'linear' | 'quadratic',
): readonly AssaySetting[] {
  const words = say(`slides.combination-${combination}`);
  return [
    setting('combination', words, combination === 'first' ? null : words),
    setting('weights', say(`slides.weights-${weights}`), null),
  ];
}
