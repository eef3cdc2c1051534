// Tests of what a number and a check of an assay say: in a way that reads right whether it passed or not.
// Must not test the arithmetic: shared/assays does.

import { describe, expect, test } from 'vitest';
import type { AssayCheck, DerivedNumber } from '../assays/assay.ts';
import { checkView, numberView } from './assay-view.ts';

const check = (
  key: AssayCheck['key'],
  isPassed: boolean,
  parameters: Readonly<Record<string, string>>,
): string => checkView({ key, about: '', isPassed, parameters, inputs: [] }, { numbers: [] }).text;

const number = (about: string, formula: DerivedNumber['formula']): DerivedNumber => ({
  id: 'one',
  quantity: 'concentration',
  about,
  value: '1',
  limit: null,
  unit: 'pg/mL',
  flags: [],
  formula,
  inputs: [],
});

describe('a check', () => {
  test('of the controls says that both are there, or which is missing', () => {
    expect(check('controls-present', true, { missing: '' })).toBe('Both controls are there');
    expect(check('controls-present', false, { missing: 'no-rt' })).toBe('Control missing: no-rt');
  });

  test('of a control that did not amplify says so, and of one that did when', () => {
    const nothing = { found: '–', margin: '5' };
    expect(check('no-template-control', true, nothing)).toBe('No-template control: nothing amplified');
    expect(check('no-rt-control', true, nothing)).toBe('No-RT control: nothing amplified');
    expect(check('no-rt-control', false, { found: '31.2', margin: '1' })).toBe(
      'No-RT control: nothing, or 1 cycle after the latest sample; found 31.2',
    );
  });

  test('of a picture that is not there does not call it attached', () => {
    expect(check('image-attached', true, { exposure: '30 s' })).toContain('Picture of the membrane attached');
    expect(check('image-attached', false, { exposure: '30 s' })).toBe(
      'No picture of the membrane is attached; exposure 30 s',
    );
  });
});

describe('a number', () => {
  test('of one unit has no factor between units, and of two says what the factor is', () => {
    const formula = (factor: string): DerivedNumber['formula'] => ({
      key: 'dilution',
      parameters: { found: '561.661', dilution: '1', factor },
    });
    expect(numberView(number('P01', formula('1'))).formulaText).toBe('561.661 · dilution 1');
    expect(numberView(number('P01', formula('0.001'))).formulaText).toBe(
      '561.661 · dilution 1 · unit factor 0.001',
    );
    const beyond = { end: '1000', dilution: '2' };
    const text = (factor: string) =>
      numberView(number('P01', { key: 'beyond-reading', parameters: { ...beyond, factor } })).formulaText;
    expect(text('1')).toMatch(/limit = 1000 · dilution 2$/);
    expect(text('0.001')).toMatch(/limit = 1000 · dilution 2 · unit factor 0\.001$/);
  });

  test('names the time point that it is about in words, and leaves every other name as it is', () => {
    const about = (text: string) => numberView(number(text, { key: 'no-number', parameters: {} })).about;
    expect(about('P21 day-1 / pre-op')).toBe('P21 Day 1 / Before the operation');
    expect(about('P21 day-1, 2')).toBe('P21 Day 1, 2');
    expect(about('P21 day-10')).toBe('P21 day-10');
    expect(about('my-day-1')).toBe('my-day-1');
  });
});
