// Everything that has to hold before a change is finished, step by step, with one line at the end that counts it.
// Must not stop at the first failure, nor count a skipped test as passed.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly name: string;
  /** Part of `npm run check`: needs neither a build nor a window. */
  readonly isCheck: boolean;
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** Counts the tests of a step that has some; a step without counts as one. */
  readonly count?: () => Counts;
}

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, '.cache', 'test');
const unitReport = path.join(reports, 'unit.json');
const endToEndReport = path.join(reports, 'end-to-end.json');
const folders = ['shared', 'electron', 'renderer', 'build'];

const steps: readonly Step[] = [
  { name: 'format', isCheck: true, command: ['prettier', '--check', '.', '--log-level', 'warn'] },
  { name: 'lint', isCheck: true, command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types', isCheck: true, command: ['tsc', '-b'] },
  {
    name: 'imports',
    isCheck: true,
    command: ['depcruise', '--config', 'build/checks/dependency-cruiser.cjs', ...folders],
  },
  { name: 'planted', isCheck: true, command: ['node', 'build/checks/planted-violations.ts'] },
  {
    name: 'unused',
    isCheck: true,
    command: ['knip', '--config', 'build/checks/knip.json', '--no-config-hints'],
  },
  { name: 'sentences', isCheck: true, command: ['node', 'build/checks/unused-sentences.ts'] },
  {
    name: 'unit',
    isCheck: false,
    command: [
      'vitest',
      'run',
      '--config',
      'build/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    count: countUnit,
  },
  {
    name: 'end-to-end',
    isCheck: false,
    command: [
      'playwright',
      'test',
      '--config',
      'build/end-to-end/playwright.config.ts',
      '--reporter=list,json',
    ],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: endToEndReport },
    count: countEndToEnd,
  },
];

function countUnit(): Counts {
  const report = JSON.parse(readFileSync(unitReport, 'utf8')) as {
    readonly numTotalTests: number;
    readonly numPassedTests: number;
  };
  return { passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests };
}

function countEndToEnd(): Counts {
  const { stats } = JSON.parse(readFileSync(endToEndReport, 'utf8')) as {
    readonly stats: {
      readonly expected: number;
      readonly unexpected: number;
      readonly flaky: number;
      readonly skipped: number;
    };
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}

interface Ended {
  readonly code: number;
  readonly output: string;
}

async function execute(step: Step): Promise<Ended> {
  const [program, ...parameters] = step.command;
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: root,
      env: { ...process.env, ...step.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (data: unknown): void => {
      output += String(data);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function countsOf(step: Step, ended: Ended): Counts {
  if (step.count === undefined) return ended.code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  let counts: Counts = { passed: 0, failed: 0 };
  try {
    counts = step.count();
  } catch {
    // No report: the program did not get as far as its first test.
  }
  // A file that does not load and an empty suite have no failed test, and are failures all the same.
  const isFailure = ended.code !== 0 || counts.passed + counts.failed === 0;
  return isFailure && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function chosen(parameters: readonly string[]): readonly Step[] {
  if (parameters.includes('--check')) return steps.filter((step) => step.isCheck);
  const unknown = parameters.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `no such step: ${unknown.join(', ')}; there are: ${steps.map(({ name }) => name).join(', ')}`,
    );
  }
  return parameters.length === 0 ? steps : steps.filter((step) => parameters.includes(step.name));
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
let total: Counts = { passed: 0, failed: 0 };
for (const step of chosen(process.argv.slice(2))) {
  const begun = performance.now();
  const ended = await execute(step);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const counts = countsOf(step, ended);
  total = { passed: total.passed + counts.passed, failed: total.failed + counts.failed };
  if (counts.failed > 0) console.log(ended.output.trimEnd());
  const detail = step.count === undefined ? '' : `${counts.passed} passed, ${counts.failed} failed`;
  const mark = counts.failed === 0 ? 'ok    ' : 'FAILED';
  console.log(`${mark} ${step.name.padEnd(12)} ${`${seconds} s`.padStart(8)}  ${detail}`.trimEnd());
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
