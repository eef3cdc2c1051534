// An account as the settings show it, and the one-time code that was issued for it.
// Must not hold a password.

import type { QueryValue } from '../../../shared/contract.ts';

export type Account = QueryValue<'user.list'>['people'][number];

export interface IssuedCode {
  readonly userId: string;
  readonly code: string;
}
