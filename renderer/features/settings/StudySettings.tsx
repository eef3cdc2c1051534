// The questions of the study: what is in force, where it comes from, what is still open.
// Must not invent an answer: an open question says so, also where a default applies meanwhile.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Select } from '../../ui/Select.tsx';
import { AcceptDefaults } from './AcceptDefaults.tsx';
import { AnswerQuestion } from './AnswerQuestion.tsx';
import { areaOf, areas, type Area } from './areas.ts';
import { ArriveMeter } from './ArriveMeter.tsx';
import { SettingValue, type ShownSetting } from './SettingValue.tsx';

export function StudySettings({
  wantedKey,
}: {
  readonly wantedKey: string | undefined;
}): ReactElement | null {
  const me = useMe();
  const { nameOf } = usePeople();
  const { value, refusal } = useLive('study.overview', {});
  const [filter, setFilter] = useState('');
  const [area, setArea] = useState<Area | 'all'>('all');
  const [isOnlyOpen, setIsOnlyOpen] = useState(false);
  const [openKey, setOpenKey] = useState(wantedKey);
  if (!value) return <RefusalNotice refusal={refusal} />;

  const wanted = filter.trim().toLowerCase();
  const rows = byNeed(value.settings).filter(
    (one) =>
      (area === 'all' || areaOf(one.definition.key) === area) &&
      (!isOnlyOpen || one.isOpen) &&
      (wanted === '' ||
        `${one.question} ${one.definition.key} ${one.value ?? ''}`.toLowerCase().includes(wanted)),
  );
  const opened = value.settings.find((one) => one.definition.key === openKey);
  const columns: readonly TableColumn<ShownSetting>[] = [
    {
      id: 'question',
      head: say('settings.question'),
      cell: (row) => (
        <div className="settings-question">
          {row.question}
          {row.isOpen && areaOf(row.definition.key) === 'dose' && (
            <StatusPill tone="due">{say('settings.blocks-dose')}</StatusPill>
          )}
        </div>
      ),
    },
    { id: 'answer', head: say('settings.answer'), cell: (row) => <SettingValue setting={row} /> },
    {
      id: 'source',
      head: say('settings.source'),
      cell: (row) => <Soft>{say(`settings.source-${row.definition.source}`)}</Soft>,
    },
    {
      id: 'answered',
      head: say('settings.answered'),
      cell: (row) =>
        row.answer === null ? (
          ''
        ) : (
          <Soft>
            {nameOf(row.answer.answeredBy)} <TimeText at={row.answer.answeredAt} />
          </Soft>
        ),
    },
  ];

  return (
    <Stack>
      {me.can('arrive.progress') && <ArriveMeter />}
      {value.openCount > 0 ? (
        <Notice tone="due" message={say('settings.open-questions', { count: value.openCount })} />
      ) : (
        <Notice tone="done" message={say('settings.no-open')} />
      )}
      <Row align="end">
        <TextField label={say('settings.filter')} type="search" value={filter} onChange={setFilter} />
        <Select
          label={say('settings.area')}
          options={(['all', ...areas] as const).map((one) => ({
            value: one,
            label: say(`settings.area-${one}`),
          }))}
          value={area}
          onChange={setArea}
        />
        <Checkbox isSelected={isOnlyOpen} onChange={setIsOnlyOpen}>
          {say('settings.only-open')}
        </Checkbox>
        {me.can('study.acceptDefaults') && <AcceptDefaults settings={rows} />}
      </Row>
      <Table
        label={say('settings.study')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.definition.key}
        onOpen={(row) => setOpenKey(row.definition.key)}
      />
      {opened && (
        <AnswerQuestion
          setting={opened}
          mayAnswer={me.can('study.answerSetting')}
          onClose={() => setOpenKey(undefined)}
        />
      )}
    </Stack>
  );
}

/** Open questions first, those without which no dose can be prepared before all others. */
function byNeed(settings: readonly ShownSetting[]): readonly ShownSetting[] {
  const rank = ({ isOpen, definition }: ShownSetting): number =>
    isOpen ? areas.indexOf(areaOf(definition.key)) : areas.length;
  return settings.toSorted((left, right) => rank(left) - rank(right));
}
