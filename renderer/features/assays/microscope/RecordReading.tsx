// What was read becomes a record: the first reader sees what it gives before, the second only afterwards.
// Must not show a second reader the agreement while the scores can still be changed.

import { useMemo, useState, type ReactElement } from 'react';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../../shared/contract.ts';
import type { CommandMeta } from '../../../../shared/contract.ts';
import type { Json } from '../../../../shared/kernel/record.ts';
import { useLive } from '../../../live.ts';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import { useSaver } from '../../../saving.ts';
import { Button } from '../../../ui/Button.tsx';
import { Grid, Row, Stack } from '../../../ui/Layout.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { asksForReason, openRecorded } from '../recording.ts';
import { ResultTable } from '../ResultTable.tsx';
import type { Part, RecordedScores } from './readers.ts';
import { missingIn, readerOf, type Sheet } from './reading.ts';
import { ScoresByCode } from './ScoresByCode.tsx';

interface RecordReadingProps {
  readonly list: NonNullable<QueryValue<'assay.readingList'>>;
  readonly codes: readonly string[];
  readonly sheet: Sheet;
  readonly isChanged: boolean;
  readonly part: Part;
  readonly assayId: string | null;
  /** Null for whoever reads first, and for a second reader, who is not given it. */
  readonly recorded: RecordedScores | null;
  readonly onRecorded: () => void;
}

const combinations = ['first', 'mean-of-both'] as const;
const weightings = ['linear', 'quadratic'] as const;
export function RecordReading(props: RecordReadingProps): ReactElement | null {
  const { codes, sheet, part, isChanged } = props;
  const { read, missing } = missingIn(sheet, codes);
  const isAgain = part.startsWith('again');
  if (isAgain && !isChanged) return null;
  // Who only checks the first reader may read some of the slides; whole ones count.
  const isEnough = missing === 0 || (part.endsWith('second') && read > 0);
  if (!isEnough) {
    return (
      <Panel title={say('slides.record')}>
        <p>{say('slides.record-later', { left: codes.length - read, count: codes.length })}</p>
      </Panel>
    );
  }
  return <Recording {...props} isWhole={missing === 0} />;
}

interface RecordingProps extends RecordReadingProps {
  readonly isWhole: boolean;
}

function Recording({
  list,
  codes,
  sheet,
  isWhole,
  part,
  assayId,
  recorded,
  onRecorded,
}: RecordingProps): ReactElement {
  const saver = useSaver();
  const defaults = useLive('assay.defaults', {}).value;
  const isSecond = part.endsWith('second');
  const [title, setTitle] = useState(list.title);
  const [combination, setCombination] = useState<(typeof combinations)[number] | null>(
    part === 'again-second' ? (recorded?.combination ?? null) : null,
  );
  const [weights, setWeights] = useState<(typeof weightings)[number]>(recorded?.weights ?? 'linear');
  const [reason, setReason] = useState(part === 'second' ? say('slides.reason-second') : '');
  const [whyNotBlinded, setWhyNotBlinded] = useState('');
  // Whoever may know the groups now, or could once.
  const isUnblinded = list.hasReaderKnown;
  const own = useMemo(() => readerOf(sheet, codes), [sheet, codes]);
  const isSummed = recorded?.isSummed ?? defaults?.isSuzukiSummed;
  const chosen = isSecond ? (isWhole ? combination : 'first') : (recorded?.combination ?? 'first');
  // A second reading is added by the notebook to the first, of which nothing is here.
  const added = part === 'second' && chosen !== null ? { second: own, combination: chosen, weights } : null;
  const input = useMemo((): Json | null => {
    if (part === 'second' || isSummed === undefined || chosen === null) return null;
    return {
      files: [...(recorded?.files ?? [])],
      isSummed,
      first: part === 'again-second' ? [...(recorded?.first ?? [])] : own,
      second: part === 'again-second' ? own : (recorded?.second ?? null),
      combination: chosen,
      weights,
    };
  }, [isSummed, chosen, recorded, part, own, weights]);

  const isReasonAsked = assayId !== null || asksForReason(saver.refusal) || reason !== '';
  const isWhyMissing = isUnblinded && whyNotBlinded.trim() === '';
  const canRecord = (added ?? input) !== null && title.trim() !== '' && !isWhyMissing;
  const save = () => {
    const meta: CommandMeta = reason.trim() === '' ? {} : { reason: reason.trim() };
    const blinding = isUnblinded ? { whyNotBlinded: whyNotBlinded.trim() } : {};
    if (assayId !== null && added)
      return saver.save('assay.addSecondReading', { assayId, ...added, ...blinding }, meta);
    const about = { input, readingListId: list.id, ...blinding };
    return assayId === null
      ? saver.save('assay.evaluate', { assayKey: 'suzuki', title: title.trim(), ...about }, meta)
      : saver.save('assay.reevaluate', { assayId, ...about }, meta);
  };
  const record = async (): Promise<void> => {
    const outcome = await save();
    if (!outcome.ok) return;
    onRecorded();
    openRecorded(outcome.value.value);
  };

  return (
    <Panel title={say('slides.record')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (canRecord && !saver.isSaving) void record();
        }}
      >
        <Stack gap={2}>
          {isSecond ? (
            <p>{say('slides.second-blind')}</p>
          ) : (
            input !== null && <Preview input={input} listId={list.id} />
          )}
          <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
          {part === 'first' && (
            <TextField
              label={say('assays.column-title')}
              value={title}
              onChange={setTitle}
              maxLength={120}
              isRequired
            />
          )}
          {isSecond && (
            <Grid columns="wide">
              {isWhole ? (
                <RadioGroup
                  label={say('slides.combination')}
                  options={combinations.map((one) => ({
                    value: one,
                    label: say(`slides.combination-${one}`),
                  }))}
                  value={combination}
                  onChange={setCombination}
                  isRequired
                />
              ) : (
                <p>{say('slides.combination-part', { read: own.length, count: codes.length })}</p>
              )}
              <RadioGroup
                label={say('slides.weights')}
                options={weightings.map((one) => ({ value: one, label: say(`slides.weights-${one}`) }))}
                value={weights}
                onChange={setWeights}
              />
            </Grid>
          )}
          {isUnblinded && (
            <TextField
              label={say('slides.why-not-blinded')}
              description={say('slides.why-not-blinded-hint')}
              value={whyNotBlinded}
              onChange={setWhyNotBlinded}
              maxLength={500}
              isMultiline
              isRequired
            />
          )}
          {isReasonAsked && (
            <TextField
              label={say(assayId === null ? 'assays.reason-replace' : 'assays.reason-again')}
              value={reason}
              onChange={setReason}
              isMultiline
              isRequired
            />
          )}
          <Row>
            <Button type="submit" variant="primary" isPending={saver.isSaving} isDisabled={!canRecord}>
              {say(isSecond ? 'slides.record-second' : 'slides.record-first')}
            </Button>
          </Row>
        </Stack>
      </form>
    </Panel>
  );
}

interface PreviewProps {
  readonly input: Json;
  readonly listId: string;
}

/** The animals for those who may know the groups, the codes for everybody else. */
function Preview({ input, listId }: PreviewProps): ReactElement {
  const { value, refusal } = useLive('assay.preview', { assayKey: 'suzuki', input, readingListId: listId });
  const output = value?.output;
  return (
    <>
      <RefusalNotice refusal={refusal ?? value?.refusal ?? undefined} />
      {output && output.results.length > 0 && <ResultTable output={output} />}
      {output && output.results.length === 0 && <ScoresByCode input={input} numbers={output.numbers} />}
    </>
  );
}
