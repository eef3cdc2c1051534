// The check of a secretome lot as a person has put it together: factors on plates of one or several files, and bottles.
// Must not compute, nor take a concentrate: the assay is of the medium before concentration.

import { cmElisa } from '../../../shared/assays/cm-elisa.ts';
import { secretomeFactors, type SecretomeFactor } from '../../../shared/domain/secretome-factors.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { wellsInBlock } from './ct-plate.ts';
import { coreOfFile, readingIn, wellsOf, type DraftCore, type Recorded } from './draft-core.ts';
import {
  blankKitName,
  curveInput,
  curveSettings,
  curveSheet,
  missingInCurve,
  type CurveDefaults,
  type CurveSettings,
  type ElisaMissing,
  type KitName,
} from './elisa-draft.ts';
import { freePlateNames, plateName, readsOf, takePlate, type PlateWell } from './plate.ts';

export interface BottleName extends KitName {
  /** The number on the bottle; empty for what is none. */
  readonly bottle: string;
}

/** Where a factor was measured: a plate of a file, or a part of it. */
export interface FactorPlace {
  /** Of the files that were dropped. */
  readonly attachmentId: string;
  readonly plate: number;
  readonly readKey: string;
  /** `A1:H6`; empty for the whole plate. */
  readonly block: string;
}

export interface CmFactor extends CurveSettings {
  readonly id: string;
  readonly analyte: string | null;
  /** Null for what comes from a record. */
  readonly place: FactorPlace | null;
  readonly wells: readonly PlateWell[];
  readonly names: readonly BottleName[];
}

export interface CmElisaDraft extends DraftCore {
  readonly assayKey: 'cm-elisa';
  readonly lotId: string | null;
  readonly sources: readonly InstrumentFile[];
  readonly factors: readonly CmFactor[];
  /** Of factors to come. */
  readonly defaults: CurveDefaults;
}

export const mostFactors = 7;

export function newCmElisa(
  file: InstrumentFile,
  lotId: string | null,
  defaults: CurveDefaults,
): CmElisaDraft {
  const { assayId, title, reason } = coreOfFile(file);
  const empty = { assayId, title, reason, lotId, defaults, files: [], sources: [], factors: [] };
  return withFile({ ...empty, assayKey: 'cm-elisa' }, file);
}

/** Another file of the same check; each of its plates becomes a factor, the one in the plate's name where it has one. */
export function withFile(draft: CmElisaDraft, file: InstrumentFile): CmElisaDraft {
  if (draft.files.some((one) => one.attachmentId === file.attachmentId)) return draft;
  const { attachmentId, hash } = file;
  const next: CmElisaDraft = {
    ...draft,
    files: [...draft.files, { attachmentId, hash }],
    sources: [...draft.sources, file],
  };
  return file.plates.reduce(
    (made, _, plate) => withFactor(made, { attachmentId, plate, readKey: '', block: '' }),
    next,
  );
}

/** One more factor on a plate, while there are fewer than the article's seven. */
export function withFactor(draft: CmElisaDraft, place: FactorPlace): CmElisaDraft {
  const file = draft.sources.find((one) => one.attachmentId === place.attachmentId);
  if (!file || draft.factors.length >= mostFactors) return draft;
  const taken = draft.factors.map((one) => one.analyte);
  const found = place.block === '' ? factorNamed(plateName(file, place.plate)) : undefined;
  const known = found && !taken.includes(found.analyte) ? found : undefined;
  const id = `factor ${1 + Math.max(0, ...draft.factors.map((one) => Number(one.id.split(' ')[1])))}`;
  const empty = { id, analyte: known?.analyte ?? null, place, wells: [], names: [] };
  const settings = curveSettings(draft.defaults);
  const made = { ...settings, unit: known?.unit ?? settings.unit, ...empty };
  return { ...draft, factors: [...draft.factors, placed(draft.sources, made, place)] };
}

/** A factor on another plate, read or part of it; what was said of a name that stands there too is kept. */
export function placed(sources: readonly InstrumentFile[], factor: CmFactor, place: FactorPlace): CmFactor {
  const file = sources.find((one) => one.attachmentId === place.attachmentId);
  const chosen = file?.plates[place.plate];
  if (!file || !chosen) return factor;
  const readKey = place.readKey === '' ? (readsOf(chosen)[0]?.key ?? '') : place.readKey;
  const taken = takePlate(file, place.plate, readKey, file.attachmentId);
  const all = taken.wells.map((one) => one.well);
  const block = place.block.trim() === '' ? all : (wellsInBlock(place.block, all) ?? []);
  const own = taken.wells.filter((one) => block.includes(one.well));
  const plate = plateNamesOf(sources, file)[place.plate];
  const known = new Map(factor.names.map((one) => [one.name, one]));
  return {
    ...factor,
    place: { ...place, readKey },
    wells: own.map((one) => ({ ...one, plate: plate ?? one.plate })),
    names: taken.names
      .filter(({ name }) => own.some((one) => one.name === name))
      .map((one) => known.get(one.name) ?? { ...blankKitName, ...one, bottle: bottleIn(one.name) }),
  };
}

/** Those of one file: an earlier file's plates keep their names, whatever follows. */
function plateNamesOf(sources: readonly InstrumentFile[], file: InstrumentFile): readonly string[] {
  const index = sources.indexOf(file);
  const before = sources
    .slice(0, index)
    .reduce<readonly string[]>((taken, one, at) => [...taken, ...freePlateNames(one, at + 1, taken)], []);
  return freePlateNames(file, index + 1, before);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('α', 'alpha')
    .replaceAll('β', 'beta')
    .replaceAll(/[^\p{L}\d]/gu, '');
}

