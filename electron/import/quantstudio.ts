// Applied Biosystems QuantStudio exports, text and workbook, and those of its Design & Analysis program: Cq by well.
// Must not take a mean, a call or a quantity for a Cq.

import type { InstrumentReading, WellReading } from '../../shared/assays/instrument-reading.ts';
import { say } from '../../shared/catalogue/catalogue.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import {
  brokenLine,
  cellOf,
  columnOf,
  lineRows,
  sheetText,
  tableBelow,
  type Table,
  type TableRow,
} from './cell-table.ts';
import { listEndWarnings } from './cut-off.ts';
import { wellReading } from './instrument-file.ts';
import { decimalMarkOf, plainNumber, readCq, type DecimalMark } from './number-text.ts';
import { qpcrRole } from './qpcr-role.ts';
import { wellName } from './well-name.ts';
import type { Workbook } from './workbook.ts';

const format = 'Applied Biosystems QuantStudio';
/** The program calls it by the method: threshold, relative threshold, or quantification cycle; т is Cyrillic there. */
const cqNames = ['CT', 'Cт', 'CRT', 'Cq'];
const resultSheets = ['Results', 'Primary_result'];
/** Names may look like numbers, and then say nothing about how the program writes decimals. */
const nameColumn = /\b(?:Sample|Target|Assay|Biogroup|Comments?|Custom\d)\b/i;
/** What a workbook may have right below its table. */
const footer = /^(?:Analysis Type|Endogenous Control|RQ Min\/Max Confidence Level|Reference Sample)\b/;
/** The program writes some forty lines about the run above its tables. */
const headWithin = 100;
/** What the program writes above its tables. */
const isOfRun = /^(?:Block Type|Chemistry|Experiment (?:Barcode|Name|Type)|Instrument (?:Name|Type))$/;
const sectionName = /^\[(.+)\]\s*$/;

export function isQuantStudioText(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  return /^\* [^=]+=/.test(first) && lines.some((line) => sectionName.test(line));
}

export function isQuantStudioWorkbook(workbook: Workbook): boolean {
  return workbook.sheetNames.some((name) => {
    if (!resultSheets.includes(name) && name !== 'Sample Setup') return false;
    // People call sheets of their own “Results” too: what stands in it counts.
    const rows = workbook.rows(name);
    return (
      rows.ok &&
      sheetText(rows.value.slice(0, headWithin)).some(
        ({ cells }) => isHead(cells) || isOfRun.test(cells[0] ?? ''),
      )
    );
  });
}

interface Source {
  readonly name: string | null;
  readonly results: Table | null;
  readonly setup: Table | null;
  readonly standardCurve: Table | null;
  /** Where to look for what is missing. */
  readonly lastLine: number;
}

export function readQuantStudioText(lines: readonly string[]): Outcome<InstrumentReading> {
  const section = (name: string) => {
    const at = lines.findIndex((line) => sectionName.exec(line)?.[1] === name);
    if (at < 0) return null;
    const next = lines.findIndex((line, index) => index > at && sectionName.test(line));
    return tableBelow(lineRows(lines.slice(at + 1, next < 0 ? undefined : next), '\t', at + 1), isHead);
  };
  const header = new Map(
    lines.flatMap((line) => {
      const match = /^\* ([^=]+?)\s*=\s*(.*)$/.exec(line);
      return match ? [[match[1] ?? '', (match[2] ?? '').trim()] as const] : [];
    }),
  );
  const results = section('Results');
  const broken = results && brokenLine(results, lines.length);
  if (broken)
    return refuse('instrument.damaged', { format, line: broken, reason: say('instrument.reason-row-short') });
  return readings({
    name: plateName(header),
    results,
    setup: section('Sample Setup'),
    standardCurve: null,
    lastLine: lines.length,
  });
}

