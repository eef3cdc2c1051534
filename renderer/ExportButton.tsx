// A button that has a worker write a file, with progress and a way to stop it.
// Must not make the file, nor know its format.

import type { LucideIcon } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import { say, type SentenceKey } from '../shared/catalogue/catalogue.ts';
import type { Outcome } from '../shared/kernel/refusal.ts';
import type { JobStarted } from '../shared/services.ts';
import { useJob } from './jobs.ts';
import { Button } from './ui/Button.tsx';
import { Progress } from './ui/Progress.tsx';
import { showToast } from './ui/toast.ts';

interface ExportButtonProps {
  /** What will be written: "Print the pages of P07". */
  readonly label: string;
  readonly icon: LucideIcon;
  readonly words: { readonly working: SentenceKey; readonly done: SentenceKey; readonly failed: SentenceKey };
  readonly start: () => Promise<Outcome<JobStarted | null>>;
}

export function ExportButton({ label, icon, words, start: starting }: ExportButtonProps): ReactElement {
  const { progress, refusal, isRunning, start, cancel } = useJob();
  const { working, done, failed } = words;
  const status = progress?.status;
  const message = progress?.message ?? undefined;

  useEffect(() => {
    if (status === 'done') showToast({ tone: 'done', message: say(done) });
    if (status === 'failed') showToast({ tone: 'refused', message: message ?? say(failed) });
  }, [status, message, done, failed]);
  useEffect(() => {
    if (refusal) showToast({ tone: 'refused', message: refusal.message, remedy: refusal.remedy });
  }, [refusal]);

  if (isRunning) {
    return <Progress label={say(working)} percent={(progress?.share ?? 0) * 100} onCancel={cancel} />;
  }
  return (
    <Button icon={icon} onPress={() => void start(starting)}>
      {label}
    </Button>
  );
}
