// The whole log as JSON lines, with progress: for anyone who wants to check the hashes without this program.
// Must not be offered to a blinded person: the log cannot be masked.

import { FileDown } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import { say } from '../shared/catalogue/catalogue.ts';
import { bridge } from './bridge.ts';
import { useJob } from './jobs.ts';
import { Button } from './ui/Button.tsx';
import { Progress } from './ui/Progress.tsx';
import { showToast } from './ui/toast.ts';

export function LogExport(): ReactElement {
  const { progress, refusal, isRunning, start, cancel } = useJob();
  const status = progress?.status;
  const message = progress?.message ?? refusal?.message;

  useEffect(() => {
    if (status === 'done') showToast({ tone: 'done', message: say('settings.export-done') });
    else if (message !== undefined && status !== 'cancelled') showToast({ tone: 'refused', message });
  }, [status, message]);

  if (isRunning) return <Progress label={say('settings.exporting')} onCancel={cancel} />;
  return (
    <Button icon={FileDown} onPress={() => void start(() => bridge.service('export.log', {}))}>
      {say('settings.export-log')}
    </Button>
  );
}
