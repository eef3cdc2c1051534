// What each command of the command line does with the core.
// Must not print: it returns a value or a refusal.

import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { mayKnowGroup } from '../shared/domain/blinding.ts';
import { computeDose, type DoseSource } from '../shared/domain/dose-arithmetic.ts';
import { momentIn } from '../shared/domain/local-time.ts';
import { Study, studyId } from '../shared/domain/study.ts';
import { lockedUntil, User } from '../shared/domain/user.ts';
import type { Actor } from '../shared/kernel/decider.ts';
import { refuse, type Outcome, type Refusal } from '../shared/kernel/refusal.ts';
import { localClock, localText, parseMoment, type Moment } from '../shared/kernel/time.ts';
import { permissions } from '../shared/permissions.ts';
import { figureFile, type ExportScope } from '../shared/services.ts';
import { UsageError, type CommandName, type ParsedArguments } from './cli-arguments.ts';
import { instrumentFile } from './cli-instrument.ts';
import { statisticsOfFile } from './cli-statistics.ts';
import { createDemonstration, demonstrationDirector } from './demonstration/demonstration.ts';
import type { FigureExport } from './export/figure.ts';
import { exportLog } from './export/log.ts';
import { foundStudy } from './found-study.ts';
import { backup, checkFileHash, restore } from './notebook/backup.ts';
import { systemClock } from './notebook/clock.ts';
import { KnownNotebooks } from './notebook/known-notebooks.ts';
import {
  createNotebook,
  olderProblem,
  openForReading,
  openNotebook,
  rememberHead,
  type OpenOptions,
} from './notebook/open.ts';
import { rebuild } from './notebook/rebuild.ts';
import { Snapshots } from './notebook/snapshots.ts';
import { verify } from './notebook/verify.ts';
import { Profile } from './profile.ts';
import {
  isPassword,
  makeSecret,
  oneTimeCode,
  passwordMinLength,
  readSecret,
  storeSecret,
} from './session/password.ts';

export interface Surroundings {
  readonly profileFolder: string;
  readonly appVersion: string;
  readPassword(): Promise<string>;
  /** A sentence for the person, on stderr. */
  tell(sentence: string): void;
}

/**
 * What a command ends with: a value for stdout, or a refusal. `text` stands for the value where no JSON is asked for;
 * `isSound` false means a check failed.
 */
export type CommandResult =
  | { readonly ok: true; readonly value: unknown; readonly text?: string; readonly isSound?: boolean }
  | { readonly ok: false; readonly refusal: Refusal };

type Handler = (parsed: ParsedArguments, surroundings: Surroundings) => Promise<CommandResult>;

