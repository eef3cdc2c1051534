// The simulated serum values: their direction follows the article's results (study.md), their size is invented.
// Must not be taken for data: the article gives no values of single animals.

import { serumAnalyteKeys, type SerumAnalyteKey } from '../../shared/domain/analytes.ts';
import { CourseModel, type Curve } from './course-model.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * Enzymes, TNF-α, IL-6 and IL-1β rise after the operation and fall by day 7, less in the treated; IL-10, ANG-1, ANG-2
 * and VEGF rise higher in the treated (article: Results).
 */
const curves: Readonly<Record<SerumAnalyteKey, Curve>> = {
  alp: { control: [112, 196, 171, 128], treated: [112, 158, 138, 121], decimals: 1 },
  alt: { control: [44, 121, 88, 55], treated: [44, 86, 63, 49], decimals: 1 },
  ast: { control: [36, 214, 122, 51], treated: [36, 148, 82, 45], decimals: 1 },
  'il-6': { control: [94, 262, 191, 112], treated: [94, 197, 143, 103], decimals: 1 },
  'tnf-alpha': { control: [68, 171, 131, 82], treated: [68, 126, 97, 75], decimals: 1 },
  'il-1beta': { control: [61, 151, 117, 71], treated: [61, 112, 87, 65], decimals: 1 },
  'il-10': { control: [39, 61, 70, 56], treated: [39, 94, 106, 64], decimals: 1 },
  'ang-1': { control: [1.9, 2.2, 2.6, 2.5], treated: [1.9, 2.8, 3.6, 3.0], decimals: 2 },
  'ang-2': { control: [1.1, 1.5, 1.8, 1.5], treated: [1.1, 1.9, 2.7, 2.2], decimals: 2 },
  vegf: { control: [55, 70, 86, 75], treated: [55, 98, 126, 96], decimals: 1 },
};

export function serumModel(random: SeededRandom): CourseModel<SerumAnalyteKey> {
  return new CourseModel(random, curves, serumAnalyteKeys);
}
