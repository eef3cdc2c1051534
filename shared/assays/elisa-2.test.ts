// ELISA, version 2, of serum and of medium: a standard that is left out whole.
// Must not repeat what version 1 is tested for.

import { describe, expect, it } from 'vitest';
import { cmElisa2 } from './cm-elisa-2.ts';
import { cmElisa } from './cm-elisa.ts';
import type { CurveInput } from './curve-form.ts';
import { elisa2 } from './elisa-2.ts';
import { elisa } from './elisa.ts';
import { evaluated, refusedCode } from './testing/evaluated.ts';
import { cmElisaPlates, elisaPlate } from './testing/measured.ts';

/** The highest standard as an instrument gives it when it saturates, left out or not. */
function saturated<Curve extends Pick<CurveInput, 'standards'>>(curve: Curve, leftOut: string | null): Curve {
  const standards = curve.standards.map((one, index) =>
    index < curve.standards.length - 1
      ? one
      : {
          ...one,
          readings: one.readings.map((reading) => ({
            ...reading,
            value: null,
            absent: 'overflow' as const,
            raw: 'OVRFLW',
            leftOut,
          })),
        },
  );
  return { ...curve, standards };
}

const plate = () => elisa.input.parse(elisaPlate());
const medium = () => cmElisa.input.parse(cmElisaPlates());

describe('elisa, version 2', () => {
  it('computes what version 1 does where no standard is left out', () => {
    expect(evaluated(elisa2, plate()).output).toEqual(evaluated(elisa, plate()).output);
    expect(refusedCode(elisa2, saturated(plate(), null))).toBe('assay.standard-unread');
  });

  it('[ALC-3] fits without the standard that is left out, and a check names it with its reason', () => {
    const without = plate();
    const given = saturated(plate(), 'Saturated.');
    expect(refusedCode(elisa, given)).toBe('assay.standard-unread');
    const { output } = evaluated(elisa2, given);
    const fitted = evaluated(elisa, { ...without, standards: without.standards.slice(0, -1) }).output;
    expect(output.numbers).toEqual(fitted.numbers);
    expect(output.checks.slice(0, -1)).toEqual(fitted.checks);
    const last = given.standards.at(-1);
    expect(output.checks.at(-1)).toEqual({
      key: 'standards-used',
      about: '',
      isPassed: false,
      parameters: { left: `${last?.name} (Saturated.)` },
      inputs: last?.readings.map((one) => `well:${one.plate}/${one.well}`),
    });
    expect(elisa2.readings(given)).toHaveLength(elisa.readings(plate()).length);
  });

  it('refuses a curve of which too few are left', () => {
    const all = plate();
    const standards = all.standards.map((one) => ({
      ...one,
      readings: one.readings.map((reading) => ({ ...reading, leftOut: 'A bubble.' })),
    }));
    expect(refusedCode(elisa2, { ...all, standards })).toBe('assay.curve-too-few');
  });
});

describe('cm-elisa, version 2', () => {
  it('[ALC-3] fits each factor without the standards that are left out of it, and says of which', () => {
    expect(evaluated(cmElisa2, medium()).output).toEqual(evaluated(cmElisa, medium()).output);
    const [first, ...others] = medium().factors;
    const factors = first ? [saturated(first, 'Saturated.'), ...others] : [];
    const { output } = evaluated(cmElisa2, { ...medium(), factors });
    expect(output.checks.filter((one) => one.key === 'standards-used').map((one) => one.about)).toEqual([
      first?.analyte,
    ]);
  });
});