export const commandHandlers: Readonly<Record<CommandName, Handler>> = {
  async create(parsed, surroundings) {
    const path = file(parsed);
    const options = openOptions(surroundings);
    if (parsed.options.has('demo')) {
      if (parsed.options.has('study')) throw new UsageError('Either --demo or --study, not both.');
      const seed = option(parsed, 'seed') ?? '1';
      if (!/^\d{1,15}$/.test(seed)) throw new UsageError('--seed takes a whole number.');
      const folder = option(parsed, 'instrument-files');
      const made = await createDemonstration(path, {
        ...options,
        ...(folder === undefined ? {} : { instrumentFolder: folder }),
        seed: Number(seed),
        now: momentOf(option(parsed, 'now')),
      });
      return made.ok ? { ok: true, value: { path, ...made.value } } : made;
    }
    if (parsed.options.has('instrument-files')) throw new UsageError('--instrument-files goes with --demo.');
    if (option(parsed, 'study') !== 'asc-secretome') throw new UsageError('--study takes asc-secretome.');
    return createStudyFile(path, needed(parsed, 'administrator'), parsed, surroundings);
  },

  async verify(parsed) {
    const path = file(parsed);
    const opened = openForReading(path);
    if (!opened.ok) return opened;
    try {
      const report = verify(opened.value);
      const digestProblem = await checkFileHash(path);
      if (digestProblem === undefined) return { ok: true, value: report, isSound: report.ok };
      const problems = [...report.problems, { seq: null, what: `The backup: ${digestProblem}.` }];
      return { ok: true, value: { ...report, ok: false, problems }, isSound: false };
    } finally {
      opened.value.close();
    }
  },

  async rebuild(parsed, surroundings) {
    const path = file(parsed);
    const allowed = await withReader(path, parsed, surroundings, 'notebook.rebuild', () => ({
      ok: true,
      value: null,
    }));
    if (!allowed.ok) return allowed;
    const options = openOptions(surroundings);
    const opened = openNotebook(path, options);
    if (!opened.ok) return opened;
    const { notebook } = opened.value;
    try {
      return { ok: true, value: { entities: rebuild(notebook.database, path) } };
    } finally {
      notebook.close();
    }
  },

  async backup(parsed, surroundings) {
    const path = file(parsed);
    const folder = needed(parsed, 'to');
    return withReader(path, parsed, surroundings, 'backup.make', (_, database) =>
      backup({ database, path, clock: systemClock }, folder),
    );
  },

  async restore(parsed) {
    return restore(file(parsed), needed(parsed, 'to'));
  },

  async export(parsed, surroundings) {
    const path = file(parsed);
    const to = needed(parsed, 'out');
    const format = needed(parsed, 'format');
    const scope = scopeOf(parsed);
    if (format !== 'pdf' && format !== 'docx' && format !== 'jsonl') {
      throw new UsageError('--format takes pdf, docx or jsonl.');
    }
    if (format === 'docx' && scope.kind !== 'arrive') throw new UsageError('--format docx needs --arrive.');
    if (format === 'jsonl' && scope.kind !== 'study') throw new UsageError('The log is exported whole.');
    const action = format === 'jsonl' ? 'export.log' : `export.${format}`;
    return withReader(path, parsed, surroundings, action, (reader, database) =>
      intoPlace<unknown>(to, async (temporary) => {
        // The log is read as it was written; everything else is made of states.
        const older = format === 'jsonl' ? undefined : olderProblem(database);
        if (older) return older;
        if (format === 'pdf') {
          const { exportPdf } = await import('./export/pdf.ts');
          return exportPdf(database, scope, reader, temporary, () => true);
        }
        if (format === 'docx') {
          const { exportDocx } = await import('./export/docx.ts');
          return exportDocx(database, scope, reader, temporary);
        }
        // The log cannot be masked: its hashes cover every byte.
        if (!mayKnowGroup(new Snapshots(database), reader)) return refuse('job.not-allowed-blinded');
        return { ok: true, value: exportLog(database, temporary) };
      }),
    );
  },

  async figure(parsed, surroundings) {
    const to = needed(parsed, 'out');
    const request = figureExport(parsed);
    const drawn = await withReader(file(parsed), parsed, surroundings, 'export.figure', (reader, database) =>
      intoPlace(to, async (temporary) => {
        const older = olderProblem(database);
        if (older) return older;
        const { exportFigure } = await import('./export/figure.ts');
        return exportFigure(database, request, reader, temporary);
      }),
    );
    if (!drawn.ok) return drawn;
    // The caption lies beside the figure, as a journal asks for it.
    const captionFile = `${to.replace(/\.[^./\\]+$/, '')}.caption.txt`;
    writeFileSync(captionFile, `${drawn.value.caption}\n`);
    return { ok: true, value: { path: to, captionPath: captionFile, ...drawn.value } };
  },

  async dose(parsed) {
    const group = needed(parsed, 'group');
    const computed = computeDose({
      weightKg: needed(parsed, 'weight-kg'),
      source: doseSource(group, parsed),
      ...(parsed.options.has('syringe-ml') || parsed.options.has('graduation-ul')
        ? { syringeMl: needed(parsed, 'syringe-ml'), graduationMicrolitre: needed(parsed, 'graduation-ul') }
        : {}),
    });
    if (!computed.ok) return computed;
    const { cells, volumeMicrolitre, drawMicrolitre, errorPercent } = computed.value;
    return { ok: true, value: { cells, volumeMicrolitre, drawMicrolitre, errorPercent } };
  },

  async stats(parsed) {
    if (parsed.options.has('decimal-comma') && parsed.options.has('decimal-point')) {
      throw new UsageError('Either --decimal-comma or --decimal-point, not both.');
    }
    const columns = {
      value: needed(parsed, 'value'),
      group: needed(parsed, 'group'),
      hasDecimalComma: parsed.options.has('decimal-comma'),
      hasDecimalPoint: parsed.options.has('decimal-point'),
    };
    const computed = statisticsOfFile(file(parsed), columns, needed(parsed, 'control'));
    return computed.ok ? { ok: true, ...computed.value } : computed;
  },

  async 'read-instrument'(parsed) {
    return instrumentFile(file(parsed), option(parsed, 'mapping'));
  },
};

