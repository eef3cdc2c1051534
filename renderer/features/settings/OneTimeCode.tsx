// The one-time code of an account, shown once to the administrator.
// Must not keep it: when this closes it is gone.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import type { IssuedCode } from './account.ts';

interface OneTimeCodeProps {
  readonly issued: IssuedCode;
  readonly onClose: () => void;
}

export function OneTimeCode({ issued, onClose }: OneTimeCodeProps): ReactElement {
  return (
    <Dialog
      isOpen
      isAlert
      onClose={onClose}
      title={say('settings.code-title', { person: issued.userId })}
      actions={
        <Button variant="primary" onPress={onClose}>
          {say('settings.code-done')}
        </Button>
      }
    >
      <Stack>
        <p>{say('settings.code-lead')}</p>
        <p className="settings-code">{issued.code}</p>
      </Stack>
    </Dialog>
  );
}
