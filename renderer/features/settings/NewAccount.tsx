// A new account: who it is, who verified the identity, which roles; the one-time code is shown afterwards.
// Must not choose a password.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Role } from '../../../shared/kernel/decider.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { bridge } from '../../bridge.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { IssuedCode } from './account.ts';
import { RoleChoice } from './RoleChoice.tsx';

interface NewAccountProps {
  readonly onClose: () => void;
  readonly onIssued: (issued: IssuedCode) => void;
}

export function NewAccount({ onClose, onIssued }: NewAccountProps): ReactElement {
  const [userId, setUserId] = useState('');
  const [printedName, setPrintedName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [identityVerifiedBy, setIdentityVerifiedBy] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isSaving, setIsSaving] = useState(false);
  const isWhole = userId !== '' && printedName !== '' && identityVerifiedBy !== '' && roles.length > 0;

  const save = async (): Promise<void> => {
    if (!isWhole) return;
    setIsSaving(true);
    const account = { userId: userId.trim(), printedName, roles: [...roles], identityVerifiedBy };
    const outcome = await bridge.service('account.create', account);
    setIsSaving(false);
    if (!outcome.ok) return setRefusal(outcome.refusal);
    onIssued(outcome.value);
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('settings.new-account')}
      onSubmit={() => void save()}
      actions={
        <Button type="submit" variant="primary" isPending={isSaving} isDisabled={!isWhole}>
          {say('settings.create-account')}
        </Button>
      }
    >
      <Stack>
        <RefusalNotice refusal={refusal} />
        <TextField
          label={say('settings.id')}
          description={say('start.id-hint')}
          value={userId}
          onChange={setUserId}
          isMono
          autoFocus
        />
        <TextField label={say('settings.printed-name')} value={printedName} onChange={setPrintedName} />
        <TextField
          label={say('settings.verified-by')}
          description={say('settings.verified-by-hint')}
          value={identityVerifiedBy}
          onChange={setIdentityVerifiedBy}
        />
        <RoleChoice value={roles} onChange={setRoles} />
      </Stack>
    </Dialog>
  );
}
