// The first records of a new notebook: the study, its first account, the built-in protocols.
// Must not create the file, nor decide who may do it.

import { releaseBuiltIn } from '../shared/domain/protocol.ts';
import { createStudy } from '../shared/domain/study.ts';
import { notePasswordSet } from '../shared/domain/sign-in.ts';
import { createUser } from '../shared/domain/user.ts';
import type { Role } from '../shared/kernel/decider.ts';
import { accept, type Outcome } from '../shared/kernel/refusal.ts';
import type { Notebook } from './notebook/notebook.ts';

export interface Founder {
  readonly id: string;
  readonly printedName: string;
  readonly roles: readonly Role[];
}

const title = 'ASC secretome after liver ischaemia-reperfusion with partial resection';

/**
 * Appends the first records. `also` runs in the transaction of the account, for its secret. What is simulated says
 * so in the very first record, and nothing can undo it.
 */
export function foundStudy(
  notebook: Notebook,
  founder: Founder,
  isSimulated: boolean,
  also: (notebook: Notebook) => void,
): Outcome<null> {
  const actor = { userId: founder.id, roles: founder.roles };
  const { zone } = notebook.clock.moment();
  const first = notebook.transact(createStudy, { title, isSimulated, zone }, actor);
  if (!first.ok) return first;
  const person = {
    userId: founder.id,
    printedName: founder.printedName,
    roles: founder.roles,
    identityVerifiedBy: 'founder of the notebook',
  };
  const account = notebook.transact(createUser, person, actor, {}, () => also(notebook));
  if (!account.ok) return account;
  // The founder has just chosen it; the accounts of a demonstration have none.
  const chosen = isSimulated ? account : notebook.transact(notePasswordSet, { userId: founder.id }, actor);
  if (!chosen.ok) return chosen;
  const protocols = notebook.transact(releaseBuiltIn, {}, actor);
  return protocols.ok ? accept(null) : protocols;
}
