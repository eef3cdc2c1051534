// Long questions: their answers belong to whoever asked and is still there, and one that fails stays alone.
// Must not run a thread: what it would send is said here.

import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Dispatch } from '../dispatch.ts';
import { Profile } from '../profile.ts';
import { accepted, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { TestDesktop } from '../testing/test-desktop.ts';
import { Workbench } from '../workbench.ts';
import type { Answer, AskedQuestion } from './reading.ts';

const threads = vi.hoisted(() => ({
  all: [] as { emit: (event: string, value: unknown) => void; posted: unknown[] }[],
}));

vi.mock('node:worker_threads', async (original) => ({
  ...(await original<object>()),
  Worker: class extends EventEmitter {
    readonly posted: unknown[] = [];
    constructor() {
      super();
      threads.all.push(this);
    }
    unref(): void {}
    postMessage(question: unknown): void {
      this.posted.push(question);
    }
    terminate(): Promise<number> {
      return Promise.resolve(0);
    }
  },
}));

const password = 'four words in a row';
let folder: TestFolder;
let bench: Workbench;
let dispatch: Dispatch;

beforeEach(async () => {
  folder = new TestFolder();
  bench = new Workbench(new Profile(folder.file('profile')), new TestDesktop(), '0.0.0-test');
  dispatch = new Dispatch(bench);
  const founder = { path: folder.file(), administratorId: 'administrator-1', printedName: 'Administrator 1' };
  accepted(await dispatch.call('notebook.create', { ...founder, password }));
  for (const [userId, role] of [
    ['study-director-1', 'study-director'],
    ['surgeon-1', 'surgeon'],
  ] as const) {
    accepted(await dispatch.call('session.signIn', { userId: 'administrator-1', password }));
    const person = { userId, printedName: userId, roles: [role], identityVerifiedBy: 'ID card' };
    const { code } = accepted(await dispatch.call('account.create', person)) as { code: string };
    accepted(await dispatch.call('session.setPassword', { userId, current: code, next: `${password} 2` }));
  }
  accepted(await dispatch.call('session.signIn', { userId: 'study-director-1', password: `${password} 2` }));
});
afterEach(async () => {
  await bench.close();
  folder.remove();
});

/** The newest thread answers its last question. */
function answerLast(value: unknown): void {
  const thread = threads.all.at(-1);
  if (!thread) throw new Error('No question was asked.');
  const { id } = thread.posted.at(-1) as AskedQuestion;
  thread.emit('message', { id, outcome: { ok: true, value } } satisfies Answer);
}

test('an answer reaches the person who asked', async () => {
  const asking = dispatch.call('analysis.show', { analyte: 'alt' });
  answerLast('groups');
  expect(accepted(await asking)).toBe('groups');
});

test('[P11-10d] it reaches nobody else: not the next person, and not a locked screen', async () => {
  const first = dispatch.call('analysis.show', { analyte: 'alt' });
  accepted(await dispatch.call('session.signIn', { userId: 'surgeon-1', password: `${password} 2` }));
  answerLast('groups');
  expect(refusedWith(await first)).toBe('session.changed');

  accepted(await dispatch.call('session.signIn', { userId: 'study-director-1', password: `${password} 2` }));
  const second = dispatch.call('analysis.show', { analyte: 'alt' });
  accepted(await dispatch.call('session.lock', {}));
  answerLast('groups');
  expect(refusedWith(await second)).toBe('session.changed');
});

test('a preview that a newer one overtook is ended, and the other questions are asked again', async () => {
  const figures = dispatch.call('figure.list', {});
  const older = dispatch.call('assay.preview', { assayKey: 'elisa', input: { a: 1 } });
  const newer = dispatch.call('assay.preview', { assayKey: 'elisa', input: { a: 2 } });
  expect(refusedWith(await older)).toBe('job.cancelled');
  const asked = threads.all.at(-1)?.posted as readonly AskedQuestion[];
  expect(asked.map(({ name, input }) => [name, input])).toEqual([
    ['figure.list', {}],
    ['assay.preview', { assayKey: 'elisa', input: { a: 2 } }],
  ]);
  answerLast('preview');
  expect(accepted(await newer)).toBe('preview');
  threads.all.at(-1)?.emit('exit', 1);
  expect(refusedWith(await figures)).toBe('command.failed');
});

test('a notebook that is closed leaves no question open', async () => {
  const asking = dispatch.call('figure.list', {});
  await bench.close();
  expect((await asking).ok).toBe(false);
});
