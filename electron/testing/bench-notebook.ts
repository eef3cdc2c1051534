// Real notebook files in a temporary folder for tests, with a clock that tests move and counted randomness.
// Must not be imported by anything but tests and benchmarks.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../shared/kernel/decider.ts';
import type { Outcome } from '../../shared/kernel/refusal.ts';
import type { Moment } from '../../shared/kernel/time.ts';
import type { Clock } from '../notebook/clock.ts';
import { KnownNotebooks } from '../notebook/known-notebooks.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { createNotebook, openNotebook, type Opened, type OpenOptions } from '../notebook/open.ts';
import { foundStudy } from '../found-study.ts';

export const director: Actor = { userId: 'study-director-1', roles: ['study-director'] };

export class TestClock implements Clock {
  epochMs = Date.UTC(2026, 2, 2, 0, 0, 0);

  moment(): Moment {
    return { epochMs: this.epochMs, offsetMinutes: 480, zone: 'Asia/Shanghai' };
  }
}

/** A folder of its own, removed by `remove`. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'asc-notebook-'));
  readonly clock = new TestClock();

  file(name = 'study.ascnb'): string {
    return join(this.path, name);
  }

  options(): OpenOptions {
    return {
      known: new KnownNotebooks(this.file('known.json')),
      appVersion: '0.0.0-test',
      clock: this.clock,
    };
  }

  /** A founded study with `study-director-1`. */
  create(name = 'study.ascnb', isSimulated = false): Notebook {
    const { notebook } = accepted(createNotebook(this.file(name), this.options()));
    const founder = { id: director.userId, printedName: 'Study director 1', roles: director.roles };
    accepted(foundStudy(notebook, founder, isSimulated, () => {}));
    return notebook;
  }

  open(name = 'study.ascnb'): Opened {
    return accepted(openNotebook(this.file(name), this.options()));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The value of an outcome; fails the test when it is a refusal. */
export function accepted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.code} ${outcome.refusal.message}`);
  return outcome.value;
}

/** The refusal's code; fails the test when the outcome is a value. */
export function refusedWith(outcome: Outcome<unknown>): string {
  if (outcome.ok) throw new Error('It was not refused.');
  return outcome.refusal.code;
}
