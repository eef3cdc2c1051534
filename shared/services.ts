// What the window asks of the main process beside commands and queries: files, sign-in, backups, exports, the screen.
// Must not contain logic: inputs as schemas, values as types.

import { z } from 'zod';
import { csvMapping } from './assays/csv-mapping.ts';
import type { InstrumentReading } from './assays/instrument-reading.ts';
import { roles } from './kernel/decider.ts';
import { figureVariants } from './statistics/figure-model.ts';

export interface OpenNotebook {
  readonly path: string;
  readonly notebookId: string;
  readonly isSimulated: boolean;
  readonly anchor: 'first-seen' | 'continued' | 'rolled-back';
  /** Damaged, or not writable for this user: everything can be looked at, nothing recorded. */
  readonly isReadOnly: boolean;
  readonly records: number;
  readonly head: string;
}

export interface SignedInPerson {
  readonly userId: string;
  readonly isLocked: boolean;
  readonly mustChangePassword: boolean;
}

export interface ApplicationState {
  readonly appVersion: string;
  readonly runtime: string;
  readonly notebook: OpenNotebook | null;
  readonly session: SignedInPerson | null;
  readonly recent: readonly string[];
  readonly backupFolder: string;
  readonly lastBackup: { readonly path: string; readonly atUtc: string } | null;
  /** There is a demonstration of today, and its ischaemia has passed its plan; false while a notebook is open. */
  readonly isDemonstrationOver: boolean;
}

/** What a PDF or a log export covers; `arrive` is the report on the essential ten. */
export const exportScope = z.union([
  z.object({ kind: z.literal('study') }),
  z.object({ kind: z.literal('arrive') }),
  z.object({ kind: z.enum(['animal', 'run', 'lot']), id: z.string() }),
]);
export type ExportScope = z.infer<typeof exportScope>;

/** A figure of the article as a file: how it is drawn, and how wide. */
export const figureFile = z.object({
  figure: z.string(),
  variant: z.enum(figureVariants),
  isWithEverything: z.boolean(),
  widthMm: z.union([z.literal(85), z.literal(174)]),
});
export type FigureFile = z.infer<typeof figureFile>;

export interface JobStarted {
  readonly jobId: string;
}

/** Sent with the event `job` until `status` is no longer `running`. */
export interface JobProgress {
  readonly jobId: string;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1. */
  readonly share: number;
  readonly result: unknown;
  readonly message: string | null;
}

const nothing = z.object({});
const password = z.string().min(1).max(1000);
const attachmentSubject = {
  animalId: z.string().nullable(),
  runId: z.string().nullable(),
  lotId: z.string().nullable(),
};
const savable = z.object({ suggestedName: z.string(), base64: z.string() });

/** Services that work without a signed-in person; everything else needs one. */
export const openServices = [
  'application.state',
  'notebook.create',
  'notebook.open',
  'notebook.show',
  'notebook.choose',
  'notebook.openDemonstration',
  'notebook.close',
  'session.signIn',
  'session.become',
  'session.setPassword',
  'session.unlock',
  'backup.restore',
  'backup.postpone',
  'clock.onLockScreen',
  'clock.clampOffOnLockScreen',
] as const satisfies readonly (keyof typeof services)[];

export const services = {
  'application.state': nothing,
  'notebook.create': z.object({
    path: z.string().nullable(),
    administratorId: z.string(),
    printedName: z.string(),
    password,
  }),
  'notebook.open': z.object({ path: z.string() }),
  /** To be looked at: nothing is written to it. */
  'notebook.show': z.object({ path: z.string() }),
  'notebook.choose': nothing,
  /** Continued: today's newest, even when its animal has left the table. */
  'notebook.openDemonstration': z.object({ isContinued: z.boolean().default(false) }),
  'notebook.close': nothing,
  'session.signIn': z.object({ userId: z.string(), password }),
  'session.become': z.object({ userId: z.string() }),
  'session.unlock': z.object({ password }),
  'session.lock': nothing,
  /** What the person typed into forms of this notebook and has not saved: JSON by form. */
  'unsaved.read': nothing,
  /** Null forgets it. Refused where another person than the one who typed is signed in by now. */
  'unsaved.keep': z.object({
    userId: z.string(),
    form: z.string().min(1).max(200),
    text: z.string().max(1_000_000).nullable(),
  }),
  'session.signOut': nothing,
  'session.setPassword': z.object({ userId: z.string(), current: password, next: z.string().max(1000) }),
  'account.create': z.object({
    userId: z.string(),
    printedName: z.string(),
    roles: z.array(z.enum(roles)).min(1),
    identityVerifiedBy: z.string(),
  }),
  'account.reset': z.object({ userId: z.string(), reason: z.string() }),
  'clock.onLockScreen': nothing,
  'clock.clampOffOnLockScreen': z.object({ timerId: z.string() }),
  'backup.make': nothing,
  'backup.postpone': nothing,
  'backup.list': nothing,
  'backup.chooseFolder': nothing,
  'backup.restore': z.object({ path: z.string().nullable() }),
  'verify.start': nothing,
  'export.pdf': z.object({ scope: exportScope }),
  /** What is written on outside; the archive is the PDF. */
  'export.docx': z.object({ scope: z.object({ kind: z.literal('arrive') }) }),
  'export.log': nothing,
  /** As PDF, by a worker; the other formats are made where the figure is shown. */
  'export.figure': figureFile,
  'export.saveFile': savable,
  'job.cancel': z.object({ jobId: z.string() }),
  'attachment.choose': z.object(attachmentSubject),
  /** A file dropped onto the window, which cannot say its path. */
  'attachment.add': z.object({
    ...attachmentSubject,
    name: z.string().trim().min(1).max(255),
    base64: z.string(),
  }),
  /** Of a file that is attached already: what is read is the kept original. `mapping`: for any CSV. */
  'instrument.read': z.object({ attachmentId: z.string(), mapping: csvMapping.nullable().default(null) }),
  /** The first rows of a delimited text, so that a person can say what its columns mean. */
  'instrument.rows': z.object({
    attachmentId: z.string(),
    delimiter: z.enum([',', ';', '\t']).nullable().default(null),
  }),
  'attachment.save': z.object({ attachmentId: z.string() }),
  /** To be looked at in the window, told by its bytes: as it is, or made into a PNG where it is a TIFF. */
  'attachment.picture': z.object({ attachmentId: z.string() }),
  'attachment.withhold': z.object({ attachmentId: z.string(), reason: z.string() }),
  'screen.operatingRoom': z.object({ isOn: z.boolean() }),
  'screen.activity': nothing,
} as const;

