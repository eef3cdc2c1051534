// What a person has put together of an evaluation and not recorded yet: it outlives leaving the screen.
// Must not compute, nor be taken over by another person at this window.

import { create } from 'zustand';
import { elisa } from '../../../shared/assays/elisa.ts';
import type { Reading } from '../../../shared/assays/reading.ts';
import { analyte as analyteOf, analytes, type AnalyteKey } from '../../../shared/domain/analytes.ts';
import { timePointKeys, type TimePoint } from '../../../shared/domain/schedule.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import type { InstrumentFile, ServiceValues } from '../../../shared/services.ts';
import type { CurveModel, CurveWeighting } from '../../../shared/statistics/curve-fit.ts';
import { readsOf, takePlate, type PlateName, type PlateWell, type Use } from './plate.ts';
import { byLabel, patternOf, type KnownAnimal } from './sample-matching.ts';

/** How an animal and a time point came to a name. */
export type How = 'label' | 'pattern' | 'hand';

export interface DraftName extends PlateName {
  readonly dilution: string;
  /** What the kit promises of a control. */
  readonly expectedMin: string;
  readonly expectedMax: string;
  readonly animalId: string | null;
  readonly timePoint: TimePoint | null;
  readonly how: How | null;
}

export interface Limits {
  readonly cvMax: string | null;
  readonly rSquaredMin: string | null;
  readonly recoveryMin: string | null;
  readonly recoveryMax: string | null;
}

export interface DraftFile {
  readonly attachmentId: string;
  readonly hash: string;
}

export interface Draft {
  /** The evaluation that is done again; null for a new one. */
  readonly assayId: string | null;
  readonly title: string;
  readonly analyte: AnalyteKey | null;
  readonly unit: string;
  readonly model: CurveModel;
  readonly weighting: CurveWeighting;
  readonly limits: Limits;
  readonly isBlankTaken: boolean;
  readonly pattern: string;
  /** Why results are replaced, or why it is evaluated again. */
  readonly reason: string;
  /** As read just now; null for one done again, whose wells are in its record. */
  readonly file: InstrumentFile | null;
  readonly files: readonly DraftFile[];
  readonly plate: number;
  readonly readKey: string;
  readonly wells: readonly PlateWell[];
  readonly names: readonly DraftName[];
}

interface Store {
  readonly draft: Draft | null;
  /** Whose it is. */
  readonly userId: string;
}

const useStore = create<Store>(() => ({ draft: null, userId: '' }));

export function useDraft(userId: string): Draft | null {
  const { draft, userId: owner } = useStore();
  return owner === userId ? draft : null;
}

export function setDraft(userId: string, draft: Draft | null): void {
  useStore.setState({ draft, userId });
}

/** Changes the draft as it is now, not as a screen last drew it. */
export function changeDraft(change: (draft: Draft) => Draft): void {
  useStore.setState(({ draft }) => ({ draft: draft && change(draft) }));
}

/** The endpoints that a kit with a standard curve measures in serum. */
export const kitAnalytes = analytes.filter((one) => one.panel === 'serum');

type Defaults = { readonly curveModel: string | null; readonly limits: Limits };

export function newDraft(
  file: ServiceValues['instrument.read'],
  defaults: Defaults,
  animals: readonly KnownAnimal[],
): Draft {
  const { curveModel, limits } = defaults;
  const draft: Draft = {
    assayId: null,
    title: file.name.replace(/\.\w{1,4}$/, '').slice(0, 120),
    analyte: null,
    unit: 'pg/mL',
    model: curveModel === 'linear' || curveModel === '5pl' ? curveModel : '4pl',
    weighting: 'none',
    limits,
    isBlankTaken: true,
    pattern: '',
    reason: '',
    file,
    files: [{ attachmentId: file.attachmentId, hash: file.hash }],
    plate: 0,
    readKey: '',
    wells: [],
    names: [],
  };
  return takenPlate(draft, 0, undefined, animals);
}

/** Another plate, or another read of it; what was typed for a name that stands there too is kept. */
export function takenPlate(
  draft: Draft,
  plate: number,
  readKey: string | undefined,
  animals: readonly KnownAnimal[],
): Draft {
  const { file } = draft;
  const chosen = file?.plates[plate];
  if (!file || !chosen) return draft;
  const key = readKey ?? readsOf(chosen)[0]?.key ?? '';
  const { wells, names } = takePlate(file, plate, key, file.attachmentId);
  const known = new Map(draft.names.map((one) => [one.name, one]));
  const named = names.map((one): DraftName => known.get(one.name) ?? { ...blankName, ...one });
  return matched({ ...draft, plate, readKey: key, wells, names: named }, animals);
}

const blankName = {
  dilution: '1',
  expectedMin: '',
  expectedMax: '',
  animalId: null,
  timePoint: null,
  how: null,
} as const;

/** Proposes animals: by the label, else by the pattern. What a person chose by hand stays. */
export function matched(draft: Draft, animals: readonly KnownAnimal[]): Draft {
  const pattern = patternOf(draft.pattern);
  const names = draft.names.map((one): DraftName => {
    if (one.use !== 'sample' || one.how === 'hand') return one;
    const label = byLabel(one.name, animals);
    const found = label ?? pattern?.(one.name, animals) ?? null;
    if (!found) return { ...one, animalId: null, timePoint: null, how: null };
    return { ...one, ...found, how: label ? 'label' : 'pattern' };
  });
  return { ...draft, names };
}

