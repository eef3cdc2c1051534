// The readers as a whole, on files that instruments wrote: agreement, encodings, damage, and files of another kind.
// Must not depend on the names of the files.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InstrumentReading, WellReading } from '../../shared/assays/instrument-reading.ts';
import { readInstrumentFile } from './read-instrument.ts';
import { readingOf, refusalOf } from './testing/read-text.ts';

const folder = path.join(import.meta.dirname, 'testing', 'instruments');
const expectedSuffix = '.expected.json';

interface Expected {
  readonly well: string;
  readonly plate: string | null;
  readonly sample: string | null;
  readonly role: string | null;
  readonly wavelengthNm?: number | null;
  readonly value?: number | null;
  readonly unit?: string | null;
  readonly target?: string;
  readonly dye?: string;
  readonly cq?: number | null;
}

const files = readdirSync(folder)
  .filter((name) => name.endsWith(expectedSuffix))
  .map((name) => {
    const stem = name.slice(0, -expectedSuffix.length);
    const file = readdirSync(folder).find((other) => other.startsWith(`${stem}.`) && other !== name) ?? '';
    return {
      file,
      bytes: new Uint8Array(readFileSync(path.join(folder, file))),
      expected: JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as readonly Expected[],
    };
  });

const formats: Readonly<Record<string, string>> = {
  '240411_172731_BNCH2345883_abs450_96well_non_numeric_values.txt': 'Agilent Gen5',
  'endpoint_stdcurve_singleplate.txt': 'Agilent Gen5',
  'endpoint_wavelength_measurement_labels.txt': 'Agilent Gen5',
  'MD_SMP_absorbance_endpoint_partial_plate_example05.txt': 'Molecular Devices SoftMax Pro',
  'abs_endpoint_plates.txt': 'Molecular Devices SoftMax Pro',
  'appbio_quantstudio_example01.txt': 'Applied Biosystems QuantStudio',
  'appbio_quantstudio_example07.txt': 'Applied Biosystems QuantStudio',
  'cfx_example01.csv': 'Bio-Rad CFX Maestro',
};

/** Results of wells that the plan of the plate does not have, which the other parser passes over. */
const beyondTheirs: Readonly<Record<string, readonly string[]>> = {
  'appbio_quantstudio_example01.txt': ['A17', 'A18'],
};

/** `A1` for `A01`. */
function plainWell(well: string): string {
  return well.replace(/^([A-Z]+)0/, '$1');
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
}

function allWells({ plates }: InstrumentReading): readonly WellReading[] {
  return plates.flatMap(({ wells }) => wells);
}

/** The other parser's word for a sample that the file does not name. */
function isNamed({ sample, plate, well }: Expected): boolean {
  return sample !== null && sample !== 'N/A' && sample !== `${plate} ${well}`;
}

describe('files that instruments wrote', () => {
  test('there are files of every text format that the reference has', () => {
    expect(files.map(({ file }) => file).toSorted()).toEqual(Object.keys(formats).toSorted());
  });

  test.each(files)('[ALC-3] $file: every well agrees with the other parser', ({ file, bytes, expected }) => {
    const reading = readingOf(bytes);
    expect(reading.format).toBe(formats[file]);
    const theirs = new Set(expected.map(({ well }) => plainWell(well)));
    const beyond = allWells(reading).flatMap(({ well }) => (theirs.has(well) ? [] : [well]));
    expect(beyond).toEqual(beyondTheirs[file] ?? []);
    const ours = allWells(reading).filter(({ well }) => theirs.has(well));
    expect(ours.map(ourLine).toSorted()).toEqual(expected.map(theirLine).toSorted());
    expect(allWells(reading).every(isSound)).toBe(true);
  });

  test('[ALC-3] OVRFLW, asterisks and other words are no value and never zero', () => {
    const bytes = files.find(({ file }) => file.startsWith('240411'))?.bytes ?? new Uint8Array();
    const without = allWells(readingOf(bytes)).filter(({ value }) => value === null);
    expect(without).toHaveLength(13);
    expect(without.every(({ raw, note }) => raw !== null && note?.includes(raw))).toBe(true);
  });
});

/** A reading as one line, in the words that both parsers share. */
function ourLine({ well, sample, role, unit, wavelengthNm, value, dye, target, cq }: WellReading): string {
  const optics = dye === null ? `${wavelengthNm} nm ${value} ${unit}` : `${dye} ${target ?? 'N/A'} ${cq}`;
  // Theirs has one word for all controls, and plate readers have no roles there.
  return `${well} ${sample} ${dye === null ? null : role?.split('-').at(-1)} ${optics}`;
}

function theirLine(want: Expected): string {
  const { well, role, unit, wavelengthNm, value, dye, target, cq } = want;
  const optics =
    dye === undefined
      ? `${wavelengthNm} nm ${value} ${unit === 'mAU' ? 'OD' : unit}`
      : `${dye} ${target} ${cq}`;
  const sample = isNamed(want) ? want.sample : null;
  return `${plainWell(well)} ${sample} ${role?.split(' ')[0] ?? null} ${optics}`;
}

