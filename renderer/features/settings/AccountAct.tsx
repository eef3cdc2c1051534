// What an administrator does to an account, always with a reason: one-time code, roles, disable, enable.
// Must not act without the reason.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { bridge } from '../../bridge.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
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
  const [refusal, setRefusal] = useState<Refusal>();
  const [isSaving, setIsSaving] = useState(false);
  const userId = account.id;

  const save = async (): Promise<void> => {
    setIsSaving(true);
    const outcome =
      kind === 'reset'
        ? await bridge.service('account.reset', { userId, reason })
        : kind === 'roles'
          ? await bridge.command('user.changeRoles', { userId, roles: [...roles] }, { reason })
          : await bridge.command('user.setEnabled', { userId, isEnabled: kind === 'enable' }, { reason });
    setIsSaving(false);
    if (!outcome.ok) return setRefusal(outcome.refusal);
    if ('code' in outcome.value) onIssued(outcome.value);
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${say(titles[kind])}: ${account.printedName}`}
      onSubmit={() => void save()}
      actions={
        <Button
          type="submit"
          variant={kind === 'disable' ? 'danger' : 'primary'}
          isPending={isSaving}
          isDisabled={reason.trim() === ''}
        >
          {say(kind === 'roles' ? 'settings.save-roles' : titles[kind])}
        </Button>
      }
    >
      <Stack>
        <RefusalNotice refusal={refusal} />
        {kind === 'roles' && <RoleChoice value={roles} onChange={setRoles} />}
        <TextField label={say('act.reason')} value={reason} onChange={setReason} isMultiline isRequired />
      </Stack>
    </Dialog>
  );
}