/** A well given another name by a person; a name that stands on no well any more goes. */
export function renamedWell(
  draft: Draft,
  well: string,
  name: string,
  animals: readonly KnownAnimal[],
): Draft {
  const wells = draft.wells.map((one) => (one.well === well ? { ...one, name } : one));
  const isNew = name !== '' && !draft.names.some((one) => one.name === name);
  const added = isNew ? [{ ...blankName, name, use: 'sample' as const, concentration: '' }] : [];
  const names = [...draft.names, ...added].filter((one) => wells.some((its) => its.name === one.name));
  return matched({ ...draft, wells, names }, animals);
}

export function changedName(draft: Draft, name: string, change: Partial<DraftName>): Draft {
  return { ...draft, names: draft.names.map((one) => (one.name === name ? { ...one, ...change } : one)) };
}

export function wellsOf({ wells }: Draft, name: string): readonly PlateWell[] {
  return wells.filter((one) => one.name === name);
}

interface Recorded {
  readonly id: string;
  readonly title: string;
}

/** What was recorded, to be evaluated again; null where it is of another form. */
export function draftOf({ id, title }: Recorded, input: Json): Draft | null {
  const parsed = elisa.input.safeParse(input);
  if (!parsed.success) return null;
  const { blanks, standards, controls, samples, files, analyte, unit, model, weighting, limits } =
    parsed.data;
  const wells: PlateWell[] = [];
  const names: DraftName[] = [];
  const take = (name: string, use: Use, readings: typeof blanks, about: Partial<DraftName> = {}): void => {
    if (readings.length === 0) return;
    names.push({ ...blankName, name, use, concentration: '', ...about });
    wells.push(...readings.map((one) => ({ ...one, name, note: null })));
  };
  take('blank', 'blank', blanks);
  for (const { name, concentration, readings } of standards)
    take(name, 'standard', readings, { concentration });
  for (const { readings, ...about } of controls) take(about.name, 'control', readings, about);
  for (const { name, dilution, subject, readings } of samples) {
    const timePoint = timePointKeys.find((one) => one === subject.timePoint) ?? null;
    take(name, 'sample', readings, { dilution, animalId: subject.animalId, timePoint, how: 'hand' });
  }
  return {
    assayId: id,
    title,
    analyte: kitAnalytes.find((one) => one.key === analyte)?.key ?? null,
    unit,
    model,
    weighting,
    limits,
    isBlankTaken: true,
    pattern: '',
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
export interface Missing {
  readonly key: 'analyte' | 'title' | 'standards' | 'concentration' | 'dilution' | 'expected' | 'samples';
  readonly about: string;
}

const amount = /^\d{1,12}(\.\d{1,12})?$/;
const isAmount = (text: string) => amount.test(text.trim());
const isZero = (text: string) => Number(text) === 0;

export function missingIn(draft: Draft): readonly Missing[] {
  const { names, analyte, title } = draft;
  const of = (use: Use) => names.filter((one) => one.use === use);
  const named = (key: Missing['key'], found: readonly DraftName[]): readonly Missing[] =>
    found.length === 0 ? [] : [{ key, about: found.map((one) => one.name).join(', ') }];
  const diluted = [...of('control'), ...mappedNames(draft)];
  return [
    ...(analyte === null ? [{ key: 'analyte' as const, about: '' }] : []),
    ...(title.trim() === '' ? [{ key: 'title' as const, about: '' }] : []),
    ...(of('standard').length === 0 ? [{ key: 'standards' as const, about: '' }] : []),
    ...named(
      'concentration',
      of('standard').filter((one) => !isAmount(one.concentration)),
    ),
    ...named(
      'dilution',
      diluted.filter((one) => !isAmount(one.dilution) || isZero(one.dilution)),
    ),
    ...named(
      'expected',
      of('control').filter((one) => !isAmount(one.expectedMin) || !isAmount(one.expectedMax)),
    ),
    ...(mappedNames(draft).length === 0 ? [{ key: 'samples' as const, about: '' }] : []),
  ];
}

/** Samples that have an animal and a time point; the others are left out, and the screen names them. */
export function mappedNames({ names }: Draft): readonly DraftName[] {
  return names.filter((one) => one.use === 'sample' && one.animalId !== null && one.timePoint !== null);
}

export function unmappedNames({ names }: Draft): readonly DraftName[] {
  return names.filter((one) => one.use === 'sample' && (one.animalId === null || one.timePoint === null));
}

/** The well as the assay takes it, without what only the screen shows. */
function readingOf({ plate, well, value, raw, absent, attachmentId, leftOut }: PlateWell): Reading {
  return { plate, well, value, raw, absent, attachmentId, leftOut };
}

/** The input of the assay; only for a draft that misses nothing. */
export function inputOf(draft: Draft): Json {
  const { names, files, unit, model, weighting, limits, analyte, isBlankTaken } = draft;
  const of = (use: Use) => names.filter((one) => one.use === use);
  const readings = (name: string) => wellsOf(draft, name).map(readingOf);
  const limit = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim());
  return {
    analyte: analyte ?? '',
    unit,
    resultUnit: analyte === null ? unit : analyteOf(analyte).unit,
    model,
    weighting,
    limits: {
      cvMax: limit(limits.cvMax),
      rSquaredMin: limit(limits.rSquaredMin),
      recoveryMin: limit(limits.recoveryMin),
      recoveryMax: limit(limits.recoveryMax),
    },
    files: files.map(({ attachmentId, hash }) => ({ attachmentId, hash })),
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
    samples: mappedNames(draft).map(({ name, dilution, animalId, timePoint }) => ({
      name,
      dilution: dilution.trim(),
      subject: { animalId: animalId ?? '', timePoint: timePoint ?? '' },
      readings: readings(name),
    })),
  };
}
