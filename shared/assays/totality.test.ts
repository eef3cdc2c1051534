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
import { elisa2 } from './elisa-2.ts';
import { elisa } from './elisa.ts';
import { ki67 } from './ki67.ts';
import { qrtPcr2 } from './qrt-pcr-2.ts';
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
import { westernBlot2 } from './western-blot-2.ts';
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
  ['elisa, version 2', elisa2, elisaPlate()],
  ['cm-elisa', cmElisa, cmElisaPlates()],
  ['qrt-pcr', qrtPcr, qrtPcrPlate()],
  ['qrt-pcr by Pfaffl', qrtPcr, { ...qrtPcrPlate(), method: 'pfaffl' }],
  ['qrt-pcr, version 2', qrtPcr2, qrtPcrPlate()],
  ['western-blot', westernBlot, westernBlotGel()],
  ['western-blot, version 2', westernBlot2, westernBlotGel()],
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

/** Readings and dilutions at both ends of what their forms take. */
const hostile = fc.oneof(
  fc.constantFrom('9.99e14', '-9.99e14', '1.01e-15', '-1.01e-15', '0', '1', '99.9999', '0.000000000000001'),
  fc.double({ min: 0.001, max: 100, noNaN: true }).map((one) => one.toFixed(6)),
);
const hostileAmount = fc.constantFrom('999999999999', '0.000000000001', '1', '100', '1.000000000001', '2.5');
const isAmount = (key: string) => ['dilution', 'concentration', 'factor', 'quantity'].includes(key);

describe.each(cases)('%s, with numbers of any size', (_, assay, input) => {
  it('gives a number that can be written out, or refuses with a sentence', () => {
    expect(holds<z.ZodType>(assay, input)).not.toBeNull();
    const sizes = fc.array(fc.oneof(hostile, hostileAmount), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 4 }), (texts, every) => {
        let place = 0;
        const changed = JSON.parse(JSON.stringify(input), (key, value: Json) => {
          if (typeof value !== 'string' || (key !== 'value' && !isAmount(key))) return value;
          place += 1;
          return place % every === 0 ? (texts[place % texts.length] ?? value) : value;
        }) as Json;
        holds<z.ZodType>(assay, changed);
      }),
      { numRuns: 40 },
    );
  });
});

it('[ALC-3] refuses an expression too large to be written out, by Pfaffl and by its range', () => {
  const plate = qrtPcrPlate();
  const strong = {
    ...plate,
    method: 'pfaffl' as const,
    genes: plate.genes.map((one) => ({ ...one, efficiency: { kind: 'set' as const, factor: '2.5' } })),
    samples: plate.samples.map((sample) => ({
      ...sample,
      wells: sample.wells.map((well) => ({
        ...well,
        // Late before and early after, the reference the other way round: 2.5 to the power of nearly 200.
        readings: well.readings.map((one) => ({
          ...one,
          value: (well.gene === plate.reference) === (sample.subject?.timePoint === 'pre-op') ? '0.1' : '99',
          absent: null,
        })),
      })),
    })),
    calibrator: { kind: 'own-time-point' as const, timePoint: 'pre-op' },
    rules: { maxDifference: null, lastCycle: null, controlMargin: '5' },
  };
  const outcome = qrtPcr.compute(qrtPcr.input.parse(strong));
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'assay.number-too-large' } });
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
