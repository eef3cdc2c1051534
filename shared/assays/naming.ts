// Whether samples, standards, lanes and animals stand once each in an evaluation.
// Must not compare anything but names.

import { refuse, type Outcome } from '../kernel/refusal.ts';
import type { Subject } from './assay.ts';

/** A refusal where a name stands twice within one of the lists; else undefined. */
export function repeatedName(
  lists: readonly (readonly { readonly name: string }[])[],
): Outcome<never> | undefined {
  for (const list of lists) {
    const twice = firstTwice(list.map((one) => one.name));
    if (twice !== undefined) return refuse('assay.name-twice', { name: twice });
  }
  return undefined;
}

/** A refusal where an animal has a time point twice; else undefined. */
export function subjectTwice(subjects: readonly Subject[]): Outcome<never> | undefined {
  const twice = firstTwice(subjects.map(subjectName));
  return twice === undefined ? undefined : refuse('assay.subject-twice', { subject: twice });
}

/** `P07 day-1`. */
export function subjectName({ animalId, timePoint }: Subject): string {
  return `${animalId} ${timePoint}`;
}

function firstTwice(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}