/** An instrument's file as it was read from the notebook. */
export interface InstrumentFile extends InstrumentReading {
  readonly attachmentId: string;
  readonly name: string;
  readonly hash: string;
}

/** A row of a delimited text, by the number of its line. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Without its name: those of a microscope's folder may tell the group. */
export interface PictureToShow {
  /** As a browser names it. */
  readonly type: string;
  readonly base64: string;
  /** Of the kept file, which may be of another kind than what is shown. */
  readonly hash: string;
  /** The values of 16 bit that are shown as black and white; null where every value is shown as it is. */
  readonly stretched: { readonly from: number; readonly to: number } | null;
  /** Of which the first is shown. */
  readonly pages: number;
}

export type ServiceName = keyof typeof services;
export type ServiceInput<Name extends ServiceName> = z.input<(typeof services)[Name]>;

export interface BackupEntry {
  readonly path: string;
  readonly atUtc: string;
  readonly head: string;
}

/** One clock as the lock screen shows it: no animal, no protocol. */
export interface LockScreenClock {
  readonly timerId: string;
  readonly label: string;
  /** `stopped` also for a clamp off that was marked here and that nobody has confirmed yet. */
  readonly status: 'running' | 'paused' | 'stopped';
  readonly startedAt: string;
  /** Up to the mark of clamp off, where there is one; null where nobody can know it. */
  readonly elapsedMs: number | null;
  readonly longestMs: number;
  readonly durationMs: number;
  readonly clampOffMarkedAt: string | null;
  readonly isIschaemia: boolean;
  readonly isUncertain: boolean;
}

export interface ServiceValues {
  'application.state': ApplicationState;
  'notebook.create': ApplicationState;
  'notebook.open': ApplicationState;
  'notebook.show': ApplicationState;
  /** Null when the person closed the dialog. */
  'notebook.choose': ApplicationState | null;
  'notebook.openDemonstration': ApplicationState;
  'notebook.close': ApplicationState;
  'session.signIn': SignedInPerson;
  'session.become': SignedInPerson;
  'session.unlock': SignedInPerson;
  'session.lock': null;
  'unsaved.read': Readonly<Record<string, string>>;
  'unsaved.keep': null;
  'session.signOut': null;
  'session.setPassword': SignedInPerson;
  'account.create': { readonly userId: string; readonly code: string };
  'account.reset': { readonly userId: string; readonly code: string };
  'clock.onLockScreen': readonly LockScreenClock[];
  'clock.clampOffOnLockScreen': { readonly stoppedAt: string };
  'backup.make': { readonly path: string; readonly isNew: boolean };
  'backup.postpone': null;
  'backup.list': readonly BackupEntry[];
  'backup.chooseFolder': { readonly folder: string } | null;
  'backup.restore': { readonly path: string } | null;
  'verify.start': JobStarted;
  'export.pdf': JobStarted | null;
  'export.docx': JobStarted | null;
  'export.log': JobStarted | null;
  'export.figure': JobStarted | null;
  'export.saveFile': { readonly path: string } | null;
  'job.cancel': null;
  'attachment.choose': { readonly attachmentId: string } | null;
  'attachment.add': { readonly attachmentId: string };
  'instrument.read': InstrumentFile;
  'instrument.rows': {
    readonly name: string;
    readonly delimiter: ',' | ';' | '\t';
    readonly rows: readonly TextRow[];
  };
  'attachment.save': { readonly path: string } | null;
  'attachment.picture': PictureToShow;
  'attachment.withhold': null;
  'screen.operatingRoom': null;
  'screen.activity': null;
}

/** What the main process tells the window by itself. */
export interface Events {
  /** Entities changed (`type/id`); everything on the screen that shows them asks again. */
  changed: { readonly touched: readonly string[]; readonly seq: number; readonly head: string };
  session: SignedInPerson | null;
  /** A running timer reached a pre-alarm or its end. */
  alarm: {
    readonly timerId: string;
    readonly label: string;
    readonly animalId: string | null;
    readonly runId: string | null;
    readonly isOverrun: boolean;
    readonly remainingMs: number;
  };
  job: JobProgress;
  /** The program is about to end; the last backup is being made. */
  quitting: null;
  backup: { readonly status: 'made' | 'failed' | 'running'; readonly message: string | null };
}
