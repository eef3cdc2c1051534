// A new account: who it is, who verified the identity, which roles; the one-time code is shown afterwards.
// Must not choose a password.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Role } from '../../../shared/kernel/decider.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Notice } from '../../ui/Notice.tsx';
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
  return (
    <SaveForm
      frame="dialog"
      title={say('settings.new-account')}
      submit={say('settings.create-account')}
      asksWho={false}
      isComplete={userId !== '' && printedName !== '' && identityVerifiedBy !== '' && roles.length > 0}
      onClose={onClose}
      save={async (saver) => {
        const account = { userId: userId.trim(), printedName, roles: [...roles], identityVerifiedBy };
        const outcome = await saver.serve('account.create', account);
        if (outcome.ok) onIssued(outcome.value);
        return outcome;
      }}
    >
      {(isTried) => (
        <>
          <TextField
            label={say('settings.id')}
            description={say('start.id-hint')}
            value={userId}
            onChange={setUserId}
            isMono
            error={missing(isTried, userId)}
          />
          <TextField
            label={say('settings.printed-name')}
            value={printedName}
            onChange={setPrintedName}
            error={missing(isTried, printedName)}
          />
          <TextField
            label={say('settings.verified-by')}
            description={say('settings.verified-by-hint')}
            value={identityVerifiedBy}
            onChange={setIdentityVerifiedBy}
            error={missing(isTried, identityVerifiedBy)}
          />
          <RoleChoice value={roles} onChange={setRoles} />
          {isTried && roles.length === 0 && <Notice tone="refused" message={say('settings.choose-role')} />}
        </>
      )}
    </SaveForm>
  );
}

function missing(isTried: boolean, text: string): string | undefined {
  return isTried && text.trim() === '' ? say('start.fill-in') : undefined;
}
