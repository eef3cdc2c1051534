// The words that the components say by themselves, from one JSON file in the form of a catalogue area.
// Must not hold a sentence of a screen: those live in shared/catalogue.

import area from './words.json';

type Word = keyof (typeof area)['sentences'];

const places = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/** The words of `key` with their parameters; `{count|label|labels}` is the first of both where the count is 1. */
export function word(key: Word, parameters: Readonly<Record<string, string | number>> = {}): string {
  return area.sentences[key].replaceAll(places, (whole, name: string, one?: string, many?: string) => {
    const value = parameters[name];
    if (value === undefined || one === undefined) return String(value ?? whole);
    return String(value) === '1' ? one : (many ?? '');
  });
}
