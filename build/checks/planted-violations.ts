// Proves that the checks bite: plants what must be refused into a copy of the sources and expects each refusal.
// Must not touch the sources themselves.

import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Planted {
  readonly what: string;
  /** Path in the copy, and its text. */
  readonly file: string;
  readonly text: string;
  readonly check: 'imports' | 'types' | 'lint';
  /** What the check has to say about this file. */
  readonly expected: RegExp;
}

const root = path.resolve(import.meta.dirname, '..', '..');

const planted: readonly Planted[] = [
  {
    what: 'shared imports electron/',
    file: 'shared/kernel/planted-upward.ts',
    text: "import { planted } from '../../electron/planted-target.ts';\nexport const upward = planted;\n",
    check: 'imports',
    expected: /kernel-knows-nothing: shared\/kernel\/planted-upward\.ts/u,
  },
  {
    what: 'a page imports the main process',
    file: 'renderer/app/planted-process.ts',
    text: "import { planted } from '../../electron/planted-target.ts';\nexport const crossed = planted;\n",
    check: 'imports',
    expected: /renderer-stays-in-its-process: renderer\/app\/planted-process\.ts/u,
  },
  {
    what: 'a feature imports another feature',
    file: 'renderer/features/planted-one/one.ts',
    text: "import { two } from '../planted-two/two.ts';\nexport const one = two;\n",
    check: 'imports',
    expected: /feature-knows-no-other-feature: renderer\/features\/planted-one\/one\.ts/u,
  },
  {
    what: 'electron outside host',
    file: 'electron/notebook/planted-electron.ts',
    text: "import { app } from 'electron';\nexport const name = app.getName();\n",
    check: 'imports',
    expected: /electron-only-in-host: electron\/notebook\/planted-electron\.ts/u,
  },
  {
    what: 'two files that import each other',
    file: 'shared/domain/planted-cycle.ts',
    text: "import { back } from './planted-cycle-back.ts';\nexport const forth = () => back;\n",
    check: 'imports',
    expected: /no-cycles: shared\/domain\/planted-cycle/u,
  },
  {
    what: 'a file that nothing knows',
    file: 'shared/domain/planted-orphan.ts',
    text: 'export const alone = 1;\n',
    check: 'imports',
    expected: /no-orphans: shared\/domain\/planted-orphan\.ts/u,
  },
  {
    what: 'fs in shared',
    file: 'shared/kernel/planted-fs.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
    check: 'types',
    expected: /shared\/kernel\/planted-fs\.ts.*node:fs/u,
  },
  {
    what: 'document in shared',
    file: 'shared/kernel/planted-document.ts',
    text: 'export const title = document.title;\n',
    check: 'types',
    expected: /shared\/kernel\/planted-document\.ts.*document/u,
  },
  {
    what: 'process in a page',
    file: 'renderer/app/planted-node.ts',
    text: 'export const platform = process.platform;\n',
    check: 'types',
    expected: /renderer\/app\/planted-node\.ts.*process/u,
  },
  {
    what: 'electron outside host, for the linter',
    file: 'electron/notebook/planted-electron.ts',
    text: "import { app } from 'electron';\nexport const name = app.getName();\n",
    check: 'lint',
    expected: /electron\/notebook\/planted-electron\.ts.*no-restricted-imports/u,
  },
  {
    what: 'any',
    file: 'shared/kernel/planted-any.ts',
    text: 'export const loose = (value: any): string => String(value);\n',
    check: 'lint',
    expected: /shared\/kernel\/planted-any\.ts.*no-explicit-any/u,
  },
  {
    what: 'a floating promise',
    file: 'electron/notebook/planted-floating.ts',
    text: 'export function start(): void {\n  Promise.resolve(1);\n}\n',
    check: 'lint',
    expected: /electron\/notebook\/planted-floating\.ts.*no-floating-promises/u,
  },
];

/** What the planted files lean on. */
const supports: Readonly<Record<string, string>> = {
  'electron/planted-target.ts': 'export const planted = 1;\n',
  'renderer/features/planted-two/two.ts': 'export const two = 2;\n',
  'shared/domain/planted-cycle-back.ts':
    "import { forth } from './planted-cycle.ts';\nexport const back = () => forth;\n",
};

async function tool(folder: string, name: string, parameters: readonly string[]): Promise<string> {
  const tools = path.join(folder, 'node_modules', '.bin');
  return new Promise((resolve) => {
    const child = spawn(path.join(tools, name), parameters, {
      cwd: folder,
      env: {
        ...process.env,
        PATH: [tools, process.env['PATH'] ?? ''].join(path.delimiter),
        NO_COLOR: '1',
        FORCE_COLOR: '0',
      },
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (data: unknown): void => {
      output += String(data);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve(error.message));
    child.on('close', () => resolve(output));
  });
}

function plantInto(folder: string): void {
  for (const name of readdirSync(root)) {
    if (['.git', '.cache', 'node_modules', 'out', 'dist'].includes(name)) continue;
    cpSync(path.join(root, name), path.join(folder, name), {
      recursive: true,
      filter: (file) => !file.includes(path.join('end-to-end', 'results')),
    });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const files = [...planted.map(({ file, text }) => [file, text] as const), ...Object.entries(supports)];
  for (const [file, text] of files) {
    if (existsSync(path.join(root, file))) throw new Error(`${file} exists: it cannot be planted`);
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'asc-notebook-planted-'));
let missed: readonly Planted[];
try {
  plantInto(folder);
  const [imports, types, lint] = await Promise.all([
    tool(folder, 'depcruise', [
      '--config',
      'build/checks/dependency-cruiser.cjs',
      'shared',
      'electron',
      'renderer',
      'build',
    ]),
    tool(folder, 'tsc', ['-b', 'shared', 'renderer', '--pretty', 'false']),
    tool(folder, 'oxlint', ['--type-aware', '--format', 'unix']),
  ]);
  const said = { imports, types, lint };
  missed = planted.filter((each) => !each.expected.test(said[each.check]));
  for (const each of missed) {
    console.error(
      `not found by "${each.check}": ${each.what} (${each.file})\n${said[each.check].slice(0, 1500)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${planted.length - missed.length} of ${planted.length} planted violations found`);
process.exitCode = missed.length === 0 ? 0 : 1;
