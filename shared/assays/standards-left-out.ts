// Standards of which every well is left out with a reason: the curve is fitted without them, and a check names them.
// Must not leave one out by itself.

import type { AssayCheck } from './assay.ts';
import type { CurveInput } from './curve-form.ts';
import { readingId } from './reading.ts';

type Standard = CurveInput['standards'][number];

function isLeftOut({ readings }: Standard): boolean {
  return readings.every((one) => one.leftOut !== null);
}

/** The same curve without the standards that are left out. */
export function withCountedStandards<Curve extends CurveInput>(curve: Curve): Curve {
  return { ...curve, standards: curve.standards.filter((one) => !isLeftOut(one)) };
}

/** Which standards are not in the curve, and why; none where all of them are. */
export function standardsCheck({ standards }: CurveInput, about: string): readonly AssayCheck[] {
  const left = standards.filter(isLeftOut);
  if (left.length === 0) return [];
  const reasons = ({ readings }: Standard) => [...new Set(readings.map((one) => one.leftOut))].join(', ');
  return [
    {
      key: 'standards-used',
      about,
      isPassed: false,
      parameters: { left: left.map((one) => `${one.name} (${reasons(one)})`).join('; ') },
      inputs: left.flatMap((one) => one.readings.map(readingId)),
    },
  ];
}
