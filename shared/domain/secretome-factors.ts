// The seven factors by which a secretome lot is checked, with the article's lot as the reference beside it.
// Must not judge: the article gives no limits, and its figures are of unconcentrated medium.

export interface SecretomeFactor {
  readonly analyte: string;
  readonly label: string;
  readonly unit: 'pg/mL' | 'ng/mL';
  readonly referenceMean: string;
  readonly referenceSd: string;
}

/** Article, Results, ELISA of the supernatant of five parallel bottles: mean ± SD. */
export const secretomeFactors: readonly SecretomeFactor[] = [
  { analyte: 'tnf-alpha', label: 'TNF-α', unit: 'pg/mL', referenceMean: '47.78', referenceSd: '3.2' },
  { analyte: 'il-6', label: 'IL-6', unit: 'pg/mL', referenceMean: '255.12', referenceSd: '16.97' },
  { analyte: 'il-1beta', label: 'IL-1β', unit: 'pg/mL', referenceMean: '183.13', referenceSd: '7.49' },
  { analyte: 'ang-1', label: 'ANG-1', unit: 'pg/mL', referenceMean: '957.7', referenceSd: '90.79' },
  { analyte: 'ang-2', label: 'ANG-2', unit: 'ng/mL', referenceMean: '5.81', referenceSd: '0.23' },
  { analyte: 'vegf', label: 'VEGF', unit: 'pg/mL', referenceMean: '75.31', referenceSd: '4.62' },
  { analyte: 'b-fgf', label: 'b-FGF', unit: 'pg/mL', referenceMean: '305.23', referenceSd: '23.18' },
];
