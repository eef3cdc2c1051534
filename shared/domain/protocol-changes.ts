// What differs between two versions of a protocol, step by step and field by field.
// Must not judge the difference: whoever releases the version gives the reason.

import { canonical } from '../kernel/canonical.ts';
import type { Json } from '../kernel/record.ts';
import type { ProtocolDefinition, StepDefinition } from '../protocols/protocol.ts';

interface FieldChange {
  /** Such as `text` or `timers/ischaemia/durationSeconds`. */
  readonly field: string;
  /** Null where the field did not exist. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface StepChange {
  /** Null for the protocol itself. */
  readonly stepKey: string | null;
  readonly title: string;
  readonly change: 'added' | 'removed' | 'moved' | 'changed';
  readonly fields: readonly FieldChange[];
}

/** Changes in the order of the newer version, removed steps last. A version number alone is no change. */
export function changesBetween(from: ProtocolDefinition, to: ProtocolDefinition): readonly StepChange[] {
  const changes: StepChange[] = [];
  const { steps: fromSteps, version: _from, ...fromFacts } = from;
  const { steps: toSteps, version: _to, ...toFacts } = to;
  const facts = fieldChanges(fromFacts, toFacts);
  if (facts.length > 0) changes.push({ stepKey: null, title: to.title, change: 'changed', fields: facts });
  for (const step of toSteps) {
    const before = fromSteps.find((one) => one.key === step.key);
    const fields = before ? fieldChanges(before, step) : [];
    const about = { stepKey: step.key, title: step.title };
    if (!before) changes.push({ ...about, change: 'added', fields: [] });
    else if (fields.length > 0) changes.push({ ...about, change: 'changed', fields });
    if (before && neighbourOf(step, toSteps, fromSteps) !== neighbourOf(before, fromSteps, toSteps)) {
      changes.push({ ...about, change: 'moved', fields: [] });
    }
  }
  for (const step of fromSteps) {
    if (!toSteps.some((one) => one.key === step.key)) {
      changes.push({ stepKey: step.key, title: step.title, change: 'removed', fields: [] });
    }
  }
  return changes;
}

/** The step before it among those that both versions have: an added or removed step moves no other. */
function neighbourOf(
  step: StepDefinition,
  steps: readonly StepDefinition[],
  others: readonly StepDefinition[],
): string | undefined {
  const common = steps.filter((one) => others.some((other) => other.key === one.key));
  return common[common.findIndex((one) => one.key === step.key) - 1]?.key;
}

function fieldChanges(from: Json, to: Json): readonly FieldChange[] {
  const before = flat(from, '');
  const after = flat(to, '');
  const fields = [...new Set([...before.keys(), ...after.keys()])];
  return fields.flatMap((field) => {
    const change = { field, from: before.get(field) ?? null, to: after.get(field) ?? null };
    return change.from === change.to ? [] : [change];
  });
}

/** Leaves by their path; an item of a list is named by its key, so that its place does not matter. */
function flat(value: Json, path: string): Map<string, string> {
  if (value === null) return new Map();
  if (typeof value !== 'object') return new Map([[path, String(value)]]);
  const leaves = new Map<string, string>();
  const entries: readonly (readonly [string, Json])[] = isList(value)
    ? value.map((item, index) => [nameOf(item) ?? String(index), item] as const)
    : Object.entries(value);
  if (entries.length === 0) return isList(value) ? leaves : new Map([[path, canonical(value)]]);
  for (const [key, item] of entries) {
    for (const [leaf, text] of flat(item, path === '' ? key : `${path}/${key}`)) leaves.set(leaf, text);
  }
  return leaves;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function nameOf(item: Json): string | undefined {
  if (item === null || typeof item !== 'object' || isList(item)) return undefined;
  const key = item['key'];
  return typeof key === 'string' ? key : undefined;
}
