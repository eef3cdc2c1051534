// Which slide gets which code, for whoever labels the slides: only those who may know the groups are given it.
// Must not be the way to the microscope: who has seen this does not read blind.

import type { ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../../shared/contract.ts';
import { Button } from '../../../ui/Button.tsx';
import { Labels } from '../../../ui/Labels.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import type { TableColumn } from '../../../ui/table-sort.ts';
import { Table } from '../../../ui/Table.tsx';
import { timePointWords } from '../ResultTable.tsx';

type Slide = NonNullable<QueryValue<'assay.readingList'>>['slides'][number];

interface SlideKeyProps {
  /** Of the list: the reader sees it, and it names no animal. */
  readonly title: string;
  readonly slides: readonly Slide[];
  readonly onRead: () => void;
}

export function SlideKey({ title, slides, onRead }: SlideKeyProps): ReactElement {
  return (
    <>
      <Notice
        tone="due"
        isLive={false}
        message={say('slides.not-blinded')}
        actions={<Button onPress={onRead}>{say('slides.read-anyway')}</Button>}
      />
      <Panel title={say('slides.key')} isFlush>
        <Table label={say('slides.key')} columns={columns} rows={slides} rowId={(one) => one.code} />
      </Panel>
      <Panel title={say('slides.labels')}>
        <Labels labels={slides.map(({ code, label }) => ({ code: label, lines: [code, title] }))} />
      </Panel>
    </>
  );
}

const columns: readonly TableColumn<Slide>[] = [
  { id: 'code', head: say('slides.code'), cell: (one) => one.code, sortBy: (one) => one.code },
  {
    id: 'animal',
    head: say('assays.animal'),
    cell: (one) => one.subject?.animalId ?? '–',
    sortBy: (one) => one.subject?.animalId,
  },
  {
    id: 'time',
    head: say('assays.time-point'),
    cell: (one) => (one.subject ? timePointWords(one.subject.timePoint) : '–'),
    sortBy: (one) => one.subject?.timePoint,
  },
  { id: 'slice', head: say('slides.slice'), kind: 'number', cell: (one) => one.slice ?? '–' },
];