export function readQuantStudioWorkbook(workbook: Workbook): Outcome<InstrumentReading> {
  const tables = new Map<string, readonly TableRow[]>();
  for (const name of workbook.sheetNames) {
    const isWanted = [...resultSheets, 'Sample Setup', 'Standard Curve Result'].includes(name);
    if (!isWanted) continue;
    const rows = workbook.rows(name);
    if (!rows.ok) return rows;
    tables.set(name, sheetText(rows.value));
  }
  const sheet = (...names: string[]) => names.map((name) => tables.get(name)).find(Boolean) ?? null;
  const table = (rows: readonly TableRow[] | null) => rows && tableBelow(rows, isHead);
  const results = sheet(...resultSheets);
  return readings({
    name: plateName(new Map(results?.map(({ cells }) => [cells[0]?.trim() ?? '', cells[1] ?? '']))),
    results: table(results),
    setup: table(sheet('Sample Setup')),
    standardCurve: table(sheet('Standard Curve Result')),
    lastLine: results?.at(-1)?.line ?? 1,
  });
}

function isHead(cells: readonly string[]): boolean {
  return (cells.includes('Well') || cells.includes('Well Position')) && cells.includes('Task');
}

function plateName(header: ReadonlyMap<string, string>): string | null {
  const known = ['Experiment Barcode', 'Barcode', 'Experiment Name', 'File Name'].map((key) =>
    header.get(key),
  );
  const name = known.find((value) => value !== undefined && value !== '' && value !== 'NA');
  return name?.split(/[\\/]/).at(-1) ?? null;
}

function readings({ name, results, setup, standardCurve, lastLine }: Source): Outcome<InstrumentReading> {
  if (!results) {
    const reason = say('instrument.reason-no-section', { section: 'Results' });
    return refuse('instrument.damaged', { format, line: lastLine, reason });
  }
  const cq = columnOf(results, ...cqNames);
  const alleles = ['Allele1', 'Allele2'].filter((allele) => columnOf(results, `${allele} Ct`) >= 0);
  if (cq < 0 && alleles.length === 0) {
    const reason = say('instrument.reason-no-column', { column: 'CT / Cq' });
    return refuse('instrument.damaged', { format, line: results.headLine, reason });
  }
  const cycleColumns = cq >= 0 ? [cq] : alleles.map((allele) => columnOf(results, `${allele} Ct`));
  const mark = decimalMarkOf(
    results.rows.flatMap(({ cells }) =>
      cells.filter((_, column) => !nameColumn.test(results.head[column] ?? '')),
    ),
    undefined,
    results.rows.flatMap((row) => cycleColumns.map((column) => cellOf(row, column))),
  );
  const facts = setup && setupFacts(setup);
  const quantities = standardCurve ? quantitiesOf(standardCurve) : new Map<string, string>();
  const wells: WellReading[] = [];
  for (const row of results.rows) {
    const well = wellOf(results, row);
    if (well === null && footer.test(cellOf(row, 0))) break;
    if (well === null) {
      const reason = say('instrument.reason-no-well', { text: cellOf(row, 0) });
      return refuse('instrument.damaged', { format, line: row.line, reason });
    }
    if (cq >= 0) wells.push(resultOf(results, row, well, cq, mark, quantities));
    else wells.push(...alleles.map((allele) => alleleOf(results, row, well, allele, mark, facts)));
  }
  if (wells.length === 0) return refuse('instrument.no-readings', { format, line: results.headLine });
  const missing = facts ? facts.planned.filter(({ well }) => !wells.some((one) => one.well === well)) : [];
  return {
    ok: true,
    value: {
      format,
      plates: [{ name, wells: [...wells, ...missing] }],
      warnings:
        missing.length > 0
          ? [
              say('instrument.warning-no-result', {
                wells: [...new Set(missing.map(({ well }) => well))].join(', '),
              }),
            ]
          : listEndWarnings(facts ? [] : wells),
    },
  };
}

