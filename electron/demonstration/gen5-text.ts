// Simulated plate reader exports: Agilent Gen5 text of whole 96-well plates, each marked SIMULATED in its head.
// Must not compute a concentration: like the reader, it has only names, nominal amounts and absorbances.

export interface Gen5Well {
  /** `A1` to `H12`. */
  readonly well: string;
  /** Gen5's own id, whose first letters are the role: STD1, BLK, CTL1, SPL1. */
  readonly id: string;
  readonly name: string;
  /** Of a standard; empty for the others. */
  readonly concentration: string;
  /** Optical density as printed, or `OVRFLW`. */
  readonly reading: string;
}

export interface Gen5Plate {
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly wells: readonly Gen5Well[];
}

const columns = Array.from({ length: 12 }, (_, index) => index + 1);
const letters = 'ABCDEFGH'.split('');
const wavelengthNm = 450;

/** One file of one or several plates. */
export function gen5Text(title: string, plates: readonly Gen5Plate[]): string {
  return plates.map((plate) => plateText(title, plate)).join('\r\n');
}

function plateText(title: string, { name, date, wells }: Gen5Plate): string {
  const byWell = new Map(wells.map((one) => [one.well, one]));
  const cells = (letter: string, of: (one: Gen5Well) => string) =>
    columns.map((column) => {
      const one = byWell.get(`${letter}${column}`);
      return one ? of(one) : '';
    });
  const line = (head: string, texts: readonly string[], label: string) => [head, ...texts, label].join('\t');
  const lines = [
    'Software Version\t3.12.08',
    '',
    `Experiment File Path:\tC:\\SIMULATED\\${title}.xpt`,
    'Protocol File Path:\tC:\\SIMULATED\\ELISA 450 nm.prt',
    '',
    `Plate Number\t${name}`,
    `Date\t${date}`,
    'Reader Type:\tSIMULATED',
    'Reader Serial Number:\tSIMULATED',
    'Reading Type\tReader',
    '',
    'Procedure Details',
    '',
    'Plate Type\t96 WELL PLATE (Use plate lid)',
    'Read\tAbsorbance Endpoint',
    '\tFull Plate',
    `\tWavelengths:  ${wavelengthNm}`,
    '\tRead Speed: Normal,  Delay: 100 msec,  Measurements/Data Point: 8',
    '',
    'Layout',
    `\t${columns.join('\t')}`,
    ...letters.flatMap((letter) => [
      line(
        letter,
        cells(letter, (one) => one.id),
        'Well ID',
      ),
      line(
        '',
        cells(letter, (one) => one.concentration),
        'Conc/Dil',
      ),
      line(
        '',
        cells(letter, (one) => one.name),
        'Name',
      ),
    ]),
    '',
    'Results',
    `\t${columns.join('\t')}`,
    ...letters.map((letter) =>
      line(
        letter,
        cells(letter, (one) => one.reading),
        String(wavelengthNm),
      ),
    ),
    '',
    '',
  ];
  return lines.join('\r\n');
}
