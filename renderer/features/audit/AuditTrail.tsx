// The list of records with its filters.
// Must not hold the records: the query does, a page at a time.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { kindText, payloadText, shortId } from '../../../shared/domain/record-words.ts';
import { deviceAuthor } from '../../../shared/kernel/record.ts';
import type { QueryInput, QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Row } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Code } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { TimeText } from '../../ui/TimeText.tsx';

type AuditRow = QueryValue<'audit.trail'>['records'][number];

/** Types of entities that people look for, in the order of the work. */
const subjects = [
  'animal',
  'allocation',
  'run',
  'step',
  'timer',
  'observation',
  'medication',
  'note',
  'dose',
  'lot',
  'sample',
  'place',
  'assay',
  'reading-list',
  'csv-mapping',
  'result',
  'plan',
  'exclusion',
  'deviation',
  'attachment',
  'protocol',
  'study',
  'user',
  'device',
  'review',
] as const;

export function AuditTrail(): ReactElement {
  const [subjectType, setSubjectType] = useState<string | null>(null);
  const [subjectId, setSubjectId] = useState('');
  const [author, setAuthor] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [beforeSeq, setBeforeSeq] = useState<number>();
  const people = usePeople();
  const filter: QueryInput<'audit.trail'> = {
    ...(subjectType === null ? {} : { subjectType }),
    ...(subjectId.trim() === '' ? {} : { subjectId: subjectId.trim() }),
    ...(author === null ? {} : { author }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(beforeSeq === undefined ? {} : { beforeSeq }),
  };
  const { value, refusal } = useLive('audit.trail', filter);

  /** A filter starts again at the newest. */
  const from =
    <Value,>(set: (value: Value) => void) =>
    (next: Value) => {
      set(next);
      setBeforeSeq(undefined);
    };
  const clear = (): void => {
    setSubjectType(null);
    setSubjectId('');
    setAuthor(null);
    setText('');
    setBeforeSeq(undefined);
  };

  const columns: readonly TableColumn<AuditRow>[] = [
    { id: 'seq', head: say('audit.column-seq'), kind: 'number', isNarrow: true, cell: (row) => row.seq },
    {
      id: 'happened',
      head: say('audit.column-happened'),
      cell: (row) => (
        <>
          <TimeText at={row.occurredAt} withSeconds withOffset />
          {row.isLate && <StatusPill tone="due">{say('audit.late')}</StatusPill>}
        </>
      ),
    },
    {
      id: 'recorded',
      head: say('audit.column-recorded'),
      cell: (row) => <TimeText at={row.recordedAt} show="clock" withSeconds />,
    },
    { id: 'who', head: say('audit.column-who'), cell: (row) => <Who row={row} nameOf={people.nameOf} /> },
    { id: 'what', head: say('audit.column-what'), cell: (row) => kindText(row.kind) },
    {
      id: 'about',
      head: say('audit.column-about'),
      cell: (row) => (
        <span className="audit-about">
          {row.subjectType} <Code>{shortId(row.subjectId)}</Code>
        </span>
      ),
    },
    { id: 'reason', head: say('audit.column-reason'), cell: (row) => row.reason ?? '' },
    {
      id: 'values',
      head: say('audit.column-values'),
      cell: (row) => <span className="audit-values">{payloadText(row.payload)}</span>,
    },
  ];

  return (
    <>
      <div className="audit-filters">
        <ComboBox
          label={say('audit.subject')}
          placeholder={say('audit.subject-all')}
          options={subjects.map((one) => ({ value: one, label: one }))}
          value={subjectType}
          onChange={from(setSubjectType)}
        />
        <TextField label={say('audit.subject-id')} value={subjectId} onChange={from(setSubjectId)} isMono />
        <ComboBox
          label={say('audit.author')}
          placeholder={say('audit.author-all')}
          options={[
            ...people.list.map((one) => ({ value: one.userId, label: one.printedName })),
            { value: deviceAuthor, label: say('audit.device') },
          ]}
          value={author}
          onChange={from(setAuthor)}
        />
        <TextField label={say('audit.text')} type="search" value={text} onChange={from(setText)} />
        <Button onPress={clear}>{say('audit.clear')}</Button>
      </div>
      <RefusalNotice refusal={refusal} />
      {value && value.hiddenCount > 0 && (
        <Notice tone="blinded" message={say('audit.hidden', { count: value.hiddenCount })} />
      )}
      {value && (
        <Table
          label={say('audit.title')}
          columns={columns}
          rows={value.records}
          rowId={(row) => String(row.seq)}
          onOpen={(row) => go('audit', String(row.seq))}
          isScrolling
          empty={<EmptyState title={say('audit.none')}>{say('audit.none-lead')}</EmptyState>}
        />
      )}
      <Row justify="end">
        {beforeSeq !== undefined && (
          <Button onPress={() => setBeforeSeq(undefined)}>{say('audit.newest')}</Button>
        )}
        {typeof value?.nextBeforeSeq === 'number' && (
          <Button onPress={() => setBeforeSeq(value.nextBeforeSeq ?? undefined)}>{say('audit.older')}</Button>
        )}
      </Row>
    </>
  );
}

interface WhoProps {
  readonly row: AuditRow;
  readonly nameOf: (userId: string) => string;
}

function Who({ row, nameOf }: WhoProps): ReactElement {
  const name = (userId: string): string => (userId === deviceAuthor ? say('audit.device') : nameOf(userId));
  const isOther = row.performedBy !== row.author;
  return (
    <>
      {name(row.performedBy)}
      {isOther && <div className="audit-note">{`${say('audit.typed-by')} ${name(row.author)}`}</div>}
      {row.witnessedBy !== null && (
        <div className="audit-note">{`${say('audit.witnessed-by')} ${name(row.witnessedBy)}`}</div>
      )}
    </>
  );
}
