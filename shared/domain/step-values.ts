// Whether the values of a step can be read, and whether they keep within what the protocol allows.
// Must not refuse what can be read but lies outside: that is a problem for the gate, which can be passed.

import type { Reader } from '../kernel/decider.ts';
import { accept, refusal, refuse, type Outcome, type Refusal } from '../kernel/refusal.ts';
import { decimal, plain, readScientific } from '../kernel/units.ts';
import type { StepDefinition, StepInput } from '../protocols/protocol.ts';
import { Animal } from './animal.ts';
import { Attachment } from './attachment.ts';
import { Lot } from './lot.ts';
import type { RunState } from './run.ts';
import { isSettingKey, numberSetting } from './settings.ts';
import type { StepValue, StepValues } from './step.ts';
import { User } from './user.ts';

/** A value as it is typed, with or without its unit; a unit that is given must be the protocol's (ALC-3). */
type TypedValue = string | { readonly value: string; readonly unit: string | null };

interface CheckedValues {
  readonly values: StepValues;
  /** What needs a deviation: outside limits, not as expected. */
  readonly problems: readonly Refusal[];
}

const listSeparator = ';';

/**
 * Reads the values of a step: numbers become plain decimals, ear tags and codes become ids, files are attachments by
 * id, empty ones are left out.
 * Refusals: `step.value-unexpected`, `step.value-missing`, `step.value-malformed`, `step.value-unknown`,
 * `step.wrong-unit`, `step.wrong-animal`. `judged`: only these values are held against their limits (default: all).
 */
export function checkValues(
  read: Reader,
  run: RunState,
  step: StepDefinition,
  typed: Readonly<Record<string, TypedValue>>,
  judged: readonly string[] = Object.keys(typed),
): Outcome<CheckedValues> {
  const stray = Object.keys(typed).find((key) => !step.inputs.some((input) => input.key === key));
  if (stray !== undefined) return refuse('step.value-unexpected', { key: stray, step: step.title });
  const values: Record<string, StepValue> = {};
  const problems: Refusal[] = [];
  for (const input of step.inputs) {
    const given = typed[input.key];
    const { value, unit } = typeof given === 'object' ? given : { value: given ?? '', unit: input.unit };
    if (value.trim() === '') {
      if (input.isRequired) return refuse('step.value-missing', { label: input.label, step: step.title });
      continue;
    }
    if (unit !== input.unit) {
      return refuse('step.wrong-unit', {
        label: input.label,
        unit: unit ?? '–',
        expected: input.unit ?? '–',
      });
    }
    const items: string[] = [];
    for (const text of input.isList ? value.split(listSeparator) : [value]) {
      const item = readItem(read, input, text.trim());
      if (!item.ok) return item;
      // No reason makes it the right one: what was done to another animal belongs to that animal.
      if (input.kind === 'animal' && run.animalId !== null && item.value !== run.animalId) {
        return refuse('step.wrong-animal', { given: item.value, expected: run.animalId });
      }
      items.push(item.value);
      const problem = judged.includes(input.key) ? problemOf(read, input, item.value) : null;
      if (problem) problems.push(problem);
    }
    values[input.key] = { value: items.join(`${listSeparator} `), unit: input.unit };
  }
  return accept({ values, problems });
}

function readItem(read: Reader, input: StepInput, text: string): Outcome<string> {
  const malformed = refuse('step.value-malformed', { label: input.label, value: text });
  const unknown = refuse('step.value-unknown', { label: input.label, value: text });
  switch (input.kind) {
    case 'number':
    case 'count': {
      const number = readScientific(text);
      if (!number || (input.kind === 'count' && !(number.isInteger() && number.gte(0)))) return malformed;
      return accept(plain(number));
    }
    case 'yes-no':
      return text === 'yes' || text === 'no' ? accept(text) : malformed;
    case 'choice':
      return input.choices?.some((choice) => choice.key === text) ? accept(text) : unknown;
    case 'animal': {
      const animal = read.get(Animal, text) ?? read.list(Animal, { code: text })[0];
      return animal ? accept(animal.id) : unknown;
    }
    case 'lot': {
      const lot = read.get(Lot, text) ?? read.list(Lot, { code: text })[0];
      return lot ? accept(lot.id) : unknown;
    }
    case 'user':
      return read.get(User, text) ? accept(text) : unknown;
    case 'file':
      // Its name is the attachment's, and may not be said twice.
      return read.get(Attachment, text) ? accept(text) : unknown;
    case 'note':
      return accept(text);
  }
}

/** The limits that apply now, as decimal texts; null where there is none. */
export function limitsOf(
  read: Reader,
  input: StepInput,
): { readonly min: string | null; readonly max: string | null } {
  const { target, min, max } = input;
  if (!target || !isSettingKey(target.toleranceSettingKey)) return { min, max };
  const percent = numberSetting(read, target.toleranceSettingKey);
  if (percent === null) return { min, max };
  const value = decimal(target.value);
  const share = value.times(percent).div(100);
  return { min: plain(value.minus(share)), max: plain(value.plus(share)) };
}

function problemOf(read: Reader, input: StepInput, value: string): Refusal | null {
  if (input.expected !== null && value !== input.expected) {
    return refusal('step.not-as-expected', { label: input.label, value, expected: input.expected });
  }
  if (input.kind !== 'number' && input.kind !== 'count') return null;
  const { min, max } = limitsOf(read, input);
  const number = decimal(value);
  const isOutside = (min !== null && number.lt(min)) || (max !== null && number.gt(max));
  if (!isOutside) return null;
  return refusal('step.outside-limits', {
    label: input.label,
    value,
    unit: input.unit ?? '',
    min: min ?? '–',
    max: max ?? '–',
  });
}
