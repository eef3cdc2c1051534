// Western blot, version 2: as version 1, but lanes of one sample have no mean while one of them lies beyond the range.
// Must not be edited once released: a change is version 3, in a file of its own.

import { accept } from '../kernel/refusal.ts';
import { defineAssay, type AssayOutput, type DerivedNumber, type Flag } from './assay.ts';
import { westernBlot } from './western-blot.ts';

const beyond: readonly Flag[] = ['above-range', 'below-range'];

/**
 * Everything as in western-blot.ts, its refusals too. A saturated lane is higher than any number that it could be given,
 * and one not above its background lower: the mean of the others alone would be too low or too high, as in cm-elisa.ts
 * (Helsel, Statistics for Censored Environmental Data, 2nd ed., 2012, ch. 1). A lane left out with a reason is no such
 * lane.
 */
export const westernBlot2 = defineAssay({
  key: 'western-blot',
  version: 2,
  status: 'released',
  input: westernBlot.input,
  readings: (given) => westernBlot.readings(given),
  compute(given) {
    const outcome = westernBlot.compute(given);
    return outcome.ok ? accept(withoutPartialMeans(outcome.value)) : outcome;
  },
});

function withoutPartialMeans(output: AssayOutput): AssayOutput {
  const byId = new Map(output.numbers.map((one) => [one.id, one]));
  const partial = new Set(output.numbers.filter((one) => isPartialMean(one, byId)).map((one) => one.id));
  const numbers = output.numbers.map((one): DerivedNumber => {
    if (partial.has(one.id)) return withoutMean(one, byId);
    const isShareOfOne = one.quantity === 'phosphorylated-share' && one.inputs.some((id) => partial.has(id));
    return isShareOfOne ? { ...one, value: null, formula: { key: 'no-number', parameters: {} } } : one;
  });
  return { ...output, numbers };
}

type Numbers = ReadonlyMap<string, DerivedNumber>;

/** The lanes of a mean; a density of one lane is made of no other relative density. */
function lanesOf({ quantity, inputs }: DerivedNumber, byId: Numbers): readonly DerivedNumber[] {
  if (quantity !== 'relative-density') return [];
  return inputs.flatMap((id) => byId.get(id) ?? []).filter((one) => one.quantity === 'relative-density');
}

function isBeyond({ value, flags }: DerivedNumber): boolean {
  return value === null && flags.some((one) => beyond.includes(one));
}

function isPartialMean(number: DerivedNumber, byId: Numbers): boolean {
  return number.value !== null && lanesOf(number, byId).some(isBeyond);
}

function withoutMean(number: DerivedNumber, byId: Numbers): DerivedNumber {
  const lanes = lanesOf(number, byId);
  const parameters = {
    n: String(lanes.filter((one) => one.value !== null).length),
    lanes: String(lanes.length),
    beyond: String(lanes.filter(isBeyond).length),
  };
  return { ...number, value: null, formula: { key: 'beyond-range-lanes', parameters } };
}