/** The moment of `--now`, or the machine's own. */
function momentOf(text: string | undefined): Moment {
  if (text === undefined) return systemClock.moment();
  const moment = parseMoment(text);
  if (!moment || momentIn(moment.epochMs, moment.zone).offsetMinutes !== moment.offsetMinutes) {
    throw new UsageError(
      '--now takes a time with its zone: 2026-11-24T10:00+08:00[Asia/Shanghai], or with Z.',
    );
  }
  return moment;
}

function figureExport(parsed: ParsedArguments): FigureExport {
  const format = needed(parsed, 'format');
  if (format !== 'svg' && format !== 'pdf' && format !== 'csv') {
    throw new UsageError('--format takes svg, pdf or csv.');
  }
  const file = figureFile.safeParse({
    figure: needed(parsed, 'figure'),
    variant: option(parsed, 'variant') ?? 'bars',
    isWithEverything: parsed.options.has('with-everything'),
    widthMm: Number(option(parsed, 'width-mm') ?? '85'),
  });
  if (!file.success)
    throw new UsageError('--variant takes bars, course, box or paired; --width-mm 85 or 174.');
  return { ...file.data, format, mayBeCoded: parsed.options.has('coded') };
}

function doseSource(group: string, parsed: ParsedArguments): DoseSource {
  if (group === 'asc') return { kind: 'suspension', cellsPerMl: needed(parsed, 'cells-per-ml') };
  if (group !== 'asc-secretome') throw new UsageError('--group takes asc or asc-secretome.');
  const hasCm = parsed.options.has('cm-collected-ml') || parsed.options.has('cm-processed-ml');
  return {
    kind: 'secretome',
    sourceCells: needed(parsed, 'lot-source-cells'),
    lotVolumeMl: needed(parsed, 'lot-volume-ml'),
    ...(hasCm
      ? { cmCollectedMl: needed(parsed, 'cm-collected-ml'), cmProcessedMl: needed(parsed, 'cm-processed-ml') }
      : {}),
  };
}

async function createStudyFile(
  path: string,
  administratorId: string,
  parsed: ParsedArguments,
  surroundings: Surroundings,
): Promise<CommandResult> {
  const typed = await surroundings.readPassword();
  const code = typed === '' ? oneTimeCode() : undefined;
  const password = code ?? typed;
  if (password.length < passwordMinLength)
    return refuse('session.password-short', { length: passwordMinLength });
  const secret = await makeSecret(password, code !== undefined);
  const options = openOptions(surroundings);
  const created = createNotebook(path, options);
  if (!created.ok) return created;
  const { notebook } = created.value;
  const founder = {
    id: administratorId,
    printedName: option(parsed, 'name') ?? administratorId,
    roles: ['administrator'] as const,
  };
  const founded = foundStudy(notebook, founder, false, () =>
    storeSecret(notebook.database, administratorId, secret),
  );
  rememberHead(notebook, options.known);
  const records = notebook.head.seq;
  notebook.close();
  if (!founded.ok) {
    rmSync(path, { force: true });
    return founded;
  }
  return {
    ok: true,
    value: { path, records, administrator: administratorId, ...(code ? { oneTimeCode: code } : {}) },
  };
}

