// The files and plates of one qRT-PCR: from the first file on, one more, one taken out, and which plates are in.
// Must not take a file twice, nor leave an evaluation without a plate.

import { refusal, type Refusal } from '../../../shared/kernel/refusal.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { isOfCycler, takeCtPlate } from './ct-plate.ts';
import { coreOfFile } from './draft-core.ts';
import { freePlateNames } from './plate.ts';
import { grouped, usualMargin, type CtPlate, type CtRulesDraft, type QrtPcrDraft } from './qrt-pcr-draft.ts';
import type { KnownAnimal } from './sample-matching.ts';

/** As most labs name their tubes, the gene at the end; a person may write another. */
const usualPattern = '{animal} {day}';

/** What the newest evaluation chose; null where there is none. */
interface LastChoices {
  readonly method: QrtPcrDraft['method'] | null;
  readonly calibratorKind: QrtPcrDraft['calibrator']['kind'] | null;
}

/** Plates of one endpoint are computed alike unless a person says otherwise: it begins as the last one did. */
export function newQrtPcr(
  file: InstrumentFile,
  rules: CtRulesDraft,
  animals: readonly KnownAnimal[],
  last: LastChoices = { method: null, calibratorKind: null },
): QrtPcrDraft {
  const { assayId, title, reason } = coreOfFile(file);
  const draft: QrtPcrDraft = {
    assayId,
    title,
    reason,
    files: [],
    assayKey: 'qrt-pcr',
    sources: [],
    plates: [],
    shown: '',
    pattern: usualPattern,
    material: 'liver-rna',
    wells: [],
    names: [],
    aside: { names: [], genes: [] },
    method: last.method ?? 'delta-delta-ct',
    reference: '',
    genes: [],
    calibrator: { kind: last.calibratorKind ?? 'own-time-point', timePoint: 'pre-op', names: [] },
    rules: { ...rules, controlMargin: rules.controlMargin ?? usualMargin },
  };
  return withPlatesOf(draft, file, animals);
}

/**
 * Why a file is not taken into a draft (null: into a new one); undefined where it is. Refusals: `assay.no-ct`,
 * `assay.file-in`: the same bytes dropped again have another id, but the same hash.
 */
export function ctFileProblem(draft: QrtPcrDraft | null, file: InstrumentFile): Refusal | undefined {
  const { name, hash } = file;
  if (!isOfCycler(file)) return refusal('assay.no-ct', { name });
  return draft?.files.some((one) => one.hash === hash) === true
    ? refusal('assay.file-in', { name })
    : undefined;
}

/** One more file, with all its plates; the draft as it was where `ctFileProblem` refuses it. */
export function withCtFile(
  draft: QrtPcrDraft,
  file: InstrumentFile,
  animals: readonly KnownAnimal[],
): QrtPcrDraft {
  return ctFileProblem(draft, file) ? draft : withPlatesOf(draft, file, animals);
}

function withPlatesOf(
  draft: QrtPcrDraft,
  file: InstrumentFile,
  animals: readonly KnownAnimal[],
): QrtPcrDraft {
  const { attachmentId, hash } = file;
  const taken = draft.plates.map((one) => one.name);
  const names = freePlateNames(file, draft.files.length + 1, taken);
  const plates = names.map((name): CtPlate => ({ name, attachmentId, isIn: true }));
  const wells = names.flatMap((plate, index) =>
    takeCtPlate(file, index, attachmentId).map((one) => ({ ...one, plate })),
  );
  const next: QrtPcrDraft = {
    ...draft,
    files: [...draft.files, { attachmentId, hash }],
    sources: [...draft.sources, file],
    plates: [...draft.plates, ...plates],
    shown: names[0] ?? draft.shown,
    wells: [...draft.wells, ...wells],
    // A record has no pattern: its samples have their animals.
    pattern: draft.pattern === '' && draft.sources.length === 0 ? usualPattern : draft.pattern,
  };
  return grouped(next, animals);
}

/** Whether a plate is in without this file. */
export function canTakeOut({ plates }: QrtPcrDraft, attachmentId: string): boolean {
  return plates.some((one) => one.isIn && one.attachmentId !== attachmentId);
}

/** Without a file, its plates, and what was said of them; as it was where no plate would be in. */
export function withoutCtFile(
  draft: QrtPcrDraft,
  attachmentId: string,
  animals: readonly KnownAnimal[],
): QrtPcrDraft {
  if (!canTakeOut(draft, attachmentId)) return draft;
  const isOther = (one: { readonly attachmentId: string | null }): boolean =>
    one.attachmentId !== attachmentId;
  const plates = draft.plates.filter(isOther);
  return grouped(
    {
      ...draft,
      files: draft.files.filter(isOther),
      sources: draft.sources.filter(isOther),
      plates,
      wells: draft.wells.filter((one) => isOther(one) && plates.some(({ name }) => name === one.plate)),
    },
    animals,
  );
}

/** A plate taken in or left out; the last one that is in stays. */
export function withPlate(
  draft: QrtPcrDraft,
  name: string,
  isIn: boolean,
  animals: readonly KnownAnimal[],
): QrtPcrDraft {
  const plates = draft.plates.map((one) => (one.name === name ? { ...one, isIn } : one));
  return plates.some((one) => one.isIn) ? grouped({ ...draft, plates }, animals) : draft;
}

export function platesIn({ plates }: QrtPcrDraft): readonly CtPlate[] {
  return plates.filter((one) => one.isIn);
}

/** The plate that is looked at: always one that is in. */
export function shownPlate(draft: QrtPcrDraft): string {
  const names = platesIn(draft).map((one) => one.name);
  return names.find((name) => name === draft.shown) ?? names[0] ?? '';
}
