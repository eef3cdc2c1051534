// The positions of the allocation list with the animals on them, and the change of one, with its reason.
// Must not offer a change to those who may not know the groups.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe } from '../../me.ts';
import { NamedGroup } from '../../NamedGroup.tsx';
import { go } from '../../navigation.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';
import { Blinded, type Allocation } from './AnimalMarks.tsx';

type Position = Allocation['positions'][number];

export function AllocationPositions({ allocation }: { readonly allocation: Allocation }): ReactElement {
  const me = useMe();
  const [changing, setChanging] = useState<number>();
  const mayChange = me.can('allocation.change') && allocation.mayKnow;
  return (
    <Panel title={say('animals.positions')} isFlush>
      <div className="animals-acting">
        <Table
          label={say('animals.positions')}
          columns={columnsOf(mayChange ? setChanging : undefined)}
          rows={allocation.positions}
          rowId={({ position }) => String(position)}
          onOpen={({ animalId }) => {
            if (animalId !== null) go('animals', animalId);
          }}
          defaultSort={{ column: 'position', isDescending: false }}
        />
      </div>
      {changing !== undefined && (
        <ChangeGroup allocation={allocation} position={changing} onClose={() => setChanging(undefined)} />
      )}
    </Panel>
  );
}

function columnsOf(onChange: ((position: number) => void) | undefined): readonly TableColumn<Position>[] {
  const columns: readonly TableColumn<Position>[] = [
    {
      id: 'position',
      head: say('animals.position'),
      kind: 'number',
      isNarrow: true,
      cell: ({ position }) => position,
      sortBy: ({ position }) => position,
    },
    {
      id: 'animal',
      head: say('animals.taken-by'),
      cell: ({ animalId }) => animalId ?? <Soft>{say('animals.free')}</Soft>,
      sortBy: ({ animalId }) => animalId ?? undefined,
    },
    {
      id: 'earlier',
      head: say('animals.earlier'),
      cell: ({ earlierAnimalIds }) => earlierAnimalIds.join(', '),
    },
    {
      id: 'group',
      head: say('animals.group'),
      cell: ({ group }) => (group === null ? <Blinded /> : <NamedGroup group={group} />),
      sortBy: ({ group }) => group ?? undefined,
    },
  ];
  if (!onChange) return columns;
  return [
    ...columns,
    {
      id: 'change',
      head: say('animals.change'),
      isNarrow: true,
      cell: ({ position }) => (
        <Button
          variant="plain"
          aria-label={say('animals.change-of', { position })}
          onPress={() => onChange(position)}
        >
          {say('animals.change')}
        </Button>
      ),
    },
  ];
}

interface ChangeGroupProps {
  readonly allocation: Allocation;
  readonly position: number;
  readonly onClose: () => void;
}

function ChangeGroup({ allocation, position, onClose }: ChangeGroupProps): ReactElement {
  const [group, setGroup] = useState<string | null>(null);
  return (
    <SaveForm
      frame="dialog"
      title={say('animals.change-of', { position })}
      submit={say('animals.change-submit')}
      isDanger
      hasReason
      reasonLabel={say('animals.change-reason')}
      isComplete={group !== null}
      save={(saver, meta) => saver.save('allocation.change', { position, group: group ?? '' }, meta)}
      done={say('animals.change-done', { position })}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <Notice tone="due" message={say('animals.change-note')} />
          <RadioGroup
            label={say('animals.change-group')}
            options={allocation.groups.map(({ group: value, label }) => ({ value, label }))}
            value={group}
            onChange={setGroup}
            isRequired
            error={isTried && group === null ? say('animals.choose') : undefined}
          />
        </>
      )}
    </SaveForm>
  );
}
