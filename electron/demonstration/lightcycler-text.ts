// Simulated qPCR exports: LightCycler 480 text of a 384-well plate, marked SIMULATED in the name of its experiment.
// Must not compute an expression: like the instrument, it has only names and Cp.

export interface CpWell {
  readonly name: string;
  /** As printed; empty where nothing amplified. */
  readonly cp: string;
}

const columnCount = 24;

/** The wells in the order of the plate, A1 to A24, then B1; the positions of the last row that are left are empty. */
export function lightCyclerText(title: string, wells: readonly CpWell[]): string {
  const rows = Math.ceil(wells.length / columnCount);
  const lines = Array.from({ length: rows * columnCount }, (_, index) => {
    const position = `${String.fromCodePoint(65 + Math.floor(index / columnCount))}${1 + (index % columnCount)}`;
    const { name = '', cp = '' } = wells[index] ?? {};
    return [name === '' ? 'False' : 'True', '255', position, name, cp, '', '0', ''].join('\t');
  });
  const head = [
    `Experiment: SIMULATED ${title}  Selected Filter: SYBR Green I / HRM Dye (465-510)`,
    'Include\tColor\tPos\tName\tCp\tConcentration\tStandard\tStatus',
  ];
  return [...head, ...lines, ''].join('\r\n');
}
