// Files of sizes that no instrument writes: read whole or refused, and never a stack or a memory that runs out.
// Must not measure time; a reader that does not come back fails by the runner's own limit.

import { expect, test } from 'vitest';
import { readInstrumentFile } from './read-instrument.ts';
import { zipBytes } from './testing/workbook-writer.ts';
import { readingOf, refusalOf } from './testing/read-text.ts';

test('[ALC-3] a list of 150,000 readings is read whole', () => {
  const rows = Array.from({ length: 150_000 }, (_, index) => {
    return `${'ABCDEFGH'[index % 8]};${(index % 12) + 1};Sample X${index};0.${index % 10}`;
  });
  const reading = readingOf(
    [
      'User: U;Path: P;Test ID: 1',
      'Test Name: T;Date: 24/11/2026;Time: 09:00:00',
      'ID1: plate',
      'Absorbance',
      '',
      'Well Row;Well Col;Content;Raw Data (450)',
      ...rows,
      '',
    ].join('\n'),
  );
  expect(reading.plates[0]?.wells).toHaveLength(150_000);
});

test('[ALC-3] a plate that announces ten thousand million points is refused', () => {
  const head =
    'Plate:\tp\t1.3\tPlateFormat\tSpectrum\tAbsorbance\tRaw\tFALSE\t10000000000\t60\t30\t450\t\t1\t2\t450 540 \t1\t3\t6\t1\t2';
  expect(refusalOf(['##BLOCKS= 1', head, '\tTemperature(°C)\t1', '~End', ''].join('\n')).code).toBe(
    'instrument.damaged',
  );
});

test('[ALC-3] a first line of a hundred thousand spaces is told apart from a LightCycler file at once', () => {
  const line = `Experiment: ${' Selected Filter '.repeat(20)}${' '.repeat(100_000)}x`;
  expect(refusalOf(`${line}\nInclude\n`).code).toBe('instrument.unknown');
});

test('[ALC-3] a workbook with one cell at the far right of every row is refused, not filled', () => {
  const rows = Array.from(
    { length: 2000 },
    (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>1</v></c></row>`,
  );
  const bytes = zipBytes({
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="/xl/sheet.xml"/></Relationships>',
    'xl/sheet.xml': `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`,
  });
  const outcome = readInstrumentFile(bytes);
  expect(outcome.ok ? 'read' : outcome.refusal.code).toBe('instrument.damaged-workbook');
});

test('[ALC-3] names that every object has are names like any other', () => {
  const head =
    'Plate:\tp\t1.3\tPlateFormat\tEndpoint\tconstructor\tRaw\tFALSE\t1\t60\t30\t\t\t\t1\t450 \t1\t3\t6\t1\t2';
  expect(refusalOf(['##BLOCKS= 1', head, '~End', ''].join('\n')).code).toBe('instrument.damaged');
});
