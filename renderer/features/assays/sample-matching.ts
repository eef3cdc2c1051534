// Which animal and time point a name on a plate means: by the label of the sample, or by a pattern that a person typed.
// Must not guess: a name that could be two animals, or none, stays open for a person.

import { sampleId, timePointKeys, type Material, type TimePoint } from '../../../shared/domain/schedule.ts';

export interface KnownAnimal {
  readonly id: string;
  readonly earTag: string;
}

export interface Match {
  readonly animalId: string;
  readonly timePoint: TimePoint;
}

/** What follows the last part of a sample's label: its number, and the number of an aliquot. */
const labelEnd = /^\d+(-A\d+)?$/i;

/** `P07-D1-SER-1` or an aliquot of it; null for the label of another material. */
export function byLabel(
  name: string,
  animals: readonly KnownAnimal[],
  material: Material = 'serum',
): Match | null {
  const label = name.trim().toUpperCase();
  for (const { id } of animals) {
    if (!label.startsWith(`${id.toUpperCase()}-`)) continue;
    for (const timePoint of timePointKeys) {
      const start = sampleId(id, timePoint, material, 1).toUpperCase().slice(0, -1);
      if (label.startsWith(start) && labelEnd.test(label.slice(start.length)))
        return { animalId: id, timePoint };
    }
  }
  return null;
}

export type Pattern = (name: string, animals: readonly KnownAnimal[]) => Match | null;

const parts = /\{(animal|day|gene|any)\}/g;
const partForm = {
  animal: '(?<animal>[\\p{L}\\d]+)',
  day: '(?<day>[\\p{L}\\d]+(?:[ -](?:\\d+|op))?)',
  gene: '(?<gene>.+?)',
  any: '.*?',
} as const;

/** More of them would take long to try. */
const mostAny = 2;

/** What a pattern takes a name apart with, each part once and with its place; null for one that is too open. */
export function partsOf(text: string): RegExp | null {
  const found = [...text.matchAll(parts)].map((one) => one[1]);
  const isTwice = (['animal', 'day', 'gene'] as const).some(
    (part) => found.filter((one) => one === part).length > 1,
  );
  if (isTwice || found.filter((one) => one === 'any').length > mostAny) return null;
  let [source, at] = ['', 0];
  for (const one of text.trim().matchAll(parts)) {
    const part = one[1];
    if (part !== 'animal' && part !== 'day' && part !== 'gene' && part !== 'any') continue;
    source += literal(text.trim().slice(at, one.index)) + partForm[part];
    at = one.index + one[0].length;
  }
  return new RegExp(`^${source}${literal(text.trim().slice(at))}$`, 'diu');
}

/** `{animal} {day}`, with `{any}` for what does not matter; null while it does not have both, once each. */
export function patternOf(text: string): Pattern | null {
  const form = partsOf(text);
  if (!form || !text.includes('{animal}') || !text.includes('{day}')) return null;
  return (name, animals) => {
    const groups = form.exec(name.trim())?.groups;
    const animalId = animalNamed(groups?.['animal'] ?? '', animals);
    const timePoint = timePointNamed(groups?.['day'] ?? '');
    return animalId === null || timePoint === null ? null : { animalId, timePoint };
  };
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
}

/** By id, ear tag, or the number in the id where only one animal has it: `P07`, `7`. */
function animalNamed(text: string, animals: readonly KnownAnimal[]): string | null {
  const wanted = text.toUpperCase();
  const exact = animals.filter(
    ({ id, earTag }) => id.toUpperCase() === wanted || earTag.toUpperCase() === wanted,
  );
  const numbered = /^\d+$/.test(text)
    ? animals.filter(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? NaN) === Number(text))
    : [];
  const [first, second] = exact.length > 0 ? exact : numbered;
  return first && !second ? first.id : null;
}

const dayNames: Readonly<Record<TimePoint, readonly string[]>> = {
  'pre-op': ['preop', 'pre', 'd0', 'day0', '0', 'baseline'],
  'day-1': ['d1', 'day1', '1'],
  'day-3': ['d3', 'day3', '3'],
  'day-7': ['d7', 'day7', '7'],
};

function timePointNamed(text: string): TimePoint | null {
  const plain = text.toLowerCase().replaceAll(/[ -]/g, '');
  return timePointKeys.find((key) => dayNames[key].includes(plain)) ?? null;
}
