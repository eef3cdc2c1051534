// Tests of how a sentence is filled: parameters, and words that follow a number.
// Must not test what a sentence says.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { say } from './catalogue.ts';

type Area = Readonly<Record<'sentences' | 'refusals', Readonly<Record<string, unknown>>>>;

/** Every sentence with its key; of a refusal the message. */
function sentencesOf(file: URL): readonly (readonly [string, string])[] {
  const { sentences, refusals } = JSON.parse(readFileSync(file, 'utf8')) as Area;
  return [...Object.entries(sentences), ...Object.entries(refusals)].map(([key, text]) => [
    key,
    JSON.stringify(text),
  ]);
}

describe('a word that follows a number', () => {
  test('is in the singular after 1 alone', () => {
    expect(say('assays.well-count', { count: 1 })).toBe('1 well');
    expect(say('assays.well-count', { count: '1' })).toBe('1 well');
    expect(say('assays.well-count', { count: 2 })).toBe('2 wells');
    expect(say('assays.well-count', { count: 0 })).toBe('0 wells');
    expect(say('assays.well-count', { count: 21 })).toBe('21 wells');
  });

  test('is given both ways wherever a count is followed by a plural, or in a sentence of its own', () => {
    const folder = new URL('./', import.meta.url);
    const files = [
      ...readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => new URL(name, folder)),
      new URL('../../renderer/ui/words.json', folder),
    ];
    // Chosen by the count in code, more than 1 by what they say, formulas of several wells, and legends of figures.
    const sure = /^arrive\.many-|^statistics\.too-many-groups$|^assay\.formula\.|^figure\./;
    const all = files.flatMap(sentencesOf);
    const keys = new Set(all.map(([key]) => key));
    const open = all.filter(
      ([key, text]) =>
        /\{(count|slides|bottles)\} [a-z]+s\b/.test(text) && !keys.has(`${key}-one`) && !sure.test(key),
    );
    expect(open).toEqual([]);
  });
});
