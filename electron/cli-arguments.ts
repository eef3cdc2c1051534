// The command line's words: which command, which options, and what is wrong with them.
// Must not carry anything out.

export interface ParsedArguments {
  readonly command: CommandName;
  readonly positional: readonly string[];
  /** `true` for a flag without a value. */
  readonly options: ReadonlyMap<string, string | true>;
}

interface CommandForm {
  readonly usage: string;
  readonly positional: readonly [minimum: number, maximum: number];
  /** Options that take a value. */
  readonly valued: readonly string[];
  readonly flags: readonly string[];
}

export class UsageError extends Error {}

export const forms = {
  create: {
    usage:
      'create FILE --demo [--seed N] [--now 2026-11-24T10:00+08:00[Asia/Shanghai]] [--instrument-files DIR] | ' +
      'create FILE --study asc-secretome --administrator ID',
    positional: [1, 1],
    valued: ['seed', 'now', 'instrument-files', 'study', 'administrator', 'name'],
    flags: ['demo', 'json'],
  },
  verify: { usage: 'verify FILE [--json]', positional: [1, 1], valued: [], flags: ['json'] },
  rebuild: { usage: 'rebuild FILE [--as ID]', positional: [1, 1], valued: ['as'], flags: ['json'] },
  backup: {
    usage: 'backup FILE --to DIR [--as ID]',
    positional: [1, 1],
    valued: ['to', 'as'],
    flags: ['json'],
  },
  restore: { usage: 'restore BACKUP --to FILE', positional: [1, 1], valued: ['to'], flags: ['json'] },
  export: {
    usage:
      'export FILE --format pdf|jsonl --out F [--animal ID | --run ID | --lot ID] [--as ID] | ' +
      'export FILE --format pdf|docx --arrive --out F [--as ID]',
    positional: [1, 1],
    valued: ['format', 'out', 'animal', 'run', 'lot', 'as'],
    flags: ['arrive', 'json'],
  },
  figure: {
    usage:
      'figure FILE --figure 2a --format svg|pdf|csv --out F [--variant bars|course|box|paired] [--width-mm 85|174] ' +
      '[--with-everything] [--coded] [--as ID]',
    positional: [1, 1],
    valued: ['figure', 'format', 'out', 'variant', 'width-mm', 'as'],
    flags: ['with-everything', 'coded', 'json'],
  },
  dose: {
    usage:
      'dose --group asc|asc-secretome --weight-kg KG (--cells-per-ml N | --lot-source-cells N --lot-volume-ml N ' +
      '[--cm-collected-ml N --cm-processed-ml N]) [--syringe-ml N --graduation-ul N] [--json]',
    positional: [0, 0],
    valued: [
      'group',
      'weight-kg',
      'cells-per-ml',
      'lot-source-cells',
      'lot-volume-ml',
      'cm-collected-ml',
      'cm-processed-ml',
      'syringe-ml',
      'graduation-ul',
    ],
    flags: ['json'],
  },
  stats: {
    usage:
      'stats FILE.csv --value COLUMN --group COLUMN --control GROUP [--decimal-comma | --decimal-point] [--json]',
    positional: [1, 1],
    valued: ['value', 'group', 'control'],
    flags: ['decimal-comma', 'decimal-point', 'json'],
  },
  'read-instrument': {
    usage: 'read-instrument FILE [--mapping FILE.json] [--json]',
    positional: [1, 1],
    valued: ['mapping'],
    flags: ['json'],
  },
} as const satisfies Record<string, CommandForm>;

export type CommandName = keyof typeof forms;

/** Reads `argv` by the forms of the commands. Throws `UsageError` for anything that does not fit. */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  const [command = '', ...rest] = argv;
  if (!isCommand(command)) {
    const known = Object.values(forms).map(({ usage }) => `  ${usage}`);
    throw new UsageError(`Usage: npm run -s notebook -- COMMAND …\n${known.join('\n')}`);
  }
  const form: CommandForm = forms[command];
  const usage = `Usage: npm run -s notebook -- ${form.usage}`;
  const positional: string[] = [];
  const options = new Map<string, string | true>();
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? '';
    if (!word.startsWith('--')) {
      positional.push(word);
      continue;
    }
    const [name, inline] = splitOnce(word.slice(2));
    if (options.has(name)) throw new UsageError(`--${name} stands twice.\n${usage}`);
    if (form.flags.includes(name) && inline === undefined) {
      options.set(name, true);
    } else if (form.valued.includes(name)) {
      const value = inline ?? rest[++index];
      // A value may begin with a dash, such as a negative number, which the command then refuses with a reason.
      if (value === undefined || value.startsWith('--'))
        throw new UsageError(`--${name} needs a value.\n${usage}`);
      options.set(name, value);
    } else {
      throw new UsageError(`Unknown option --${name}.\n${usage}`);
    }
  }
  const [minimum, maximum] = form.positional;
  if (positional.length < minimum || positional.length > maximum) throw new UsageError(usage);
  return { command, positional, options };
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(forms, word);
}

function splitOnce(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
