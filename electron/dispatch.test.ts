// The one gate between window and notebook: sign-in, roles, inputs, and that nothing but outcomes comes out of it.
// Must not test the domain's own rules.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands, queries } from '../shared/contract.ts';
import { roles, type Role } from '../shared/kernel/decider.ts';
import type { Outcome } from '../shared/kernel/refusal.ts';
import { permissions } from '../shared/permissions.ts';
import { openServices, services } from '../shared/services.ts';
import { carryOutAs, Dispatch } from './dispatch.ts';
import { Profile } from './profile.ts';
import { accepted, refusedWith, TestFolder } from './testing/bench-notebook.ts';
import { openPlain } from './testing/tampering.ts';
import { TestDesktop } from './testing/test-desktop.ts';
import { Workbench, type OpenedNotebook } from './workbench.ts';

let folder: TestFolder;
let desktop: TestDesktop;
let bench: Workbench;
let dispatch: Dispatch;

const password = 'four words in a row';

beforeEach(async () => {
  folder = new TestFolder();
  desktop = new TestDesktop();
  bench = new Workbench(new Profile(folder.file('profile')), desktop, '0.0.0-test');
  dispatch = new Dispatch(bench);
  const founder = { path: folder.file(), administratorId: 'administrator-1', printedName: 'Administrator 1' };
  accepted(await dispatch.call('notebook.create', { ...founder, password }));
});
afterEach(async () => {
  await bench.close();
  folder.remove();
});

async function signInAdministrator(): Promise<void> {
  accepted(await dispatch.call('session.signIn', { userId: 'administrator-1', password }));
}

function openedBench(): OpenedNotebook {
  if (!bench.opened) throw new Error('No notebook is open.');
  return bench.opened;
}

/** A person with a password of their own, signed in. */
async function signInNew(userId: string, role: Role): Promise<void> {
  await signInAdministrator();
  const person = { userId, printedName: userId, roles: [role], identityVerifiedBy: 'administrator-1' };
  const { code } = accepted(await dispatch.call('account.create', person)) as { code: string };
  accepted(await dispatch.call('session.setPassword', { userId, current: code, next: `${password} 2` }));
}

test('a dropped file is kept; one too large for the channel, and a file that is not there, are refused', async () => {
  await signInNew('technician-1', 'technician');
  const about = { animalId: null, runId: null, lotId: null, name: 'plate.txt' };
  const drop = (base64: string) => dispatch.call('attachment.add', { ...about, base64 });
  const kept = accepted(await drop(Buffer.from('A1').toString('base64')));
  expect(kept).toHaveProperty('attachmentId');
  expect(refusedWith(await drop('A'.repeat(45 * 1024 * 1024)))).toBe('attachment.too-large');
  const read = await dispatch.call('instrument.read', { attachmentId: 'nowhere' });
  expect(refusedWith(read)).toBe('entity.unknown');
});

test('a kept picture is given to the window without its name; no other file, and none that was withheld', async () => {
  await signInNew('study-director-1', 'study-director');
  const about = { animalId: null, runId: null, lotId: null, name: 'asc group, field 1.png' };
  const keep = async (text: string): Promise<string> => {
    const base64 = Buffer.from(text, 'latin1').toString('base64');
    const kept = accepted(await dispatch.call('attachment.add', { ...about, base64 }));
    return (kept as { attachmentId: string }).attachmentId;
  };
  const show = (attachmentId: string) => dispatch.call('attachment.picture', { attachmentId });
  const png = '\u0089PNG\r\n\u001A\nrest';
  const attachmentId = await keep(png);
  const shown = accepted(await show(attachmentId));
  expect(shown).toMatchObject({ type: 'image/png', base64: Buffer.from(png, 'latin1').toString('base64') });
  expect(JSON.stringify(shown)).not.toContain('asc group');
  expect(refusedWith(await show(await keep('<svg xmlns="http://www.w3.org/2000/svg"/>')))).toBe(
    'picture.not-shown',
  );
  expect(refusedWith(await show('nowhere'))).toBe('entity.unknown');
  accepted(await dispatch.call('attachment.withhold', { attachmentId, reason: 'The wrong animal.' }));
  expect(refusedWith(await show(attachmentId))).toBe('attachment.withheld');
});

