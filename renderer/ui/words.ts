// The words that the components say by themselves, from one JSON file in the form of a catalogue area.
// Must not hold a sentence of a screen: those live in shared/catalogue.

import area from './words.json';

type Word = keyof (typeof area)['sentences'];

/** The words of `key` with their parameters filled in. */
export function word(key: Word, parameters: Readonly<Record<string, string | number>> = {}): string {
  return area.sentences[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(parameters[name] ?? whole),
  );
}
