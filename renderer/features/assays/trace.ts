// The way of a number through an evaluation: everything below it down to the wells, and what it goes into.
// Must not leave out a step.

import type { DerivedNumber } from '../../../shared/assays/assay.ts';

/** Ids of all numbers and wells from which `id` was computed, its own left out. */
export function belowOf(numbers: readonly DerivedNumber[], id: string): ReadonlySet<string> {
  const byId = new Map(numbers.map((one) => [one.id, one]));
  const found = new Set<string>();
  const waiting = [...(byId.get(id)?.inputs ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(byId.get(next)?.inputs ?? []));
  }
  return found;
}

/** Numbers that use `id`, at once or through others, and itself. */
export function aboveOf(numbers: readonly DerivedNumber[], id: string): ReadonlySet<string> {
  const found = new Set([id]);
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const current = next;
    for (const one of numbers) {
      if (found.has(one.id) || !one.inputs.includes(current)) continue;
      found.add(one.id);
      waiting.push(one.id);
    }
  }
  return found;
}
