// Counting Ki67: the fields of animals one after another, then the rule, what it gives, and the record.
// Must not lose a mark when the screen is left, locked or killed.

import { useMemo, useState, type ReactElement } from 'react';
import { z } from 'zod';
import { say } from '../../../../shared/catalogue/catalogue.ts';
import { timePointKeys, type TimePoint } from '../../../../shared/domain/schedule.ts';
import { useKept } from '../../../kept.ts';
import { useLive } from '../../../live.ts';
import { useMe } from '../../../me.ts';
import { go } from '../../../navigation.ts';
import { RefusalNotice } from '../../../RefusalNotice.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ComboBox } from '../../../ui/ComboBox.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Grid, Row, Stack } from '../../../ui/Layout.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { showToast } from '../../../ui/toast.ts';
import { timePointWords } from '../ResultTable.tsx';
import { CountedField } from './CountedField.tsx';
import { FieldTable } from './FieldTable.tsx';
import {
  draftForm,
  draftOf,
  emptyDraft,
  mostMarks,
  nameProblem,
  newField,
  type CountsDraft,
  type DraftField,
} from './counts-draft.ts';
import { RecordCounts } from './RecordCounts.tsx';

const recordedForm = z.object({ title: z.string(), input: z.json() });

function backTo(assayId: string | undefined) {
  return assayId === undefined
    ? { label: say('assays.title'), onPress: () => go('assays') }
    : { label: say('slides.open-evaluation'), onPress: () => go('assays', assayId) };
}

/** A new count, or a recorded one done again. */
export function CountNuclei({ assayId }: { readonly assayId: string | undefined }): ReactElement {
  const me = useMe();
  const defaults = useLive('assay.defaults', {});
  const shown = useLive('assay.show', { assayId: assayId ?? '' });
  const [title, back] = [say(assayId === undefined ? 'nuclei.title' : 'nuclei.again'), backTo(assayId)];
  // By its text: the same record answered again must not count as another start.
  const recordedText =
    assayId !== undefined && shown.value?.about.assayKey === 'ki67'
      ? JSON.stringify({ title: shown.value.about.title, input: shown.value.input })
      : null;
  const recorded = useMemo(() => {
    const text = recordedText === null ? null : recordedForm.safeParse(JSON.parse(recordedText));
    return text?.success === true ? draftOf(text.data.title, text.data.input) : null;
  }, [recordedText]);
  if (!me.can('assay.evaluate')) {
    return (
      <Page title={title} back={back}>
        <EmptyState title={say('assays.not-yours-title')}>{say('assays.not-yours')}</EmptyState>
      </Page>
    );
  }
  if (assayId !== undefined && shown.value === null) {
    return (
      <Page title={say('assays.unknown-title')} back={back}>
        <EmptyState title={say('assays.unknown-title')}>{say('assays.unknown')}</EmptyState>
      </Page>
    );
  }
  if (!defaults.value || (assayId !== undefined && !recorded)) {
    return (
      <Page title={title} back={back}>
        <RefusalNotice refusal={defaults.refusal ?? shown.refusal} />
      </Page>
    );
  }
  const { leastNuclei } = defaults.value;
  return (
    <Counting
      key={assayId ?? ''}
      assayId={assayId}
      start={recorded?.draft ?? emptyDraft}
      leastNuclei={recorded ? recorded.leastNuclei : leastNuclei === null ? null : Number(leastNuclei)}
    />
  );
}

interface CountingProps {
  readonly assayId: string | undefined;
  /** An empty draft, or what was recorded; the same object while it does not change. */
  readonly start: CountsDraft;
  readonly leastNuclei: number | null;
}