function utf16(text: string, isLittleEndian: boolean, hasMark: boolean): Uint8Array {
  const units = hasMark ? `\uFEFF${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < units.length; index++) {
    view.setUint16(index * 2, units.charCodeAt(index), isLittleEndian);
  }
  return bytes;
}

/** Latin-1 is enough for the degree signs of these files; the rest of them is ASCII. */
function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe('encodings and line ends', () => {
  test.each(files)('$file reads the same in every encoding', ({ bytes }) => {
    const text = textOf(bytes)
      .replaceAll('\r\n', '\n')
      .replaceAll(/[^\n\t -ÿ]/g, '?');
    const want = readingOf(text);
    expect(readingOf(`\uFEFF${text}`)).toEqual(want);
    expect(readingOf(utf16(text, true, true))).toEqual(want);
    expect(readingOf(utf16(text, false, true))).toEqual(want);
    expect(readingOf(utf16(text, true, false))).toEqual(want);
    expect(readingOf(utf16(text, false, false))).toEqual(want);
    expect(readingOf(windows1252(text))).toEqual(want);
    expect(readingOf(text.replaceAll('\n', '\r\n'))).toEqual(want);
    expect(readingOf(text.replaceAll('\n', '\r'))).toEqual(want);
  });

  test.each(files)('$file reads the same with blank lines before it and filler behind it', ({ bytes }) => {
    const text = textOf(bytes).replaceAll('\r\n', '\n');
    const want = readingOf(text);
    expect(readingOf(`\n \n${text}`)).toEqual(want);
    expect(readingOf(`${text}\u001A`)).toEqual(want);
    expect(readingOf(`${text}\0\0\0`)).toEqual(want);
  });

  test('a degree sign in Windows-1252 is not taken for a broken UTF-8 file', () => {
    const line = 'Experiment: 37 °C  Selected Filter: SYBR Green I / HRM Dye (465-510)';
    const text = `${line}\nInclude\tColor\tPos\tName\tCp\tConcentration\tStandard\tStatus\nTrue\t255\tA1\tS\t20.1\t\t0\t\n`;
    expect(readingOf(windows1252(text)).plates[0]?.name).toBe('37 °C');
  });
});

function keyOf(plate: number, one: WellReading): string {
  const { well, read, wavelengthNm, timeSeconds, target, dye } = one;
  return JSON.stringify([plate, well, read, wavelengthNm, timeSeconds, target, dye]);
}

function valuesByKey({ plates }: InstrumentReading): ReadonlyMap<string, ReadonlySet<number>> {
  const values = new Map<string, Set<number>>();
  for (const [plate, { wells }] of plates.entries()) {
    for (const one of wells) {
      const value = one.value ?? one.cq;
      if (value === null) continue;
      const key = keyOf(plate, one);
      values.set(key, (values.get(key) ?? new Set()).add(value));
    }
  }
  return values;
}

const lists = ['Bio-Rad CFX Maestro', 'Applied Biosystems QuantStudio'];

describe('damage', () => {
  test.each(files)('$file, cut anywhere: refused, or no value that the whole file has not', ({ bytes }) => {
    const text = textOf(bytes);
    const whole = readingOf(text);
    const known = valuesByKey(whole);
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.boolean(), (at, isAtLineEnd) => {
        const end = isAtLineEnd ? text.lastIndexOf('\n', at) + 1 : at;
        const cut = readInstrumentFile(new TextEncoder().encode(text.slice(0, end)));
        if (!cut.ok) return;
        const left = valuesByKey(cut.value);
        for (const [key, values] of left) {
          for (const value of values) expect([...(known.get(key) ?? [])]).toContain(value);
        }
        if (left.size === known.size || cut.value.warnings.length > 0) return;
        // A list of wells has no end mark: cut after a line, it is the list of fewer wells, and nothing else is lost.
        expect(lists).toContain(cut.value.format);
        expect([...left.keys()]).toEqual([...known.keys()].slice(0, left.size));
      }),
      { numRuns: 150 },
    );
  });

  test.each(files)('$file with a line of other bytes never throws', ({ bytes }) => {
    const lines = textOf(bytes).split('\n');
    fc.assert(
      fc.property(fc.nat({ max: lines.length - 1 }), fc.string(), (at, noise) => {
        const broken = lines.with(at, noise).join('\n');
        const read = readInstrumentFile(new TextEncoder().encode(broken));
        expect(read.ok ? allWells(read.value).every(isSound) : read.refusal.message !== '').toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

function isSound({ value, cq, concentration, note }: WellReading): boolean {
  const numbers = [value, cq, concentration].filter((one) => one !== null);
  return numbers.every(Number.isFinite) && (value !== null || cq !== null || note !== null);
}

describe('files of another kind', () => {
  test('bytes that no instrument wrote are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readInstrumentFile(bytes).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['', 'instrument.empty'],
    [' \n\n', 'instrument.empty'],
    ['{"well": "A1"}', 'instrument.unknown'],
    ['%PDF-1.7\n\u0000\u0001', 'instrument.no-text'],
    ['a,b\n1,2\n', 'instrument.unknown'],
  ])('%j is refused as %s, with the line', (text, code) => {
    const refusal = refusalOf(text);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(/^Line \d+:/);
  });

  test.each([
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]],
    ['a picture', [0xff, 0xd8, 0xff, 0xe0]],
    ['a PDF', [...new TextEncoder().encode('%PDF-1.7\n')]],
    ['an archive', [0x1f, 0x8b, 8, 0]],
  ])('%s is called that', (name, start) => {
    const refusal = refusalOf(Uint8Array.from([...start, 0, 1, 2, 3]));
    expect(refusal.code).toBe('instrument.no-text');
    expect(refusal.message).toContain(`Line 1: this is no text, but ${name}`);
  });

  test('garbage that another parser refuses is refused here too', () => {
    const bytes = new Uint8Array(readFileSync(path.join(folder, 'garbage_error.txt')));
    expect(refusalOf(bytes).message).toContain('Line 1: “definitely not plate data”');
  });

  test('a workbook of the old kind is told apart', () => {
    expect(refusalOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])).code).toBe(
      'instrument.old-workbook',
    );
  });
});
