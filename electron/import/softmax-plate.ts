// The head of a plate block of SoftMax Pro: what was read, where on the plate, and how the table is laid out.
// Must not read the table.

import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { rowsOfPlate } from './well-name.ts';

export interface PlateHead {
  readonly name: string;
  readonly layout: 'PlateFormat' | 'TimeFormat';
  readonly kind: 'Endpoint' | 'Kinetic' | 'Spectrum' | 'Well Scan';
  readonly data: 'Raw' | 'Reduced' | 'Both';
  readonly unit: string;
  readonly points: number;
  readonly wavelengthsNm: readonly number[];
  readonly excitationsNm: readonly number[];
  /** From 1, as the plate was read: a part of the plate may be left out. */
  readonly firstColumn: number;
  readonly columnCount: number;
  readonly firstRow: number;
  readonly readRows: number;
  /** Of the whole plate: the tables always draw all of its rows. */
  readonly rowCount: number;
  readonly plateColumns: number;
}

/** The program shows absorbance as OD; fluorescence as RFU and luminescence as RLU. */
const units: ReadonlyMap<string, string> = new Map([
  ['Absorbance', 'OD'],
  ['Fluorescence', 'RFU'],
  ['Time Resolved', 'RFU'],
  ['Fluorescence Polarization', 'RFU'],
  ['Luminescence', 'RLU'],
]);
/** More than any reader takes of a plate: times, wavelengths of a sweep, points of a well. */
const mostPoints = 100_000;
const kinds = ['Endpoint', 'Kinetic', 'Spectrum', 'Well Scan'] as const;
const layouts = ['PlateFormat', 'TimeFormat'] as const;
const contents = ['Raw', 'Reduced', 'Both'] as const;

/** Fluorescence has one field more (bottom read) before the kind of data; what follows stands at the same distance. */
export function readPlateHead(line: string, lineNumber: number): Outcome<PlateHead> {
  const fields = line.split('\t').map((field) => field.trim());
  const dataAt = fields.findIndex(
    (field, index) => index >= 6 && (contents as readonly string[]).includes(field),
  );
  const layout = layouts.find((known) => known === fields[3]);
  const kind = kinds.find((known) => known === fields[4]);
  const data = contents.find((known) => known === fields[dataAt]);
  const unit = units.get(fields[5] ?? '');
  const after = (distance: number) => fields[dataAt + distance] ?? '';
  const numbers = (distance: number) => after(distance).split(/\s+/).filter(Boolean).map(Number);
  const wells = Number(after(12));
  const rowCount = rowsOfPlate(wells);
  const points = Math.max(1, Number(after(2)) || 1);
  const isKnown = layout && kind && data && unit !== undefined && rowCount !== null && points <= mostPoints;
  if (!isKnown) {
    return refuse('instrument.damaged', {
      format: 'Molecular Devices SoftMax Pro',
      line: lineNumber,
      reason: say('instrument.reason-plate-head'),
    });
  }
  // Absorbance ends with the rows; the other modes have the settings of their optics in between.
  const rowsAt = fields[5] === 'Absorbance' ? 13 : 22;
  const hasExcitation = fields[5] !== 'Absorbance' && fields[5] !== 'Luminescence';
  const wavelengthsNm = kind === 'Spectrum' ? sweep(after(5), after(7), points) : numbers(9);
  return {
    ok: true,
    value: {
      name: fields[1] ?? '',
      layout,
      kind,
      data,
      unit,
      points,
      wavelengthsNm,
      excitationsNm: hasExcitation ? numbers(13) : [],
      firstColumn: Number(after(10)) || 1,
      columnCount: Number(after(11)) || wells / rowCount,
      firstRow: Number(after(rowsAt)) || 1,
      readRows: Number(after(rowsAt + 1)) || rowCount,
      rowCount,
      plateColumns: wells / rowCount,
    },
  };
}

function sweep(start: string, step: string, points: number): number[] {
  return Array.from({ length: points }, (_, index) => Number(start) + Number(step) * index);
}
