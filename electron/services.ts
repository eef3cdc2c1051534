// What the main process does beside commands and queries: files, sign-in, backups, exports, the screen.
// Must not decide who may: dispatch has done that before.

import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { mayKnowGroup } from '../shared/domain/blinding.ts';
import { Attachment, withholdAttachment } from '../shared/domain/attachment.ts';
import type { Actor } from '../shared/kernel/decider.ts';
import { accept, refuse, type Outcome } from '../shared/kernel/refusal.ts';
import { utcText } from '../shared/kernel/time.ts';
import { drawnFigure } from '../shared/domain/figure-data.ts';
import { articleFigure } from '../shared/domain/figure-queries.ts';
import { figureFileName } from '../shared/report/figure.ts';
import type { ServiceName, ServiceValues, services } from '../shared/services.ts';
import type { z } from 'zod';
import { demonstrationFor } from './demonstration/todays-demonstration.ts';
import { attachBytes, attachFile } from './notebook/attach-file.ts';
import { hasBytes, readAttachment } from './notebook/attachments.ts';
import { firstBytesOf, isTiff, pictureOf } from './notebook/picture.ts';
import { listBackups } from './notebook/backup.ts';
import { systemClock } from './notebook/clock.ts';
import { startJob, type InstrumentJob, type PictureJob } from './jobs/job.ts';
import type { Notebook } from './notebook/notebook.ts';
import type { KeptFile } from './import/attached-instrument.ts';
import type { InstrumentReading } from '../shared/assays/instrument-reading.ts';
import type { OpenedNotebook, Workbench } from './workbench.ts';

type Input<Name extends ServiceName> = z.output<(typeof services)[Name]>;
/** `actor` is undefined only for the services that work before sign-in. */
type Handlers = {
  readonly [Name in ServiceName]: (
    bench: Workbench,
    input: Input<Name>,
    actor: Actor,
  ) => Promise<Outcome<ServiceValues[Name]>> | Outcome<ServiceValues[Name]>;
};

const nobody: Actor = { userId: '', roles: [] };

/** Carries out a service whose input has been parsed and whose caller has been checked. */
export async function carryOutService(
  bench: Workbench,
  actor: Actor | undefined,
  name: ServiceName,
  input: unknown,
): Promise<Outcome<unknown>> {
  const handler = handlers[name] as (
    bench: Workbench,
    input: unknown,
    actor: Actor,
  ) => Promise<Outcome<unknown>>;
  return handler(bench, input, actor ?? nobody);
}

/** Runs `work` on the open notebook, or refuses where none is open. */
function onNotebook<Value>(
  bench: Workbench,
  work: (opened: OpenedNotebook) => Promise<Outcome<Value>> | Outcome<Value>,
): Promise<Outcome<Value>> | Outcome<Value> {
  return bench.opened ? work(bench.opened) : refuse('notebook.closed');
}

function withSession<Value>(
  bench: Workbench,
  work: (opened: OpenedNotebook) => Promise<Outcome<Value>> | Outcome<Value>,
): Promise<Outcome<Value>> | Outcome<Value> {
  return onNotebook(bench, async (opened) => {
    const outcome = await work(opened);
    bench.desktop.emit('session', opened.session.current ?? null);
    return outcome;
  });
}

const megabyte = 1024 * 1024;
/** What passes through the channel of the window whole; larger files come by the dialog, from the disk. */
const largestDroppedMegabytes = 32;
const longestReadMs = 60_000;

/** A file made to be slow ends itself, not the work. */
async function readInWorker<Value>(request: InstrumentJob | PictureJob): Promise<Outcome<Value>> {
  const job = startJob(request);
  const end = setTimeout(() => job.cancel(), longestReadMs);
  const outcome = await job.finished;
  clearTimeout(end);
  if (!outcome.ok && outcome.refusal.code === 'job.cancelled') {
    return request.kind === 'picture'
      ? refuse('picture.too-slow')
      : refuse('instrument.too-slow', { name: request.file.name });
  }
  return outcome as Outcome<Value>;
}

