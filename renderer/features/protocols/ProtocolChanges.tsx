// What changed between two versions, step by step and field by field.
// Must not judge the change: the reason was given when it was released.

import { useState, type ReactElement } from 'react';
import { say, type SentenceKey } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Select } from '../../ui/Select.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';

type Version = QueryValue<'protocol.list'>['protocols'][number];
type Change = NonNullable<QueryValue<'protocol.compare'>['changes']>[number];

interface ProtocolChangesProps {
  readonly protocolId: string;
  readonly version: number;
  readonly versions: readonly Version[];
}

export function ProtocolChanges({ protocolId, version, versions }: ProtocolChangesProps): ReactElement {
  const others = versions.filter((one) => one.id !== protocolId);
  const before = others.find((one) => one.version === version - 1) ?? others[0];
  const [chosenId, setChosenId] = useState<string>();
  const otherId = chosenId ?? before?.id;
  if (otherId === undefined) {
    return (
      <EmptyState title={say('protocols.one-version')} isGood>
        {say('protocols.one-version-words')}
      </EmptyState>
    );
  }
  const otherVersion = others.find((one) => one.id === otherId)?.version ?? 0;
  const [from, to] = otherVersion < version ? [otherId, protocolId] : [protocolId, otherId];
  return (
    <Stack>
      <div className="protocol-against">
        <Select
          label={say('protocols.against')}
          options={others.map((one) => ({
            value: one.id,
            label: say('protocols.version-n', { version: one.version }),
          }))}
          value={otherId}
          onChange={setChosenId}
        />
      </div>
      <Comparison from={from} to={to} />
    </Stack>
  );
}

function Comparison({ from, to }: { readonly from: string; readonly to: string }): ReactElement | null {
  const { value, refusal } = useLive('protocol.compare', { from, to });
  if (refusal) return <RefusalNotice refusal={refusal} />;
  if (!value?.changes) return null;
  if (value.changes.length === 0) return <p>{say('protocols.no-changes')}</p>;
  return (
    <ol className="protocol-changes">
      {value.changes.map((change) => (
        <li key={`${change.stepKey ?? ''}/${change.change}`}>
          <StepDifference change={change} />
        </li>
      ))}
    </ol>
  );
}

const partNames: Readonly<Record<string, SentenceKey>> = {
  title: 'protocols.step-title',
  text: 'protocols.step-words',
  parameters: 'protocols.parameters',
  inputs: 'protocols.inputs',
  timers: 'protocols.timers',
  label: 'protocols.label',
  value: 'protocols.value',
  unit: 'protocols.unit',
  source: 'protocols.source',
  kind: 'protocols.kind',
  min: 'protocols.min',
  max: 'protocols.max',
  choices: 'protocols.choices',
  isRequired: 'protocols.required',
  isList: 'protocols.several',
  isHoldPoint: 'protocols.hold-point',
  isFree: 'protocols.free',
};

/** `inputs/weight-kg/max` → `What is entered › weight-kg › At most`; a name without words stays as it is. */
function fieldName(path: string): string {
  const parts = path.split('/').map((part) => {
    const key = partNames[part];
    return key === undefined ? part : say(key);
  });
  return parts.join(' › ');
}

const tones = { added: 'done', removed: 'refused', moved: 'neutral', changed: 'neutral' } as const;

function StepDifference({ change }: { readonly change: Change }): ReactElement {
  return (
    <section className="protocol-change">
      <h2 className="protocol-change-title">
        {change.stepKey === null ? say('protocols.protocol-itself') : change.title}{' '}
        <StatusPill tone={tones[change.change]}>{say(`protocols.change-${change.change}`)}</StatusPill>
      </h2>
      {change.fields.length > 0 && (
        <dl className="protocol-fields">
          {change.fields.map((field) => (
            <div key={field.field} className="protocol-field">
              <dt>{fieldName(field.field)}</dt>
              <dd>
                <del>{field.from ?? say('protocols.nothing')}</del>
                <ins>{field.to ?? say('protocols.nothing')}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
