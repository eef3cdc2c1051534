// Agilent Gen5 exports beyond the reference files: several plates, kinetics, spectra, decimal commas, damage.
// Must not repeat the agreement with the reference.

import { describe, expect, test } from 'vitest';
import { readingOf, readingsOfWell, refusalOf } from './testing/read-text.ts';

interface PlateText {
  readonly number?: number;
  readonly procedure: readonly string[];
  readonly tables: readonly string[];
}

function plate({ number = 1, procedure, tables }: PlateText): string {
  return [
    'Software Version\t3.12.08',
    '',
    'Experiment File Path:\tC:\\run.xpt',
    '',
    `Plate Number\tPlate ${number}`,
    'Reader Type:\tSynergy H1',
    '',
    'Procedure Details',
    '',
    ...procedure,
    '',
    ...tables,
    '',
    '',
  ].join('\n');
}

const absorbance = [
  'Plate Type\t6 WELL PLATE',
  'Read\tod',
  '\tAbsorbance Endpoint',
  '\tWavelengths:  450, 540',
];
const layout = [
  'Layout',
  '\t1\t2\t3',
  'A\tSTD1\tBLK\tSPL1\tWell ID',
  '\t1000\t\t0.5\tConc/Dil',
  '\t\t\tpig 7\tName',
  'B\tPOS\tNEG\tCTL1\tWell ID',
  '\t\t\t\tConc/Dil',
  '',
];
const results = [
  'Results',
  '\t1\t2\t3',
  'A\t1.5\t0.05\tOVRFLW\tod:450',
  '\t0.2\t\t0.3\tod:540',
  '\t1.45\t0.00\t?????\tBlank od:450',
  '\t990.5\t<0.000\t412.75\t[Concentration]',
  'B\t1.1\t0.1\t0.7\tod:450',
  '\t0.21\t0.22\t0.23\tod:540',
  '\t1.05\t0.05\t0.65\tBlank od:450',
  '\t700\t0\t400\t[Concentration]',
];