/**
 * Runs `work` on a read-only connection as the person of `--as`, whose password stands on standard input and whose
 * roles must allow `action`. A SIMULATED notebook needs neither and acts as its director.
 */
async function withReader<Value>(
  path: string,
  parsed: ParsedArguments,
  surroundings: Surroundings,
  action: string,
  work: (reader: Actor, database: Database) => Promise<Outcome<Value>> | Outcome<Value>,
): Promise<Outcome<Value>> {
  const opened = openForReading(path);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    const reader = await whoReads(database, option(parsed, 'as'), surroundings);
    if (!reader.ok) return reader;
    const allowed = permissions.get(action) ?? [];
    if (!reader.value.roles.some((role) => allowed.includes(role))) {
      return refuse('role.not-allowed', {
        roles: reader.value.roles.join(', '),
        allowed: allowed.join(', '),
      });
    }
    return await work(reader.value, database);
  } finally {
    database.close();
  }
}

/** The person of `--as`; checked without writing, since a reading command appends nothing. */
async function whoReads(
  database: Database,
  userId: string | undefined,
  surroundings: Surroundings,
): Promise<Outcome<Actor>> {
  const read = new Snapshots(database);
  if (userId === undefined) {
    if (read.get(Study, studyId)?.isSimulated !== true) return refuse('session.none');
    const director = read.get(User, demonstrationDirector);
    return {
      ok: true,
      value: { userId: demonstrationDirector, roles: director?.roles ?? ['study-director'] },
    };
  }
  const user = read.get(User, userId);
  const now = systemClock.moment();
  const until = user ? lockedUntil(user, now.epochMs) : null;
  if (until !== null) {
    return refuse('session.locked-out', { time: localClock(localText({ ...now, epochMs: until })) });
  }
  if (read.get(Study, studyId)?.isSimulated !== true) {
    const secret = user && readSecret(database, user.id);
    if (!(await isPassword(await surroundings.readPassword(), secret)) || !user)
      return refuse('session.wrong');
    if (secret?.isOneTime === true) return refuse('session.must-change');
  }
  if (!user) return refuse('session.wrong');
  if (user.status !== 'active') return refuse('session.disabled');
  return { ok: true, value: { userId: user.id, roles: user.roles } };
}

/** Lets `write` fill a temporary file, and gives it its name only when it is whole. */
async function intoPlace<Value>(
  to: string,
  write: (temporary: string) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const temporary = `${to}.partial`;
  try {
    const outcome = await write(temporary);
    if (outcome.ok) renameSync(temporary, to);
    return outcome;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function openOptions(surroundings: Surroundings): OpenOptions {
  const profile = new Profile(surroundings.profileFolder);
  return { known: new KnownNotebooks(profile.knownNotebooksFile), appVersion: surroundings.appVersion };
}

function file(parsed: ParsedArguments): string {
  return parsed.positional[0] ?? '';
}

function option(parsed: ParsedArguments, name: string): string | undefined {
  const value = parsed.options.get(name);
  return value === true ? undefined : value;
}

function needed(parsed: ParsedArguments, name: string): string {
  const value = option(parsed, name);
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}

function scopeOf(parsed: ParsedArguments): ExportScope {
  const named = (['animal', 'run', 'lot'] as const).flatMap((kind): readonly ExportScope[] => {
    const id = option(parsed, kind);
    return id === undefined ? [] : [{ kind, id }];
  });
  const scopes = parsed.options.has('arrive') ? [...named, { kind: 'arrive' } as const] : named;
  if (scopes.length > 1) throw new UsageError('One of --animal, --run, --lot and --arrive at most.');
  return scopes[0] ?? { kind: 'study' };
}
