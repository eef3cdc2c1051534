// The simulated values of liver tissue: their direction follows the article's results (study.md), their size is invented.
// Must not be taken for data: the article gives no values of single animals.

import { CourseModel, type Curve } from './course-model.ts';
import type { SeededRandom } from './seeded-random.ts';

const tissueKeys = [
  'suzuki',
  'hgf',
  'cyclin-d1',
  'tgf-beta',
  'ki67',
  'pcna',
  'p-stat3',
  'stat3',
  'socs3',
] as const;
export type TissueKey = (typeof tissueKeys)[number];

/**
 * The damage (points of 12) is less in the treated; HGF, Cyclin D1 (fold), Ki67 (%), PCNA and p-STAT3 (of β-actin) are
 * higher, SOCS3 is lower on days 1 and 3, and so is TGF-β on day 3 (article: Results).
 */
const curves: Readonly<Record<TissueKey, Curve>> = {
  suzuki: { control: [0.6, 7.6, 5.8, 2.7], treated: [0.6, 4.7, 3.2, 1.8], decimals: 2 },
  hgf: { control: [1, 1.9, 2.2, 1.5], treated: [1, 3.1, 3.7, 2], decimals: 3 },
  'cyclin-d1': { control: [1, 1.6, 2.1, 1.4], treated: [1, 2.6, 3.4, 1.9], decimals: 3 },
  'tgf-beta': { control: [1, 1.7, 2.7, 1.8], treated: [1, 1.6, 1.7, 1.6], decimals: 3 },
  ki67: { control: [2.4, 9.5, 14, 6.2], treated: [2.4, 16, 23, 8.4], decimals: 2 },
  pcna: { control: [0.22, 0.48, 0.62, 0.4], treated: [0.22, 0.74, 0.98, 0.5], decimals: 4 },
  'p-stat3': { control: [0.18, 0.44, 0.38, 0.26], treated: [0.18, 0.71, 0.62, 0.32], decimals: 4 },
  stat3: { control: [0.84, 0.86, 0.85, 0.84], treated: [0.84, 0.87, 0.86, 0.85], decimals: 4 },
  socs3: { control: [0.2, 0.62, 0.56, 0.34], treated: [0.2, 0.41, 0.36, 0.29], decimals: 4 },
};

export function tissueModel(random: SeededRandom): CourseModel<TissueKey> {
  return new CourseModel(random, curves, tissueKeys);
}
