// Registers an animal on arrival; the next one of the same litter keeps what they share.
// Must not hold an animal back for its criteria: they are shown once it is registered.

import { useRef, useState, type ReactElement } from 'react';
import { z } from 'zod';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useActFields } from '../../ActFields.tsx';
import { useKept } from '../../kept.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Grid, Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Page } from '../../ui/Page.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast.ts';
import type { Animal } from './AnimalMarks.tsx';
import { MoreAct } from './MoreAct.tsx';
import {
  completeParticulars,
  isEmpty,
  noParticulars,
  particularsSchema,
  ParticularsFields,
} from './ParticularsFields.tsx';
import { useWeightDoubt } from './weight-doubt.tsx';

const purposes = ['study', 'donor'] as const satisfies readonly Animal['purpose'][];

const arrivalSchema = z.object({
  animalId: z.string(),
  particulars: particularsSchema,
  purpose: z.enum(purposes).nullable(),
  housing: z.string(),
});
const nothingTyped: z.infer<typeof arrivalSchema> = {
  animalId: '',
  particulars: noParticulars,
  purpose: null,
  housing: '',
};

export function RegisterAnimal(): ReactElement {
  const saver = useSaver();
  const act = useActFields();
  const [typed, setTyped] = useKept('animal.register', arrivalSchema, nothingTyped);
  const { animalId, particulars, purpose, housing } = typed;
  const [weightKg, setWeightKg] = useState('');
  const [isTried, setTried] = useState(false);
  const [latestId, setLatestId] = useState<string>();
  const idField = useRef<HTMLInputElement>(null);
  const id = animalId.trim().toUpperCase();
  const doubt = useWeightDoubt(weightKg.trim());
  const missing = (text: string): string | undefined =>
    isTried && isEmpty(text) ? say('animals.fill-in') : undefined;

  const register = async (thenNext: boolean): Promise<void> => {
    setTried(true);
    const complete = completeParticulars(particulars);
    if (!complete || purpose === null || isEmpty(id) || isEmpty(housing)) return;
    const weight = isEmpty(weightKg) ? null : weightKg.trim();
    const { deviationReason } = doubt;
    const input = { animalId: id, ...complete, purpose, housing, weightKg: weight, deviationReason };
    const outcome = doubt.note(await saver.save('animal.register', input, act.meta));
    if (!outcome.ok) return;
    showToast({ tone: 'done', message: say('animals.registered', { id }) });
    setTyped(() => nothingTyped);
    if (!thenNext) return go('animals', id);
    setLatestId(id);
    setTyped(() => ({
      ...typed,
      animalId: '',
      particulars: { ...particulars, earTag: '', sex: null },
    }));
    setWeightKg('');
    setTried(false);
    idField.current?.focus();
  };

  return (
    <Page
      title={say('animals.register-title')}
      lead={say('animals.register-lead')}
      back={{ label: say('animals.back'), onPress: () => go('animals') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void register(false);
        }}
      >
        <Stack gap={3}>
          <RadioGroup
            label={say('animals.purpose')}
            orientation="horizontal"
            options={purposes.map((value) => ({
              value,
              label: say(`animals.purpose-${value}`),
              note: say(`animals.purpose-${value}-note`),
            }))}
            value={purpose}
            onChange={(value) => setTyped((now) => ({ ...now, purpose: value }))}
            isRequired
            error={isTried && purpose === null ? say('animals.choose') : undefined}
          />
          <Grid columns="normal">
            <TextField
              label={say('animals.id')}
              description={say('animals.id-hint')}
              isMono
              isRequired
              inputRef={idField}
              value={animalId}
              onChange={(text) => setTyped((now) => ({ ...now, animalId: text }))}
              error={missing(animalId)}
            />
            <TextField
              label={say('animals.housing')}
              description={say('animals.housing-hint')}
              isRequired
              value={housing}
              onChange={(text) => setTyped((now) => ({ ...now, housing: text }))}
              error={missing(housing)}
            />
            <NumberField
              label={say('animals.arrival-weight')}
              description={say('animals.optional')}
              unit={say('animals.kg')}
              value={weightKg}
              onChange={setWeightKg}
            />
          </Grid>
          <ParticularsFields
            value={particulars}
            onChange={(value) => setTyped((now) => ({ ...now, particulars: value }))}
            isTried={isTried}
          />
          <MoreAct act={act} />
          {latestId !== undefined && <Registered animalId={latestId} />}
          <RefusalNotice refusal={saver.refusal} />
          {doubt.field}
          <Row gap={1}>
            <Button variant="primary" type="submit" isPending={saver.isSaving}>
              {id === '' ? say('animals.register-submit') : say('animals.register-submit-id', { id })}
            </Button>
            <Button onPress={() => void register(true)} isDisabled={saver.isSaving}>
              {say('animals.register-next')}
            </Button>
          </Row>
        </Stack>
      </form>
    </Page>
  );
}

/** The animal just registered, and whether it fits the criteria. */
function Registered({ animalId }: { readonly animalId: string }): ReactElement | null {
  const { value } = useLive('animal.show', { animalId });
  if (!value) return null;
  const problems = value.openCriteria.map((one) => one.message).join(' ');
  return (
    <Notice
      tone={problems === '' ? 'done' : 'due'}
      message={say('animals.registered', { id: animalId })}
      remedy={problems === '' ? say('animals.registered-fits') : problems}
      isLive
      actions={
        <Button onPress={() => go('animals', animalId)}>
          {say('animals.registered-look', { id: animalId })}
        </Button>
      }
    />
  );
}
