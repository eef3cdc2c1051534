// The open notebook with everything around it: its session, its clocks, its backups, its long jobs.
// Must not know Electron: the desktop brings what it can do (dialogs, alarms, the screen) as `Desktop`.

import { basename } from 'node:path';
import { visibleTouched } from '../shared/domain/blinding.ts';
import { Study, studyId } from '../shared/domain/study.ts';
import { accept, refuse, type Outcome } from '../shared/kernel/refusal.ts';
import { hourMs, secondMs, utcText } from '../shared/kernel/time.ts';
import type { ApplicationState, Events, JobStarted } from '../shared/services.ts';
import { isDemonstrationOver } from './demonstration/todays-demonstration.ts';
import type { Desktop } from './desktop.ts';
import { foundStudy } from './found-study.ts';
import { Reading } from './jobs/reading.ts';
import { startJob, type JobRequest, type RunningJob } from './jobs/job.ts';
import { backup, restore, type BackupMade } from './notebook/backup.ts';
import { systemClock } from './notebook/clock.ts';
import { KnownNotebooks } from './notebook/known-notebooks.ts';
import type { Notebook } from './notebook/notebook.ts';
import { createNotebook, openNotebook, openToShow, rememberHead, type Opened } from './notebook/open.ts';
import { needsRebuild, rebuild } from './notebook/rebuild.ts';
import { Cancelled, type VerifyReport } from './notebook/verify.ts';
import type { Profile } from './profile.ts';
import { makeSecret, passwordMinLength, storeSecret } from './session/password.ts';
import { deviceActor, Session } from './session/session.ts';
import { Unsaved } from './unsaved.ts';
import { Watch } from './watch.ts';

export interface OpenedNotebook {
  readonly notebook: Notebook;
  readonly session: Session;
  readonly watch: Watch;
  readonly reading: Reading;
  readonly anchor: Opened['anchor'];
}

export class Workbench {
  readonly profile: Profile;
  readonly desktop: Desktop;
  readonly appVersion: string;
  readonly known: KnownNotebooks;
  readonly unsaved: Unsaved;
  readonly #jobs = new Map<string, RunningJob>();
  #opened: OpenedNotebook | undefined;
  #lastBackup: ApplicationState['lastBackup'] = null;
  #hourly: NodeJS.Timeout | undefined;
  #jobCount = 0;
  #backingUp: Promise<Outcome<BackupMade>> | undefined;
  #isBackupWanted = true;
  #remembering: NodeJS.Timeout | undefined;
  #checking: RunningJob | undefined;
  /** The last file that could not be opened for writing. */
  #unfit: string | undefined;

  constructor(profile: Profile, desktop: Desktop, appVersion: string) {
    this.profile = profile;
    this.desktop = desktop;
    this.appVersion = appVersion;
    this.known = new KnownNotebooks(profile.knownNotebooksFile);
    this.unsaved = new Unsaved(profile.unsavedFile);
  }

  get opened(): OpenedNotebook | undefined {
    return this.#opened;
  }

  state(): ApplicationState {
    const opened = this.#opened;
    return {
      appVersion: this.appVersion,
      runtime: this.desktop.runtime,
      notebook: opened
        ? {
            path: opened.notebook.path,
            notebookId: opened.notebook.id,
            isSimulated: this.isSimulated,
            anchor: opened.anchor,
            isReadOnly: opened.notebook.isReadOnly,
            records: opened.notebook.head.seq,
            head: opened.notebook.head.head,
          }
        : null,
      session: opened?.session.current ?? null,
      recent: this.profile.recent,
      backupFolder: this.profile.backupFolder,
      lastBackup: this.#lastBackup,
      isDemonstrationOver: !opened && isDemonstrationOver(this.profile.folder, systemClock.moment()),
    };
  }

  get isSimulated(): boolean {
    const context = this.#opened?.notebook.queryContext(deviceActor);
    return context?.read.get(Study, studyId)?.isSimulated === true;
  }

