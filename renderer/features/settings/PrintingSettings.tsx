// Printing the whole study and handing out the log.
// Must not offer the log to a blinded person.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { LogExport } from '../../LogExport.tsx';
import { useMe } from '../../me.ts';
import { PrintButton } from '../../PrintButton.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';

export function PrintingSettings(): ReactElement {
  const me = useMe();
  return (
    <Stack>
      <Panel
        title={say('print.study')}
        actions={<PrintButton scope={{ kind: 'study' }} label={say('print.study')} />}
      >
        <p>{say('settings.print-lead')}</p>
      </Panel>
      {me.can('export.log') && (
        <Panel title={say('settings.export-log')} actions={<LogExport />}>
          <p>{say('settings.export-lead')}</p>
        </Panel>
      )}
    </Stack>
  );
}