function wellOf(table: Table, row: TableRow): string | null {
  const position = columnOf(table, 'Well Position');
  return wellName(cellOf(row, position >= 0 ? position : columnOf(table, 'Well')));
}

function textOf(table: Table, row: TableRow, ...names: readonly string[]): string | null {
  const at = columnOf(table, ...names);
  return at < 0 ? null : cellOf(row, at) || null;
}

function resultOf(
  table: Table,
  row: TableRow,
  well: string,
  cq: number,
  mark: DecimalMark,
  quantities: ReadonlyMap<string, string>,
): WellReading {
  const target = textOf(table, row, 'Target Name', 'Target');
  const quantity = textOf(table, row, 'Quantity') ?? quantities.get(`${well}\t${target}`);
  return wellReading({
    well,
    sample: textOf(table, row, 'Sample Name', 'Sample'),
    role: qpcrRole(textOf(table, row, 'Task') ?? ''),
    target,
    dye: textOf(table, row, 'Reporter'),
    concentration: plainNumber(quantity ?? undefined, mark),
    ...cqOf(table, row, cellOf(row, cq), mark),
  });
}

function cqOf(table: Table, row: TableRow, text: string, mark: DecimalMark): Partial<WellReading> {
  const { value, raw, note } = readCq(text, mark);
  const isOmitted = /^(?:true|1|yes)$/i.test(textOf(table, row, 'Omit') ?? '');
  const notes = [note, isOmitted ? say('instrument.note-omitted') : null].filter((one) => one !== null);
  return { cq: value, raw, note: notes.length > 0 ? notes.join(' ') : null };
}

/** Genotyping results have a row a well and a column an allele. */
function alleleOf(
  table: Table,
  row: TableRow,
  well: string,
  allele: string,
  mark: DecimalMark,
  facts: SetupFacts | null,
): WellReading {
  const known = facts?.alleles.get(`${well}\t${allele}`);
  const assay = textOf(table, row, 'SNP Assay Name');
  return wellReading({
    well,
    sample: textOf(table, row, 'Sample Name', 'Sample'),
    role: qpcrRole(textOf(table, row, 'Task') ?? ''),
    target: assay === null ? null : `${assay}-${known?.name ?? allele}`,
    dye: known?.reporter ?? null,
    ...cqOf(table, row, textOf(table, row, `${allele} Ct`) ?? '', mark),
  });
}

interface SetupFacts {
  readonly alleles: ReadonlyMap<string, { readonly name: string | null; readonly reporter: string | null }>;
  /** A reading without a value for each well that the plan gives something to detect. */
  readonly planned: readonly WellReading[];
}

function setupFacts(setup: Table): SetupFacts {
  const alleles = new Map<string, { name: string | null; reporter: string | null }>();
  const planned: WellReading[] = [];
  for (const row of setup.rows) {
    const well = wellOf(setup, row);
    const target = textOf(setup, row, 'Target Name', 'Target', 'SNP Assay Name');
    if (well === null || target === null) continue;
    for (const allele of ['Allele1', 'Allele2']) {
      alleles.set(`${well}\t${allele}`, {
        name: textOf(setup, row, `${allele} Name`),
        reporter: textOf(setup, row, `${allele} Reporter`),
      });
    }
    planned.push(
      wellReading({
        well,
        sample: textOf(setup, row, 'Sample Name', 'Sample'),
        role: qpcrRole(textOf(setup, row, 'Task') ?? ''),
        target,
        dye: textOf(setup, row, 'Reporter'),
        note: say('instrument.note-no-result'),
      }),
    );
  }
  return { alleles, planned };
}

function quantitiesOf(table: Table): ReadonlyMap<string, string> {
  return new Map(
    table.rows.flatMap((row) => {
      const quantity = textOf(table, row, 'Quantity');
      const key = `${wellOf(table, row)}\t${textOf(table, row, 'Target')}`;
      return quantity === null ? [] : [[key, quantity] as const];
    }),
  );
}
