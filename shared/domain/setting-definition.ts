// What a setting is: its kind, its limits, its default and where that comes from; and whether an answer fits.
// Must not list the settings nor read an answer: the list is setting-list.ts, answers are part of the study.

import { roles } from '../kernel/decider.ts';
import { accept, refusal, type Outcome } from '../kernel/refusal.ts';
import { plain, readScientific } from '../kernel/units.ts';
import { readDesign } from './design.ts';

interface Definition<Key extends string> {
  readonly key: Key;
  /** Used until someone answers; null leaves the question without a value. */
  readonly defaultValue: string | null;
  /** `lab`: the article is silent, so the study director is asked (study.md). */
  readonly source: 'paper' | 'lab';
}

export interface NumberSetting<Key extends string = string> extends Definition<Key> {
  readonly kind: 'number';
  readonly unit: string;
  readonly min: string;
  readonly max: string;
  readonly isWhole: boolean;
}

export interface ChoiceSetting<Key extends string = string> extends Definition<Key> {
  readonly kind: 'choice';
  readonly choices: readonly string[];
}

/** `roles` is a comma-separated list of role names, `design` is the JSON text that `readDesign` reads. */
export interface TextSetting<Key extends string = string> extends Definition<Key> {
  readonly kind: 'text' | 'yes-no' | 'roles' | 'design';
}

export type SettingDefinition<Key extends string = string> =
  NumberSetting<Key> | ChoiceSetting<Key> | TextSetting<Key>;

type Source = Definition<string>['source'];

/** A number with its unit; `limits` are inclusive. */
export function number<const Key extends string>(
  key: Key,
  unit: string,
  limits: readonly [min: string, max: string],
  defaultValue: string | null,
  source: Source,
): NumberSetting<Key> {
  return { key, kind: 'number', unit, min: limits[0], max: limits[1], isWhole: false, defaultValue, source };
}

export function whole<const Key extends string>(
  key: Key,
  unit: string,
  limits: readonly [min: string, max: string],
  defaultValue: string | null,
  source: Source,
): NumberSetting<Key> {
  return { ...number(key, unit, limits, defaultValue, source), isWhole: true };
}

export function choice<const Key extends string>(
  key: Key,
  choices: readonly string[],
  defaultValue: string | null,
  source: Source,
): ChoiceSetting<Key> {
  return { key, kind: 'choice', choices, defaultValue, source };
}

export function text<const Key extends string>(
  key: Key,
  defaultValue: string | null,
  source: Source,
  kind: TextSetting['kind'] = 'text',
): TextSetting<Key> {
  return { key, kind, defaultValue, source };
}

/**
 * The answer as it is stored: trimmed, numbers as plain decimals. Refusals: `study.setting-not-a-number`,
 * `-outside-limits`, `-not-a-choice`, `-not-a-design`, `-empty`.
 */
export function checkAnswer(definition: SettingDefinition, value: string): Outcome<string> {
  const answer = value.trim();
  if (answer === '') return { ok: false, refusal: refusal('study.setting-empty') };
  switch (definition.kind) {
    case 'number':
      return checkNumber(definition, answer);
    case 'choice':
      return checkChoices(definition.choices, [answer]);
    case 'yes-no':
      return checkChoices(['yes', 'no'], [answer]);
    case 'roles':
      return checkChoices(
        roles,
        answer.split(',').map((one) => one.trim()),
      );
    case 'design':
      return readDesign(answer)
        ? accept(answer)
        : { ok: false, refusal: refusal('study.setting-not-a-design') };
    case 'text':
      return accept(answer);
  }
}

function checkNumber(definition: NumberSetting, answer: string): Outcome<string> {
  const value = readScientific(answer);
  if (!value || (definition.isWhole && !value.isInteger())) {
    return { ok: false, refusal: refusal('study.setting-not-a-number', { value: answer }) };
  }
  if (value.lt(definition.min) || value.gt(definition.max)) {
    const { min, max, unit } = definition;
    return { ok: false, refusal: refusal('study.setting-outside-limits', { value: answer, min, max, unit }) };
  }
  return accept(plain(value));
}

function checkChoices(choices: readonly string[], answers: readonly string[]): Outcome<string> {
  const wrong = answers.find((one) => !choices.includes(one));
  if (wrong === undefined) return accept(answers.join(','));
  return {
    ok: false,
    refusal: refusal('study.setting-not-a-choice', { value: wrong, choices: choices.join(', ') }),
  };
}
