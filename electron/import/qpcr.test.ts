// The qPCR formats: LightCycler 480, QuantStudio as text and workbook, CFX.
// Must not repeat the agreement with the reference.

import { describe, expect, test } from 'vitest';
import { readingOf, readingsOfWell, refusalOf } from './testing/read-text.ts';
import { workbookBytes, type SheetCell } from './testing/workbook-writer.ts';

describe('LightCycler 480', () => {
  const head = 'Experiment: HGF day 3  Selected Filter: SYBR Green I / HRM Dye (465-510)';
  const columns = 'Include\tColor\tPos\tName\tCp\tConcentration\tStandard\tStatus';
  const rows = [
    'True\t255\tA1\tSample 1\t27.23\t\t0\t',
    'True\t255\tA2\tSample 2\t\t\t0\t',
    'True\t255\tA3\tSample 3\t38.10\t1.2E2\t0\t> - Late Cp call',
    'False\t255\tB1\tStandard 1\t18.00\t9.8E4\t1.00E5\t',
    'True\t255\tB2\tNTC\t\t\t0\t',
    'True\t255\tB3\tSample 4\t25.00\t\t0\t',
  ];
  const reading = readingOf([head, columns, ...rows, ''].join('\n'));

  test('[ALC-3] Cp, name, dye and status by well; an empty Cp is none and never zero', () => {
    expect(reading.plates[0]).toMatchObject({ name: 'HGF day 3' });
    expect(readingsOfWell(reading, 'A1')[0]).toMatchObject({
      sample: 'Sample 1',
      role: 'unknown',
      dye: 'SYBR Green I / HRM Dye',
      cq: 27.23,
      value: null,
      note: null,
    });
    expect(readingsOfWell(reading, 'A2')[0]).toMatchObject({ cq: null, raw: null });
    expect(readingsOfWell(reading, 'A2')[0]?.note).not.toBeNull();
    expect(readingsOfWell(reading, 'A3')[0]).toMatchObject({ cq: 38.1, concentration: 120 });
    expect(readingsOfWell(reading, 'A3')[0]?.note).toContain('Late Cp call');
  });

  test('a standard has its nominal amount; excluded wells and controls without template say so', () => {
    expect(readingsOfWell(reading, 'B1')[0]).toMatchObject({
      role: 'standard',
      concentration: 100_000,
      cq: 18,
    });
    expect(readingsOfWell(reading, 'B1')[0]?.note).toMatch(/Omitted/);
    expect(readingsOfWell(reading, 'B2')[0]?.role).toBe('no-template-control');
  });

  test('[ALC-3] decimal commas', () => {
    const text = [head, columns, ...rows, ''].join('\n').replaceAll(/(\d)\.(\d)/g, '$1,$2');
    const cqs = (one: typeof reading) =>
      one.plates[0]?.wells.map(({ cq, concentration }) => [cq, concentration]);
    expect(cqs(readingOf(text))).toEqual(cqs(reading));
  });

  const one = (...wells: readonly string[]) => readingOf([head, columns, ...wells, ''].join('\n'));

  test('saved as CSV by a spreadsheet it reads the same, and so with blank lines before it', () => {
    const csv = [`${head},,,,,,,`, columns, ...rows, ''].join('\n').replaceAll('\t', ',');
    expect(readingOf(csv)).toEqual(reading);
    expect(readingOf(['', ' ', head, columns, ...rows, ''].join('\n'))).toEqual(reading);
  });

  test('[ALC-3] a Cp of 0 is no cycle, and a Cp that could be thousands is none of them', () => {
    expect(one('True\t255\tA1\tS\t0.00\t\t0\t').plates[0]?.wells[0]).toMatchObject({ cq: null, raw: '0.00' });
    const [first] = one('True\t255\tA1\tS\t27,231\t\t0\t').plates[0]?.wells ?? [];
    expect(first).toMatchObject({ cq: 27.231, note: null });
  });

  test('[ALC-3] a well beyond its plates is refused, and one that stands twice is told', () => {
    for (const well of ['Z99', 'Q1', 'A25']) {
      expect(refusalOf([head, columns, `True\t255\t${well}\tS\t20\t\t0\t`, ''].join('\n')).message).toContain(
        `“${well}” is no well`,
      );
    }
    const twice = one(...rows, 'True\t255\tA1\tSample 9\t31.00\t\t0\t');
    expect(twice.warnings.join(' ')).toContain('nothing tells apart: A1.');
  });

  test('a melting-curve export, a row without a well and a cut line are refused with the line', () => {
    expect(
      refusalOf([head, 'Include\tColor\tPos\tName\tTm1', 'True\t255\tA1\tS\t81.2', ''].join('\n')).message,
    ).toBe('Line 2 of this Roche LightCycler 480 file: there is no column Cp.');
    expect(refusalOf([head, columns, 'True\t255\tZ99x\tS\t20\t\t0\t', ''].join('\n')).message).toContain(
      'Line 3',
    );
    expect(refusalOf([head, columns, ...rows].join('\n').slice(0, -4)).message).toContain('Line 8');
  });

  test('a list that ends within a row of the plate is told', () => {
    expect(readingOf([head, columns, ...rows.slice(0, 5), ''].join('\n')).warnings.join(' ')).toContain('B2');
    expect(reading.warnings).toEqual([]);
  });
});

