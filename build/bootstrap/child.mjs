// @ts-check
// Starts other programs: quietly with their output kept, or in the foreground with the terminal handed over.
// Must not decide what is started, nor write to standard output itself.

import { spawn } from 'node:child_process';
import path from 'node:path';

import { nodeModules } from './paths.mjs';

/** @typedef {{ code: number, output: string, timedOut: boolean }} Finished */

/**
 * PATH with the project's tools and its pinned Node first.
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  const folder = path.join(nodeModules, '.bin');
  const entries = (process.env['PATH'] ?? '').split(path.delimiter).filter((entry) => entry !== folder);
  return { ...process.env, PATH: [folder, ...entries].join(path.delimiter) };
}

/**
 * PATH without the project's tools: an installation must not run on the Node which it is about to replace.
 * @returns {NodeJS.ProcessEnv}
 */
export function systemEnvironment() {
  const suffix = path.join('node_modules', '.bin');
  const entries = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((entry) => !entry.endsWith(suffix));
  return { ...process.env, PATH: entries.join(path.delimiter) };
}

/**
 * Runs a program with its output kept. Never rejects: a program that cannot be started has code 127.
 * `isStalled` is asked every half second; true ends the program.
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, isStalled?: () => boolean }} [options]
 * @returns {Promise<Finished>}
 */
export function capture(program, parameters, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a script on Windows, which only a shell starts.
      shell: process.platform === 'win32' && program === 'npm',
    });
    let output = '';
    let timedOut = false;
    const stop = () => {
      timedOut = true;
      child.kill('SIGKILL');
    };
    const timeout = options.timeoutMs === undefined ? undefined : setTimeout(stop, options.timeoutMs);
    const watch = setInterval(() => {
      if (options.isStalled?.() === true) stop();
    }, 500);
    const finish = (/** @type {number} */ code) => {
      clearTimeout(timeout);
      clearInterval(watch);
      resolve({ code, output, timedOut });
    };
    child.stdout.on('data', (data) => (output += String(data)));
    child.stderr.on('data', (data) => (output += String(data)));
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/**
 * Runs a program in the foreground and ends this process as the program ended.
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, ownGroup?: boolean }} options `ownGroup` for a wrapper such as
 *   xvfb-run, which does not pass a signal on to what it wraps: the whole group is told instead.
 * @returns {Promise<number>}
 */
export function foreground(program, parameters, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      env: options.env,
      stdio: 'inherit',
      detached: options.ownGroup === true,
    });
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      try {
        if (options.ownGroup === true && child.pid !== undefined) process.kill(-child.pid, signal);
        else if (signal !== 'SIGINT') child.kill(signal);
      } catch {
        // It has ended by itself: nothing is left to tell.
      }
    };
    for (const signal of signals) process.on(signal, passOn);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, passOn);
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1));
    });
  });
}
