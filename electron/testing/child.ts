// Other processes for tests: a script of the sources on the same Node, spoken to by lines, ended by any signal.
// Must not be imported by anything but tests and benchmarks.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const jsonModules = new URL('./json-modules.ts', import.meta.url).href;

export class Child {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  readonly #waiting: ((line: string | undefined) => void)[] = [];
  readonly #unread: string[] = [];
  readonly #ended: Promise<number | null>;
  #errors = '';
  #hasEnded = false;

  /** Runs `script`, a URL beside the caller. */
  constructor(script: URL, parameters: readonly string[]) {
    const file = fileURLToPath(script);
    this.#process = spawn(process.execPath, ['--import', jsonModules, file, ...parameters]);
    this.#process.stderr.on('data', (text) => {
      this.#errors += String(text);
    });
    this.#lines = createInterface({ input: this.#process.stdout });
    this.#lines.on('line', (line) => {
      const next = this.#waiting.shift();
      if (next) next(line);
      else this.#unread.push(line);
    });
    this.#lines.on('close', () => {
      this.#hasEnded = true;
      for (const next of this.#waiting.splice(0)) next(undefined);
    });
    this.#ended = new Promise((resolve) => {
      this.#process.on('close', resolve);
    });
  }

  /** The next line it prints; undefined when it has ended. */
  line(): Promise<string | undefined> {
    const unread = this.#unread.shift();
    if (unread !== undefined || this.#hasEnded) return Promise.resolve(unread);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Every line until its end; fails when it did not end well. */
  async all(): Promise<string[]> {
    const lines: string[] = [];
    for (let line = await this.line(); line !== undefined; line = await this.line()) lines.push(line);
    const code = await this.#ended;
    if (code !== 0) throw new Error(`The child ended with ${code}: ${this.#errors}`);
    return lines;
  }

  tell(line: string): void {
    this.#process.stdin.write(`${line}\n`);
  }

  /** Ends it as a power cut would; returns what it had printed and nobody had read. */
  async kill(): Promise<readonly string[]> {
    this.#process.kill('SIGKILL');
    await this.#ended;
    return this.#unread;
  }
}
