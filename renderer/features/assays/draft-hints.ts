// What the names of files and plates say against what a person has chosen: another endpoint, another lot.
// Must not choose for the person, nor block anything: a name may be wrong.

import type { Draft } from './draft.ts';
import { kitAnalytes } from './elisa-draft.ts';
import { plateName } from './plate.ts';

/** A key of a sentence, `assays.hint-…`, with what it is about. */
export interface DraftHint {
  readonly key: 'analyte' | 'lot';
  readonly named: string;
  readonly chosen: string;
}

interface KnownLot {
  readonly id: string;
  readonly code: string;
}

/** Of the plates that are taken, as their files name them. */
function namesIn(draft: Draft): readonly string[] {
  if (draft.assayKey === 'elisa')
    return draft.file === null ? [] : [draft.file.name, plateName(draft.file, draft.plate)];
  if (draft.assayKey !== 'cm-elisa') return [];
  return draft.sources.flatMap((file) => [
    file.name,
    ...file.plates.map((_, index) => plateName(file, index)),
  ]);
}

/** `TNF-α`, `tnf_alpha` and `TNFalpha` are one word. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('α', 'alpha')
    .replaceAll('β', 'beta')
    .replaceAll(/[^a-z0-9]/g, '');
}

function wordsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => name.split(/[\s_.,;()[\]]+/)).map(plain));
}

export function draftHints(draft: Draft, lots: readonly KnownLot[]): readonly DraftHint[] {
  const words = wordsOf(namesIn(draft));
  const isNamed = (text: string): boolean => words.has(plain(text));
  if (draft.assayKey === 'elisa') {
    const named = kitAnalytes.filter(({ key, label }) => isNamed(label) || isNamed(key));
    const chosen = kitAnalytes.find(({ key }) => key === draft.analyte);
    if (!chosen || named.length === 0 || named.includes(chosen)) return [];
    return [{ key: 'analyte', named: named.map(({ label }) => label).join(', '), chosen: chosen.label }];
  }
  if (draft.assayKey !== 'cm-elisa') return [];
  const named = lots.filter(({ code }) => isNamed(code));
  const chosen = lots.find(({ id }) => id === draft.lotId);
  if (!chosen || named.length === 0 || named.includes(chosen)) return [];
  return [{ key: 'lot', named: named.map(({ code }) => code).join(', '), chosen: chosen.code }];
}
