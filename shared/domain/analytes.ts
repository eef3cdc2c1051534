// The serum analytes of the study: key, unit and assay of each column of results (study.md, Assays).
// Must not hold values or limits: the article gives no per-animal values, and outliers are marked by people.

/** Assays in the order in which the article reports them. */
export type Assay = 'serum-chemistry' | 'serum-inflammation' | 'serum-angiogenesis';

export interface Analyte {
  readonly key: AnalyteKey;
  /** As printed on a column; the same in every language of the field. */
  readonly label: string;
  /** Fixed by the column: a result is never typed with a unit (PAIN-10). */
  readonly unit: 'U/L' | 'pg/mL' | 'ng/mL';
  readonly assay: Assay;
  /** Panel of the article's figures that shows it. */
  readonly figure: string;
}

export const analyteKeys = [
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
export type AnalyteKey = (typeof analyteKeys)[number];

const definitions: Readonly<Record<AnalyteKey, Omit<Analyte, 'key'>>> = {
  alp: { label: 'ALP', unit: 'U/L', assay: 'serum-chemistry', figure: '3a' },
  alt: { label: 'ALT', unit: 'U/L', assay: 'serum-chemistry', figure: '3a' },
  ast: { label: 'AST', unit: 'U/L', assay: 'serum-chemistry', figure: '3a' },
  'il-6': { label: 'IL-6', unit: 'pg/mL', assay: 'serum-inflammation', figure: '2a' },
  'tnf-alpha': { label: 'TNF-α', unit: 'pg/mL', assay: 'serum-inflammation', figure: '2b' },
  'il-1beta': { label: 'IL-1β', unit: 'pg/mL', assay: 'serum-inflammation', figure: '2c' },
  'il-10': { label: 'IL-10', unit: 'pg/mL', assay: 'serum-inflammation', figure: '2d' },
  'ang-1': { label: 'ANG-1', unit: 'ng/mL', assay: 'serum-angiogenesis', figure: '3b' },
  'ang-2': { label: 'ANG-2', unit: 'ng/mL', assay: 'serum-angiogenesis', figure: '3b' },
  vegf: { label: 'VEGF', unit: 'pg/mL', assay: 'serum-angiogenesis', figure: '3b' },
};

export const analytes: readonly Analyte[] = analyteKeys.map((key) => ({ key, ...definitions[key] }));

export function analyte(key: AnalyteKey): Analyte {
  return { key, ...definitions[key] };
}
