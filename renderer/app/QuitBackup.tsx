// While the program ends: the last backup is being made, and can be left for the next start.
// Must not keep anyone waiting: quitting at once is always offered.

import { useEffect, useState, type ReactElement } from 'react';
import { say } from '../../shared/catalogue/catalogue.ts';
import { bridge } from '../bridge.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Progress } from '../ui/Progress.tsx';
import { showToast } from '../ui/toast.ts';
import { refreshApplication } from './application.ts';

export function QuitBackup(): ReactElement {
  const [isQuitting, setIsQuitting] = useState(false);
  useEffect(() => {
    const ends = [
      bridge.on('quitting', () => setIsQuitting(true)),
      bridge.on('backup', ({ status, message }) => {
        if (status === 'failed') {
          const remedy = message ?? undefined;
          showToast({ tone: 'refused', message: say('shell.backup-failed'), remedy });
        }
        if (status !== 'running') void refreshApplication();
      }),
    ];
    return () => ends.forEach((end) => end());
  }, []);
  return (
    <Dialog
      isOpen={isQuitting}
      onClose={() => void bridge.service('backup.postpone', {})}
      title={say('app.name')}
      actions={
        <Button onPress={() => void bridge.service('backup.postpone', {})}>
          {say('shell.quit-postpone')}
        </Button>
      }
    >
      <Progress label={say('shell.quit-backup')} />
    </Dialog>
  );
}
