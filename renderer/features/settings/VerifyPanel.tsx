// Verification of the whole notebook while work goes on: progress, cancel, and what was found.
// Must not repair anything.

import type { ReactElement } from 'react';
import { z } from 'zod';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { bridge } from '../../bridge.ts';
import { useJob } from '../../jobs.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Table } from '../../ui/Table.tsx';

const reportForm = z.object({
  ok: z.boolean(),
  records: z.number(),
  entities: z.object({ checked: z.number() }),
  attachments: z.object({ checked: z.number() }),
  problems: z.array(z.object({ seq: z.number().nullable(), what: z.string() })),
});
type Report = z.infer<typeof reportForm>;

export function VerifyPanel(): ReactElement {
  const { progress, refusal, isRunning, start, cancel } = useJob();
  const report = reportForm.safeParse(progress?.result);
  return (
    <Panel
      title={say('settings.verify')}
      actions={
        isRunning ? undefined : (
          <Button onPress={() => void start(() => bridge.service('verify.start', {}))}>
            {say('settings.verify')}
          </Button>
        )
      }
    >
      <RefusalNotice refusal={refusal} />
      {isRunning && (
        <Progress
          label={say('settings.verifying')}
          percent={(progress?.share ?? 0) * 100}
          onCancel={cancel}
        />
      )}
      {progress?.status === 'cancelled' && <Notice message={say('settings.verify-cancelled')} />}
      {progress?.status === 'failed' && <Notice tone="refused" message={progress.message} />}
      {report.success && <Finding report={report.data} />}
    </Panel>
  );
}

function Finding({ report }: { readonly report: Report }): ReactElement {
  const { ok, records, entities, attachments, problems } = report;
  if (ok) {
    const counts = { records, entities: entities.checked, attachments: attachments.checked };
    return <Notice tone="done" isLive message={say('settings.verified-ok', counts)} />;
  }
  return (
    <>
      <Notice
        tone="refused"
        message={say('settings.verified-bad', { count: problems.length })}
        remedy={say('settings.verify-remedy')}
      />
      <Table
        label={say('settings.problem')}
        columns={[
          { id: 'seq', head: say('settings.problem-seq'), kind: 'number', cell: (row) => row.seq ?? '–' },
          { id: 'what', head: say('settings.problem'), cell: (row) => row.what },
        ]}
        rows={problems.map((problem, index) => ({ ...problem, id: String(index) }))}
        rowId={(row) => row.id}
      />
    </>
  );
}
