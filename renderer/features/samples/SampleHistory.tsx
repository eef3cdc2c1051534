// Everything that happened to a sample, newest first; what a correction replaced is struck through.
// Must not leave out a reason.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleEvent } from '../../../shared/domain/sample.ts';
import { usePeople, type People } from '../../me.ts';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';

interface Line extends SampleEvent {
  readonly key: string;
}

export function SampleHistory({ history }: { readonly history: readonly SampleEvent[] }): ReactElement {
  const { nameOf } = usePeople();
  const lines = history.map((event, index): Line => ({ ...event, key: String(index) })).toReversed();
  return (
    <Table
      label={say('samples.history')}
      rows={lines}
      rowId={(line) => line.key}
      columns={columnsWith(nameOf)}
    />
  );
}

function columnsWith(nameOf: People['nameOf']): readonly TableColumn<Line>[] {
  return [
    { id: 'what', head: say('samples.column.what'), cell: (line) => say(`samples.event.${line.what}`) },
    { id: 'detail', head: say('samples.column.detail'), cell: (line) => <Detail event={line} /> },
    {
      id: 'when',
      head: say('samples.column.when'),
      isNarrow: true,
      cell: (line) => <TimeText at={line.at} />,
    },
    { id: 'who', head: say('samples.column.who'), cell: (line) => nameOf(line.by) },
    { id: 'reason', head: say('samples.column.reason'), cell: (line) => line.reason ?? '' },
  ];
}

function Detail({ event: { what, detail } }: { readonly event: SampleEvent }): ReactElement {
  if (detail === null) return <></>;
  if (what === 'corrected') return <del className="samples-old">{oldValues(detail)}</del>;
  if (what === 'discarded' || what === 'divided') return <>{say('samples.from', { detail })}</>;
  return <Code>{detail}</Code>;
}

/** The record names the fields as the notebook does; people read their words, and times without zone and seconds. */
function oldValues(detail: string): string {
  return detail
    .replace(/^collectedAt|(?<=, )collectedAt/, say('samples.was-collectedAt'))
    .replace(/^container|(?<=, )container/, say('samples.correct-container').toLowerCase())
    .replace(/^volumeMicrolitre|(?<=, )volumeMicrolitre/, say('samples.was-volumeMicrolitre'))
    .replace(/(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})[\d:.]*(?:Z|[+-]\d{2}:\d{2})(?:\[[^\]]*\])?/, '$1 $2');
}
