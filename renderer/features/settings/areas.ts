// The questions of the study by the work they belong to.
// Must not know a single question: the beginning of its key says where it belongs.

const areaOfPrefix = {
  dose: 'dose',
  lot: 'dose',
  cm: 'dose',
  surgery: 'operation',
  anaesthesia: 'operation',
  recovery: 'operation',
  tolfedine: 'operation',
  sampling: 'samples',
  serum: 'samples',
  tissue: 'samples',
  freezer: 'samples',
  isolation: 'cells',
  identification: 'cells',
  assay: 'assays',
} as const;

export const areas = ['dose', 'operation', 'samples', 'cells', 'assays', 'study'] as const;
export type Area = (typeof areas)[number];

const known: ReadonlyMap<string, Area> = new Map(Object.entries(areaOfPrefix));

/** What belongs to no single kind of work belongs to the study as a whole. */
export function areaOf(settingKey: string): Area {
  return known.get(settingKey.split('.')[0] ?? '') ?? 'study';
}
