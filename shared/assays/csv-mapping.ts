// Which column of any delimited text means what: made once by a person for files of one kind, and kept under a name.
// Must not read a file.

import { z } from 'zod';
import { sampleRoles } from './instrument-reading.ts';

const role = z.enum(sampleRoles);

const common = {
  /** Shown as the format; the name under which the mapping is kept. */
  name: z.string().min(1).default('CSV'),
  /** The line of the head, from 1; without it the first line that fits. */
  headLine: z.int().min(1).optional(),
  delimiter: z.enum([',', ';', '\t']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  unit: z.string().min(1).optional(),
  wavelengthNm: z.number().positive().optional(),
};

/** `list`: a row a reading, columns by the name in the head. `grid`: a plate as drawn, columns 1 to n, rows A to H. */
export const csvMapping = z.discriminatedUnion('layout', [
  z.strictObject({
    ...common,
    layout: z.literal('list'),
    /** A reading's place: its well, or the row and the column of it, or its lane; with none of them, its line. */
    columns: z.strictObject({
      well: z.string().optional(),
      row: z.string().optional(),
      column: z.string().optional(),
      lane: z.string().optional(),
      value: z.string().optional(),
      cq: z.string().optional(),
      plate: z.string().optional(),
      sample: z.string().optional(),
      role: z.string().optional(),
      target: z.string().optional(),
      dye: z.string().optional(),
      concentration: z.string().optional(),
      wavelengthNm: z.string().optional(),
      timeSeconds: z.string().optional(),
    }),
    /** What the words in the column of roles mean. */
    roles: z.record(z.string(), role).default({}),
  }),
  z.strictObject({ ...common, layout: z.literal('grid') }),
]);

export type CsvMapping = z.output<typeof csvMapping>;
