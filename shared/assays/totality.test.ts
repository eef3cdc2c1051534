// What must hold of every released assay, whatever was measured: no exception, no NaN, and every number can be followed.
// Must not repeat what the tests of the single assays say.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { canonical } from '../kernel/canonical.ts';
import type { Json } from '../kernel/record.ts';
import { assayOutput, type AssayDefinition, type AssayOutput } from './assay.ts';
import { formulaText } from './formula.ts';
import { cmElisa } from './cm-elisa.ts';
import { elisa } from './elisa.ts';
import { ki67 } from './ki67.ts';
import { qrtPcr } from './qrt-pcr.ts';
import { readingId } from './reading.ts';
import { suzuki } from './suzuki.ts';
import {
  cmElisaPlates,
  elisaPlate,
  ki67Fields,
  qrtPcrPlate,
  suzukiSession,
  westernBlotGel,
} from './testing/measured.ts';
import { westernBlot } from './western-blot.ts';

function holds<Schema extends z.ZodType>(assay: AssayDefinition<Schema>, input: unknown): AssayOutput | null {
  const parsed = assay.input.safeParse(input);
  if (!parsed.success) return null;
  const outcome = assay.compute(parsed.data);
  if (!outcome.ok) return null;
  const output = outcome.value;
  expect(assayOutput.safeParse(output).error).toBeUndefined();
  expect(() => canonical(output)).not.toThrow();
  const ids = output.numbers.map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  const known = new Set([...ids, ...assay.readings(parsed.data).map(readingId)]);
  for (const one of [...output.numbers, ...output.checks])
    for (const id of one.inputs) expect(known).toContain(id);
  for (const one of output.results) expect(ids).toContain(one.numberId);
  for (const one of output.numbers) expect(formulaText(one.formula)).not.toMatch(/[{}]|undefined|NaN/);
  // What has no number says why.
  expect(output.numbers.filter((one) => one.value === null && one.flags.length === 0)).toEqual([]);
  return output;
}

/** The same input with other values in some of its places. */
function disturbed(input: Json, change: (value: string) => Json): Json {
  if (Array.isArray(input)) return (input as readonly Json[]).map((one) => disturbed(one, change));
  if (input === null || typeof input !== 'object') return input;
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      key === 'value' && typeof value === 'string' ? change(value) : disturbed(value, change),
    ]),
  );
}

const cases = [
  ['elisa', elisa, elisaPlate()],
  ['cm-elisa', cmElisa, cmElisaPlates()],
  ['qrt-pcr', qrtPcr, qrtPcrPlate()],
  ['qrt-pcr by Pfaffl', qrtPcr, { ...qrtPcrPlate(), method: 'pfaffl' }],
  ['western-blot', westernBlot, westernBlotGel()],
  ['ki67', ki67, ki67Fields()],
  ['suzuki', suzuki, suzukiSession()],
] as const satisfies readonly (readonly [string, AssayDefinition, unknown])[];

describe.each(cases)('%s', (_, assay, input) => {
  it('names what every number was made from, down to the wells', () => {
    const output = holds<z.ZodType>(assay, input);
    expect(output?.numbers.length).toBeGreaterThan(0);
  });

  it('gives the same to the letter each time, whatever the order of the keys', () => {
    const turned = JSON.parse(JSON.stringify(input), (_key, value: Json) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ) as Json;
    const text = (output: AssayOutput | null) => canonical(output);
    expect(text(holds<z.ZodType>(assay, turned))).toBe(text(holds<z.ZodType>(assay, input)));
  });
});

const extreme = fc.oneof(
  fc.constantFrom('0', '-0', '1e14', '-1e14', '1e-14', '0.000', '60', '-3.5', '1E+05'),
  fc.double({ min: -10, max: 50, noNaN: true }).map((one) => one.toFixed(3)),
);

describe.each(cases.filter(([, assay]) => !([ki67, suzuki] as readonly unknown[]).includes(assay)))(
  '%s, with any readings',
  (name, assay, input) => {
    it('never throws, and never gives what is no number', () => {
      expect(holds<z.ZodType>(assay, input)).not.toBeNull();
      fc.assert(
        fc.property(fc.array(extreme, { minLength: 8, maxLength: 8 }), fc.nat(6), (values, every) => {
          let place = 0;
          const other = disturbed(input as unknown as Json, (value) => {
            place += 1;
            return place % (every + 2) === 0 ? (values[place % values.length] ?? value) : value;
          });
          holds<z.ZodType>(assay, other);
        }),
        { numRuns: name === 'cm-elisa' ? 6 : 25 },
      );
    });
  },
);
