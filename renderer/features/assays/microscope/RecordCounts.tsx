// From fields to animals: the rule, what it gives, and the record.
// Must not record what the preview does not show.

import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import type { CommandMeta } from '../../../../shared/contract.ts';
import type { Json } from '../../../../shared/kernel/record.ts';
import { useLive } from '../../../live.ts';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import { useSaver } from '../../../saving.ts';
import { Button } from '../../../ui/Button.tsx';
import { Grid, Row, Stack } from '../../../ui/Layout.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import { Soft } from '../../../ui/Text.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { asksForReason, openRecorded } from '../recording.ts';
import { ResultTable } from '../ResultTable.tsx';
import { inputOf, missingIn, nucleiOf, rules, type CountsDraft } from './counts-draft.ts';

interface RecordCountsProps {
  readonly draft: CountsDraft;
  readonly onChange: (part: Partial<CountsDraft>) => void;
  readonly assayId: string | undefined;
  readonly leastNuclei: number | null;
  readonly onRecorded: () => void;
}

export function RecordCounts(props: RecordCountsProps): ReactElement {
  const { draft, onChange, assayId, leastNuclei } = props;
  const missing = missingIn(draft);
  const uncounted = draft.fields.filter((one) => nucleiOf(one) === null).map((one) => one.name);
  return (
    <>
      <Panel title={say('nuclei.settings')}>
        <Grid columns="wide">
          <TextField
            label={say('assays.column-title')}
            value={draft.title}
            onChange={(title) => onChange({ title })}
            maxLength={120}
            isReadOnly={assayId !== undefined}
            isRequired
          />
          <Stack gap={1}>
            <RadioGroup
              label={say('nuclei.rule')}
              description={say('nuclei.rule-note')}
              options={rules.map((one) => ({ value: one, label: say(`nuclei.rule-${one}`) }))}
              value={draft.rule}
              onChange={(rule) => onChange({ rule })}
              isRequired
            />
            <Soft>
              {leastNuclei === null ? say('nuclei.least-none') : say('nuclei.least', { count: leastNuclei })}
            </Soft>
          </Stack>
        </Grid>
      </Panel>
      <Panel title={say('assays.preview')}>
        {missing.length === 0 ? (
          <Recording {...props} />
        ) : (
          <>
            <p>{say('nuclei.missing')}</p>
            <ul>
              {missing.map((key) => (
                <li key={key}>{say(`nuclei.missing-${key}`, { fields: uncounted.join(', ') })}</li>
              ))}
            </ul>
          </>
        )}
      </Panel>
    </>
  );
}

const pauseMs = 250;

/** The input once nobody has marked for a moment: each one is a question to the notebook. */
function useSettled(input: Json): Json {
  const [settled, setSettled] = useState(input);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(input), pauseMs);
    return () => window.clearTimeout(timer);
  }, [input]);
  return settled;
}

function Recording({ draft, onChange, assayId, leastNuclei, onRecorded }: RecordCountsProps): ReactElement {
  const saver = useSaver();
  const { title, reason, fields, rule } = draft;
  const input = useMemo(() => inputOf({ fields, rule }, leastNuclei), [fields, rule, leastNuclei]);
  const settled = useSettled(input);
  const { value, refusal } = useLive('assay.preview', { assayKey: 'ki67', input: settled });
  const isReady = settled === input && value?.output !== undefined && value.output !== null;
  const isReasonAsked = assayId !== undefined || asksForReason(saver.refusal) || reason.trim() !== '';

  const record = async (): Promise<void> => {
    const meta: CommandMeta = reason.trim() === '' ? {} : { reason: reason.trim() };
    const outcome =
      assayId === undefined
        ? await saver.save('assay.evaluate', { assayKey: 'ki67', title: title.trim(), input }, meta)
        : await saver.save('assay.reevaluate', { assayId, input }, meta);
    if (!outcome.ok) return;
    onRecorded();
    openRecorded(outcome.value.value);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !saver.isSaving) void record();
      }}
    >
      <Stack gap={2}>
        <RefusalNotice refusal={refusal ?? value?.refusal ?? undefined} />
        {value?.output && <ResultTable output={value.output} />}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        {isReasonAsked && (
          <TextField
            label={say(assayId === undefined ? 'assays.reason-replace' : 'assays.reason-again')}
            value={reason}
            onChange={(text) => onChange({ reason: text })}
            isMultiline
            isRequired
          />
        )}
        <Row>
          <Button type="submit" variant="primary" isPending={saver.isSaving} isDisabled={!isReady}>
            {say(assayId === undefined ? 'nuclei.record' : 'assays.record-again')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