describe('a damaged notebook', () => {
  test('can be looked at: signed in, asked and verified, while every command is refused and no byte changes', async () => {
    await signInAdministrator();
    const path = folder.file();
    accepted(await dispatch.call('notebook.close', {}));
    await bench.close();
    const plain = openPlain(path);
    plain.exec('DROP TRIGGER recordIsNotDeleted');
    plain.close();
    const bytes = readFileSync(path);

    const refused = await dispatch.call('notebook.open', { path });
    expect(refusedWith(refused)).toBe('notebook.damaged');
    expect(refused).toHaveProperty('refusal.details', { path });
    expect(refusedWith(await dispatch.call('notebook.show', { path: folder.file('other.ascnb') }))).toBe(
      'notebook.not-found-unfit',
    );
    expect(accepted(await dispatch.call('notebook.show', { path }))).toMatchObject({
      notebook: { path, isReadOnly: true },
      session: null,
    });
    expect(refusedWith(await dispatch.call('user.list', {}))).toBe('session.none');
    const wrong = { userId: 'administrator-1', password: 'another password' };
    expect(refusedWith(await dispatch.call('session.signIn', wrong))).toBe('session.wrong');
    await signInAdministrator();
    expect(accepted(await dispatch.call('user.list', {}))).toMatchObject({
      people: [{ id: 'administrator-1' }],
    });
    const person = {
      userId: 'technician-1',
      printedName: 'T',
      roles: ['technician'],
      identityVerifiedBy: 'X',
    };
    expect(refusedWith(await dispatch.call('account.create', person))).toBe('notebook.only-shown');
    expect(refusedWith(await dispatch.call('backup.make', {}))).toBe('notebook.only-shown');
    accepted(await dispatch.call('session.signOut', {}));
    await bench.close();
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});

describe('[P11-10d] nothing is readable before sign-in', () => {
  test('every query, command and closed service is refused; the state names no person and no animal', async () => {
    const closed = Object.keys(services).filter(
      (name) => !(openServices as readonly string[]).includes(name),
    );
    const answers: [string, string][] = [];
    for (const name of [...commands.keys(), ...queries.keys(), ...closed]) {
      const outcome = await dispatch.call(name, {});
      answers.push([name, outcome.ok ? JSON.stringify(outcome.value) : outcome.refusal.code]);
    }
    // Signing out and locking without anyone signed in has nothing to do and nothing to hide.
    const harmless = answers.filter(([, answer]) => answer === 'null').map(([name]) => name);
    expect(harmless.toSorted()).toEqual(['session.lock', 'session.signOut']);
    const others = new Set(answers.map(([, answer]) => answer).filter((answer) => answer !== 'null'));
    expect([...others].toSorted()).toEqual(['input.malformed', 'session.none']);
    const state = JSON.stringify(accepted(await dispatch.call('application.state', {})));
    expect(state).not.toContain('administrator-1');
  });

  test('the next person at a locked screen signs the last one out', async () => {
    await signInAdministrator();
    accepted(await dispatch.call('session.lock', {}));
    accepted(await dispatch.call('session.signOut', {}));
    expect(refusedWith(await dispatch.call('user.list', {}))).toBe('session.none');
    accepted(await dispatch.call('session.signIn', { userId: 'administrator-1', password }));
    accepted(await dispatch.call('user.list', {}));
  });

  test('a locked screen refuses until the password is given again', async () => {
    await signInAdministrator();
    accepted(await dispatch.call('user.list', {}));
    accepted(await dispatch.call('session.lock', {}));
    expect(refusedWith(await dispatch.call('user.list', {}))).toBe('session.is-locked');
    expect(refusedWith(await dispatch.call('session.unlock', { password: 'wrong password' }))).toBe(
      'session.wrong',
    );
    for (const name of ['notebook.close', 'notebook.choose', 'notebook.openDemonstration']) {
      expect(refusedWith(await dispatch.call(name, {}))).toBe('session.is-locked');
    }
    accepted(await dispatch.call('session.unlock', { password }));
    accepted(await dispatch.call('user.list', {}));
    expect(refusedWith(await dispatch.call('notebook.open', { path: folder.file('missing.ascnb') }))).toBe(
      'notebook.not-found',
    );
    accepted(await dispatch.call('user.list', {}));
    const own = { userId: 'administrator-1', roles: ['administrator', 'study-director'] };
    const changed = await dispatch.call('user.changeRoles', { input: own, meta: { reason: 'to see more' } });
    expect(refusedWith(changed)).toBe('user.own-roles');
  });

  test('[P11-200] a one-time code opens nothing but the choice of a password', async () => {
    await signInAdministrator();
    const person = {
      userId: 'technician-1',
      printedName: 'Technician 1',
      roles: ['technician'],
      identityVerifiedBy: 'administrator-1',
    };
    const { code } = accepted(await dispatch.call('account.create', person)) as { code: string };
    accepted(await dispatch.call('session.signIn', { userId: 'technician-1', password: code }));
    expect(refusedWith(await dispatch.call('animal.list', {}))).toBe('session.must-change');
    const same = { userId: 'technician-1', current: code, next: code };
    expect(refusedWith(await dispatch.call('session.setPassword', same))).toBe('session.password-same');
    accepted(await dispatch.call('session.setPassword', { ...same, next: 'my own long password' }));
    accepted(await dispatch.call('animal.list', {}));
    expect(
      refusedWith(await dispatch.call('session.signIn', { userId: 'technician-1', password: code })),
    ).toBe('session.wrong');
  });
});

describe('[P11-10g] role × command is enforced in the main process', () => {
  test('the table names every command, query and closed service, and nothing else', () => {
    const closed = Object.keys(services).filter(
      (name) => !(openServices as readonly string[]).includes(name),
    );
    const expected = [...commands.keys(), ...queries.keys(), ...closed, 'notebook.rebuild'];
    expect([...permissions.keys()].toSorted()).toEqual(expected.toSorted());
  });

  test('each role is refused exactly what the table does not give it, whatever the input', () => {
    const { notebook } = openedBench();
    const refusedByRole = (outcome: Outcome<unknown>) =>
      !outcome.ok && outcome.refusal.code === 'role.not-allowed';
    for (const role of roles) {
      const actor = { userId: 'administrator-1', roles: [role] };
      for (const name of [...commands.keys(), ...queries.keys()]) {
        const isAllowed = permissions.get(name)?.includes(role) === true;
        const outcome = carryOutAs(notebook, actor, name, { input: { planted: true } });
        expect([role, name, refusedByRole(outcome)]).toEqual([role, name, !isAllowed]);
      }
    }
  });

  test('[GLP-1] quality assurance reads all and writes only reviews; an administrator sees nothing of the study', () => {
    const writes = (role: Role) =>
      [...commands.keys()].filter((name) => permissions.get(name)?.includes(role));
    expect(writes('quality-assurance')).toEqual(['review.write']);
    expect(writes('administrator').toSorted()).toEqual(['user.changeRoles', 'user.setEnabled']);
    expect(permissions.get('animal.list')).not.toContain('administrator');
  });

  test('what only the device writes cannot be called from the window by anyone', async () => {
    await signInNew('study-director-1', 'study-director');
    for (const name of ['timer.noteGap', 'timer.noteClockChange', 'timer.noteOverrun', 'study.create']) {
      expect(refusedWith(await dispatch.call(name, { input: {} }))).toBe('role.not-allowed');
    }
    for (const name of ['session.noteSignIn', 'timer.markClampOff', 'no.such', '__proto__', 'constructor']) {
      expect(refusedWith(await dispatch.call(name, { input: {} }))).toBe('command.unknown');
    }
  });
});

describe('no exception crosses the contract', () => {
  test('an unexpected error becomes a refusal, is written down, and saves nothing', async () => {
    await signInNew('study-director-1', 'study-director');
    const { notebook } = openedBench();
    const before = notebook.head.seq;
    notebook.database.exec('DROP TABLE entity');
    const outcome = await dispatch.call('animal.list', {});
    expect(refusedWith(outcome)).toBe('command.failed');
    expect(desktop.errors).toHaveLength(1);
    expect(notebook.head.seq).toBe(before);
  });

  test('a malformed call is refused with what is wrong', async () => {
    await signInNew('study-director-1', 'study-director');
    for (const payload of [
      null,
      7,
      'x',
      { input: {}, meta: { occurredAt: 7 } },
      { meta: { seenSeq: 'x' } },
    ]) {
      expect(refusedWith(await dispatch.call('animal.weigh', payload))).toBe('input.malformed');
    }
  });
});

test('every commit is told to the window with what it touched', async () => {
  await signInNew('study-director-1', 'study-director');
  desktop.events.length = 0;
  const input = { key: 'session.idleLockMinutes', value: '5' };
  accepted(await dispatch.call('study.answerSetting', { input, meta: { reason: 'shared bench' } }));
  expect(desktop.events).toContainEqual(['changed', expect.objectContaining({ touched: ['study/study'] })]);
});

test('a profile that cannot be written keeps nobody from the notebook, nor from its clocks', async () => {
  const path = folder.file();
  await bench.close();
  rmSync(folder.file('profile'), { recursive: true, force: true });
  writeFileSync(folder.file('profile'), 'in the way');
  accepted(await bench.open(path));
  expect(desktop.errors.length).toBeGreaterThan(0);
  accepted(await dispatch.call('clock.onLockScreen', {}));
  await signInAdministrator();
});
