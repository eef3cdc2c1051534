// After clamp off was pressed on the locked screen: the step is confirmed with that time and the person who did it.
// Must not fill in the person: whoever signs in next need not be the one who released the clamp.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { localClock } from '../../../shared/kernel/time.ts';
import { seenSeq, useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Row } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { ShownRun } from './run-view.ts';

export function ConfirmClampOff({ run }: { readonly run: ShownRun }): ReactElement | null {
  const ischaemia = useLive('ischaemia.show', { runId: run.id }).value?.ischaemia;
  const me = useMe();
  const { list } = usePeople();
  const saver = useSaver();
  const [performedBy, setPerformedBy] = useState<string | null>(null);
  const markedAt = ischaemia?.clampOffMarkedAt ?? null;
  if (!ischaemia || markedAt === null) return null;
  const people = list
    .filter((one) => one.isActive)
    .toSorted(
      (left, right) =>
        Number(run.participants.includes(right.userId)) - Number(run.participants.includes(left.userId)),
    );
  const confirm = (): void => {
    if (performedBy === null) return;
    void saver.save(
      'run.completeStep',
      { runId: run.id, stepKey: ischaemia.clampOffKey, values: {} },
      { occurredAt: markedAt, performedBy, seenSeq: seenSeq() },
    );
  };
  return (
    <Notice
      tone="due"
      isLive
      message={say('runs.clamp-off-marked', { time: localClock(markedAt) })}
      remedy={say('runs.clamp-off-marked-remedy')}
    >
      {me.can('run.completeStep') && (
        <Row align="end">
          <ComboBox
            label={say('runs.clamp-off-by')}
            options={people.map((one) => ({ value: one.userId, label: one.printedName }))}
            value={performedBy}
            onChange={setPerformedBy}
            isRequired
          />
          <Button
            variant="primary"
            isPending={saver.isSaving}
            isDisabled={performedBy === null}
            onPress={confirm}
          >
            {say('runs.clamp-off-confirm', { time: localClock(markedAt) })}
          </Button>
        </Row>
      )}
      <RefusalNotice refusal={saver.refusal} />
    </Notice>
  );
}
