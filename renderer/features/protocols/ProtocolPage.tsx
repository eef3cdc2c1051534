// One released version: as printed, with its hash, and what changed against another version.
// Must not change it: the next version is another page.

import { FilePen } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Code } from '../../ui/Text.tsx';
import { ProtocolChanges } from './ProtocolChanges.tsx';
import { ProtocolSteps } from './ProtocolSteps.tsx';

type Shown = NonNullable<QueryValue<'protocol.show'>['protocol']>;

interface ProtocolPageProps {
  readonly protocolId: string;
  readonly part: string | undefined;
}

export function ProtocolPage({ protocolId, part }: ProtocolPageProps): ReactElement | null {
  const { value, refusal } = useLive('protocol.show', { protocolId });
  const back = { label: say('protocols.title'), onPress: () => go('protocols') };
  if (!refusal && !value) return null;
  if (!value?.protocol) {
    return (
      <Page title={say('protocols.protocol')} back={back}>
        {refusal ? (
          <RefusalNotice refusal={refusal} />
        ) : (
          <EmptyState
            title={say('protocols.unknown')}
            action={<Button onPress={() => go('protocols')}>{say('protocols.title')}</Button>}
          >
            {say('protocols.unknown-words')}
          </EmptyState>
        )}
      </Page>
    );
  }
  return <OneProtocol protocol={value.protocol} isIntact={value.isIntact} part={part} />;
}

interface OneProtocolProps {
  readonly protocol: Shown;
  readonly isIntact: boolean;
  readonly part: string | undefined;
}

function OneProtocol({ protocol, isIntact, part }: OneProtocolProps): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const versions = (useLive('protocol.list', {}).value?.protocols ?? []).filter(
    (one) => one.key === protocol.key,
  );
  const latest = versions.find((one) => one.isLatest);
  const isLatest = latest?.id === protocol.id;
  return (
    <Page
      title={protocol.title}
      back={{ label: say('protocols.title'), onPress: () => go('protocols') }}
      mark={
        <StatusPill tone={isLatest ? 'done' : 'neutral'}>
          {say(isLatest ? 'protocols.version-latest' : 'protocols.version-older', {
            version: protocol.version,
          })}
        </StatusPill>
      }
      actions={
        <>
          {latest && !isLatest && (
            <Button onPress={() => go('protocols', latest.id)}>
              {say('protocols.open-latest', { version: latest.version })}
            </Button>
          )}
          {latest && me.can('protocol.release') && (
            <Button icon={FilePen} onPress={() => go('protocols', latest.id, 'new-version')}>
              {say('protocols.write-next', { version: latest.version + 1 })}
            </Button>
          )}
        </>
      }
    >
      {!isIntact && (
        <Notice
          tone="refused"
          message={say('protocols.not-intact')}
          remedy={say('protocols.not-intact-remedy')}
        />
      )}
      <Facts
        facts={[
          { name: say('protocols.follows'), value: protocol.definition.source },
          { name: say('protocols.on'), value: say(`run.subject.${protocol.definition.subjectType}`) },
          {
            name: say('protocols.released'),
            value: <PersonTime name={nameOf(protocol.releasedBy)} at={protocol.releasedAt} />,
          },
          ...(protocol.reason === null ? [] : [{ name: say('protocols.reason'), value: protocol.reason }]),
          { name: say('protocols.hash'), value: <Code>{protocol.hash}</Code> },
        ]}
      />
      <Tabs
        label={say('protocols.parts')}
        selected={part === 'changes' ? 'changes' : 'steps'}
        onSelect={(id) => go('protocols', protocol.id, id)}
        parts={[
          {
            id: 'steps',
            label: say('protocols.as-printed'),
            content: <ProtocolSteps definition={protocol.definition} />,
          },
          {
            id: 'changes',
            label: say('protocols.changes'),
            content: (
              <ProtocolChanges protocolId={protocol.id} version={protocol.version} versions={versions} />
            ),
          },
        ]}
      />
    </Page>
  );
}
