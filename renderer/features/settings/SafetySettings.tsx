// Backups and checks: where backups go, the newest ones, one at once, restoring, and verifying the whole notebook.
// Must not overwrite a file: a restore goes into a new one.

import { useEffect, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Outcome, Refusal } from '../../../shared/kernel/refusal.ts';
import type { ApplicationState, BackupEntry } from '../../../shared/services.ts';
import { bridge } from '../../bridge.ts';
import { useMe } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Table } from '../../ui/Table.tsx';
import { Code } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { showToast } from '../../ui/toast.ts';
import { VerifyPanel } from './VerifyPanel.tsx';

interface Backups {
  readonly state: ApplicationState | undefined;
  readonly list: readonly BackupEntry[];
}

function useBackups(): Backups {
  const [backups, setBackups] = useState<Backups>({ state: undefined, list: [] });
  useEffect(() => {
    const ask = (): void => {
      void Promise.all([bridge.service('application.state', {}), bridge.service('backup.list', {})]).then(
        ([state, list]) =>
          setBackups({ state: state.ok ? state.value : undefined, list: list.ok ? list.value : [] }),
      );
    };
    ask();
    return bridge.on('backup', ask);
  }, []);
  return backups;
}

export function SafetySettings(): ReactElement {
  const me = useMe();
  const { state, list } = useBackups();
  const [refusal, setRefusal] = useState<Refusal>();
  const [isBusy, setIsBusy] = useState(false);

  const carryOut = async <Value,>(
    work: Promise<Outcome<Value>>,
    done: (value: Value) => void,
  ): Promise<void> => {
    setIsBusy(true);
    setRefusal(undefined);
    const outcome = await work;
    setIsBusy(false);
    if (outcome.ok) done(outcome.value);
    else setRefusal(outcome.refusal);
  };
  const backUp = (): void =>
    void carryOut(bridge.service('backup.make', {}), ({ isNew }) =>
      showToast({ tone: 'done', message: say(isNew ? 'settings.backup-made' : 'settings.backup-same') }),
    );
  const restore = (path: string): void =>
    void carryOut(bridge.service('backup.restore', { path }), (restored) => {
      if (restored) showToast({ tone: 'done', message: restored.path });
    });

  return (
    <Stack>
      <RefusalNotice refusal={refusal} />
      <Panel
        title={say('settings.backups')}
        actions={
          <Row gap={1}>
            {me.can('backup.chooseFolder') && (
              <Button onPress={() => void carryOut(bridge.service('backup.chooseFolder', {}), () => {})}>
                {say('settings.choose-folder')}
              </Button>
            )}
            <Button variant="primary" isPending={isBusy} onPress={backUp}>
              {say('settings.back-up-now')}
            </Button>
          </Row>
        }
      >
        <Stack>
          <Facts
            facts={[
              {
                name: say('settings.backup-folder'),
                value: <span className="settings-path">{state?.backupFolder}</span>,
              },
              {
                name: say('settings.last-backup'),
                value: state?.lastBackup ? (
                  <TimeText at={state.lastBackup.atUtc} withOffset />
                ) : (
                  say('settings.no-backup')
                ),
              },
            ]}
          />
          <Table
            label={say('settings.backups')}
            columns={[
              {
                id: 'time',
                head: say('settings.backup-time'),
                cell: (row) => <TimeText at={row.atUtc} withOffset />,
              },
              { id: 'head', head: say('settings.backup-head'), cell: (row) => <Code>{row.head}</Code> },
              {
                id: 'file',
                head: say('settings.backup-file'),
                cell: (row) => <span className="settings-path">{row.path}</span>,
              },
              {
                id: 'restore',
                head: say('settings.restore'),
                cell: (row) => <Button onPress={() => restore(row.path)}>{say('settings.restore')}</Button>,
              },
            ]}
            rows={list}
            rowId={(row) => row.path}
            empty={
              <EmptyState title={say('settings.no-backups')}>{say('settings.no-backups-lead')}</EmptyState>
            }
          />
        </Stack>
      </Panel>
      <VerifyPanel />
    </Stack>
  );
}