describe('QuantStudio as text', () => {
  const head = ['* Experiment Name = liver', '* Instrument Type = QuantStudio(TM) 7 Flex System', ''];
  const setup = [
    '[Sample Setup]',
    'Well\tWell Position\tSample Name\tSNP Assay Name\tTask\tAllele1 Name\tAllele1 Reporter\tAllele2 Name\tAllele2 Reporter',
    '1\tA1\tpig 7\tCYP19\tUNKNOWN\tC\tVIC\tT\tFAM',
    '2\tA2\tpig 8\tCYP19\tPC_ALLELE_1\tC\tVIC\tT\tFAM',
    '',
  ];

  test('a genotyping row holds a Cq for each allele; a planned well without a result is told', () => {
    const reading = readingOf(
      [
        ...head,
        ...setup,
        '[Results]',
        'Well\tWell Position\tOmit\tSample Name\tSNP Assay Name\tTask\tAllele1 Ct\tAllele2 Ct\tCall',
        '1\tA1\ttrue\tpig 7\tCYP19\tUNKNOWN\t27.546\tUndetermined\tC/C',
        '',
      ].join('\n'),
    );
    expect(reading.plates[0]?.name).toBe('liver');
    expect(readingsOfWell(reading, 'A1').map(({ target, dye, cq }) => [target, dye, cq])).toEqual([
      ['CYP19-C', 'VIC', 27.546],
      ['CYP19-T', 'FAM', null],
    ]);
    expect(readingsOfWell(reading, 'A1')[1]?.note).toMatch(/Undetermined.*Omitted/);
    expect(readingsOfWell(reading, 'A2')[0]).toMatchObject({
      sample: 'pig 8',
      role: 'positive-control',
      cq: null,
    });
    expect(reading.warnings.join(' ')).toContain('A2');
  });

  test('[ALC-3] thousands commas and decimal commas', () => {
    const results = (first: string, second: string) =>
      readingOf(
        [
          ...head,
          '[Results]',
          'Well\tWell Position\tOmit\tSample Name\tTarget Name\tTask\tReporter\tCT\tQuantity\tAmp Score',
          `1\tA1\tfalse\t1.5\tHGF\tSTANDARD\tFAM\t${first}`,
          `2\tA2\tfalse\t1.5\tHGF\tSTANDARD\tFAM\t${second}`,
          '',
        ].join('\n'),
      ).plates[0]?.wells.map(({ cq, concentration }) => [cq, concentration]);
    const want = [
      [27.102, 5720.562],
      [27.5, 1250],
    ];
    expect(results('27.102\t5,720.562\t0.968', '27.5\t1,250.000\t0.97')).toEqual(want);
    expect(results('27,102\t5.720,562\t0,968', '27,5\t1.250,000\t0,97')).toEqual(want);
  });

  test('a file without results, or without a Cq in them, is refused with the line', () => {
    expect(refusalOf([...head, ...setup].join('\n')).message).toContain('there is no section “Results”');
    const results = ['[Results]', 'Well\tWell Position\tTask', '1\tA1\tUNKNOWN', ''];
    expect(refusalOf([...head, ...results].join('\n')).message).toMatch(/^Line 5 .*there is no column CT/);
  });
});

