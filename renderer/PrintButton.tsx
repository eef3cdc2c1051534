// Prints an animal, a run, a lot or the whole study as PDF, with progress and a way to stop it.
// Must not make the PDF: a worker of the main process does.

import { Printer } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import { say } from '../shared/catalogue/catalogue.ts';
import type { ExportScope } from '../shared/services.ts';
import { bridge } from './bridge.ts';
import { useJob } from './jobs.ts';
import { Button } from './ui/Button.tsx';
import { Progress } from './ui/Progress.tsx';
import { showToast } from './ui/toast.ts';

interface PrintButtonProps {
  readonly scope: ExportScope;
  /** What will be printed: "Print the pages of P07". */
  readonly label: string;
}

export function PrintButton({ scope, label }: PrintButtonProps): ReactElement {
  const { progress, refusal, isRunning, start, cancel } = useJob();
  const status = progress?.status;
  const message = progress?.message ?? undefined;

  useEffect(() => {
    if (status === 'done') showToast({ tone: 'done', message: say('print.done') });
    if (status === 'failed') showToast({ tone: 'refused', message: message ?? say('print.failed') });
  }, [status, message]);
  useEffect(() => {
    if (refusal) showToast({ tone: 'refused', message: refusal.message, remedy: refusal.remedy });
  }, [refusal]);

  if (isRunning) {
    return <Progress label={say('print.working')} percent={(progress?.share ?? 0) * 100} onCancel={cancel} />;
  }
  return (
    <Button icon={Printer} onPress={() => void start(() => bridge.service('export.pdf', { scope }))}>
      {label}
    </Button>
  );
}
