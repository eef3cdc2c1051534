// The command that writes a figure: from the demonstration to files on the disk, with the caption beside, or refused.
// Must not test the figure itself: export/figure.test.ts and report/figure.test.ts do.

import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseArguments, UsageError } from './cli-arguments.ts';
import { commandHandlers, type CommandResult } from './cli-commands.ts';
import { TestFolder } from './testing/bench-notebook.ts';

const folder = new TestFolder();
const notebook = folder.file('demonstration.ascnb');

function run(...words: readonly string[]): Promise<CommandResult> {
  const parsed = parseArguments(words);
  return commandHandlers[parsed.command](parsed, {
    profileFolder: folder.file('profile'),
    appVersion: '0.0.0-test',
    readPassword: () => Promise.resolve(''),
    tell: () => {},
  });
}

const figure = (name: string, format: string, out: string, ...more: readonly string[]) =>
  run('figure', notebook, '--figure', name, '--format', format, '--out', folder.file(out), ...more);

beforeAll(async () => {
  const made = await run('create', notebook, '--demo', '--seed', '2');
  if (!made.ok) throw new Error(made.refusal.message);
}, 120_000);

afterAll(() => folder.remove());

test('writes every format, and beside it the caption with n, test and marks', async () => {
  for (const format of ['svg', 'pdf', 'csv']) {
    const written = await figure('2a', format, `f.${format}`);
    expect(written).toMatchObject({
      ok: true,
      value: { path: folder.file(`f.${format}`), captionPath: folder.file('f.caption.txt'), isCoded: false },
    });
  }
  expect(readFileSync(folder.file('f.svg'), 'utf8')).toMatch(/^<\?xml .*\n<svg .*width="85\.00mm"/);
  expect(readFileSync(folder.file('f.pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(readFileSync(folder.file('f.csv'), 'utf8')).toContain('p against Saline');
  const caption = readFileSync(folder.file('f.caption.txt'), 'utf8');
  for (const words of [
    'Figure 2a: IL-6',
    'n = ',
    'One-way analysis of variance',
    '# p < 0.05',
    'Left out: P13',
  ]) {
    expect(caption).toContain(words);
  }
});

test('draws the variants, in both widths, and with everything that was left out', async () => {
  expect(await figure('3a', 'svg', 'wide.svg', '--variant', 'course', '--width-mm', '174')).toMatchObject({
    ok: true,
  });
  expect(readFileSync(folder.file('wide.svg'), 'utf8')).toContain('width="174.00mm"');
  const whole = await figure('2a', 'csv', 'whole.csv', '--with-everything');
  expect(whole).toMatchObject({ ok: true });
  expect(readFileSync(folder.file('whole.caption.txt'), 'utf8')).toContain('Drawn with everything');
});

test('refuses a blinded reader the names, and gives all animals together where these will do', async () => {
  const refused = await figure('2a', 'svg', 'no.svg', '--as', 'surgeon-1');
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'analysis.groups-blinded' } });
  expect(existsSync(folder.file('no.svg'))).toBe(false);
  const coded = await figure('2a', 'svg', 'coded.svg', '--as', 'surgeon-1', '--coded');
  expect(coded).toMatchObject({ ok: true, value: { isCoded: true } });
  expect(readFileSync(folder.file('coded.svg'), 'utf8')).not.toMatch(
    /saline|dmem|secretome|\basc\b|\bP\d\d\b/i,
  );
  expect(readFileSync(folder.file('coded.caption.txt'), 'utf8')).not.toMatch(/saline|dmem|\bP\d\d\b/i);
  expect(await figure('2a', 'svg', 'no.svg', '--as', 'administrator-1')).toMatchObject({
    ok: false,
    refusal: { code: 'role.not-allowed' },
  });
});

test.each([[['--variant', 'pie']], [['--width-mm', '90']], [['--format', 'png']]])(
  '%j is no way to draw a figure',
  async (more) => {
    const format = more[0] === '--format' ? [] : ['--format', 'svg'];
    const words = ['figure', notebook, '--figure', '2a', ...format, '--out', folder.file('x'), ...more];
    await expect(run(...words)).rejects.toThrow(UsageError);
  },
);