describe('end points', () => {
  const reading = readingOf(plate({ procedure: absorbance, tables: [...layout, ...results] }));

  test('[ALC-3] sample, role and concentration come from the layout, computed ones from the results', () => {
    const facts = reading.plates[0]?.wells
      .filter(({ wavelengthNm }) => wavelengthNm === 450)
      .map(({ well, sample, role, concentration }) => [well, sample, role, concentration]);
    expect(facts).toEqual([
      ['A1', 'STD1', 'standard', 1000],
      ['A2', 'BLK', 'blank', null],
      ['A3', 'pig 7', 'unknown', 412.75],
      ['B1', 'POS', 'positive-control', null],
      ['B2', 'NEG', 'negative-control', null],
      ['B3', 'CTL1', 'control', null],
    ]);
  });

  test('[ALC-3] a word or an empty cell is no value, with the reason; calculated lines are no readings', () => {
    expect(readingsOfWell(reading, 'A3').map(({ value, raw }) => [value, raw])).toEqual([
      [null, 'OVRFLW'],
      [0.3, '0.3'],
    ]);
    expect(readingsOfWell(reading, 'A2')[1]).toMatchObject({ value: null, raw: null });
    expect(readingsOfWell(reading, 'A2')[1]?.note).toMatch(/no value/);
    expect(reading.warnings).toHaveLength(1);
    expect(reading.warnings[0]).toContain('Blank od:450, [Concentration]');
  });

  test('[ALC-3] decimal commas read as decimal points', () => {
    const text = plate({ procedure: absorbance, tables: [...layout, ...results] }).replaceAll(
      /(\d)\.(\d)/g,
      '$1,$2',
    );
    // Only the text of a value differs: it is kept as the file has it.
    const values = (one: typeof reading) => one.plates[0]?.wells.map((well) => ({ ...well, raw: null }));
    expect(values(readingOf(text))).toEqual(values(reading));
  });

  test('[ALC-3] an absorbance with three decimals after a comma is one, not thousands', () => {
    const comma = [
      'Results',
      '\t1\t2\t3',
      'A\t2,100\t2,130\tOVRFLW\tod:450',
      'B\t1,020\t2,250\t3,001\tod:450',
    ];
    const reading = readingOf(plate({ procedure: absorbance, tables: comma }));
    expect(reading.plates[0]?.wells.map(({ value }) => value)).toEqual([2.1, 2.13, null, 1.02, 2.25, 3.001]);
    expect(reading.warnings).toEqual([]);
  });

  test('[ALC-3] a fluorescence with three digits after a comma stays without a value, and the file says so', () => {
    const procedure = [
      'Read\tf',
      '\tFluorescence Endpoint',
      '\tFilter Set 1',
      '\t    Excitation: 360/40,  Emission: 460/40',
    ];
    const comma = [
      'Results',
      '\t1\t2\t3',
      'A\t2,100\t2,130\t2,140\tf:360,460',
      'B\t1,020\t2,250\t950\tf:360,460',
    ];
    const reading = readingOf(plate({ procedure, tables: comma }));
    expect(reading.plates[0]?.wells.map(({ value }) => value)).toEqual([null, null, null, null, null, 950]);
    expect(reading.warnings.join(' ')).toMatch(/“2,100” are whole or decimal ones: 5\. Export/);
  });

  test('several plates stay apart', () => {
    const one = plate({ procedure: absorbance, tables: results });
    const two = plate({ number: 2, procedure: absorbance, tables: results });
    const both = readingOf(one + two);
    expect(both.plates.map(({ name, wells }) => [name, wells.length])).toEqual([
      ['Plate 1', 12],
      ['Plate 2', 12],
    ]);
  });

  test('a plate that ends before its last row is told', () => {
    const cut = readingOf(plate({ procedure: absorbance, tables: results.slice(0, 6) }));
    expect(cut.warnings.join(' ')).toContain('“Results” ends at row A');
  });

  test('a row that breaks off is refused with its line', () => {
    const refusal = refusalOf(
      plate({ procedure: absorbance, tables: ['Results', '\t1\t2\t3', 'A\t1.5\t0.0'] }),
    );
    expect(refusal.message).toBe('Line 17 of this Agilent Gen5 file: the row breaks off.');
  });

  test('a file without readings, and one without a procedure, are refused', () => {
    const calculated = ['Results', '\t1\t2\t3', 'A\t1\t2\t3\tRatio'];
    expect(refusalOf(plate({ procedure: absorbance, tables: calculated })).code).toBe(
      'instrument.no-readings',
    );
    expect(refusalOf('Software Version\t3.1\n\nPlate Number\tPlate 1\n').message).toContain(
      'there is no section “Procedure Details”',
    );
  });
});

describe('series', () => {
  test('a kinetic read has a reading a time, and reads that were never made have none', () => {
    const reading = readingOf(
      plate({
        procedure: [
          'Start Kinetic\tRuntime 0:05:00 (HH:MM:SS), Interval 0:01:00, 4 Reads',
          '    Read\tAbsorbance Endpoint',
          '\tWavelengths:  600',
          'End Kinetic',
        ],
        tables: [
          '600',
          '',
          'Time\tT° 600\tA1\tA2',
          '0:00:22\t30.0\t0.1\t',
          '1:01:22\t30.1\tOVRFLW\t',
          '0:00:00\t\t\t',
          '0:00:00\t\t\t',
          '',
          'Blank 600',
          '',
          'Time\tA1\tA2',
          '0:00:22\t0.0\t',
        ],
      }),
    );
    expect(readingsOfWell(reading, 'A1').map(({ timeSeconds, value }) => [timeSeconds, value])).toEqual([
      [22, 0.1],
      [3682, null],
    ]);
    expect(readingsOfWell(reading, 'A2')).toHaveLength(1);
    expect(reading.warnings).toContain('“600” has 2 of the 4 reads that were planned.');
  });

  test('a spectrum has a reading a wavelength, of the excitation where that is swept', () => {
    const spectrum = (range: string, fixed: string) =>
      readingOf(
        plate({
          procedure: ['Read\tFluorescence Spectrum', '\tFull Plate', `\t${range}`, `\t${fixed}`],
          tables: ['Spectrum', '', 'Wavelength\tA1', '480\t0.1', '490\t0.2', '500\t0.3'],
        }),
      );
    const swept = spectrum(
      'Excitation Start: 480/20 nm,  Stop: 500 nm,  Step: 10 nm',
      'Fixed Emission: 600/20 nm',
    );
    expect(
      readingsOfWell(swept, 'A1').map(({ wavelengthNm, excitationNm }) => [wavelengthNm, excitationNm]),
    ).toEqual([
      [600, 480],
      [600, 490],
      [600, 500],
    ]);
    const emitted = spectrum(
      'Emission Start: 480/20 nm,  Stop: 520 nm,  Step: 10 nm',
      'Fixed Excitation: 400/20 nm',
    );
    expect(readingsOfWell(emitted, 'A1').map(({ wavelengthNm }) => wavelengthNm)).toEqual([480, 490, 500]);
    expect(emitted.warnings).toContain('“Spectrum” has 3 of the 5 reads that were planned.');
  });
});

