// What an instrument's file says: plates of wells, each reading as the file has it, and sentences about it.
// Must not know a format, nor compute anything from a reading, nor change a digit: only the decimal mark is made a point.

import type { Reading } from './reading.ts';

/**
 * One vocabulary over all formats. `unknown` is the field's word for a well of the study whose amount is asked for;
 * null means that the file gives the well no role.
 */
export const sampleRoles = [
  'unknown',
  'standard',
  'blank',
  'control',
  'positive-control',
  'negative-control',
  'no-template-control',
] as const;
export type SampleRole = (typeof sampleRoles)[number];

/**
 * One reading of one well. A well that was read at several wavelengths, times or dyes has several. Tables that the
 * instrument's program calculated from readings (blank-corrected, reduced, normalised) are no readings and are left
 * out; a warning names them.
 */
export interface WellReading {
  /** Row letters and column without leading zeros, such as `A1`; lower-case rows of 1536-well plates stay so. */
  readonly well: string;
  readonly sample: string | null;
  readonly role: SampleRole | null;
  /** The optical reading; null in qPCR files, whose result is `cq`. */
  readonly value: number | null;
  /** What the file or the program it came from calls the unit: OD, AU, RFU, RLU. */
  readonly unit: string | null;
  /** Of an absorbance, or of the emission of a fluorescence or luminescence; null where no single one was read. */
  readonly wavelengthNm: number | null;
  readonly excitationNm: number | null;
  readonly dye: string | null;
  readonly target: string | null;
  readonly cq: number | null;
  /** As the file states it, in its unit: the nominal one of a standard, else what the program interpolated. */
  readonly concentration: number | null;
  /** Since the start of a kinetic read. */
  readonly timeSeconds: number | null;
  /** What the file calls the read, such as `260:977 [Test]`: tells apart reads at the same wavelength. */
  readonly read: string | null;
  /** The characters of the value (or of the Cq) in the file, from which it can be read again at any time. */
  readonly raw: string | null;
  /** Why there is no value, or what the file says about the well. */
  readonly note: string | null;
}

export interface PlateReadings {
  readonly name: string | null;
  readonly wells: readonly WellReading[];
}

export interface InstrumentReading {
  /** The name of the format that the content showed, such as `Agilent Gen5`. */
  readonly format: string;
  readonly plates: readonly PlateReadings[];
  /** Sentences for a person. */
  readonly warnings: readonly string[];
}

/** The words with which instruments say that a well is beyond what they can read. */
const beyond = /^(ovr|over|sat|[#>])/i;

interface TakenFrom {
  readonly plate: string;
  readonly attachmentId: string;
  /** Why a person left it out; null for a well that counts. */
  readonly leftOut?: string | null;
}

/** A well as an evaluation takes it; `measured` is the number of it that counts there: its value, or its Cq. */
export function readingOf(
  { well, raw }: WellReading,
  measured: number | null,
  { plate, attachmentId, leftOut = null }: TakenFrom,
): Reading {
  const value = measured === null ? null : digitsOf(measured, raw);
  const absent = value !== null ? null : beyond.test(raw?.trim() ?? '') ? 'overflow' : 'undetermined';
  return { plate, well, value, raw: raw === value ? null : raw, absent, attachmentId, leftOut };
}

/** The digits of the file, with a decimal point; the number itself where the file groups them. */
function digitsOf(value: number, raw: string | null): string {
  const text = raw?.trim().replace(',', '.') ?? '';
  return /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number(text) === value ? text : String(value);
}
