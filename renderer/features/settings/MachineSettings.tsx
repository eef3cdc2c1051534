// This window and this file: which notebook, which chain, which version; closing it.
// Must not hold settings of the study.

import { useEffect, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { ApplicationState } from '../../../shared/services.ts';
import { bridge } from '../../bridge.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Code } from '../../ui/Text.tsx';

export function MachineSettings(): ReactElement {
  const [state, setState] = useState<ApplicationState>();
  useEffect(() => {
    const ask = (): void => {
      void bridge.service('application.state', {}).then((outcome) => {
        if (outcome.ok) setState(outcome.value);
      });
    };
    ask();
    return bridge.on('changed', ask);
  }, []);
  const notebook = state?.notebook;
  return (
    <Panel title={say('settings.machine')}>
      <Facts
        facts={[
          { name: say('settings.file'), value: <span className="settings-path">{notebook?.path}</span> },
          { name: say('settings.notebook-id'), value: <Code>{notebook?.notebookId}</Code> },
          { name: say('settings.records'), value: notebook?.records },
          {
            name: say('settings.head'),
            value: (
              <span className="settings-path">
                <Code>{notebook?.head}</Code>
              </span>
            ),
          },
          { name: say('settings.version'), value: state?.appVersion },
          { name: say('settings.runtime'), value: state?.runtime },
        ]}
      />
    </Panel>
  );
}