let lastPicture: Promise<unknown> = Promise.resolve();

/** One picture after the other: each may hold several hundred megabytes while it is made. */
function madePicture(request: PictureJob): Promise<Outcome<ServiceValues['attachment.picture']>> {
  const made = lastPicture.then(() => readInWorker<ServiceValues['attachment.picture']>(request));
  lastPicture = made.catch(() => {});
  return made;
}

function onKeptFile<Value>(
  bench: Workbench,
  attachmentId: string,
  actor: Actor,
  work: (notebook: Notebook, file: KeptFile) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> | Outcome<Value> {
  return onNotebook(bench, ({ notebook }) => {
    const attachment = notebook.queryContext(actor).read.get(Attachment, attachmentId);
    if (!attachment) return refuse('entity.unknown', { what: 'attachment', id: attachmentId });
    const { name, hash, bytes } = attachment;
    return work(notebook, { name, hash, bytes });
  });
}

const handlers: Handlers = {
  'application.state': (bench) => accept(bench.state()),

  'notebook.create': async (bench, { path, administratorId, printedName, password }) => {
    const chosen = path ?? (await bench.desktop.chooseTarget('study.ascnb'));
    if (chosen === null) return accept(bench.state());
    return bench.create(chosen, { id: administratorId, printedName, password });
  },
  'notebook.open': (bench, { path }) => bench.open(path),
  'notebook.show': (bench, { path }) => bench.show(path),
  'notebook.choose': async (bench) => {
    const chosen = await bench.desktop.chooseFile('notebook');
    return chosen === null ? accept(null) : bench.open(chosen);
  },
  'notebook.openDemonstration': async (bench, { isContinued }) => {
    const { profile, known, appVersion } = bench;
    const place = { folder: profile.folder, known, appVersion };
    const made = await demonstrationFor(place, systemClock.moment(), isContinued);
    if (!made.ok) return made;
    const opened = await bench.open(made.value.path);
    if (!opened.ok) return opened;
    const session = bench.opened?.session.become('study-director-1');
    if (session && !session.ok) return session;
    return accept(bench.state());
  },
  'notebook.close': async (bench) => {
    await bench.close();
    return accept(bench.state());
  },

  'session.signIn': (bench, { userId, password }) =>
    withSession(bench, ({ session }) => session.signIn(userId, password)),
  'session.become': (bench, { userId }) => withSession(bench, ({ session }) => session.become(userId)),
  'session.unlock': (bench, { password }) =>
    withSession(bench, ({ session }) => {
      const userId = session.current?.userId;
      return userId === undefined ? refuse('session.none') : session.signIn(userId, password);
    }),
  'session.lock': (bench) =>
    withSession(bench, ({ session }) => {
      session.lock();
      return accept(null);
    }),
  'unsaved.read': (bench, _, { userId }) =>
    onNotebook(bench, ({ notebook }) => accept(bench.unsaved.of(notebook.id, userId))),
  'unsaved.keep': (bench, { form, text, userId: typedBy }, { userId }) =>
    onNotebook(bench, ({ notebook }) => {
      if (typedBy !== userId) return refuse('session.changed');
      bench.unsaved.keep(notebook.id, userId, form, text);
      return accept(null);
    }),
  'session.signOut': (bench) => withSession(bench, ({ session }) => session.signOut()),
  'session.setPassword': (bench, { userId, current, next }) =>
    withSession(bench, ({ session }) => session.setPassword(userId, current, next)),
  'account.create': (bench, input, actor) =>
    onNotebook(bench, ({ session }) => session.createAccount(input, actor)),
  'account.reset': (bench, { userId, reason }, actor) =>
    onNotebook(bench, ({ session }) => session.resetPassword(userId, reason, actor)),

  'clock.onLockScreen': (bench) => onNotebook(bench, ({ watch }) => accept(watch.lockScreenClocks())),
  'clock.clampOffOnLockScreen': (bench, { timerId }) =>
    onNotebook(bench, ({ watch }) => watch.markClampOff(timerId)),

  'backup.make': async (bench) => {
    const made = await bench.backUp();
    return made.ok ? accept({ path: made.value.path, isNew: made.value.isNew }) : made;
  },
  'backup.postpone': (bench) => {
    bench.postponeBackup();
    return accept(null);
  },
  'backup.list': (bench) =>
    onNotebook(bench, ({ notebook }) =>
      accept(
        listBackups(bench.profile.backupFolder, basename(notebook.path, '.ascnb'))
          .toReversed()
          .map(({ path, epochMs, head }) => ({ path, atUtc: utcText(epochMs), head })),
      ),
    ),
  'backup.chooseFolder': async (bench) => {
    const folder = await bench.desktop.chooseFolder();
    if (folder === null) return accept(null);
    bench.profile.chooseBackupFolder(folder);
    return accept({ folder });
  },
  'backup.restore': async (bench, { path }) => {
    const from = path ?? (await bench.desktop.chooseFile('backup'));
    if (from === null) return accept(null);
    const to = await bench.desktop.chooseTarget(`restored-${basename(from)}`);
    if (to === null) return accept(null);
    const restored = await bench.restore(from, to);
    return restored.ok ? accept({ path: restored.value.path }) : restored;
  },

  'verify.start': (bench) =>
    onNotebook(bench, ({ notebook }) => accept(bench.startJob({ kind: 'verify', path: notebook.path }))),
  'export.pdf': (bench, { scope }, reader) =>
    onNotebook(bench, async ({ notebook }) => {
      const what = 'id' in scope ? scope.id.replaceAll(/[^\w-]/g, '_') : scope.kind;
      const to = await bench.desktop.chooseTarget(bench.suggestedName(what, 'pdf'));
      if (to === null) return accept(null);
      return accept(bench.startJob({ kind: 'pdf', path: notebook.path, to, scope, reader }));
    }),
  'export.docx': (bench, { scope }, reader) =>
    onNotebook(bench, async ({ notebook }) => {
      const to = await bench.desktop.chooseTarget(bench.suggestedName(scope.kind, 'docx'));
      if (to === null) return accept(null);
      return accept(bench.startJob({ kind: 'docx', path: notebook.path, to, scope, reader }));
    }),
  'export.log': (bench, _, reader) =>
    onNotebook(bench, async ({ notebook }) => {
      // The log is handed out as stored, or its hashes could not be checked: nothing in it can be masked.
      if (!mayKnowGroup(notebook.queryContext(reader).read, reader)) return refuse('job.not-allowed-blinded');
      const to = await bench.desktop.chooseTarget(bench.suggestedName('log', 'jsonl'));
      return accept(to === null ? null : bench.startJob({ kind: 'log', path: notebook.path, to }));
    }),
  'export.figure': (bench, request, reader) =>
    onNotebook(bench, async ({ notebook }) => {
      const figure = articleFigure(request.figure);
      if (!figure.ok) return figure;
      // Named by what it holds, which is less than was asked for where nothing is left out.
      const asked = { ...request, figure: figure.value, hasHead: false };
      const { model } = drawnFigure(asked, notebook.queryContext(reader));
      const what = figureFileName(model, request.widthMm);
      const to = await bench.desktop.chooseTarget(bench.suggestedName(what, 'pdf'));
      if (to === null) return accept(null);
      return accept(bench.startJob({ kind: 'figure', path: notebook.path, to, request, reader }));
    }),
  'export.saveFile': async (bench, { suggestedName, base64 }) => {
    const to = await bench.desktop.chooseTarget(basename(suggestedName));
    if (to === null) return accept(null);
    writeFileSync(to, Buffer.from(base64, 'base64'));
    return accept({ path: to });
  },
  'job.cancel': (bench, { jobId }) => {
    bench.cancelJob(jobId);
    return accept(null);
  },

  'attachment.choose': (bench, subject, actor) =>
    onNotebook(bench, async ({ notebook }) => {
      const path = await bench.desktop.chooseFile('attachment');
      if (path === null) return accept(null);
      const added = attachFile(notebook, path, subject, actor);
      return added.ok ? accept({ attachmentId: added.value.attachmentId }) : added;
    }),
  'attachment.add': (bench, { name, base64, ...subject }, actor) =>
    onNotebook(bench, ({ notebook }) => {
      // Four characters for three bytes.
      if (base64.length > (largestDroppedMegabytes * megabyte * 4) / 3) {
        return refuse('attachment.too-large', { name, limit: largestDroppedMegabytes });
      }
      const added = attachBytes(notebook, { name, bytes: Buffer.from(base64, 'base64') }, subject, actor);
      return added.ok ? accept({ attachmentId: added.value.attachmentId }) : added;
    }),
  'instrument.read': (bench, { attachmentId, mapping }, actor) =>
    onKeptFile(bench, attachmentId, actor, async ({ path }, file) => {
      const read = await readInWorker<InstrumentReading>({ kind: 'instrument', path, file, mapping });
      const { name, hash } = file;
      return read.ok ? accept({ ...read.value, attachmentId, name, hash }) : read;
    }),
  'instrument.rows': (bench, { attachmentId, delimiter }, actor) =>
    onKeptFile(bench, attachmentId, actor, ({ path }, file) =>
      readInWorker({ kind: 'instrument-rows', path, file, delimiter }),
    ),
  'attachment.save': (bench, { attachmentId }, actor) =>
    onNotebook(bench, async ({ notebook }) => {
      const attachment = notebook.queryContext(actor).read.get(Attachment, attachmentId);
      if (!attachment) return refuse('entity.unknown', { what: 'attachment', id: attachmentId });
      // An empty file under its name would pass for the original.
      if (!hasBytes(notebook.database, attachment.hash)) {
        return refuse('attachment.withheld', { name: attachment.name });
      }
      const to = await bench.desktop.chooseTarget(attachment.name);
      if (to === null) return accept(null);
      writeFileSync(to, '');
      for (const chunk of readAttachment(notebook.database, attachment.hash)) {
        writeFileSync(to, chunk, { flag: 'a' });
      }
      return accept({ path: to });
    }),
  'attachment.picture': (bench, { attachmentId }, actor) =>
    onNotebook(bench, async ({ notebook, session }) => {
      const { database, path } = notebook;
      const attachment = notebook.queryContext(actor).read.get(Attachment, attachmentId);
      if (!attachment) return refuse('entity.unknown', { what: 'attachment', id: attachmentId });
      const { name, hash, bytes } = attachment;
      if (!isTiff(firstBytesOf(database, hash))) return pictureOf(database, attachment);
      const made = await madePicture({ kind: 'picture', path, file: { name, hash, bytes } });
      // Whoever asked may have gone, or the screen been locked, while it was made.
      const present = session.actor();
      return present.ok && present.value.userId === actor.userId ? made : refuse('session.changed');
    }),
  'attachment.withhold': (bench, { attachmentId, reason }, actor) =>
    onNotebook(bench, ({ notebook }) => {
      const withheld = notebook.transact(
        withholdAttachment,
        { attachmentId },
        actor,
        { reason },
        (database, { hash }) => {
          database.prepare('DELETE FROM attachmentChunk WHERE hash = ?').run(hash);
        },
      );
      return withheld.ok ? accept(null) : withheld;
    }),

  'screen.operatingRoom': (bench, { isOn }) => {
    bench.desktop.setOperatingRoom(isOn);
    return onNotebook(bench, ({ watch }) => {
      watch.isOperatingRoomOpen = isOn;
      return accept(null);
    });
  },
  'screen.activity': (bench) =>
    onNotebook(bench, ({ watch }) => {
      watch.noteActivity();
      return accept(null);
    }),
};
