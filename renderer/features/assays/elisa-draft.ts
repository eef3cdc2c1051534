// The evaluation of a kit with a standard curve as a person has put it together: from a plate to its input, and back.
// Must not compute.

import type { CurveInput } from '../../../shared/assays/curve-form.ts';
import { elisa } from '../../../shared/assays/elisa.ts';
import type { Reading } from '../../../shared/assays/reading.ts';
import { analyte as analyteOf, analytes, type AnalyteKey } from '../../../shared/domain/analytes.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import type { CurveModel, CurveWeighting } from '../../../shared/statistics/curve-fit.ts';
import {
  coreOfFile,
  isAmount,
  isPositive,
  limitOf,
  mappedNames,
  matched,
  noAnimal,
  readingIn,
  wellsOf,
  type DraftName,
  type PlateDraft,
  type Recorded,
} from './draft-core.ts';
import { readsOf, takePlate, type PlateWell, type Use } from './plate.ts';
import type { KnownAnimal } from './sample-matching.ts';

export interface KitName extends DraftName {
  readonly dilution: string;
  /** What the kit promises of a control. */
  readonly expectedMin: string;
  readonly expectedMax: string;
}

export interface Limits {
  readonly cvMax: string | null;
  readonly rSquaredMin: string | null;
  readonly recoveryMin: string | null;
  readonly recoveryMax: string | null;
}

/** How a curve is fitted and judged. */
export interface CurveSettings {
  readonly unit: string;
  readonly model: CurveModel;
  readonly weighting: CurveWeighting;
  readonly limits: Limits;
  readonly isBlankTaken: boolean;
}

export interface ElisaDraft extends PlateDraft<PlateWell, KitName>, CurveSettings {
  readonly assayKey: 'elisa';
  readonly analyte: AnalyteKey | null;
  /** As read just now; null for one done again, whose wells are in its record. */
  readonly file: InstrumentFile | null;
  readonly plate: number;
  readonly readKey: string;
}

/** The endpoints that a kit with a standard curve measures in serum. */
export const kitAnalytes = analytes.filter((one) => one.panel === 'serum');

export interface CurveDefaults {
  readonly curveModel: string | null;
  readonly limits: Limits;
  /** What the newest evaluation of a kit chose. */
  readonly last?: { readonly weighting: CurveWeighting | null };
}

export function curveSettings({ curveModel, limits, last }: CurveDefaults): CurveSettings {
  const model = curveModel === 'linear' || curveModel === '5pl' ? curveModel : '4pl';
  return { unit: 'pg/mL', model, weighting: last?.weighting ?? 'none', limits, isBlankTaken: true };
}

export function newElisa(
  file: InstrumentFile,
  defaults: CurveDefaults,
  animals: readonly KnownAnimal[],
): ElisaDraft {
  const draft: ElisaDraft = {
    ...coreOfFile(file),
    ...curveSettings(defaults),
    assayKey: 'elisa',
    analyte: null,
    // As most labs name their tubes; a person may write another.
    pattern: '{animal} {day}',
    material: 'serum',
    plate: 0,
    readKey: '',
    wells: [],
    names: [],
  };
  return takenPlate(draft, 0, undefined, animals);
}

/** Another plate, or another read of it; what was typed for a name that stands there too is kept. */
export function takenPlate(
  draft: ElisaDraft,
  plate: number,
  readKey: string | undefined,
  animals: readonly KnownAnimal[],
): ElisaDraft {
  const { file } = draft;
  const chosen = file?.plates[plate];
  if (!file || !chosen) return draft;
  const key = readKey ?? readsOf(chosen)[0]?.key ?? '';
  const { wells, names } = takePlate(file, plate, key, file.attachmentId);
  const known = new Map(draft.names.map((one) => [one.name, one]));
  const named = names.map((one): KitName => known.get(one.name) ?? { ...blankKitName, ...one });
  return matched({ ...draft, plate, readKey: key, wells, names: named }, animals);
}

export const blankKitName = { ...noAnimal, dilution: '1', expectedMin: '', expectedMax: '' } as const;

/** A well given another name by a person; a name that stands on no well any more goes. */
export function renamedWell(
  draft: ElisaDraft,
  well: string,
  name: string,
  animals: readonly KnownAnimal[],
): ElisaDraft {
  const wells = draft.wells.map((one) => (one.well === well ? { ...one, name } : one));
  const isNew = name !== '' && !draft.names.some((one) => one.name === name);
  const added = isNew ? [{ ...blankKitName, name, use: 'sample' as const, concentration: '' }] : [];
  const names = [...draft.names, ...added].filter((one) => wells.some((its) => its.name === one.name));
  return matched({ ...draft, wells, names }, animals);
}

/** The names and wells of a curve as it was recorded, and what adds the samples. */
export function curveSheet({ blanks, standards, controls }: CurveInput) {
  const wells: PlateWell[] = [];
  const names: KitName[] = [];
  const take = (name: string, use: Use, readings: readonly Reading[], about: Partial<KitName> = {}): void => {
    if (readings.length === 0) return;
    names.push({ ...blankKitName, name, use, concentration: '', ...about });
    wells.push(...readings.map((one) => ({ ...one, name, note: null })));
  };
  take('blank', 'blank', blanks);
  for (const { name, concentration, readings } of standards)
    take(name, 'standard', readings, { concentration });
  for (const { readings, ...about } of controls) take(about.name, 'control', readings, about);
  return { wells, names, take };
}