/** The factor whose name the plate has; none where it has two. */
export function factorNamed(text: string): SecretomeFactor | undefined {
  const found = secretomeFactors.filter(
    ({ analyte, label }) => plain(text).includes(plain(label)) || plain(text).includes(plain(analyte)),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** `bottle 3`, `CM 3`, `3`: the number at the end. */
function bottleIn(name: string): string {
  return /(?:^|\D)0*([1-9]\d{0,2})$/.exec(name.trim())?.[1] ?? '';
}

export function changedFactor(
  draft: CmElisaDraft,
  id: string,
  change: (factor: CmFactor) => CmFactor,
): CmElisaDraft {
  return { ...draft, factors: draft.factors.map((one) => (one.id === id ? change(one) : one)) };
}

/** A well of a factor given another name; a name that stands on no well any more goes. */
export function renamedInFactor(factor: CmFactor, well: string, name: string): CmFactor {
  const wells = factor.wells.map((one) => (one.well === well ? { ...one, name } : one));
  const isNew = name !== '' && !factor.names.some((one) => one.name === name);
  const fresh = { ...blankKitName, name, use: 'sample' as const, concentration: '', bottle: bottleIn(name) };
  const names = [...factor.names, ...(isNew ? [fresh] : [])].filter((one) =>
    wells.some((its) => its.name === one.name),
  );
  return { ...factor, wells, names };
}

export function factorLabel(analyte: string | null): string {
  return secretomeFactors.find((one) => one.analyte === analyte)?.label ?? analyte ?? '?';
}

const bottleNumber = /^[1-9]\d{0,2}$/;

/** Samples that have the number of a bottle. */
export function bottlesOf({ names }: Pick<CmFactor, 'names'>): readonly BottleName[] {
  return names.filter((one) => one.use === 'sample' && bottleNumber.test(one.bottle.trim()));
}

export function unnumbered({ names }: Pick<CmFactor, 'names'>): readonly BottleName[] {
  return names.filter((one) => one.use === 'sample' && !bottleNumber.test(one.bottle.trim()));
}

/** What still has to be said before anything can be computed; keys of sentences, with what they are about. */
export interface CmElisaMissing {
  readonly key: ElisaMissing['key'] | 'lot' | 'factors' | 'factor' | 'factor-standards' | 'bottles';
  readonly about: string;
}

export function missingInCmElisa(draft: CmElisaDraft): readonly CmElisaMissing[] {
  const { factors, lotId, title } = draft;
  const say = (key: CmElisaMissing['key'], isMissing: boolean, about = ''): readonly CmElisaMissing[] =>
    isMissing ? [{ key, about }] : [];
  const open = factors.filter((one) => one.analyte === null);
  return [
    ...say('lot', lotId === null),
    ...say('title', title.trim() === ''),
    ...say('factors', factors.length === 0),
    ...say('factor', open.length > 0, open.map((one) => one.wells[0]?.plate ?? one.id).join(', ')),
    ...factors.flatMap((factor) => {
      const label = factorLabel(factor.analyte);
      const bottles = bottlesOf(factor);
      return [
        ...missingInCurve(factor.names, bottles).map(({ key, about }) =>
          key === 'standards'
            ? { key: 'factor-standards' as const, about: label }
            : { key, about: `${label}: ${about}` },
        ),
        ...say('bottles', bottles.length === 0, label),
      ];
    }),
  ];
}

/** The input of the assay; only for a draft that misses nothing. */
export function cmElisaInput(draft: CmElisaDraft): Json {
  const { files, factors } = draft;
  return {
    files: files.map(({ attachmentId, hash }) => ({ attachmentId, hash })),
    material: 'unconcentrated-medium',
    factors: factors.map((factor) => {
      const { analyte, unit } = factor;
      return {
        ...curveInput(factor),
        analyte: analyte ?? '',
        resultUnit: secretomeFactors.find((one) => one.analyte === analyte)?.unit ?? unit,
        bottles: bottlesOf(factor).map(({ name, bottle, dilution }) => ({
          bottle: Number(bottle),
          dilution: dilution.trim(),
          readings: wellsOf(factor, name).map(readingIn),
        })),
      };
    }),
  };
}

const noLimits = { cvMax: null, rSquaredMin: null, recoveryMin: null, recoveryMax: null };

/** What was recorded, to be evaluated again; null where it is of another form. */
export function cmElisaOf({ id, title, lotId }: Recorded, input: Json): CmElisaDraft | null {
  const parsed = cmElisa.input.safeParse(input);
  if (!parsed.success) return null;
  return {
    assayKey: 'cm-elisa',
    assayId: id,
    title,
    reason: '',
    lotId: lotId ?? null,
    files: parsed.data.files,
    sources: [],
    defaults: { curveModel: null, limits: noLimits },
    factors: parsed.data.factors.map((factor, index): CmFactor => {
      const { analyte, unit, model, weighting, limits, bottles } = factor;
      const { wells, names, take } = curveSheet(factor);
      for (const { bottle, dilution, readings } of bottles)
        take(`bottle ${bottle}`, 'sample', readings, { dilution });
      const numbered = names.map((one) => ({
        ...one,
        bottle: one.use === 'sample' ? bottleIn(one.name) : '',
      }));
      const settings = { unit, model, weighting, limits, isBlankTaken: true };
      return { ...settings, id: `factor ${index + 1}`, analyte, place: null, wells, names: numbered };
    }),
  };
}
