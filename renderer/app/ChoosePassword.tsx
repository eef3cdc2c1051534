// After a one-time code: nothing is open until the person has chosen a password of their own.
// Must not keep what was typed.

import { useState, type ReactElement } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import { bridge } from '../bridge.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { refreshApplication } from './application.ts';
import { EntryForm } from './EntryForm.tsx';

export function ChoosePassword({ userId }: { readonly userId: string }): ReactElement {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isChecking, setIsChecking] = useState(false);
  const differs = again !== '' && again !== next;

  const submit = async (): Promise<void> => {
    setIsChecking(true);
    const outcome = await bridge.service('session.setPassword', { userId, current, next });
    setIsChecking(false);
    if (outcome.ok) await refreshApplication();
    else setRefusal(outcome.refusal);
  };

  return (
    <EntryForm
      title={say('sign-in.choose-title')}
      lead={say('sign-in.choose-lead')}
      refusal={refusal}
      onSubmit={() => void submit()}
      actions={
        <Button
          type="submit"
          variant="primary"
          isPending={isChecking}
          isDisabled={current === '' || next === '' || again !== next}
        >
          {say('sign-in.choose')}
        </Button>
      }
    >
      <TextField
        label={say('sign-in.code')}
        type="password"
        value={current}
        onChange={setCurrent}
        autoFocus
      />
      <TextField
        label={say('sign-in.next')}
        description={say('start.password-hint')}
        type="password"
        value={next}
        onChange={setNext}
      />
      <TextField
        label={say('sign-in.next-again')}
        type="password"
        value={again}
        onChange={setAgain}
        error={differs ? say('start.password-differs') : undefined}
      />
    </EntryForm>
  );
}
