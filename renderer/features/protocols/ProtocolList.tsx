// Every released version of every protocol, the newest first: that is the one a new run takes.
// Must not offer to change a released version.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { builtInProtocols } from '../../../shared/protocols/built-in.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Code } from '../../ui/Text.tsx';

type Listed = QueryValue<'protocol.list'>['protocols'][number];

export function ProtocolList(): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const saver = useSaver();
  const { value, refusal } = useLive('protocol.list', {});
  const [isAllShown, setIsAllShown] = useState(false);
  const protocols = value?.protocols ?? [];
  const older = protocols.filter((one) => !one.isLatest);
  const shown = isAllShown ? protocols : protocols.filter((one) => one.isLatest);
  const isBuiltInMissing =
    value && builtInProtocols.some(({ key }) => !protocols.some((one) => one.key === key));
  const releaseBuiltIn = isBuiltInMissing && me.can('protocol.releaseBuiltIn') && (
    <Button
      variant="primary"
      isPending={saver.isSaving}
      onPress={() => void saver.save('protocol.releaseBuiltIn', {})}
    >
      {say('protocols.release-built-in')}
    </Button>
  );
  return (
    <Page title={say('protocols.title')} lead={say('protocols.lead')} actions={releaseBuiltIn || undefined}>
      <RefusalNotice refusal={saver.refusal ?? refusal} />
      {value && protocols.length === 0 && (
        <EmptyState title={say('protocols.none')} action={releaseBuiltIn || undefined}>
          {say('protocols.none-words')}
        </EmptyState>
      )}
      {protocols.length > 0 && (
        <>
          {older.length > 0 && (
            <Checkbox isSelected={isAllShown} onChange={setIsAllShown}>
              {say('protocols.show-older', { count: older.length })}
            </Checkbox>
          )}
          <Table
            label={say('protocols.title')}
            columns={[...columns, releasedColumn(nameOf)]}
            rows={shown.toSorted((left, right) => right.version - left.version).toSorted(byTitle)}
            rowId={(one) => one.id}
            onOpen={(one) => go('protocols', one.id)}
          />
        </>
      )}
    </Page>
  );
}

const byTitle = (left: Listed, right: Listed): number =>
  left.title < right.title ? -1 : left.title > right.title ? 1 : 0;

const releasedColumn = (nameOf: (userId: string) => string): TableColumn<Listed> => ({
  id: 'released',
  head: say('protocols.released'),
  cell: (one) => <PersonTime name={nameOf(one.releasedBy)} at={one.releasedAt} />,
  sortBy: (one) => one.releasedAt,
});

const columns: readonly TableColumn<Listed>[] = [
  { id: 'title', head: say('protocols.protocol'), cell: (one) => one.title, sortBy: (one) => one.title },
  {
    id: 'version',
    head: say('protocols.version'),
    kind: 'number',
    isNarrow: true,
    cell: (one) => one.version,
    sortBy: (one) => one.version,
  },
  {
    id: 'latest',
    head: say('protocols.use'),
    isNarrow: true,
    cell: (one) =>
      one.isLatest ? (
        <StatusPill tone="done">{say('protocols.latest')}</StatusPill>
      ) : (
        <StatusPill>{say('protocols.older')}</StatusPill>
      ),
  },
  {
    id: 'subject',
    head: say('protocols.on'),
    isNarrow: true,
    cell: (one) => say(`run.subject.${one.subjectType}`),
  },
  { id: 'steps', head: say('protocols.steps'), kind: 'number', isNarrow: true, cell: (one) => one.stepCount },
  {
    id: 'hash',
    head: say('protocols.hash'),
    isNarrow: true,
    cell: (one) => <Code>{one.hash.slice(0, 12)}</Code>,
  },
];
