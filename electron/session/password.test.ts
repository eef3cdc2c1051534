// Passwords: what is stored, what is compared, what a one-time code looks like.
// Must not make the derivation cheaper than it is; so there are few of them.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestFolder } from '../testing/bench-notebook.ts';
import { isPassword, makeSecret, oneTimeCode, readSecret, storeSecret } from './password.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe('[P11-200] a stored password', () => {
  test('opens with itself only; two of the same differ; nothing of it can be read', async () => {
    const secret = await makeSecret('correct horse battery');
    const again = await makeSecret('correct horse battery');
    expect(secret.hash.equals(again.hash)).toBe(false);
    expect(secret.salt).toHaveLength(16);
    expect(secret.hash).toHaveLength(32);
    expect(JSON.stringify(secret)).not.toContain('horse');
    expect(await isPassword('correct horse battery', secret)).toBe(true);
    expect(await isPassword('correct horse batterY', secret)).toBe(false);
    expect(await isPassword('', secret)).toBe(false);
  }, 60_000);

  test('the same letters typed in another form of Unicode are the same password', async () => {
    const secret = await makeSecret('Schlüssel zum Käfig');
    expect(await isPassword('Schlüssel zum Käfig'.normalize('NFD'), secret)).toBe(true);
  }, 60_000);

  test('without an account, or with another algorithm, nothing opens', async () => {
    expect(await isPassword('', undefined)).toBe(false);
    const secret = { ...(await makeSecret('correct horse battery')), algorithm: 'plain' };
    expect(await isPassword('correct horse battery', secret)).toBe(false);
  }, 60_000);
});

test('[P11-200] secrets are kept outside the log, one for each account, and a new one replaces the old', async () => {
  const notebook = folder.create();
  const secret = (isOneTime: boolean) => ({
    algorithm: 'a',
    salt: Buffer.alloc(16, 1),
    hash: Buffer.alloc(32, 2),
    isOneTime,
  });
  storeSecret(notebook.database, 'technician-1', secret(true));
  expect(readSecret(notebook.database, 'technician-1')).toEqual(secret(true));
  storeSecret(notebook.database, 'technician-1', secret(false));
  expect(readSecret(notebook.database, 'technician-1')?.isOneTime).toBe(false);
  expect(readSecret(notebook.database, 'nobody')).toBeUndefined();
  expect(notebook.database.prepare('SELECT count(*) FROM credential').pluck().get()).toBe(1);
  notebook.close();
});

test('a one-time code can be read out: three groups without letters that look alike, no two the same', () => {
  const codes = Array.from({ length: 2000 }, () => oneTimeCode());
  for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){2}$/);
  expect(new Set(codes).size).toBe(codes.length);
  // 31 letters and digits, each as likely as the others.
  const counts = new Map<string, number>();
  for (const letter of codes.join('').replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const expected = (codes.length * 12) / 31;
  expect(counts.size).toBe(31);
  for (const count of counts.values()) expect(Math.abs(count / expected - 1)).toBeLessThan(0.25);
});