test.each([
  ['Time', '0:00:30', '?', 'time'],
  ['Wavelength', '480', 'x', 'wavelength'],
  ['Wavelength', '480', '', 'wavelength'],
])('[ALC-3] a row of a %s series at %j and then at %j is refused with its line', (kind, good, bad, what) => {
  const procedure = ['Read\tAbsorbance Endpoint', '\tWavelengths:  600'];
  const text = plate({ procedure, tables: ['600', '', `${kind}\tA1`, `${good}\t0.1`, `${bad}\t0.2`] });
  expect(refusalOf(text).message).toBe(`Line 17 of this Agilent Gen5 file: “${bad}” is no ${what}.`);
});

test('[ALC-3] a damaged well in the head of a series is refused, not left out', () => {
  const procedure = ['Read\tAbsorbance Endpoint', '\tWavelengths:  600'];
  const text = plate({ procedure, tables: ['600', '', 'Time\tT° 600\tA1\tAI2', '0:00:30\t30\t0.1\t0.2'] });
  expect(refusalOf(text).message).toBe('Line 15 of this Agilent Gen5 file: “AI2” is no well.');
});

describe('several reads', () => {
  test('fluorescence, luminescence and polarisation keep their wavelengths, units and names', () => {
    const reading = readingOf(
      plate({
        procedure: [
          'Read\tfluor',
          '\tFluorescence Endpoint',
          '\tFilter Set 1 (Blue)',
          '\t    Excitation: 360/40,  Emission: 460/40',
          'Read\tLuminescence Endpoint',
          '\tFilter Set 1',
          '\t    Emission: Full light',
          'Read\tFP',
          '\tFluorescence Endpoint',
          '\tFilter Set 1',
          '\t    Excitation: 485/20,  Emission: 528/20',
          '\tFilter Set 2',
          '\t    Excitation: 485/20,  Emission: 528/20',
          '\tFluorescence Polarization',
        ],
        tables: [
          'Results',
          '\t1',
          'A\t100\tfluor:360,460',
          '\t200\tLum',
          '\t300\tFP:485/20,528/20 [Parallel]',
          '\t400\tFP:485/20,528/20 [Perpendicular]',
          '\t500\tRead 1:fluor:360/40,460/40',
        ],
      }),
    );
    const found = readingsOfWell(reading, 'A1');
    expect(found.map((one) => [one.value, one.unit, one.excitationNm, one.wavelengthNm])).toEqual([
      [100, 'RFU', 360, 460],
      [200, 'RLU', null, null],
      [300, 'RFU', 485, 528],
      [400, 'RFU', 485, 528],
      [500, 'RFU', 360, 460],
    ]);
    expect(new Set(found.map(({ read }) => read)).size).toBe(5);
  });
});