  /** Creates a notebook with its study, the built-in protocols and its first administrator, and opens it. */
  async create(
    path: string,
    administrator: { readonly id: string; readonly printedName: string; readonly password: string },
  ): Promise<Outcome<ApplicationState>> {
    if (administrator.password.length < passwordMinLength) {
      return refuse('session.password-short', { length: passwordMinLength });
    }
    await this.close();
    const secret = await makeSecret(administrator.password);
    const created = createNotebook(path, { known: this.known, appVersion: this.appVersion });
    if (!created.ok) return created;
    const founder = { ...administrator, roles: ['administrator'] as const };
    const filled = foundStudy(created.value.notebook, founder, false, (notebook) =>
      storeSecret(notebook.database, administrator.id, secret),
    );
    if (!filled.ok) {
      created.value.notebook.close();
      return filled;
    }
    this.#use(created.value);
    return accept(this.state());
  }

  async open(path: string): Promise<Outcome<ApplicationState>> {
    if (this.#opened?.notebook.path === path) return accept(this.state());
    // A file that cannot be opened must not end the work with the one that is open.
    const opened = openNotebook(path, { known: this.known, appVersion: this.appVersion });
    // Those that name their place cannot be written, and may still be readable.
    this.#unfit = opened.ok || opened.refusal.details === undefined ? undefined : path;
    if (!opened.ok) return opened;
    await this.close();
    const { database } = opened.value.notebook;
    if (needsRebuild(database)) rebuild(database, path);
    this.#use(opened.value);
    void this.backUp();
    return accept(this.state());
  }

  /**
   * Opens a notebook to be looked at, once it was found unfit to be written: a sign-in to it leaves no record, so a
   * sound one is never opened this way.
   */
  async show(path: string): Promise<Outcome<ApplicationState>> {
    if (path !== this.#unfit) return refuse('notebook.not-found-unfit', { path });
    const shown = openToShow(path, { known: this.known, appVersion: this.appVersion });
    if (!shown.ok) return shown;
    await this.close();
    this.#use({ notebook: shown.value, anchor: 'first-seen' });
    return accept(this.state());
  }

  /** The end of the work: a last backup, which the person may postpone, then everything is closed. */
  async finish(): Promise<void> {
    if (this.#opened?.notebook.isReadOnly === false) {
      this.desktop.emit('quitting', null);
      await this.backUp();
    }
    await this.close();
  }

  /** Ends the wait for the last backup; the next start makes it. */
  postponeBackup(): void {
    this.#isBackupWanted = false;
    this.#checking?.cancel();
  }

  /** Closes the notebook. */
  async close(): Promise<void> {
    const opened = this.#opened;
    if (!opened) return;
    clearInterval(this.#hourly);
    this.postponeBackup();
    await this.#backingUp;
    for (const job of this.#jobs.values()) job.cancel();
    opened.session.signOut();
    opened.watch.end();
    opened.reading.end();
    if (!opened.notebook.isReadOnly) this.#inProfile(() => rememberHead(opened.notebook, this.known));
    opened.notebook.close();
    this.#opened = undefined;
  }

  /** Makes a backup, or joins the one that is being made. */
  backUp(): Promise<Outcome<BackupMade>> {
    this.#backingUp ??= this.#makeBackup().finally(() => {
      this.#backingUp = undefined;
    });
    return this.#backingUp;
  }

  async #makeBackup(): Promise<Outcome<BackupMade>> {
    const opened = this.#opened;
    if (!opened) return refuse('notebook.closed');
    if (opened.notebook.isReadOnly) return refuse('notebook.only-shown');
    this.#isBackupWanted = true;
    this.desktop.emit('backup', { status: 'running', message: null });
    const check = (path: string) => this.#verifyInWorker(path);
    const made = await backup(
      opened.notebook,
      this.profile.backupFolder,
      check,
      () => this.#isBackupWanted,
    ).catch((error: unknown) => {
      // A backup that fails must not end the work that it protects.
      this.desktop.log(error, 'backup');
      return refuse('backup.failed', { what: error instanceof Error ? error.message : String(error) });
    });
    if (made.ok) {
      this.#lastBackup = { path: made.value.path, atUtc: utcText(systemClock.moment().epochMs) };
      this.#inProfile(() => rememberHead(opened.notebook, this.known));
    }
    const isFailure = !made.ok && made.refusal.code !== 'job.cancelled';
    const message = isFailure ? `${made.refusal.message} ${made.refusal.remedy}` : null;
    this.desktop.emit('backup', { status: isFailure ? 'failed' : 'made', message });
    return made;
  }

  /** Restores a backup into a new file. The copy is checked in a worker: clocks and screens go on meanwhile. */
  restore(from: string, to: string): ReturnType<typeof restore> {
    return restore(from, to, async (path) => reportOf(await startJob({ kind: 'verify', path }).finished));
  }

  /** Starts a job; its progress and its end are told by the event `job`. */
  startJob(request: JobRequest): JobStarted {
    this.#jobCount += 1;
    const jobId = `job-${this.#jobCount}`;
    const tell = (progress: Omit<Events['job'], 'jobId'>) => this.desktop.emit('job', { jobId, ...progress });
    const job = startJob(request, (share) => tell({ status: 'running', share, result: null, message: null }));
    this.#jobs.set(jobId, job);
    void job.finished
      .then(
        (outcome) => {
          if (outcome.ok) tell({ status: 'done', share: 1, result: outcome.value, message: null });
          else {
            const { code, message, remedy } = outcome.refusal;
            const status = code === 'job.cancelled' ? 'cancelled' : 'failed';
            tell({ status, share: 1, result: null, message: `${message} ${remedy}` });
          }
        },
        (error: unknown) => tell({ status: 'failed', share: 1, result: null, message: String(error) }),
      )
      .finally(() => this.#jobs.delete(jobId));
    return { jobId };
  }

  cancelJob(jobId: string): void {
    this.#jobs.get(jobId)?.cancel();
  }

  /** A name for a file that goes out, without anything that tells a group. */
  suggestedName(what: string, extension: string): string {
    const study = basename(this.#opened?.notebook.path ?? 'notebook', '.ascnb');
    return `${study}-${what}.${extension}`;
  }

  async #verifyInWorker(path: string): Promise<VerifyReport> {
    this.#checking = startJob({ kind: 'verify', path });
    const outcome = await this.#checking.finished;
    this.#checking = undefined;
    return reportOf(outcome);
  }

  /** The profile only remembers: where it cannot be written (a full disk), the work on the notebook goes on. */
  #inProfile(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.desktop.log(error, 'profile');
    }
  }

