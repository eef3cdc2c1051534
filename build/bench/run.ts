// Measures everything of section 13 that exists: prints a table, writes last.json. Arguments choose by part of a name.
// Must not measure two things at once, nor hide a limit that is missed.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { Child } from '../../electron/testing/child.ts';
import { isReached, type Measured } from './measure.ts';

const folder = import.meta.dirname;
const runner = new URL('./run-one.ts', import.meta.url);
const chosen = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.measure.ts'))
  .filter((name) => chosen.length === 0 || chosen.some((part) => name.includes(part)))
  .toSorted();

const all: Measured[] = [];
const failures: string[] = [];
for (const file of files) {
  process.stderr.write(`${file} …\n`);
  try {
    const lines = await new Child(runner, [path.join(folder, file)]).all();
    all.push(...(JSON.parse(lines.at(-1) ?? '[]') as Measured[]));
  } catch (error) {
    failures.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const rounded = (value: number) => Number(value.toPrecision(4));
const width = Math.max(0, ...all.map(({ name }) => name.length));
for (const one of all) {
  const sign = one.better === 'lower' ? '≤' : '≥';
  const limit = one.limit === null ? '' : `${sign} ${one.limit}`;
  const mark = one.limit === null ? '  ' : isReached(one) ? 'ok' : 'NO';
  console.log(
    `${mark} ${one.name.padEnd(width)} ${String(rounded(one.value)).padStart(10)} ${one.unit.padEnd(9)} ${limit}`.trimEnd(),
  );
}
for (const failure of failures) console.error(failure);
const last = Object.fromEntries(
  all.map(({ name, value, limit, unit, better }) => [name, { value: rounded(value), limit, unit, better }]),
);
const lastFile = path.join(folder, 'last.json');
// A part that was chosen replaces its own numbers; the others are of the time before.
const others =
  chosen.length > 0 && existsSync(lastFile) ? (JSON.parse(readFileSync(lastFile, 'utf8')) as object) : {};
writeFileSync(lastFile, `${JSON.stringify({ ...others, ...last }, null, 2)}\n`);
const missed = all.filter((one) => !isReached(one));
console.log(`${all.length} measured, ${missed.length} beyond their limit, ${failures.length} failed`);
process.exitCode = failures.length === 0 && missed.length === 0 ? 0 : 1;
