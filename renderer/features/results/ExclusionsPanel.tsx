// Who is left out of the analysis, for what and why, and the director's acts: excluding, and taking back.
// Must not do either without a reason: the notebook refuses it too.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { analyteKeys, analytes } from '../../../shared/domain/analytes.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { Select } from '../../ui/Select.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import { Soft } from '../../ui/Text.tsx';

type Exclusion = QueryValue<'exclusion.list'>['exclusions'][number];

export function ExclusionsPanel(): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const { value, refusal } = useLive('exclusion.list', {});
  const [isExcluding, setExcluding] = useState(false);
  const [lifted, setLifted] = useState<Exclusion>();
  if (!value) return <RefusalNotice refusal={refusal} />;
  const mayAct = me.can('exclusion.record');
  return (
    <Panel
      isFlush
      title={say('planning.exclusions')}
      actions={
        mayAct ? <Button onPress={() => setExcluding(true)}>{say('planning.exclude')}</Button> : undefined
      }
    >
      <Table
        label={say('planning.exclusions')}
        rows={value.exclusions}
        rowId={(row) => row.id}
        empty={say('planning.no-exclusions')}
        columns={[
          { id: 'animal', head: say('planning.column-animal'), isNarrow: true, cell: (row) => row.animalId },
          { id: 'covers', head: say('planning.column-covers'), cell: (row) => row.scopeText },
          {
            id: 'status',
            head: say('planning.column-status'),
            cell: ({ status }) => (
              <StatusPill tone={status === 'excluded' ? 'due' : 'neutral'}>
                {say(`planning.status-${status}`)}
              </StatusPill>
            ),
          },
          { id: 'reason', head: say('planning.column-reason'), cell: (row) => <Reasons exclusion={row} /> },
          {
            id: 'by',
            head: say('planning.column-by'),
            cell: (row) => <PersonTime name={nameOf(row.by)} at={row.at} />,
          },
          ...(mayAct
            ? [
                {
                  id: 'act',
                  head: say('planning.column-act'),
                  cell: (row: Exclusion) =>
                    row.status === 'excluded' ? (
                      <Button
                        aria-label={say('planning.lift', { animalId: row.animalId })}
                        onPress={() => setLifted(row)}
                      >
                        {say('planning.lift-short')}
                      </Button>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {isExcluding && <ExcludeAnimal onClose={() => setExcluding(false)} />}
      {lifted && <LiftExclusion exclusion={lifted} onClose={() => setLifted(undefined)} />}
    </Panel>
  );
}

/** The reason in force, and the earlier ones struck through below it. */
function Reasons({ exclusion: { reason, history } }: { readonly exclusion: Exclusion }): ReactElement {
  return (
    <>
      {reason}
      {history.toReversed().map((one) => (
        <div key={one.at}>
          <Soft>
            {say(`planning.status-${one.status}`)}: {one.reason}
          </Soft>
        </div>
      ))}
    </>
  );
}

const all = 'all';

function ExcludeAnimal({ onClose }: { readonly onClose: () => void }): ReactElement {
  const animals = useLive('animal.list', {}).value?.animals ?? [];
  const [animalId, setAnimalId] = useState<string | null>(null);
  const [analyte, setAnalyte] = useState<string>(all);
  const [timePoint, setTimePoint] = useState<string>(all);
  return (
    <SaveForm
      frame="drawer"
      title={say('planning.exclude-title')}
      lead={say('planning.exclude-lead')}
      submit={say('planning.exclude-submit')}
      done={say('planning.excluded')}
      isDanger
      isReady={animalId !== null}
      hasReason
      reasonLabel={say('planning.exclude-reason')}
      onClose={onClose}
      save={(saver, meta) =>
        saver.save(
          'exclusion.record',
          {
            animalId: animalId ?? '',
            analyte: analyteKeys.find((one) => one === analyte) ?? null,
            timePoint: timePointKeys.find((one) => one === timePoint) ?? null,
          },
          meta,
        )
      }
    >
      <ComboBox
        label={say('planning.animal')}
        isRequired
        options={animals
          .filter(({ animal }) => animal.purpose === 'study')
          .map(({ animal: { id } }) => ({ value: id, label: id }))}
        value={animalId}
        onChange={setAnimalId}
      />
      <Select
        label={say('planning.outcome')}
        options={[
          { value: all, label: say('planning.all-outcomes') },
          ...analytes.map(({ key, label }) => ({ value: key as string, label })),
        ]}
        value={analyte}
        onChange={setAnalyte}
      />
      <Select
        label={say('planning.time-point')}
        options={[
          { value: all, label: say('planning.all-time-points') },
          ...timePointKeys.map((value) => ({
            value: value as string,
            label: say(`sample.timePoint.${value}`),
          })),
        ]}
        value={timePoint}
        onChange={setTimePoint}
      />
    </SaveForm>
  );
}

interface LiftExclusionProps {
  readonly exclusion: Exclusion;
  readonly onClose: () => void;
}

function LiftExclusion({ exclusion, onClose }: LiftExclusionProps): ReactElement {
  const { animalId, analyte, timePoint, scopeText } = exclusion;
  return (
    <SaveForm
      frame="dialog"
      title={say('planning.lift-title', { animalId })}
      lead={scopeText}
      submit={say('planning.lift-submit')}
      done={say('planning.lifted')}
      hasReason
      reasonLabel={say('planning.lift-reason')}
      onClose={onClose}
      save={(saver, meta) => saver.save('exclusion.lift', { animalId, analyte, timePoint }, meta)}
    />
  );
}
