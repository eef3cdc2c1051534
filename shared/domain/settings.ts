// What applies now for a setting: the director's answer, or the default until there is one.
// Must not answer a setting: that is a record of the study (study.ts).

import type { Reader } from '../kernel/decider.ts';
import { decimal, type Measured } from '../kernel/units.ts';
import { readDesign, type DesignGroup } from './design.ts';
import type { SettingDefinition } from './setting-definition.ts';
import { settingDefinitions, type SettingKey } from './setting-list.ts';
import { Study, studyId, type GivenAnswer, type SettingAnswer } from './study.ts';

const definitions = new Map<string, SettingDefinition<SettingKey>>(
  settingDefinitions.map((one) => [one.key, one]),
);

export function isSettingKey(text: string): text is SettingKey {
  return definitions.has(text);
}

export function settingDefinition(key: SettingKey): SettingDefinition<SettingKey> {
  const definition = definitions.get(key);
  if (!definition) throw new RangeError(`There is no setting ${key}.`);
  return definition;
}

/** The answer in force, or null when the question is still open. */
export function settingAnswer(read: Reader, key: SettingKey): SettingAnswer | null {
  return read.get(Study, studyId)?.settings[key] ?? null;
}

/** Every answer that was given, oldest first. */
export function givenAnswers(read: Reader, key: SettingKey): readonly GivenAnswer[] {
  return read.get(Study, studyId)?.answers[key] ?? [];
}

/** The answer, or else the default; null when there is neither: then the thing that needs it is refused or asked. */
export function setting(read: Reader, key: SettingKey): string | null {
  return settingAnswer(read, key)?.value ?? settingDefinition(key).defaultValue;
}

/** The same as an exact decimal, in the unit of the definition. */
export function numberSetting<Unit extends string>(read: Reader, key: SettingKey): Measured<Unit> | null {
  const value = setting(read, key);
  return value === null ? null : decimal<Unit>(value);
}

/** The groups of the design, in their order: four of six unless the director answered otherwise. */
export function designGroups(read: Reader): readonly DesignGroup[] {
  return readDesign(setting(read, 'design.groups') ?? '[]') ?? [];
}
