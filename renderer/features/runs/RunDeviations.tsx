// What went otherwise in this run: the deviations that steps and timers brought, and those that people report.
// Must not assess them: that is the study director's screen.

import { useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe, usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { focusFirstField } from './focus.ts';
import type { ShownRun } from './run-view.ts';

export function RunDeviations({ run }: { readonly run: ShownRun }): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const [isReporting, setIsReporting] = useState(false);
  const titleOf = (where: string | null): string =>
    run.steps.find((step) => step.definition.key === where)?.definition.title ??
    where ??
    say('runs.whole-run');
  return (
    <Stack>
      {me.can('deviation.report') && !isReporting && (
        <div>
          <Button onPress={() => setIsReporting(true)}>{say('runs.report-deviation')}</Button>
        </div>
      )}
      {isReporting && <Report run={run} onClose={() => setIsReporting(false)} />}
      {run.deviations.length === 0 ? (
        <EmptyState title={say('runs.no-deviations')} isGood>
          {say('runs.no-deviations-words')}
        </EmptyState>
      ) : (
        <Table
          label={say('runs.deviations')}
          columns={columns(titleOf, nameOf)}
          rows={run.deviations}
          rowId={(one) => one.id}
        />
      )}
    </Stack>
  );
}

function Report({ run, onClose }: { readonly run: ShownRun; readonly onClose: () => void }): ReactElement {
  const saver = useSaver();
  const act = useActFields({ participants: run.participants, hasReason: true });
  const [what, setWhat] = useState('');
  const send = async (): Promise<void> => {
    const { id: runId, animalId } = run;
    const lotId = animalId === null ? run.lotId : null;
    const outcome = await saver.save('deviation.report', { what, runId, animalId, lotId }, act.meta);
    if (outcome.ok) onClose();
  };
  return (
    <form
      ref={focusFirstField}
      noValidate
      aria-label={say('runs.report-deviation')}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack>
        <TextField
          label={say('runs.what-otherwise')}
          description={say('runs.what-otherwise-hint')}
          value={what}
          onChange={setWhat}
          isRequired
        />
        {act.fields}
        <RefusalNotice refusal={saver.refusal} />
        <Row gap={1}>
          <Button
            type="submit"
            variant="primary"
            isPending={saver.isSaving}
            isDisabled={what.trim() === '' || !act.hasReason}
          >
            {say('runs.record-deviation')}
          </Button>
          <Button onPress={onClose}>{say('runs.cancel')}</Button>
        </Row>
      </Stack>
    </form>
  );
}

type ShownDeviation = ShownRun['deviations'][number];

function columns(
  titleOf: (where: string | null) => string,
  nameOf: (userId: string) => string,
): readonly TableColumn<ShownDeviation>[] {
  return [
    { id: 'where', head: say('runs.step'), isNarrow: true, cell: (one) => titleOf(one.where) },
    { id: 'what', head: say('runs.what'), cell: (one) => one.what },
    { id: 'reason', head: say('runs.reason'), cell: (one) => one.reason },
    {
      id: 'by',
      head: say('runs.by'),
      cell: (one) => <PersonTime name={nameOf(one.by)} at={one.at} />,
    },
    {
      id: 'status',
      head: say('runs.assessment'),
      cell: (one) =>
        one.assessment ? one.assessment.text : <StatusPill tone="due">{say('runs.not-assessed')}</StatusPill>,
    },
  ];
}
