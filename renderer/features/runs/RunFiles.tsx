// The files of a run: added, saved to a folder, and by the director withheld; the record of each stays.
// Must not show a file's content.

import { Download, Paperclip } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { bridge } from '../../bridge.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Code } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast.ts';
import type { ShownRun } from './run-view.ts';

export function RunFiles({ run }: { readonly run: ShownRun }): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const { value, refusal: listRefusal } = useLive('attachment.list', { runId: run.id });
  const [refusal, setRefusal] = useState<Refusal>();
  const [withheldId, setWithheldId] = useState<string>();
  const files = value?.attachments ?? [];

  const add = async (): Promise<void> => {
    const { animalId, id: runId, lotId } = run;
    const outcome = await bridge.service('attachment.choose', { animalId, runId, lotId });
    setRefusal(outcome.ok ? undefined : outcome.refusal);
  };
  const keep = async (attachmentId: string): Promise<void> => {
    const outcome = await bridge.service('attachment.save', { attachmentId });
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (outcome.ok && outcome.value)
      showToast({ tone: 'done', message: say('runs.file-saved', outcome.value) });
  };
  const addButton = me.can('attachment.choose') && (
    <Button icon={Paperclip} onPress={() => void add()}>
      {say('runs.add-file')}
    </Button>
  );

  return (
    <Stack>
      <RefusalNotice refusal={refusal ?? listRefusal} />
      {value && files.length === 0 ? (
        <EmptyState title={say('runs.no-files')} action={addButton || undefined}>
          {say('runs.no-files-words')}
        </EmptyState>
      ) : (
        <>
          <div>{addButton}</div>
          <Table
            label={say('runs.files')}
            columns={columns({
              nameOf,
              keep: (attachmentId) => void keep(attachmentId),
              withhold: me.can('attachment.withhold') ? setWithheldId : undefined,
            })}
            rows={files}
            rowId={(one) => one.id}
          />
        </>
      )}
      {withheldId !== undefined && (
        <Withhold attachmentId={withheldId} onClose={() => setWithheldId(undefined)} />
      )}
    </Stack>
  );
}

interface WithholdProps {
  readonly attachmentId: string;
  readonly onClose: () => void;
}

function Withhold({ attachmentId, onClose }: WithholdProps): ReactElement {
  const [reason, setReason] = useState('');
  return (
    <SaveForm
      frame="dialog"
      title={say('runs.file-withhold-title')}
      lead={say('runs.file-withhold-words')}
      submit={say('runs.file-withhold')}
      isDanger
      asksWho={false}
      isReady={reason.trim() !== ''}
      onClose={onClose}
      save={(saver) => saver.serve('attachment.withhold', { attachmentId, reason })}
    >
      <TextField label={say('act.reason')} value={reason} onChange={setReason} isRequired isMultiline />
    </SaveForm>
  );
}

type Attachment = QueryValue<'attachment.list'>['attachments'][number];

interface FileActions {
  readonly nameOf: (userId: string) => string;
  readonly keep: (attachmentId: string) => void;
  readonly withhold: ((attachmentId: string) => void) | undefined;
}

function columns({ nameOf, keep, withhold }: FileActions): readonly TableColumn<Attachment>[] {
  return [
    { id: 'name', head: say('runs.file-name'), cell: (one) => one.name },
    {
      id: 'bytes',
      head: say('runs.file-size'),
      kind: 'number',
      isNarrow: true,
      cell: (one) => <Measure value={String(one.bytes)} unit="B" />,
    },
    {
      id: 'hash',
      head: say('runs.file-hash'),
      isNarrow: true,
      cell: (one) => <Code>{one.hash.slice(0, 12)}</Code>,
    },
    {
      id: 'by',
      head: say('runs.by'),
      cell: (one) => <PersonTime name={nameOf(one.by)} at={one.at} />,
    },
    {
      id: 'do',
      head: say('runs.file-do'),
      cell: (one) =>
        one.status === 'withheld' ? (
          <StatusPill tone="refused">{say('runs.file-withheld')}</StatusPill>
        ) : (
          <Row gap={1}>
            <Button icon={Download} onPress={() => keep(one.id)}>
              {say('runs.file-save')}
            </Button>
            {withhold && (
              <Button variant="danger" onPress={() => withhold(one.id)}>
                {say('runs.file-withhold')}
              </Button>
            )}
          </Row>
        ),
    },
  ];
}