/** What was recorded, to be evaluated again; null where it is of another form. */
export function elisaOf({ id, title }: Recorded, input: Json): ElisaDraft | null {
  const parsed = elisa.input.safeParse(input);
  if (!parsed.success) return null;
  const { samples, files, analyte, unit, model, weighting, limits } = parsed.data;
  const { wells, names, take } = curveSheet(parsed.data);
  for (const { name, dilution, subject, readings } of samples) {
    const timePoint = timePointKeys.find((one) => one === subject.timePoint) ?? null;
    take(name, 'sample', readings, { dilution, animalId: subject.animalId, timePoint, how: 'hand' });
  }
  return {
    assayKey: 'elisa',
    assayId: id,
    title,
    analyte: kitAnalytes.find((one) => one.key === analyte)?.key ?? null,
    unit,
    model,
    weighting,
    limits,
    isBlankTaken: true,
    pattern: '',
    material: 'serum',
    reason: '',
    file: null,
    files,
    plate: 0,
    readKey: '',
    wells,
    names,
  };
}

/** What still has to be said before anything can be computed; keys of sentences, with what they are about. */
export interface ElisaMissing {
  readonly key: 'analyte' | 'title' | 'standards' | 'concentration' | 'dilution' | 'expected' | 'samples';
  readonly about: string;
}

export function missingInElisa(draft: ElisaDraft): readonly ElisaMissing[] {
  const { analyte, title } = draft;
  const mapped = mappedNames(draft);
  return [
    ...(analyte === null ? [{ key: 'analyte' as const, about: '' }] : []),
    ...(title.trim() === '' ? [{ key: 'title' as const, about: '' }] : []),
    ...missingInCurve(draft.names, mapped),
    ...(mapped.length === 0 ? [{ key: 'samples' as const, about: '' }] : []),
  ];
}

/** What still has to be said of a curve, its controls, and the dilution of what is read from it. */
export function missingInCurve(
  names: readonly KitName[],
  samples: readonly KitName[],
): readonly ElisaMissing[] {
  const of = (use: Use) => names.filter((one) => one.use === use);
  const named = (key: ElisaMissing['key'], found: readonly KitName[]): readonly ElisaMissing[] =>
    found.length === 0 ? [] : [{ key, about: found.map((one) => one.name).join(', ') }];
  return [
    ...(of('standard').length === 0 ? [{ key: 'standards' as const, about: '' }] : []),
    ...named(
      'concentration',
      of('standard').filter((one) => !isAmount(one.concentration)),
    ),
    ...named(
      'dilution',
      [...of('control'), ...samples].filter((one) => !isPositive(one.dilution)),
    ),
    ...named(
      'expected',
      of('control').filter(
        ({ expectedMin, expectedMax }) =>
          !isAmount(expectedMin) || !isAmount(expectedMax) || Number(expectedMin) > Number(expectedMax),
      ),
    ),
  ];
}

/** The input of the assay; only for a draft that misses nothing. */
export function elisaInput(draft: ElisaDraft): Json {
  const { files, unit, analyte } = draft;
  return {
    ...curveInput(draft),
    analyte: analyte ?? '',
    resultUnit: analyte === null ? unit : analyteOf(analyte).unit,
    files: files.map(({ attachmentId, hash }) => ({ attachmentId, hash })),
    samples: mappedNames(draft).map(({ name, dilution, animalId, timePoint }) => ({
      name,
      dilution: dilution.trim(),
      subject: { animalId: animalId ?? '', timePoint: timePoint ?? '' },
      readings: wellsOf(draft, name).map(readingIn),
    })),
  };
}

interface Curved extends CurveSettings {
  readonly names: readonly KitName[];
  readonly wells: readonly PlateWell[];
}

/** The part of an input that makes the curve. */
export function curveInput(draft: Curved): CurveInput {
  const { names, unit, model, weighting, limits, isBlankTaken } = draft;
  const { cvMax, rSquaredMin, recoveryMin, recoveryMax } = limits;
  const of = (use: Use) => names.filter((one) => one.use === use);
  const readings = (name: string) => wellsOf(draft, name).map(readingIn);
  return {
    unit,
    model,
    weighting,
    limits: {
      cvMax: limitOf(cvMax),
      rSquaredMin: limitOf(rSquaredMin),
      recoveryMin: limitOf(recoveryMin),
      recoveryMax: limitOf(recoveryMax),
    },
    blanks: isBlankTaken ? of('blank').flatMap((one) => readings(one.name)) : [],
    standards: of('standard').map(({ name, concentration }) => ({
      name,
      concentration: concentration.trim(),
      readings: readings(name),
    })),
    controls: of('control').map(({ name, dilution, expectedMin, expectedMax }) => ({
      name,
      dilution: dilution.trim(),
      expectedMin: expectedMin.trim(),
      expectedMax: expectedMax.trim(),
      readings: readings(name),
    })),
  };
}