function Counting({ assayId, start, leastNuclei }: CountingProps): ReactElement {
  const [draft, setDraft] = useKept(`nuclei.count/${assayId ?? 'new'}`, draftForm, start);
  const { fields, shown } = draft;
  const field = fields.find((one) => one.name === shown);
  const marks = fields.reduce((sum, one) => sum + one.marks.length, 0);
  const changeField = (name: string, change: (field: DraftField) => DraftField): void =>
    setDraft((now) => ({
      ...now,
      fields: now.fields.map((one) => (one.name === name ? change(one) : one)),
    }));
  return (
    <Page
      isWide
      title={say(assayId === undefined ? 'nuclei.title' : 'nuclei.again')}
      lead={say('nuclei.lead')}
      back={backTo(assayId)}
      actions={
        draft !== start && (
          <Button
            variant="danger"
            onPress={() => {
              setDraft(() => start);
              offerBack(say('nuclei.dropped'), () => setDraft(() => draft));
            }}
          >
            {say('nuclei.drop-draft')}
          </Button>
        )
      }
    >
      {marks >= mostMarks && <Notice tone="due" message={say('nuclei.too-many')} />}
      <Panel title={say('nuclei.fields')}>
        <AddField
          fields={fields}
          onAdd={(added) =>
            setDraft((now) => ({ ...now, fields: [...now.fields, added], shown: added.name }))
          }
        />
      </Panel>
      {fields.length === 0 ? (
        <p>{say('nuclei.no-fields')}</p>
      ) : (
        <FieldTable
          label={say('nuclei.fields')}
          fields={fields}
          shown={shown}
          onShow={(name) => setDraft((now) => ({ ...now, shown: name }))}
        />
      )}
      {field && (
        <CountedField
          key={field.name}
          field={field}
          onChange={(change) => changeField(field.name, change)}
          isDraftFull={marks >= mostMarks}
          onRemove={() => {
            setDraft((now) => {
              const left = now.fields.filter((one) => one.name !== field.name);
              return { ...now, fields: left, shown: left.at(-1)?.name ?? null };
            });
            offerBack(say('nuclei.removed', { field: field.name }), () =>
              setDraft((now) =>
                now.fields.some((one) => one.name === field.name)
                  ? now
                  : { ...now, fields: [...now.fields, field], shown: field.name },
              ),
            );
          }}
        />
      )}
      <RecordCounts
        draft={draft}
        onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
        assayId={assayId}
        leastNuclei={leastNuclei}
        onRecorded={() => setDraft(() => start)}
      />
    </Page>
  );
}

/** Hundreds of marks must not go by one wrong press. */
function offerBack(message: string, onPress: () => void): void {
  showToast({ message, action: { label: say('nuclei.undo'), onPress } });
}

interface AddFieldProps {
  readonly fields: readonly DraftField[];
  readonly onAdd: (field: DraftField) => void;
}

function AddField({ fields, onAdd }: AddFieldProps): ReactElement {
  const animals = useLive('animal.list', {});
  const last = fields.at(-1);
  const [animalId, setAnimalId] = useState(last?.animalId ?? null);
  const [timePoint, setTimePoint] = useState<TimePoint | null>(last?.timePoint ?? null);
  const [typed, setTyped] = useState('');
  const number = fields.filter((one) => one.animalId === animalId && one.timePoint === timePoint).length + 1;
  const proposed =
    animalId === null || timePoint === null
      ? ''
      : say('nuclei.name-proposed', { animal: animalId, timePoint: timePointWords(timePoint), number });
  const name = typed === '' ? proposed : typed;
  const problem = nameProblem(
    name,
    fields.map((one) => one.name),
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (animalId === null || timePoint === null || name.trim() === '' || problem !== null) return;
        onAdd(newField(name.trim(), animalId, timePoint));
        setTyped('');
      }}
    >
      <Stack gap={2}>
        <RefusalNotice refusal={animals.refusal} />
        <Grid columns="normal">
          <ComboBox
            label={say('assays.animal')}
            options={(animals.value?.animals ?? []).map(({ animal: { id, earTag } }) => ({
              value: id,
              label: id,
              note: earTag,
            }))}
            value={animalId}
            onChange={setAnimalId}
            isRequired
          />
          <Select
            label={say('assays.time-point')}
            options={timePointKeys.map((one) => ({ value: one, label: timePointWords(one) }))}
            value={timePoint}
            onChange={setTimePoint}
            isRequired
          />
          <TextField
            label={say('nuclei.name')}
            value={name}
            onChange={setTyped}
            maxLength={60}
            error={problem === null ? undefined : say(`nuclei.name-${problem}`)}
            isRequired
          />
        </Grid>
        <Row>
          <Button
            type="submit"
            variant={fields.length === 0 ? 'primary' : 'quiet'}
            isDisabled={animalId === null || timePoint === null || name.trim() === '' || problem !== null}
          >
            {say('nuclei.add')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
