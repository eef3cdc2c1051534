// TIFF files to look at: one at a time, ended when they take too long, and only for whoever asked and is still there.
// Must not run a thread, nor unpack a picture: what the thread would send is said here.

import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Dispatch } from '../dispatch.ts';
import { Profile } from '../profile.ts';
import { accepted, refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { TestDesktop } from '../testing/test-desktop.ts';
import { Workbench } from '../workbench.ts';
import type { JobMessage, JobRequest } from './job.ts';

interface Thread {
  readonly request: JobRequest;
  emit(event: string, value: unknown): boolean;
}

const threads = vi.hoisted(() => ({ all: [] as Thread[] }));

vi.mock('node:worker_threads', async (original) => ({
  ...(await original<object>()),
  Worker: class extends EventEmitter {
    readonly request: JobRequest;
    constructor(_: URL, { workerData }: { readonly workerData: JobRequest }) {
      super();
      this.request = workerData;
      threads.all.push(this);
    }
    terminate(): Promise<number> {
      this.emit('exit', 1);
      return Promise.resolve(1);
    }
  },
}));

const password = 'four words in a row';
let folder: TestFolder;
let bench: Workbench;
let dispatch: Dispatch;

beforeEach(async () => {
  threads.all = [];
  folder = new TestFolder();
  bench = new Workbench(new Profile(folder.file('profile')), new TestDesktop(), '0.0.0-test');
  dispatch = new Dispatch(bench);
  const founder = { path: folder.file(), administratorId: 'administrator-1', printedName: 'Administrator 1' };
  accepted(await dispatch.call('notebook.create', { ...founder, password }));
  accepted(await dispatch.call('session.signIn', { userId: 'administrator-1', password }));
  const person = { userId: 'study-director-1', printedName: 'Study director 1', roles: ['study-director'] };
  const made = await dispatch.call('account.create', { ...person, identityVerifiedBy: 'ID card' });
  const { code } = accepted(made) as { code: string };
  const next = `${password} 2`;
  accepted(await dispatch.call('session.setPassword', { userId: person.userId, current: code, next }));
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.close();
  folder.remove();
});

async function keptTiff(): Promise<string> {
  const base64 = Buffer.from('II*\0, told by its first bytes', 'latin1').toString('base64');
  const about = { animalId: null, runId: null, lotId: null, name: 'asc group, field 1.tif', base64 };
  const kept = accepted(await dispatch.call('attachment.add', about)) as { readonly attachmentId: string };
  return kept.attachmentId;
}

const show = (attachmentId: string) => dispatch.call('attachment.picture', { attachmentId });

/** The picture threads so far, once `count` of them have begun. */
async function pictureThreads(count: number): Promise<readonly Thread[]> {
  const begun = () => threads.all.filter((one) => one.request.kind === 'picture');
  await vi.waitFor(() => expect(begun()).toHaveLength(count));
  return begun();
}

function answer(thread: Thread | undefined, value: unknown): void {
  thread?.emit('message', { kind: 'done', value } satisfies JobMessage);
  thread?.emit('exit', 0);
}

test('[PAIN-3] one picture after the other is made, each beside the main thread', async () => {
  const attachmentId = await keptTiff();
  const asked = [show(attachmentId), show(attachmentId)];
  const [first] = await pictureThreads(1);
  expect(first?.request).toMatchObject({ kind: 'picture', file: { name: 'asc group, field 1.tif' } });
  answer(first, 'picture 1');
  const [, second] = await pictureThreads(2);
  answer(second, 'picture 2');
  expect((await Promise.all(asked)).map(accepted)).toEqual(['picture 1', 'picture 2']);
});

test('one that takes longer than a minute is ended, and the next is made', async () => {
  const attachmentId = await keptTiff();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const slow = show(attachmentId);
  await vi.advanceTimersByTimeAsync(60_001);
  expect(refusedWith(await slow)).toBe('picture.too-slow');
  const next = show(attachmentId);
  await vi.advanceTimersByTimeAsync(1);
  answer(threads.all.at(-1), 'picture');
  expect(accepted(await next)).toBe('picture');
});

test('[P11-10d] it is not given to a screen that was locked meanwhile', async () => {
  const asked = show(await keptTiff());
  const [thread] = await pictureThreads(1);
  accepted(await dispatch.call('session.lock', {}));
  answer(thread, 'picture');
  expect(refusedWith(await asked)).toBe('session.changed');
});