describe('QuantStudio as a workbook', () => {
  const preamble: readonly (readonly SheetCell[])[] = [
    ['File Name', 'C:\\runs\\liver.eds'],
    ['Barcode', ''],
    [],
  ];
  const columns = ['Well', 'Well Position', 'Omit', 'Sample', 'Target', 'Task', 'Reporter', 'Cq'];
  const sheets = {
    'Raw Data': [['unread']],
    Results: [
      ...preamble,
      columns,
      [1, 'A1', 'FALSE', 'pig 7', 'HGF', 'UNKNOWN', 'FAM', 28.037617264150633],
      [1, 'A1', 'FALSE', 'pig 7', 'ACTB', 'IPC', 'VIC', 'UNDETERMINED'],
      [2, 'A2', 'FALSE', 5, 'HGF', 'STANDARD', 'FAM', 20],
      ['Analysis Type', 'Singleplex'],
    ],
    'Standard Curve Result': [
      ...preamble,
      ['Well', 'Well Position', 'Sample', 'Quantity', 'Target', 'Task'],
      [2, 'A2', 5, 1e8, 'HGF', 'STANDARD'],
    ],
  };

  test('[ALC-3] Cq as stored, several targets in a well, quantities from the standard curve', () => {
    const reading = readingOf(workbookBytes(sheets));
    expect(reading.plates[0]?.name).toBe('liver.eds');
    expect(reading.plates[0]?.wells).toMatchObject([
      { well: 'A1', target: 'HGF', role: 'unknown', cq: 28.037617264150633, raw: '28.037617264150633' },
      { well: 'A1', target: 'ACTB', role: 'control', cq: null, raw: 'UNDETERMINED' },
      { well: 'A2', sample: '5', role: 'standard', cq: 20, concentration: 100_000_000 },
    ]);
  });

  test('[ALC-3] a sheet of that name in another workbook is none of them', () => {
    const budget = workbookBytes({
      Results: [
        ['Animal', 'Weight'],
        ['P1', 22],
      ],
    });
    expect(refusalOf(budget).code).toBe('instrument.unknown-workbook');
    const headless = { Results: [['Experiment Name', 'liver'], ['Chemistry', 'TAQMAN'], [], ['Well', 'CT']] };
    expect(refusalOf(workbookBytes(headless)).message).toContain('there is no section “Results”');
  });

  test('a well where none can be is refused with its row', () => {
    const broken = {
      Results: [...preamble, columns, [1, 'first', 'FALSE', 'x', 'HGF', 'UNKNOWN', 'FAM', 20]],
    };
    expect(refusalOf(workbookBytes(broken)).message).toContain('Line 5');
  });
});

describe('CFX', () => {
  const columns = ['', 'Well', 'Fluor', 'Target', 'Content', 'Sample', 'Cq', 'Starting Quantity (SQ)'];
  const rows = [
    ['', 'A01', 'SYBR', 'HGF', 'Unkn-01', 'pig 7', '21.5', 'NaN'],
    ['', 'A02', 'SYBR', 'HGF', 'Std-1', '', '18.25', '1.00E+05'],
    ['', 'A03', 'SYBR', 'HGF', 'NTC', '', 'NaN', 'NaN'],
    ['', 'A04', 'SYBR', 'HGF', 'Pos Ctrl', '', '20.0', 'NaN'],
    ['', 'A05', 'SYBR', 'HGF', 'Neg Ctrl', '', '35', 'NaN'],
    ['', 'A06', 'SYBR', 'HGF', 'NRT', '', '36', 'NaN'],
  ];

  test('[ALC-3] roles, amounts and wells without a Cq, with what the program writes above the table', () => {
    const text = [['File Name', 'x.pcrd'], [''], columns, ...rows].map((row) => row.join(',')).join('\n');
    const reading = readingOf(`${text}\n`);
    expect(
      reading.plates[0]?.wells.map(({ well, role, cq, concentration }) => [well, role, cq, concentration]),
    ).toEqual([
      ['A1', 'unknown', 21.5, null],
      ['A2', 'standard', 18.25, 100_000],
      ['A3', 'no-template-control', null, null],
      ['A4', 'positive-control', 20, null],
      ['A5', 'negative-control', 35, null],
      ['A6', 'control', 36, null],
    ]);
    expect(readingsOfWell(reading, 'A3')[0]?.note).toContain('NaN');
  });

  test('[ALC-3] semicolons with decimal commas, and quoted cells', () => {
    const text = [columns, ...rows]
      .map((row) => row.map((cell) => `"${cell.replace('.', ',')}"`).join(';'))
      .join('\r\n');
    expect(readingOf(`${text}\r\n`).plates[0]?.wells.map(({ cq }) => cq)).toEqual([
      21.5,
      18.25,
      null,
      20,
      35,
      36,
    ]);
  });

  test('[ALC-3] the amount of the summary export, whose column is called SQ', () => {
    const text = [...columns.slice(0, -1), 'SQ'].join(',');
    const reading = readingOf(`${text}\n${rows.map((row) => row.join(',')).join('\n')}\n`);
    expect(readingsOfWell(reading, 'A2')[0]?.concentration).toBe(100_000);
  });

  test('a table without Cq is refused with its line', () => {
    expect(refusalOf('\nWell,Fluor,Content\nA01,FAM,Unkn\n').message).toMatch(/^Line 2 .*no column Cq/);
  });
});
