// People with an account: roles, status, failed attempts; new accounts and one-time codes by the administrator.
// Must not show or ask for anyone's password.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Account, IssuedCode } from './account.ts';
import { AccountAct, type AccountActKind } from './AccountAct.tsx';
import { NewAccount } from './NewAccount.tsx';
import { OneTimeCode } from './OneTimeCode.tsx';

export function PeopleSettings(): ReactElement {
  const me = useMe();
  const people = useLive('user.list', {}).value?.people ?? [];
  const [isNew, setIsNew] = useState(false);
  const [act, setAct] = useState<{ readonly kind: AccountActKind; readonly account: Account }>();
  const [issued, setIssued] = useState<IssuedCode>();
  const isAdministrator = me.can('account.create');

  const columns: readonly TableColumn<Account>[] = [
    { id: 'name', head: say('settings.person'), cell: (row) => row.printedName },
    { id: 'id', head: say('settings.id'), cell: (row) => <Code>{row.id}</Code> },
    {
      id: 'roles',
      head: say('settings.roles'),
      cell: (row) => row.roles.map((role) => say(`role.${role}`)).join(', '),
    },
    { id: 'status', head: say('settings.status'), cell: (row) => <AccountStatus account={row} /> },
    {
      id: 'last',
      head: say('settings.last-sign-in'),
      cell: (row) => (row.lastSignInAt === null ? '–' : <TimeText at={row.lastSignInAt} />),
    },
    {
      id: 'failed',
      head: say('settings.failed'),
      kind: 'number',
      cell: (row) => row.failedAttempts,
    },
    ...(isAdministrator
      ? [
          {
            id: 'acts',
            head: say('settings.change'),
            isNarrow: true,
            cell: (row: Account) => (
              <AccountMenu account={row} onAct={(kind) => setAct({ kind, account: row })} />
            ),
          },
        ]
      : []),
  ];

  return (
    <Stack>
      {isAdministrator && (
        <Row justify="end">
          <Button variant="primary" onPress={() => setIsNew(true)}>
            {say('settings.new-account')}
          </Button>
        </Row>
      )}
      <Table label={say('settings.people')} columns={columns} rows={people} rowId={(row) => row.id} />
      {isNew && <NewAccount onClose={() => setIsNew(false)} onIssued={setIssued} />}
      {act && <AccountAct {...act} onClose={() => setAct(undefined)} onIssued={setIssued} />}
      {issued && <OneTimeCode issued={issued} onClose={() => setIssued(undefined)} />}
    </Stack>
  );
}

function AccountStatus({ account }: { readonly account: Account }): ReactElement {
  if (account.status === 'disabled')
    return <StatusPill tone="refused">{say('settings.disabled')}</StatusPill>;
  if (account.mustChangePassword) return <StatusPill tone="due">{say('settings.must-change')}</StatusPill>;
  return <StatusPill tone="done">{say('settings.active')}</StatusPill>;
}

interface AccountMenuProps {
  readonly account: Account;
  readonly onAct: (kind: AccountActKind) => void;
}

function AccountMenu({ account, onAct }: AccountMenuProps): ReactElement {
  const isActive = account.status === 'active';
  return (
    <Menu
      label={say('settings.actions-for', { person: account.printedName })}
      isCompact
      actions={[
        { id: 'reset', label: say('settings.reset'), onAction: () => onAct('reset') },
        { id: 'roles', label: say('settings.change-roles'), onAction: () => onAct('roles') },
        isActive
          ? {
              id: 'disable',
              label: say('settings.disable'),
              isDanger: true,
              onAction: () => onAct('disable'),
            }
          : { id: 'enable', label: say('settings.enable'), onAction: () => onAct('enable') },
      ]}
    />
  );
}
