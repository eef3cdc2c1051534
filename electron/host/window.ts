// The application's window: its size, and the isolation of the page inside it.
// Must not relax that isolation, in a test as little as anywhere.

import path from 'node:path';

import { app, BrowserWindow } from 'electron';

import { applicationOrigin } from './protocol.ts';

/** Opens the window and resolves when its page has loaded. */
export async function openWindow(): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: app.getName(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      // Its dictionaries would be downloaded.
      spellcheck: false,
      // Timers on the screen go on while the window is hidden.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${applicationOrigin}/index.html`);
  return window;
}
