// What each name on the plate is: a standard of known content, a blank, a control, or the sample of an animal.
// Must not leave out a sample in silence: what has no animal is named above the table.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Grid, Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  changedName,
  changeDraft,
  mappedNames,
  matched,
  unmappedNames,
  wellsOf,
  type Draft,
  type DraftName,
} from './draft.ts';
import { uses, type Use } from './plate.ts';
import { patternOf, type KnownAnimal } from './sample-matching.ts';

interface NamesTableProps {
  readonly draft: Draft;
  readonly animals: readonly KnownAnimal[];
}

export function NamesTable({ draft, animals }: NamesTableProps): ReactElement {
  const unmapped = unmappedNames(draft);
  const samples = draft.names.filter((one) => one.use === 'sample').length;
  return (
    <Panel
      title={say('assays.names')}
      mark={<span>{say('assays.mapped', { mapped: mappedNames(draft).length, samples })}</span>}
    >
      <Stack gap={2}>
        <Grid columns="wide">
          <TextField
            label={say('assays.pattern')}
            description={say(patternWords(draft.pattern))}
            placeholder="{animal} {day}"
            value={draft.pattern}
            maxLength={80}
            isMono
            onChange={(pattern) => changeDraft((now) => matched({ ...now, pattern }, animals))}
          />
        </Grid>
        {unmapped.length > 0 && (
          <Notice
            tone="due"
            message={say(unmapped.length === 1 ? 'assays.unmapped-one' : 'assays.unmapped', {
              count: unmapped.length,
            })}
            remedy={unmapped.map((one) => one.name).join(', ')}
          />
        )}
        <Table
          label={say('assays.names')}
          columns={columnsFor(draft, animals)}
          rows={inOrder(draft.names)}
          rowId={(one) => one.name}
          empty={say('assays.no-names')}
        />
      </Stack>
    </Panel>
  );
}

const order: readonly Use[] = ['standard', 'blank', 'control', 'sample', 'unused'];

/** The curve first, then what is read from it. */
function inOrder(names: readonly DraftName[]): readonly DraftName[] {
  return order.flatMap((use) => names.filter((one) => one.use === use));
}

function patternWords(pattern: string): 'assays.pattern-hint' | 'assays.pattern-open' {
  return pattern.trim() === '' || patternOf(pattern) ? 'assays.pattern-hint' : 'assays.pattern-open';
}

function columnsFor(draft: Draft, animals: readonly KnownAnimal[]): readonly TableColumn<DraftName>[] {
  const change = (name: string, part: Partial<DraftName>): void =>
    changeDraft((now) => changedName(now, name, part));
  return [
    {
      id: 'name',
      head: say('assays.column-name'),
      isNarrow: true,
      cell: ({ name }) => (
        <Stack gap={0}>
          <span>{name}</span>
          <Soft>
            {wellsOf(draft, name)
              .map((one) => one.well)
              .join(', ')}
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
          onChange={(one) => changeDraft((now) => matched(changedName(now, name, { use: one }), animals))}
        />
      ),
    },
    {
      id: 'about',
      head: say('assays.column-about'),
      cell: (one) => (
        <NameFields one={one} unit={draft.unit} animals={animals} change={(part) => change(one.name, part)} />
      ),
    },
  ];
}

interface NameFieldsProps {
  readonly one: DraftName;
  readonly unit: string;
  readonly animals: readonly KnownAnimal[];
  readonly change: (part: Partial<DraftName>) => void;
}

function NameFields({ one, unit, animals, change }: NameFieldsProps): ReactElement | null {
  const { name, use } = one;
  if (use === 'standard') {
    return (
      <NumberField
        label={say('assays.concentration-of', { name })}
        isLabelHidden
        unit={unit}
        value={one.concentration}
        onChange={(concentration) => change({ concentration })}
        isRequired
      />
    );
  }
  if (use === 'control') {
    return (
      <Row gap={1} align="end">
        <NumberField
          label={say('assays.expected-min')}
          unit={unit}
          value={one.expectedMin}
          onChange={(expectedMin) => change({ expectedMin })}
        />
        <NumberField
          label={say('assays.expected-max')}
          unit={unit}
          value={one.expectedMax}
          onChange={(expectedMax) => change({ expectedMax })}
        />
        <Dilution one={one} change={change} />
      </Row>
    );
  }
  return use === 'sample' ? <SampleFields one={one} animals={animals} change={change} /> : null;
}

function SampleFields({ one, animals, change }: Omit<NameFieldsProps, 'unit'>): ReactElement {
  const { name, animalId, timePoint, how } = one;
  return (
    <Row gap={1} align="end">
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
      <Dilution one={one} change={change} />
      <Soft>{how === null ? say('assays.how-none', { name }) : say(`assays.how-${how}`)}</Soft>
    </Row>
  );
}

function Dilution({ one, change }: Pick<NameFieldsProps, 'one' | 'change'>): ReactElement {
  return (
    <NumberField
      label={say('assays.dilution')}
      unit="×"
      value={one.dilution}
      onChange={(dilution) => change({ dilution })}
    />
  );
}
