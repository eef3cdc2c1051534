// An assay computed from what a test gives it, and its numbers by id.
// Must not be imported by anything but tests.

import type { z } from 'zod';
import type { AssayDefinition, AssayOutput, DerivedNumber } from '../assay.ts';

export interface Evaluated {
  readonly output: AssayOutput;
  /** The number with this id; fails the test where there is none. */
  readonly number: (id: string) => DerivedNumber;
  readonly value: (id: string) => string | null;
}

export function evaluated<Schema extends z.ZodType>(
  assay: AssayDefinition<Schema>,
  input: z.input<Schema>,
): Evaluated {
  const outcome = assay.compute(assay.input.parse(input));
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.code} ${outcome.refusal.message}`);
  const output = outcome.value;
  const number = (id: string) => {
    const found = output.numbers.find((one) => one.id === id);
    if (!found)
      throw new Error(`There is no number ${id} among ${output.numbers.map((one) => one.id).join(', ')}.`);
    return found;
  };
  return { output, number, value: (id) => number(id).value };
}

/** The code of the refusal; fails the test when it computes. */
export function refusedCode<Schema extends z.ZodType>(
  assay: AssayDefinition<Schema>,
  input: z.input<Schema>,
): string {
  const outcome = assay.compute(assay.input.parse(input));
  if (outcome.ok) throw new Error('It was not refused.');
  return outcome.refusal.code;
}
