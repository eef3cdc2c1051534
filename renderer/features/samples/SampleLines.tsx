// The samples of one time point, line by line: what was planned, and its repeats and aliquots below it.
// Must not be pressed for anything but to open a sample.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import type { Material } from '../../../shared/domain/schedule.ts';
import { usePeople, type People } from '../../me.ts';
import { go } from '../../navigation.ts';
import { NumberText } from '../../ui/Measure.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code, Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { SampleStatusPills } from './SampleStatusPills.tsx';
import { materialName, type TimePointPlan } from './wording.ts';

export interface SampleLine {
  readonly id: string;
  readonly material: Material;
  readonly container: string;
  readonly sample: SampleState | null;
  readonly isOutsideWindow: boolean;
  readonly isOpen: boolean;
  /** A repeat or an aliquot. */
  readonly isOther: boolean;
}

export function linesOf(plan: TimePointPlan, others: readonly SampleState[]): readonly SampleLine[] {
  return plan.samples.flatMap((planned): readonly SampleLine[] => {
    const { sampleId, material, container, sample, isOpen, isOutsideWindow } = planned;
    const beside = others
      .filter((one) => one.material === material)
      .map((one) => ({
        id: one.id,
        material,
        container: one.container ?? '',
        sample: one,
        isOutsideWindow: one.isOutsideWindow,
        isOpen: false,
        isOther: true,
      }));
    return [
      { id: sampleId, material, container, sample, isOutsideWindow, isOpen, isOther: false },
      ...beside,
    ];
  });
}

interface SampleLinesProps {
  readonly label: string;
  readonly lines: readonly SampleLine[];
}

export function SampleLines({ label, lines }: SampleLinesProps): ReactElement {
  const { nameOf } = usePeople();
  return (
    <Table
      label={label}
      columns={columnsWith(nameOf)}
      rows={lines}
      rowId={(line) => line.id}
      onOpen={(line) => go('samples', line.id)}
    />
  );
}

function columnsWith(nameOf: People['nameOf']): readonly TableColumn<SampleLine>[] {
  return [
    {
      id: 'what',
      head: say('samples.column.what'),
      cell: (line) =>
        line.isOther ? (
          <span className="samples-other">{otherName(line)}</span>
        ) : (
          <span className="samples-whole">{materialName(line.material)}</span>
        ),
    },
    { id: 'id', head: say('samples.column.sample'), isNarrow: true, cell: (line) => <Code>{line.id}</Code> },
    {
      id: 'container',
      head: say('samples.column.container'),
      cell: (line) => (line.isOther ? '' : line.container),
    },
    { id: 'status', head: say('samples.column.status'), cell: (line) => <LineStatus line={line} /> },
    {
      id: 'taken',
      head: say('samples.column.collected'),
      isNarrow: true,
      cell: ({ sample, isOther }) =>
        sample?.collectedAt && !isOther ? <TimeText at={sample.collectedAt} /> : '',
    },
    {
      id: 'who',
      head: say('samples.column.who'),
      isNarrow: true,
      cell: ({ sample, isOther }) => (sample?.collectedBy && !isOther ? nameOf(sample.collectedBy) : ''),
    },
    {
      id: 'volume',
      head: say('samples.column.volume'),
      unit: say('samples.microlitre'),
      kind: 'number',
      cell: ({ sample }) => (sample?.volumeMicrolitre ? <NumberText value={sample.volumeMicrolitre} /> : ''),
    },
    {
      id: 'place',
      head: say('samples.column.place'),
      isNarrow: true,
      cell: ({ sample }) => (sample?.placeId ? <Code>{sample.placeId}</Code> : ''),
    },
  ];
}

/** Of `P07-D1-SER-1-A2` the 2nd aliquot, of `P07-D1-SER-2` the 2nd taking. */
function otherName(line: SampleLine): string {
  const number = line.id.split('-').at(-1) ?? '';
  const isAliquot = line.sample?.aliquotOf !== null;
  return say(isAliquot ? 'samples.aliquot-n' : 'samples.repeat-n', { number: number.replace('A', '') });
}

function LineStatus({ line }: { readonly line: SampleLine }): ReactElement {
  if (line.sample) return <SampleStatusPills sample={line.sample} isOutsideWindow={line.isOutsideWindow} />;
  return <Soft>{say(line.isOpen ? 'samples.open' : 'samples.closed')}</Soft>;
}
