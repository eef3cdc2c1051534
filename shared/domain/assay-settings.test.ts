// How an evaluation was made, in words, for each assay and for what is no input.
// Must not test the arithmetic: shared/assays does.

import { describe, expect, it, test } from 'vitest';
import { elisa } from '../assays/elisa.ts';
import { assayKeys } from '../assays/registry.ts';
import { elisaPlate, qrtPcrPlate } from '../assays/testing/measured.ts';
import { assaySettings } from './assay-settings.ts';
import { outputView } from './assay-view.ts';

function textOf(settings: ReturnType<typeof assaySettings>, label: string): string | undefined {
  return settings.find((one) => one.label === label)?.text;
}

describe('assaySettings', () => {
  it('names the curve, its weight and the limits of the lab', () => {
    const input = elisaPlate();
    const settings = assaySettings('elisa', {
      ...input,
      model: '4pl',
      weighting: '1/y²',
      limits: { cvMax: '15', rSquaredMin: null, recoveryMin: '80', recoveryMax: '120' },
    });
    expect(settings.map((one) => `${one.label}: ${one.text}`)).toEqual([
      'Curve: four-parameter curve, weighted by 1/y²',
      'Duplicates differ by at most: 15 %',
      'R² at least: not judged',
      'Recovery of the standards: 80 – 120 %',
    ]);
  });

  it('names the samples that everything is relative to, or the time point of each animal', () => {
    const input = qrtPcrPlate();
    const chosen = assaySettings('qrt-pcr', {
      ...input,
      calibrator: { kind: 'samples', names: ['P01 D0', 'P02 D0'] },
    });
    expect(textOf(chosen, 'Relative to')).toBe('the mean of 2: P01 D0, P02 D0');
    const own = assaySettings('qrt-pcr', {
      ...input,
      calibrator: { kind: 'own-time-point', timePoint: 'pre-op' },
    });
    expect(textOf(own, 'Relative to')).toBe("each animal's own sample, Before the operation");
    expect(textOf(own, 'Normalised to')).toBe(input.reference);
  });

  test.each(assayKeys)('says nothing of what is no input of %s', (key) => {
    for (const input of [null, {}, [], 'text']) expect(assaySettings(key, input)).toEqual([]);
  });
});

describe('a check of one number', () => {
  it('says what was asked for, and what was found', () => {
    const computed = elisa.compute(elisa.input.parse(elisaPlate()));
    if (!computed.ok) throw new Error(computed.refusal.message);
    const { numbers, checks } = computed.value;
    const rSquared = numbers.find((one) => one.quantity === 'r-squared')?.value ?? '';
    expect(rSquared).toMatch(/^[01](\.\d+)?$/);
    const texts = outputView(computed.value).checks.map((one) => one.text);
    expect(texts).toHaveLength(checks.length);
    expect(texts[0]).toContain(`; found ${rSquared}`);
    for (const one of outputView(computed.value).checks.filter(({ key }) => key === 'recovery')) {
      expect(one.text).toMatch(/^Recovery of the standard between .+; found \d+(\.\d+)? %$/);
    }
  });
});
