// The words that qPCR programs use for what a well holds, as one vocabulary.
// Must not guess from a sample's name.

import type { SampleRole } from '../../shared/assays/instrument-reading.ts';

const roles: readonly (readonly [RegExp, SampleRole])[] = [
  [/^(?:unkn|unknown)/, 'unknown'],
  [/^(?:std|standard)/, 'standard'],
  [/^ntc/, 'no-template-control'],
  // Positive controls of genotyping name the alleles; an internal control (IPC) is neither positive nor negative.
  [/^(?:pos|pc_allele)/, 'positive-control'],
  [/^neg/, 'negative-control'],
  [/^(?:nrt|nac|ipc|blocked_?ipc|accuracy control|control)/, 'control'],
];

/** Null for an empty word and for one that no program of the list uses. */
export function qpcrRole(word: string): SampleRole | null {
  const lowered = word.trim().toLowerCase();
  return roles.find(([pattern]) => pattern.test(lowered))?.[1] ?? null;
}
