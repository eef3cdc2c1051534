// A new notebook: its first account, and where the file goes.
// Must not choose a password for anyone.

import { useState, type ReactElement } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../shared/kernel/refusal.ts';
import { bridge } from '../bridge.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { takeState } from './application.ts';
import { EntryForm } from './EntryForm.tsx';

export function NewNotebook({ onBack }: { readonly onBack: () => void }): ReactElement {
  const [administratorId, setAdministratorId] = useState('');
  const [printedName, setPrintedName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isWorking, setIsWorking] = useState(false);
  const [isTried, setTried] = useState(false);
  const isWhole = administratorId !== '' && printedName !== '' && password !== '' && again === password;

  const missing = (text: string): string | undefined =>
    isTried && text.trim() === '' ? say('start.fill-in') : undefined;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isWhole) return;
    setIsWorking(true);
    const input = { path: null, administratorId: administratorId.trim(), printedName, password };
    const outcome = await bridge.service('notebook.create', input);
    setIsWorking(false);
    if (outcome.ok) takeState(outcome);
    else setRefusal(outcome.refusal);
  };

  return (
    <EntryForm
      title={say('start.new-title')}
      lead={say('start.new-lead')}
      refusal={refusal}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onPress={onBack}>{say('start.back')}</Button>
          <Button type="submit" variant="primary" isPending={isWorking}>
            {say('start.create')}
          </Button>
        </>
      }
    >
      <TextField
        label={say('start.administrator-id')}
        description={say('start.id-hint')}
        value={administratorId}
        onChange={setAdministratorId}
        error={missing(administratorId)}
        isMono
        autoFocus
      />
      <TextField
        label={say('start.printed-name')}
        value={printedName}
        onChange={setPrintedName}
        error={missing(printedName)}
      />
      <TextField
        label={say('start.password')}
        description={say('start.password-hint')}
        type="password"
        value={password}
        onChange={setPassword}
        error={missing(password)}
      />
      <TextField
        label={say('start.password-again')}
        type="password"
        value={again}
        onChange={setAgain}
        error={(isTried || again !== '') && again !== password ? say('start.password-differs') : undefined}
      />
    </EntryForm>
  );
}
