// What the evaluation would give, computed by the notebook as it is typed; and the button that records it.
// Must not let a preview be recorded that is older than what was typed.

import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ChecksPanel } from './ChecksPanel.tsx';
import { CurvePanel } from './CurvePanel.tsx';
import { DensityTable } from './DensityTable.tsx';
import { changeDraft, inputOf, missingIn, setDraft, type Draft } from './draft.ts';
import { ExpressionTable } from './ExpressionTable.tsx';
import { MediumTable } from './MediumTable.tsx';
import { asksForReason, openRecorded } from './recording.ts';
import { ResultTable } from './ResultTable.tsx';

interface DraftPreviewProps {
  readonly draft: Draft;
  readonly userId: string;
}

export function DraftPreview({ draft, userId }: DraftPreviewProps): ReactElement {
  const missing = missingIn(draft);
  if (missing.length === 0) return <Preview draft={draft} userId={userId} />;
  return (
    <Panel title={say('assays.preview')}>
      <p>{say('assays.missing')}</p>
      <ul>
        {missing.map(({ key, about }) => (
          <li key={key}>{say(`assays.missing-${key}`, { about })}</li>
        ))}
      </ul>
    </Panel>
  );
}

const pauseMs = 250;

/** The input once nobody has typed for a moment: each one is a question to the notebook. */
function useSettled(input: Json): Json {
  const [settled, setSettled] = useState(input);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(input), pauseMs);
    return () => window.clearTimeout(timer);
  }, [input]);
  return settled;
}

function Preview({ draft, userId }: DraftPreviewProps): ReactElement {
  const input = useMemo(() => inputOf(draft), [draft]);
  const settled = useSettled(input);
  const { value, refusal } = useLive('assay.preview', {
    assayKey: draft.assayKey,
    input: settled,
    assayId: draft.assayId,
  });
  const isCurrent = JSON.stringify(settled) === JSON.stringify(input);
  const output = value?.output;
  return (
    <>
      <RefusalNotice refusal={refusal ?? value?.refusal ?? undefined} />
      {!value && !refusal && <p>{say('assays.computing')}</p>}
      {value?.otherWays.map((text) => (
        <Notice key={text} tone="due" isLive={false} message={text} remedy={say('assays.other-way-remedy')} />
      ))}
      {output && <PreviewNumbers assayKey={draft.assayKey} input={settled} output={output} />}
      <RecordBar
        draft={draft}
        input={input}
        userId={userId}
        isReady={isCurrent && output !== undefined && output !== null}
      />
    </>
  );
}

type Output = NonNullable<QueryValue<'assay.preview'>['output']>;

interface PreviewNumbersProps {
  readonly assayKey: Draft['assayKey'];
  readonly input: Json;
  readonly output: Output;
}

function PreviewNumbers({ assayKey, input, output }: PreviewNumbersProps): ReactElement {
  return (
    <>
      <div className="assays-columns">
        <CurvePanel input={input} numbers={output.numbers} />
        <ChecksPanel checks={output.checks} />
      </div>
      {assayKey === 'qrt-pcr' && (
        <Panel isFlush title={say('ct.expression')}>
          <ExpressionTable input={input} numbers={output.numbers} />
        </Panel>
      )}
      {assayKey === 'western-blot' && (
        <Panel isFlush title={say('blot.relative')}>
          <DensityTable numbers={output.numbers} />
        </Panel>
      )}
      {assayKey === 'cm-elisa' ? (
        <Panel isFlush title={say('medium.beside')}>
          <MediumTable output={output} />
        </Panel>
      ) : (
        <Panel isFlush title={say('assays.preview')}>
          <ResultTable output={output} />
        </Panel>
      )}
    </>
  );
}

/** Only the check of a lot is about one. */
function lotOf(draft: Draft): string | null {
  return draft.assayKey === 'cm-elisa' ? draft.lotId : null;
}

interface RecordBarProps {
  readonly draft: Draft;
  readonly input: Json;
  readonly userId: string;
  readonly isReady: boolean;
}

function RecordBar({ draft, input, userId, isReady }: RecordBarProps): ReactElement {
  const { assayId, title, reason } = draft;
  const saver = useSaver(assayId === null ? 'action' : 'editor');
  const isReasonAsked = assayId !== null || asksForReason(saver.refusal) || reason.trim() !== '';

  const record = async (): Promise<void> => {
    // Densities that were typed are a manual transcription, and are told as one (GLP-3).
    const source = draft.files.length > 0 ? ('imported' as const) : ('typed' as const);
    const meta = { source, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
    const outcome =
      assayId === null
        ? await saver.save(
            'assay.evaluate',
            { assayKey: draft.assayKey, title: title.trim(), lotId: lotOf(draft), input },
            meta,
          )
        : await saver.save('assay.reevaluate', { assayId, input }, meta);
    if (!outcome.ok) return;
    setDraft(userId, null);
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
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        {isReasonAsked && (
          <TextField
            label={say(assayId === null ? 'assays.reason-replace' : 'assays.reason-again')}
            value={reason}
            onChange={(text) => changeDraft((now) => ({ ...now, reason: text }))}
            isMultiline
            isRequired
          />
        )}
        {assayId !== null && <Notice message={say('assays.again-words')} />}
        <Row>
          <Button type="submit" variant="primary" isPending={saver.isSaving} isDisabled={!isReady}>
            {say(assayId === null ? 'assays.record' : 'assays.record-again')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
