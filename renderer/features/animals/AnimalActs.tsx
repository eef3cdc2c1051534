// The dialogs of an animal's page, one an act: fields, reason, people, time, and the button that says what happens.
// Must not decide whether an act is allowed: the refusal is shown and the dialog stays.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ActName } from './animal-acts.ts';
import type { AnimalDetail } from './AnimalMarks.tsx';
import { EndingAct } from './EndingAct.tsx';
import { useWithoutPosition } from './EnrolAnimal.tsx';
import { completeParticulars, isEmpty, ParticularsFields, type Particulars } from './ParticularsFields.tsx';

interface ActProps {
  readonly detail: AnimalDetail;
  readonly onClose: () => void;
}

export function AnimalActs({ act, ...props }: ActProps & { readonly act: ActName }): ReactElement {
  switch (act) {
    case 'complication':
      return <Complication {...props} />;
    case 'rehouse':
      return <Rehouse {...props} />;
    case 'correct':
      return <Correct {...props} />;
    case 'grant':
      return <Grant {...props} />;
    case 'replace':
      return <ReplaceAnimal {...props} />;
    case 'complete':
    case 'withdraw':
    case 'death':
    case 'reinstate':
      return <EndingAct act={act} {...props} />;
  }
}

const severities = ['mild', 'moderate', 'severe'] as const;

function Complication({ detail: { animal }, onClose }: ActProps): ReactElement {
  const [what, setWhat] = useState('');
  const [severity, setSeverity] = useState<(typeof severities)[number] | null>(null);
  return (
    <SaveForm
      frame="dialog"
      title={say('animals.complication-title', { id: animal.id })}
      submit={say('animals.complication-submit')}
      isComplete={!isEmpty(what) && severity !== null}
      save={async (saver, meta) =>
        severity === null
          ? { ok: false }
          : saver.save('animal.recordComplication', { animalId: animal.id, what, severity }, meta)
      }
      done={say('animals.complication-done')}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <TextField
            label={say('animals.complication-what')}
            isMultiline
            isRequired
            value={what}
            onChange={setWhat}
            error={isTried && isEmpty(what) ? say('animals.fill-in') : undefined}
          />
          <RadioGroup
            label={say('animals.severity')}
            orientation="horizontal"
            options={severities.map((value) => ({ value, label: say(`animals.severity-${value}`) }))}
            value={severity}
            onChange={setSeverity}
            isRequired
            error={isTried && severity === null ? say('animals.choose') : undefined}
          />
        </>
      )}
    </SaveForm>
  );
}

function Rehouse({ detail: { animal }, onClose }: ActProps): ReactElement {
  const [housing, setHousing] = useState('');
  return (
    <SaveForm
      frame="dialog"
      title={say('animals.rehouse-title', { id: animal.id })}
      submit={say('animals.rehouse-submit')}
      isComplete={!isEmpty(housing)}
      save={(saver, meta) => saver.save('animal.rehouse', { animalId: animal.id, housing }, meta)}
      done={say('animals.rehouse-done', { id: animal.id, housing })}
      onClose={onClose}
    >
      {(isTried) => (
        <TextField
          label={say('animals.housing')}
          description={say('animals.rehouse-now', { housing: animal.housing })}
          isRequired
          value={housing}
          onChange={setHousing}
          error={isTried && isEmpty(housing) ? say('animals.fill-in') : undefined}
        />
      )}
    </SaveForm>
  );
}

function Correct({ detail: { animal }, onClose }: ActProps): ReactElement {
  const { earTag, sex, birthDate, source, strain } = animal;
  const [value, setValue] = useState<Particulars>({ earTag, sex, birthDate, source, strain });
  const complete = completeParticulars(value);
  return (
    <SaveForm
      frame="dialog"
      title={say('animals.correct-title', { id: animal.id })}
      submit={say('animals.correct-submit')}
      hasReason
      reasonLabel={say('animals.correct-reason')}
      isComplete={complete !== null}
      save={(saver, meta) => saver.save('animal.correct', { animalId: animal.id, to: complete ?? {} }, meta)}
      done={say('animals.correct-done')}
      onClose={onClose}
    >
      {(isTried) => <ParticularsFields value={value} onChange={setValue} isTried={isTried} />}
    </SaveForm>
  );
}

const criteria = ['age', 'weight'] as const;

function Grant({ detail, onClose }: ActProps): ReactElement {
  const { id } = detail.animal;
  const missed = criteria.filter((one) => detail.openCriteria.some(({ criterion }) => criterion === one));
  const [chosen, setChosen] = useState<readonly (typeof criteria)[number][]>(missed);
  return (
    <SaveForm
      frame="dialog"
      title={say('animals.grant-title', { id })}
      submit={say('animals.grant-submit')}
      hasReason
      reasonLabel={say('animals.grant-reason')}
      save={(saver, meta) =>
        saver.save('animal.grantException', { animalId: id, criteria: [...chosen] }, meta)
      }
      done={say('animals.grant-done')}
      onClose={onClose}
    >
      {() => (
        <>
          {detail.openCriteria.map((one) => (
            <Notice key={one.criterion} tone="due" message={one.message} />
          ))}
          <fieldset>
            <legend className="animals-legend">{say('animals.grant-which')}</legend>
            <p className="animals-hint">{say('animals.grant-hint')}</p>
            <Stack gap={0}>
              {criteria.map((one) => (
                <Checkbox
                  key={one}
                  isSelected={chosen.includes(one)}
                  onChange={(isChosen) =>
                    setChosen(isChosen ? [...chosen, one] : chosen.filter((other) => other !== one))
                  }
                >
                  {say(`animals.criterion-${one}`)}
                </Checkbox>
              ))}
            </Stack>
          </fieldset>
        </>
      )}
    </SaveForm>
  );
}

function ReplaceAnimal({ detail: { animal }, onClose }: ActProps): ReactElement {
  const [by, setBy] = useState<string | null>(null);
  const waiting = useWithoutPosition();
  return (
    <SaveForm
      frame="dialog"
      title={say('animals.replace-title', { id: animal.id })}
      submit={say('animals.replace-submit')}
      hasReason
      reasonLabel={say('animals.replace-reason')}
      isComplete={by !== null}
      save={(saver, meta) => saver.save('animal.replace', { animalId: animal.id, by: by ?? '' }, meta)}
      done={say('animals.replace-done', { id: animal.id, by: by ?? '' })}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <p>{say('animals.replace-note', { position: animal.position ?? say('animals.dash') })}</p>
          {waiting.length === 0 && <Notice tone="due" message={say('animals.replace-none')} />}
          <ComboBox
            label={say('animals.replace-by')}
            description={say('animals.replace-by-hint')}
            isRequired
            options={waiting.map((one) => ({
              value: one.animal.id,
              label: one.animal.id,
              note: one.animal.earTag,
            }))}
            value={by}
            onChange={setBy}
            error={isTried && by === null ? say('animals.choose') : undefined}
          />
        </>
      )}
    </SaveForm>
  );
}
