// What each name on a plate is, and whose: the table, the pattern of names, and the fields for an animal.
// Must not leave out a sample in silence: what has no animal is named above the table.

import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Grid, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { DraftName } from './draft-core.ts';
import { placesOf, type PlateWell, type Use } from './plate.ts';
import type { KnownAnimal } from './sample-matching.ts';

interface NamesTableProps<Name extends DraftName> {
  readonly title: string;
  readonly mark?: ReactNode;
  /** Of the column of names, where they stand on no plate. */
  readonly nameHead?: string | undefined;
  /** Of the column of fields, where it is not about animals. */
  readonly aboutHead?: string | undefined;
  readonly names: readonly Name[];
  readonly wells: readonly PlateWell[];
  readonly uses: readonly Use[];
  readonly onUse: (name: string, use: Use) => void;
  /** Of one name, by its use; null for none. */
  readonly fields: (one: Name) => ReactElement | null;
  /** Above the table. */
  readonly children?: ReactNode;
}

export function NamesTable<Name extends DraftName>(props: NamesTableProps<Name>): ReactElement {
  const { title, mark, nameHead, aboutHead, names, wells, uses, onUse, fields, children } = props;
  const columns: readonly TableColumn<Name>[] = [
    {
      id: 'name',
      head: nameHead ?? say('assays.column-name'),
      isNarrow: true,
      cell: ({ name }) => (
        <Stack gap={0}>
          <span>{name}</span>
          <Soft>
            {placesOf(
              wells.filter((one) => one.name === name),
              wells,
            )}
          </Soft>
        </Stack>
      ),
    },
    {
      id: 'use',
      head: say('assays.column-use'),
      isNarrow: true,
      cell: ({ name, use }) => (
        <Select
          label={say('assays.use-of', { name })}
          isLabelHidden
          options={uses.map((one) => ({ value: one, label: say(`assays.use-${one}`) }))}
          value={use}
          onChange={(one) => onUse(name, one)}
        />
      ),
    },
    { id: 'about', head: aboutHead ?? say('assays.column-about'), cell: fields },
  ];
  return (
    <Panel title={title} mark={mark}>
      <Stack gap={2}>
        {children}
        <Table
          label={title}
          columns={columns}
          rows={inOrder(names)}
          rowId={(one) => one.name}
          empty={say('assays.no-names')}
        />
      </Stack>
    </Panel>
  );
}

const order: readonly Use[] = ['standard', 'blank', 'control', 'no-template', 'no-rt', 'sample', 'unused'];

/** What everything is judged by first, then the samples. */
function inOrder<Name extends DraftName>(names: readonly Name[]): readonly Name[] {
  return order.flatMap((use) => names.filter((one) => one.use === use));
}

interface PatternFieldProps {
  readonly value: string;
  readonly placeholder: string;
  readonly description: string;
  readonly onChange: (pattern: string) => void;
}

export function PatternField(props: PatternFieldProps): ReactElement {
  return (
    <Grid columns="wide">
      <TextField label={say('assays.pattern')} maxLength={80} isMono {...props} />
    </Grid>
  );
}

interface UnmappedNoticeProps {
  readonly names: readonly DraftName[];
  /** What becomes of them. */
  readonly message: string;
}

export function UnmappedNotice({ names, message }: UnmappedNoticeProps): ReactElement | null {
  if (names.length === 0) return null;
  return <Notice tone="due" message={message} remedy={names.map((one) => one.name).join(', ')} />;
}

type Whose = Pick<DraftName, 'animalId' | 'timePoint' | 'how'>;

interface AnimalFieldsProps {
  readonly one: DraftName;
  readonly animals: readonly KnownAnimal[];
  readonly change: (part: Partial<Whose>) => void;
}

export function AnimalFields({ one, animals, change }: AnimalFieldsProps): ReactElement {
  const { animalId, timePoint } = one;
  return (
    <>
      <ComboBox
        label={say('assays.animal')}
        options={animals.map(({ id, earTag }) => ({ value: id, label: id, note: earTag }))}
        value={animalId}
        onChange={(id) => change({ animalId: id, how: 'hand' })}
      />
      <Select
        label={say('assays.time-point')}
        options={timePointKeys.map((key) => ({ value: key, label: say(`sample.timePoint.${key}`) }))}
        value={timePoint}
        onChange={(key) => change({ timePoint: key, how: 'hand' })}
      />
    </>
  );
}
