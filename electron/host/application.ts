// The life of the desktop process: readiness, one instance, end, and failures that nobody else caught.
// Must not know what the application does in between.

import { app, BrowserWindow, dialog } from 'electron';

/** False where another instance owns this profile; that one is brought to the front and this one ends. */
export function allowOneInstance(): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0];
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  return true;
}

/** Runs `start` once Electron is ready. A failed start ends the process with code 1 and says why. */
export async function afterReady(start: () => Promise<void>): Promise<void> {
  try {
    await app.whenReady();
    await start();
  } catch (error) {
    fail(error);
  }
}

/** Runs `finish` when the person quits, and lets the process end only after it. */
export function workBeforeQuit(finish: () => Promise<void>): void {
  let isFinished = false;
  let isFinishing = false;
  app.on('before-quit', (event) => {
    if (isFinished) return;
    event.preventDefault();
    if (isFinishing) return;
    isFinishing = true;
    void finish().finally(() => {
      isFinished = true;
      app.quit();
    });
  });
}

/** The folder in which Electron keeps what belongs to this machine and this person. */
export function profileFolder(): string {
  return app.getPath('userData');
}

/** An unexpected error in the main process leaves an unknown state behind: the process ends rather than goes on. */
export function stopOnFailure(): void {
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}

function fail(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
  // Nobody can close a dialog in a development run or in a test; there the text above is what counts.
  if (app.isPackaged) dialog.showErrorBox(app.getName(), text);
  app.exit(1);
}
