// Lines of values as CSV (RFC 4180): commas, CRLF, quotes where they are needed.
// Must not round or translate a value.

export type CsvLine = readonly (string | number | null)[];

export function csvText(lines: readonly CsvLine[]): string {
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
