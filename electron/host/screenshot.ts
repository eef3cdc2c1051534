// Saves what a person would see as PNG, once the page says that it is ready, and ends the application.
// Must not wait for a fixed time: readiness is the page's mark, and its absence is a failure.

import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { app, type BrowserWindow } from 'electron';

const patienceMs = 60_000;

export async function saveScreenshotAndQuit(window: BrowserWindow, file: string): Promise<void> {
  await untilReady(window);
  const picture = await window.webContents.capturePage();
  await writeFile(file, picture.toPNG());
  process.stderr.write(`screenshot saved: ${file}\n`);
  app.quit();
}

async function untilReady(window: BrowserWindow): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await ask(window, "document.documentElement.dataset.ready === 'true'"))) {
    if (Date.now() > deadline) throw new Error(`the page did not become ready within ${patienceMs / 1000} s`);
    await delay(50);
  }
  // The mark is set when the state is there; fonts and the frame that shows them come a moment later.
  await ask(
    window,
    'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))',
  );
}

async function ask(window: BrowserWindow, expression: string): Promise<boolean> {
  return (await window.webContents.executeJavaScript(expression)) === true;
}
