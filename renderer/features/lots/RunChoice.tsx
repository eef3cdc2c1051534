// The run that a lot comes from, if there is one.
// Must not offer runs of another protocol.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';

interface RunChoiceProps {
  readonly protocolKey: string;
  readonly value: string | null;
  readonly onChange: (runId: string | null) => void;
}

export function RunChoice({ protocolKey, value, onChange }: RunChoiceProps): ReactElement {
  const runs = useLive('run.list', {}).value?.runs ?? [];
  return (
    <ComboBox
      label={say('lots.run')}
      description={say('lots.run-hint')}
      options={runs
        .filter((one) => one.protocolKey === protocolKey && one.status !== 'abandoned')
        .map((one) => ({ value: one.id, label: one.code, note: one.startedAt.slice(0, 10) }))}
      value={value}
      onChange={onChange}
    />
  );
}
