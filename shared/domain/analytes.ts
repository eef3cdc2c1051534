// The endpoints of the study: key, unit, assay and figure of each column of results (study.md, Assays).
// Must not hold values or limits: the article gives no per-animal values, and outliers are marked by people.

import type { Material } from './schedule.ts';

/** Assays in the order in which the article reports them. */
export type Assay =
  | 'serum-chemistry'
  | 'serum-inflammation'
  | 'serum-angiogenesis'
  | 'histology'
  | 'gene-expression'
  | 'immunohistochemistry'
  | 'western-blot';

/** What is looked at together: a screen shows the endpoints of one. */
export const analytePanels = ['serum', 'liver'] as const;
export type AnalytePanel = (typeof analytePanels)[number];

export interface Analyte {
  readonly key: AnalyteKey;
  /** As printed on a column; the same in every language of the field. */
  readonly label: string;
  /** Fixed by the column: a result is never typed with a unit (PAIN-10). */
  readonly unit: 'U/L' | 'pg/mL' | 'ng/mL' | 'points' | '×' | '%' | '× β-actin';
  readonly assay: Assay;
  readonly panel: AnalytePanel;
  /** The sample that is measured. */
  readonly material: Material;
  /** Panel of the article's figures that shows it. */
  readonly figure: string;
  /** Decimals that say something, for a computed number that has more of them. */
  readonly decimals: number;
}

export const serumAnalyteKeys = [
  'alp',
  'alt',
  'ast',
  'il-6',
  'tnf-alpha',
  'il-1beta',
  'il-10',
  'ang-1',
  'ang-2',
  'vegf',
] as const;
export type SerumAnalyteKey = (typeof serumAnalyteKeys)[number];

export const analyteKeys = [
  ...serumAnalyteKeys,
  'suzuki',
  'hgf',
  'cyclin-d1',
  'tgf-beta',
  'ki67',
  'pcna',
  'p-stat3',
  'socs3',
] as const;
export type AnalyteKey = (typeof analyteKeys)[number];

const chemistry = {
  unit: 'U/L',
  assay: 'serum-chemistry',
  material: 'serum',
  panel: 'serum',
  decimals: 1,
} as const;
const cytokine = {
  unit: 'pg/mL',
  assay: 'serum-inflammation',
  material: 'serum',
  panel: 'serum',
  decimals: 1,
} as const;
const angiogenesis = { assay: 'serum-angiogenesis', material: 'serum', panel: 'serum' } as const;
const expression = {
  unit: '×',
  assay: 'gene-expression',
  material: 'liver-rna',
  panel: 'liver',
  decimals: 2,
} as const;
const density = {
  unit: '× β-actin',
  assay: 'western-blot',
  material: 'liver-protein',
  panel: 'liver',
  decimals: 3,
} as const;

const definitions: Readonly<Record<AnalyteKey, Omit<Analyte, 'key'>>> = {
  alp: { ...chemistry, label: 'ALP', figure: '3a' },
  alt: { ...chemistry, label: 'ALT', figure: '3a' },
  ast: { ...chemistry, label: 'AST', figure: '3a' },
  'il-6': { ...cytokine, label: 'IL-6', figure: '2a' },
  'tnf-alpha': { ...cytokine, label: 'TNF-α', figure: '2b' },
  'il-1beta': { ...cytokine, label: 'IL-1β', figure: '2c' },
  'il-10': { ...cytokine, label: 'IL-10', figure: '2d' },
  'ang-1': { ...angiogenesis, label: 'ANG-1', unit: 'ng/mL', figure: '3b', decimals: 2 },
  'ang-2': { ...angiogenesis, label: 'ANG-2', unit: 'ng/mL', figure: '3b', decimals: 2 },
  vegf: { ...angiogenesis, label: 'VEGF', unit: 'pg/mL', figure: '3b', decimals: 1 },
  suzuki: {
    label: 'Suzuki score',
    unit: 'points',
    assay: 'histology',
    material: 'liver-histology',
    panel: 'liver',
    figure: '1',
    decimals: 2,
  },
  hgf: { ...expression, label: 'HGF', figure: '3c' },
  'cyclin-d1': { ...expression, label: 'Cyclin D1', figure: '3c' },
  'tgf-beta': { ...expression, label: 'TGF-β', figure: '3c' },
  ki67: {
    label: 'Ki67-positive rate',
    unit: '%',
    assay: 'immunohistochemistry',
    material: 'liver-ki67',
    panel: 'liver',
    figure: '4b',
    decimals: 1,
  },
  pcna: { ...density, label: 'PCNA', figure: '4d' },
  'p-stat3': { ...density, label: 'p-STAT3', figure: '4e' },
  socs3: { ...density, label: 'SOCS3', figure: '4f' },
};

export const analytes: readonly Analyte[] = analyteKeys.map((key) => ({ key, ...definitions[key] }));

export function analyte(key: AnalyteKey): Analyte {
  return { key, ...definitions[key] };
}
