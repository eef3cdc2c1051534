// Passwords: scrypt hashes, and the table of secrets that is not part of the log.
// Must not keep, log or return a password; the comparison takes the same time for right and wrong.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** N = 2^17, r = 8, p = 1: about half a second and 128 MiB, OWASP's recommendation for scrypt. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const keyBytes = 32;
const saltBytes = 16;
const algorithm = 'scrypt-131072-8-1';

export const passwordMinLength = 10;

export interface Secret {
  readonly algorithm: string;
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly isOneTime: boolean;
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

export async function makeSecret(password: string, isOneTime = false): Promise<Secret> {
  const salt = randomBytes(saltBytes);
  return { algorithm, salt, hash: await derive(password, salt), isOneTime };
}

/** Compares with a stored secret; a derivation is made even without one, so that time tells nothing about ids. */
export async function isPassword(password: string, secret: Secret | undefined): Promise<boolean> {
  const salt = secret?.salt ?? Buffer.alloc(saltBytes);
  const key = await derive(password, salt);
  if (!secret || secret.algorithm !== algorithm) return false;
  return timingSafeEqual(key, secret.hash);
}

/** A code of 12 letters and digits that cannot be confused with each other, for one use. */
export function oneTimeCode(): string {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  const limit = 256 - (256 % letters.length);
  let code = '';
  while (code.length < 12) {
    for (const byte of randomBytes(16)) {
      // Bytes above the limit would favour the first letters.
      if (byte < limit && code.length < 12) code += letters[byte % letters.length];
    }
  }
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

export function storeSecret(database: Database, userId: string, secret: Secret): void {
  database
    .prepare(
      `INSERT INTO credential (userId, algorithm, salt, hash, isOneTime) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (userId) DO UPDATE SET algorithm = excluded.algorithm, salt = excluded.salt,
       hash = excluded.hash, isOneTime = excluded.isOneTime`,
    )
    .run(userId, secret.algorithm, secret.salt, secret.hash, secret.isOneTime ? 1 : 0);
}

export function readSecret(database: Database, userId: string): Secret | undefined {
  const row = database
    .prepare('SELECT algorithm, salt, hash, isOneTime FROM credential WHERE userId = ?')
    .get(userId) as { algorithm: string; salt: Buffer; hash: Buffer; isOneTime: number } | undefined;
  return row && { ...row, isOneTime: row.isOneTime === 1 };
}
