// What a number of an outcome is relative to, in words for an axis: of a bare `×` nobody can tell times what.
// Must not say more than the assays of the values do, nor name the samples of a calibrator.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import type { Reader } from '../kernel/decider.ts';
import type { Analyte } from './analytes.ts';
import { Assay } from './assay.ts';
import { Result } from './result.ts';

const relative = '×';

/** What all versions of the assay have in their input (shared/assays/qrt-pcr.ts). */
const basisForm = z.object({
  reference: z.string(),
  calibrator: z.object({ kind: z.enum(['samples', 'own-time-point']) }),
});

/** The unit itself where it says everything: `U/L`, `relative to β-actin`, `relative to β-actin and the calibrator`, `fold`. */
export function unitWords(read: Reader, { unit }: Analyte, resultIds: readonly string[]): string {
  if (!unit.startsWith(relative)) return unit;
  const reference = unit.slice(relative.length).trim();
  if (reference !== '') return say('figure.unit-relative', { reference });
  const assayIds = new Set(resultIds.map((id) => read.get(Result, id)?.origin?.assayId ?? null));
  const words = new Set([...assayIds].map((id) => calibratedWords(read, id)));
  const [only] = words;
  // Typed values, and assays that were related to different things, are no more than a ratio.
  return only === undefined || only === null || words.size > 1 ? say('figure.unit-fold') : only;
}

function calibratedWords(read: Reader, assayId: string | null): string | null {
  const basis = assayId === null ? undefined : basisForm.safeParse(read.get(Assay, assayId)?.input).data;
  if (!basis) return null;
  const { reference, calibrator } = basis;
  return say(`figure.unit-${calibrator.kind}`, { reference });
}
