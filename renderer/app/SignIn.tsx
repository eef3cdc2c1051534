// Signing in to the open notebook by id and password.
// Must not list who has an account, nor show anything of the study.

import { useState, type ReactElement } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import type { OpenNotebook } from '../../shared/services.ts';
import { bridge } from '../bridge.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { refreshApplication, takeState } from './application.ts';
import { EntryForm } from './EntryForm.tsx';

export function SignIn({ notebook }: { readonly notebook: OpenNotebook }): ReactElement {
  const [userId, setUserId] = useState('');
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isChecking, setIsChecking] = useState(false);

  const { isSimulated } = notebook;

  const submit = async (): Promise<void> => {
    setIsChecking(true);
    const outcome = await (isSimulated && password === ''
      ? bridge.service('session.become', { userId: userId.trim() })
      : bridge.service('session.signIn', { userId: userId.trim(), password }));
    setIsChecking(false);
    setPassword('');
    if (outcome.ok) await refreshApplication();
    else setRefusal(outcome.refusal);
  };

  return (
    <EntryForm
      title={say('sign-in.title')}
      lead={notebook.path}
      refusal={refusal}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onPress={() => void bridge.service('notebook.close', {}).then(takeState)}>
            {say('sign-in.other-notebook')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            isPending={isChecking}
            isDisabled={userId.trim() === '' || (password === '' && !isSimulated)}
          >
            {say('sign-in.submit')}
          </Button>
        </>
      }
    >
      <TextField
        label={say('sign-in.id')}
        description={isSimulated ? say('sign-in.simulated') : undefined}
        value={userId}
        onChange={setUserId}
        isMono
        autoFocus
      />
      <TextField label={say('sign-in.password')} type="password" value={password} onChange={setPassword} />
    </EntryForm>
  );
}
