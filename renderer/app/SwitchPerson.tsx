// A quick change of person at a shared bench: the next one signs in while the clocks go on.
// Must not show who has an account, but in the demonstration, whose role accounts need no password.

import { useState, type ReactElement } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import type { Outcome, Refusal } from '../../shared/kernel/refusal.ts';
import type { SignedInPerson } from '../../shared/services.ts';
import { bridge } from '../bridge.ts';
import { usePeople } from '../me.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Layout.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { refreshApplication } from './application.ts';

interface SwitchPersonProps {
  readonly isOpen: boolean;
  readonly isSimulated: boolean;
  readonly onClose: () => void;
}

export function SwitchPerson({ isOpen, isSimulated, onClose }: SwitchPersonProps): ReactElement {
  const [userId, setUserId] = useState('');
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isChecking, setIsChecking] = useState(false);
  const { list } = usePeople();

  const finish = async (signingIn: Promise<Outcome<SignedInPerson>>): Promise<void> => {
    setIsChecking(true);
    const outcome = await signingIn;
    setIsChecking(false);
    setPassword('');
    if (!outcome.ok) return setRefusal(outcome.refusal);
    setRefusal(undefined);
    onClose();
    await refreshApplication();
  };

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={say('switch.title')}
      onSubmit={() => void finish(bridge.service('session.signIn', { userId: userId.trim(), password }))}
      actions={
        <Button
          type="submit"
          variant="primary"
          isPending={isChecking}
          isDisabled={userId.trim() === '' || password === ''}
        >
          {say('sign-in.submit')}
        </Button>
      }
    >
      <Stack>
        <p>{say('switch.lead')}</p>
        {refusal && <Notice tone="refused" message={refusal.message} remedy={refusal.remedy} />}
        {isSimulated && (
          <Stack gap={1}>
            <h3>{say('switch.simulated')}</h3>
            {list
              .filter((one) => one.isActive)
              .map((one) => (
                <Button
                  key={one.userId}
                  isWide
                  onPress={() => void finish(bridge.service('session.become', { userId: one.userId }))}
                >
                  {`${one.printedName} · ${one.roles.map((role) => say(`role.${role}`)).join(', ')}`}
                </Button>
              ))}
          </Stack>
        )}
        <TextField
          label={say('sign-in.id')}
          value={userId}
          onChange={setUserId}
          isMono
          autoFocus={!isSimulated}
        />
        <TextField label={say('sign-in.password')} type="password" value={password} onChange={setPassword} />
      </Stack>
    </Dialog>
  );
}
