// The notes of a run, newest first, and the field for the next one: ready at any time, also when the run has ended.
// Must not change a note: another one says what was wrong with it.

import { useRef, useState, type ReactElement } from 'react';
import { z } from 'zod';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useKept } from '../../kept.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { inZoneOf } from '../../notebook-time.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { focusFirstField } from './focus.ts';
import { OtherPersonTime } from './OtherPersonTime.tsx';
import type { ShownRun } from './run-view.ts';

interface RunNotesProps {
  readonly run: ShownRun;
  /** Somebody asked to write one: the field is ready to be typed into. */
  readonly isAsked: boolean;
}

export function RunNotes({ run, isAsked }: RunNotesProps): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const { value, refusal } = useLive('run.notes', { runId: run.id });
  return (
    <Stack>
      <RefusalNotice refusal={refusal} />
      {me.can('run.addNote') && <NoteEntry run={run} isAsked={isAsked} />}
      {value && value.notes.length === 0 && (
        <EmptyState title={say('runs.no-notes')}>{say('runs.no-notes-words')}</EmptyState>
      )}
      {value && value.notes.length > 0 && (
        <Table
          label={say('runs.notes')}
          columns={columns(nameOf)}
          rows={value.notes.toReversed()}
          rowId={(one) => one.id}
        />
      )}
    </Stack>
  );
}

const keptText = z.string();

function NoteEntry({ run, isAsked }: RunNotesProps): ReactElement {
  const saver = useSaver();
  const act = useActFields({ participants: run.participants });
  const [text, setText] = useKept(`run.note/${run.id}`, keptText, '');
  const [isMoreShown, setIsMoreShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const save = async (): Promise<void> => {
    const outcome = await saver.save('run.addNote', { runId: run.id, text }, act.meta);
    if (!outcome.ok) return;
    setText(() => '');
    act.clear();
    setIsMoreShown(false);
    field.current?.focus();
  };
  return (
    <form
      {...(isAsked ? { ref: focusFirstField } : {})}
      noValidate
      aria-label={say('runs.add-note')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <div className="runs-note">
          <TextField
            label={say('runs.note')}
            description={say('runs.note-hint')}
            value={text}
            onChange={(typed) => setText(() => typed)}
            maxLength={2000}
            inputRef={field}
          />
          <Button type="submit" variant="primary" isPending={saver.isSaving} isDisabled={text.trim() === ''}>
            {say('runs.note-save')}
          </Button>
        </div>
        <OtherPersonTime isShown={isMoreShown} onShow={() => setIsMoreShown(true)} fields={act.fields} />
        <RefusalNotice refusal={saver.refusal} />
      </Stack>
    </form>
  );
}

type ShownNote = QueryValue<'run.notes'>['notes'][number];

function columns(nameOf: (userId: string) => string): readonly TableColumn<ShownNote>[] {
  return [
    { id: 'text', head: say('runs.note'), cell: (one) => one.text },
    {
      id: 'by',
      head: say('runs.by'),
      cell: (one) => (
        <PersonTime
          name={nameOf(one.by)}
          at={one.at}
          lateAt={one.isLate ? inZoneOf(one.recordedAt, one.at) : undefined}
          witness={one.witnessedBy === null ? undefined : nameOf(one.witnessedBy)}
        />
      ),
    },
  ];
}
