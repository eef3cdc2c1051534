// @ts-check
// What the bootstrap says while it works: single lines, and progress for whatever takes long.
// Must not write to standard output: that belongs to the command which is started in the end.

import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A failure whose message is meant for a person; everything else keeps its stack. */
export class BootstrapError extends Error {}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`asc-notebook: ${line}\n`);
}

/**
 * Bytes below a folder, as the only measure of progress that every downloader gives.
 * @param {string} folder
 * @returns {number}
 */
export function folderSize(folder) {
  let total = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const full = path.join(folder, entry.name);
      try {
        total += entry.isDirectory() ? folderSize(full) : lstatSync(full).size;
      } catch {
        // The file was moved away between listing and looking: it is counted next time.
      }
    }
  } catch {
    return total;
  }
  return total;
}

/**
 * Runs `work` and tells how far it is: a line that renews itself on a terminal, a line every 10 s elsewhere.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @param {{ folder: string, expectedBytes: number }} [download]
 * @returns {Promise<T>}
 */
export async function withProgress(label, work, download) {
  const begun = Date.now();
  const isTerminal = process.stderr.isTTY;
  const status = () => {
    const seconds = `${Math.round((Date.now() - begun) / 1000)} s`;
    if (download === undefined) return seconds;
    const megabytes = folderSize(download.folder) / 1e6;
    const percent = Math.min(100, Math.round((megabytes * 1e8) / download.expectedBytes));
    return `${Math.round(megabytes)} MB (${percent} %), ${seconds}`;
  };
  say(`${label} …`);
  const timer = setInterval(
    () => {
      if (isTerminal) process.stderr.write(`\r\u001b[Kasc-notebook: ${label} … ${status()}`);
      else say(`${label} … ${status()}`);
    },
    isTerminal ? 500 : 10_000,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (isTerminal) process.stderr.write('\r\u001b[K');
    say(`${label}: ${Math.round((Date.now() - begun) / 1000)} s`);
  }
}
