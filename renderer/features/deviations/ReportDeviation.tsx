// Reports a deviation: what happened, about which animal, run or lot, and why.
// Must not ask for a lot beside an animal: it would tell the group.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useActFields } from '../../ActFields.tsx';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Grid, Row, Stack } from '../../ui/Layout.tsx';
import { Page } from '../../ui/Page.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast.ts';

const subjects = ['animal', 'run', 'lot', 'study'] as const;
type Subject = (typeof subjects)[number];

export function ReportDeviation({ animalId }: { readonly animalId: string | null }): ReactElement {
  const saver = useSaver();
  const act = useActFields({ hasReason: true, reasonLabel: say('deviations.report-why') });
  const [subject, setSubject] = useState<Subject | null>(animalId === null ? null : 'animal');
  const [subjectId, setSubjectId] = useState(animalId);
  const [what, setWhat] = useState('');
  const [where, setWhere] = useState('');
  const [isTried, setTried] = useState(false);
  const about = useAbout(subject, subjectId);

  const save = async (): Promise<void> => {
    setTried(true);
    if (about === null || what.trim() === '') return;
    const place = where.trim() === '' ? null : where;
    const outcome = await saver.save('deviation.report', { what, where: place, ...about }, act.meta);
    if (!outcome.ok) return;
    showToast({ tone: 'done', message: say('deviations.report-saved') });
    go('deviations', outcome.value.value.deviationId);
  };

  return (
    <Page
      title={say('deviations.report-title')}
      lead={say('deviations.report-lead')}
      back={{ label: say('deviations.back'), onPress: () => go('deviations') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap={3}>
          <RadioGroup
            label={say('deviations.report-about')}
            orientation="horizontal"
            options={subjects.map((value) => ({ value, label: say(`deviations.${value}`) }))}
            value={subject}
            onChange={(chosen) => {
              setSubject(chosen);
              setSubjectId(null);
            }}
            isRequired
            error={isTried && subject === null ? say('deviations.choose') : undefined}
          />
          {subject !== null && subject !== 'study' && (
            <SubjectField
              key={subject}
              subject={subject}
              value={subjectId}
              onChange={setSubjectId}
              error={isTried && subjectId === null ? say('deviations.choose') : undefined}
            />
          )}
          <TextField
            label={say('deviations.what')}
            description={say('deviations.report-what-hint')}
            value={what}
            onChange={setWhat}
            isMultiline
            isRequired
            error={isTried && what.trim() === '' ? say('deviations.fill-in') : undefined}
          />
          <Grid columns="wide">
            <TextField
              label={say('deviations.where')}
              description={say('deviations.report-where-hint')}
              value={where}
              onChange={setWhere}
            />
          </Grid>
          {act.fields}
          <RefusalNotice refusal={saver.refusal} />
          <Row>
            <Button variant="primary" type="submit" isPending={saver.isSaving}>
              {say('deviations.report-submit')}
            </Button>
          </Row>
        </Stack>
      </form>
    </Page>
  );
}

interface About {
  readonly animalId: string | null;
  readonly runId: string | null;
  readonly lotId: string | null;
}

/** What goes into the record; null while it is not chosen. A run on an animal names the animal as well. */
function useAbout(subject: Subject | null, id: string | null): About | null {
  const runs = useLive('run.list', {}).value?.runs ?? [];
  const nothing: About = { animalId: null, runId: null, lotId: null };
  if (subject === 'study') return nothing;
  if (subject === null || id === null) return null;
  if (subject === 'animal') return { ...nothing, animalId: id };
  if (subject === 'lot') return { ...nothing, lotId: id };
  const run = runs.find((one) => one.id === id);
  const animalId = run?.animalId ?? null;
  return { animalId, runId: id, lotId: animalId === null ? (run?.lotId ?? null) : null };
}

interface SubjectFieldProps {
  readonly subject: Exclude<Subject, 'study'>;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error: string | undefined;
}

function SubjectField({ subject, value, onChange, error }: SubjectFieldProps): ReactElement {
  const animals = useLive('animal.list', {}).value?.animals ?? [];
  const runs = useLive('run.list', {}).value?.runs ?? [];
  const lots = useLive('lot.list', {}).value?.lots ?? [];
  const options = {
    animal: animals.map(({ animal }) => ({ value: animal.id, label: animal.id, note: animal.earTag })),
    run: runs.map((run) => ({ value: run.id, label: run.code, note: run.title })),
    lot: lots.map((lot) => ({ value: lot.id, label: lot.code, note: lot.title })),
  }[subject];
  return (
    <Grid columns="wide">
      <ComboBox
        label={say(`deviations.${subject}`)}
        options={options}
        value={value}
        onChange={onChange}
        isRequired
        error={error}
      />
    </Grid>
  );
}
