// What an administrator does to an account, always with a reason: one-time code, roles, disable, enable.
// Must not act without the reason.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Account, IssuedCode } from './account.ts';
import { RoleChoice } from './RoleChoice.tsx';

export type AccountActKind = 'reset' | 'roles' | 'disable' | 'enable';

const titles = {
  reset: 'settings.reset',
  roles: 'settings.change-roles',
  disable: 'settings.disable',
  enable: 'settings.enable',
} as const;

interface AccountActProps {
  readonly kind: AccountActKind;
  readonly account: Account;
  readonly onClose: () => void;
  readonly onIssued: (issued: IssuedCode) => void;
}

export function AccountAct({ kind, account, onClose, onIssued }: AccountActProps): ReactElement {
  const [reason, setReason] = useState('');
  const [roles, setRoles] = useState(account.roles);
  const userId = account.id;
  return (
    <SaveForm
      frame="dialog"
      title={`${say(titles[kind])}: ${account.printedName}`}
      submit={say(kind === 'roles' ? 'settings.save-roles' : titles[kind])}
      isDanger={kind === 'disable'}
      asksWho={false}
      isReady={reason.trim() !== ''}
      onClose={onClose}
      save={async (saver) => {
        if (kind === 'roles')
          return saver.save('user.changeRoles', { userId, roles: [...roles] }, { reason });
        if (kind !== 'reset')
          return saver.save('user.setEnabled', { userId, isEnabled: kind === 'enable' }, { reason });
        const outcome = await saver.serve('account.reset', { userId, reason });
        if (outcome.ok) onIssued(outcome.value);
        return outcome;
      }}
    >
      {kind === 'roles' && <RoleChoice value={roles} onChange={setRoles} />}
      <TextField label={say('act.reason')} value={reason} onChange={setReason} isMultiline isRequired />
    </SaveForm>
  );
}
