// A well as the instrument gave it: its value as text, where it is from, and whether a person left it out.
// Must not round or reinterpret: the text is the file's own.

import { z } from 'zod';
import { refuse, type Outcome } from '../kernel/refusal.ts';
import { readScientific } from '../kernel/units.ts';

/** Beyond these an instrument means something else; and every result stays a number that can be written out. */
const [smallest, largest] = ['1e-15', '1e15'];

/** A decimal, plain or with an exponent, with the digits as the file has them. */
const measuredText = z
  .string()
  .regex(/^[+-]?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,2})?$/)
  .refine((text) => {
    const size = readScientific(text)?.abs();
    return size !== undefined && (size.isZero() || (size.greaterThan(smallest) && size.lessThan(largest)));
  });

export const readingForm = z
  .object({
    /** The plate, membrane or session, as the lab names it. */
    plate: z.string().trim().min(1).max(60),
    /** The well, lane or band on it. */
    well: z.string().trim().min(1).max(60),
    /** With a decimal point and the digits of the file. */
    value: measuredText.nullable(),
    /** The characters in the file, where they are others: a decimal comma, `OVRFLW`, `Undetermined`. */
    raw: z.string().max(60).nullable().default(null),
    /** Why there is no value: beyond what the instrument can read, or nothing found (such as no CT). */
    absent: z.enum(['overflow', 'undetermined']).nullable().default(null),
    /** The file it was read from; null for what was typed. */
    attachmentId: z.string().nullable().default(null),
    /** Why a person left it out; null for a well that counts. */
    leftOut: z.string().trim().min(1).max(300).nullable().default(null),
  })
  .refine((one) => (one.value === null) === (one.absent !== null));
export type Reading = z.output<typeof readingForm>;

export const readingsForm = z.array(readingForm).max(32);

/** `well:plate 1/B3`: unique in an evaluation, and the end of every trace. */
export function readingId({ plate, well }: Pick<Reading, 'plate' | 'well'>): string {
  return `well:${plate}/${well}`;
}

/** A refusal where a well stands twice, or names a file that the evaluation does not list; else undefined. */
export function readingsProblem(
  readings: readonly Reading[],
  files: readonly { readonly attachmentId: string }[],
): Outcome<never> | undefined {
  const seen = new Set<string>();
  for (const one of readings) {
    const id = readingId(one);
    const well = `${one.plate}, ${one.well}`;
    if (seen.has(id)) return refuse('assay.well-twice', { well });
    seen.add(id);
    if (one.attachmentId !== null && !files.some((file) => file.attachmentId === one.attachmentId)) {
      return refuse('assay.file-not-listed', { well });
    }
  }
  return undefined;
}