  /** Tells the profile the new head within a second, so that a file put in its place is noticed after a crash too. */
  #rememberSoon(notebook: Notebook): void {
    if (this.#remembering !== undefined) return;
    this.#remembering = setTimeout(() => {
      this.#remembering = undefined;
      if (notebook.isOpen) this.#inProfile(() => rememberHead(notebook, this.known));
    }, secondMs);
    this.#remembering.unref();
  }

  #use({ notebook, anchor }: Opened): void {
    const session = new Session(notebook);
    const watch = new Watch(notebook, {
      onAlarm: (alarm) => {
        this.desktop.emit('alarm', alarm);
        this.desktop.alarm(alarm);
      },
      onIdle: () => {
        if (session.current?.isLocked !== false) return;
        session.lock();
        this.desktop.emit('session', session.current);
      },
      onTrouble: (error) => this.desktop.log(error, 'watch'),
    });
    this.#opened = { notebook, session, watch, reading: new Reading(notebook.path), anchor };
    watch.begin();
    if (notebook.isReadOnly) return;
    this.#inProfile(() => {
      this.profile.noteOpened(notebook.path);
      rememberHead(notebook, this.known);
    });
    notebook.onCommit(({ touched, seq, head }) => {
      const reader = session.actor();
      const actor = reader.ok ? reader.value : deviceActor;
      const { read } = notebook.queryContext(actor);
      this.desktop.emit('changed', { touched: visibleTouched(read, actor, touched), seq, head });
      this.#rememberSoon(notebook);
    });
    this.#hourly = setInterval(() => void this.backUp(), hourMs);
    this.#hourly.unref();
  }
}

function reportOf(checked: Outcome<unknown>): VerifyReport {
  if (checked.ok) return checked.value as VerifyReport;
  throw checked.refusal.code === 'job.cancelled' ? new Cancelled() : new Error(checked.refusal.message);
}
