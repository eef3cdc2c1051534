// Tests of what a record says as a sentence: its values, and nothing where a reader may not see them.
// Must not test every kind: the demonstration's records are read where its ARRIVE report is tested.

import { expect, test } from 'vitest';
import { recordSentence, subjectText } from './record-sentence.ts';

const dose = { animalId: 'P07', code: '7QK3D' };

test('a dose says its syringe and where how much went, and when it was outside the gate', () => {
  const injected = (isOutsideGate: boolean) => ({
    sites: [
      { site: 'Segment II', volumeMicrolitre: '460' },
      { site: 'Segment III', volumeMicrolitre: '450' },
    ],
    isOutsideGate,
  });
  const said = (isOutside: boolean) =>
    recordSentence({ kind: 'dose.given', payload: { injected: injected(isOutside) } }, dose);
  expect(said(false)).toBe('Syringe 7QK3D given: Segment II 460 µL, Segment III 450 µL');
  expect(said(true)).toBe('Dose 7QK3D given outside the gate: Segment II 460 µL, Segment III 450 µL');
});

test('what is hidden from the reader is told by the name of the record alone', () => {
  expect(recordSentence({ kind: 'dose.given', payload: {} }, dose)).toBe('Dose given');
  expect(recordSentence({ kind: 'dose.prepared', payload: {} }, dose)).toBe('Dose prepared');
});

test('a result says its value with its unit, or why it has none', () => {
  const state = { unit: 'U/L' };
  const said = (kind: string, payload: { value: string | null; flags?: readonly string[] }) =>
    recordSentence({ kind, payload: { flags: [], ...payload } }, state);
  expect(said('result.entered', { value: '118.2' })).toBe('Entered: 118.2 U/L');
  expect(said('result.corrected', { value: null })).toBe('Corrected to no value');
  expect(said('result.derived', { value: null, flags: ['below-range'] })).toBe('Computed: below the range');
});

test('a kind without a sentence is told by its name and its plain values', () => {
  const payload = { location: 'Freezer 1', blind: { lot: 'x' } };
  expect(recordSentence({ kind: 'lot.moved', payload }, {})).toBe('Lot moved (location: Freezer 1)');
});

test('the subject is named by what people call it', () => {
  const result = { animalId: 'P07', analyte: 'alt', timePoint: 'pre-op' };
  expect(subjectText('result', 'P07/pre-op/alt', result)).toBe('P07, ALT, Before the operation');
  expect(subjectText('animal', 'P07', {})).toBe('P07');
  expect(subjectText('dose', '01a17283-0000-7000-8000-0123456789ab', {})).toBe('dose …6789ab');
});
