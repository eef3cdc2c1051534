// What a person has put together of an evaluation and not recorded yet: it outlives leaving the screen and the program.
// Must not compute, nor be taken over by another person at this window.

import { useEffect, useMemo } from 'react';
import { z } from 'zod';
import { create } from 'zustand';
import type { AssayKey } from '../../../shared/assays/registry.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import { keepText, useKeptText } from '../../kept.ts';
import type { Recorded } from './draft-core.ts';
import type { Use } from './plate.ts';
import { missingInBlot, type BlotDraft, type BlotMissing } from './blot-draft.ts';
import { blotInput, blotOf } from './blot-record.ts';
import {
  cmElisaInput,
  cmElisaOf,
  missingInCmElisa,
  type CmElisaDraft,
  type CmElisaMissing,
} from './cm-elisa-draft.ts';
import { elisaInput, elisaOf, missingInElisa, type ElisaDraft, type ElisaMissing } from './elisa-draft.ts';
import { missingInQrtPcr, type QrtPcrDraft, type QrtPcrMissing } from './qrt-pcr-draft.ts';
import { qrtPcrInput, qrtPcrOf } from './qrt-pcr-record.ts';

/** One of the assays that are put together here; each has a file of its own. */
export type Draft = ElisaDraft | QrtPcrDraft | CmElisaDraft | BlotDraft;
export type Missing = ElisaMissing | QrtPcrMissing | CmElisaMissing | BlotMissing;

interface Store {
  readonly draft: Draft | null;
  /** Whose it is. */
  readonly userId: string;
}

const useStore = create<Store>(() => ({ draft: null, userId: '' }));
const form = 'assay.draft';

/** As it stands in this window, else as it was kept: it outlives another person's draft and the end of the program. */
export function useDraft(userId: string): Draft | null {
  const { draft, userId: owner } = useStore();
  const text = useKeptText(form);
  const isHere = owner === userId;
  const kept = useMemo(() => (isHere || text === null ? null : keptDraft(text)), [isHere, text]);
  useEffect(() => {
    if (kept) useStore.setState({ draft: kept, userId });
  }, [kept, userId]);
  return isHere ? draft : kept;
}

export function setDraft(userId: string, draft: Draft | null): void {
  useStore.setState({ draft, userId });
  keep(draft);
}

/** Changes the draft as it is now, not as a screen last drew it. */
export function changeDraft(change: (draft: Draft) => Draft): void {
  useStore.setState(({ draft }) => ({ draft: draft && change(draft) }));
  keep(useStore.getState().draft);
}

function keep(draft: Draft | null): void {
  keepText(form, draft === null ? null : JSON.stringify(draft));
}

/** Whatever was kept, until it has been looked at. */
const keptForm = z.custom<Draft>();

/** Null for what another version of the program kept, with which this one cannot go on. */
function keptDraft(text: string): Draft | null {
  try {
    const draft = keptForm.parse(JSON.parse(text));
    namedWells(draft);
    return missingIn(draft).length > 0 || inputOf(draft) !== null ? draft : null;
  } catch {
    return null;
  }
}

export function changeElisa(change: (draft: ElisaDraft) => ElisaDraft): void {
  changeDraft((now) => (now.assayKey === 'elisa' ? change(now) : now));
}

export function changeQrtPcr(change: (draft: QrtPcrDraft) => QrtPcrDraft): void {
  changeDraft((now) => (now.assayKey === 'qrt-pcr' ? change(now) : now));
}

export function changeCmElisa(change: (draft: CmElisaDraft) => CmElisaDraft): void {
  changeDraft((now) => (now.assayKey === 'cm-elisa' ? change(now) : now));
}

export function changeBlot(change: (draft: BlotDraft) => BlotDraft): void {
  changeDraft((now) => (now.assayKey === 'western-blot' ? change(now) : now));
}

/** What was recorded, to be evaluated again; null where it is of another form, or not put together here. */
export function draftOf(assayKey: AssayKey, recorded: Recorded, input: Json): Draft | null {
  switch (assayKey) {
    case 'elisa':
      return elisaOf(recorded, input);
    case 'qrt-pcr':
      return qrtPcrOf(recorded, input);
    case 'cm-elisa':
      return cmElisaOf(recorded, input);
    case 'western-blot':
      return blotOf(recorded, input);
    // Both are read at the microscope, on screens of their own.
    case 'ki67':
    case 'suzuki':
      return null;
  }
}

/** What still has to be said before anything can be computed. */
export function missingIn(draft: Draft): readonly Missing[] {
  switch (draft.assayKey) {
    case 'elisa':
      return missingInElisa(draft);
    case 'qrt-pcr':
      return missingInQrtPcr(draft);
    case 'cm-elisa':
      return missingInCmElisa(draft);
    case 'western-blot':
      return missingInBlot(draft);
  }
}

/** The input of the assay; only for a draft that misses nothing. */
export function inputOf(draft: Draft): Json {
  switch (draft.assayKey) {
    case 'elisa':
      return elisaInput(draft);
    case 'qrt-pcr':
      return qrtPcrInput(draft);
    case 'cm-elisa':
      return cmElisaInput(draft);
    case 'western-blot':
      return blotInput(draft);
  }
}

interface NamedWell {
  readonly name: string;
  readonly use: Use;
}

/** What stands in each well, by `plate/well`, where the assay has plates. */
export function namedWells(draft: Draft | null): ReadonlyMap<string, NamedWell> {
  if (draft === null || draft.assayKey === 'western-blot') return new Map();
  const sheets = draft.assayKey === 'cm-elisa' ? draft.factors : [draft];
  return new Map(sheets.flatMap(wellsWithNames));
}

interface NamedSheet {
  readonly wells: readonly { readonly plate: string; readonly well: string; readonly name: string }[];
  readonly names: readonly { readonly name: string; readonly use: Use }[];
}

function wellsWithNames({ wells, names }: NamedSheet): readonly (readonly [string, NamedWell])[] {
  const useOf = new Map(names.map((one) => [one.name, one.use]));
  return wells.map((one) => {
    const gene = 'gene' in one && typeof one.gene === 'string' ? one.gene : '';
    const name = [one.name, gene].filter((text) => text !== '').join(' · ');
    return [`${one.plate}/${one.well}`, { name, use: useOf.get(one.name) ?? 'sample' }] as const;
  });
}
