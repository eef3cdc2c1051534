// The whole demonstration to PDF by the built command line, as a person would do it: its time and the peak of its memory.
// Must not reuse a demonstration of another version of the program: it is made anew.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { lower, type Measurement } from './measure.ts';

const program = path.resolve(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
const peakMark = 'peak kilobytes ';
const tellPeak = `process.on('exit', () => process.stderr.write('${peakMark}' + process.resourceUsage().maxRSS));`;

async function notebook(
  ...parameters: string[]
): Promise<{ seconds: number; peakMegabytes: number; output: string }> {
  const begun = performance.now();
  const inspect = `data:text/javascript,${encodeURIComponent(tellPeak)}`;
  const child = spawn(process.execPath, ['--import', inspect, program, ...parameters]);
  let [output, messages] = ['', ''];
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (messages += String(text)));
  child.stdin.end();
  const code = await new Promise((resolve) => {
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`notebook ${parameters[0]} ended with ${String(code)}: ${messages}`);
  const peak = new RegExp(`${peakMark}(\\d+)`).exec(messages)?.[1];
  return { seconds: (performance.now() - begun) / 1000, peakMegabytes: Number(peak) / 1024, output };
}

const measurePdf: Measurement = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'asc-notebook-pdf-'));
  try {
    const file = path.join(folder, 'demonstration.ascnb');
    const made = await notebook('create', file, '--demo', '--seed', '1', '--json');
    const { records } = JSON.parse(made.output) as { records: number };
    const out = path.join(folder, 'demonstration.pdf');
    const printed = await notebook('export', file, '--format', 'pdf', '--out', out, '--json');
    const { pages } = JSON.parse(printed.output) as { pages: number };
    return [
      lower('demonstration.made', made.seconds, 's'),
      lower('demonstration.records', records, 'records'),
      lower('pdf.pages', pages, 'pages'),
      lower('pdf.time', printed.seconds, 's', 15),
      lower('pdf.peakMemory', printed.peakMegabytes, 'MB', 600),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export default measurePdf;
