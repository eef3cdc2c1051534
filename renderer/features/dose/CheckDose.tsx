// The second person's entry: weight and lot anew, without the first entry in sight.
// Must not show or hint at what the first person entered.

import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import { useActFields } from '../../ActFields.tsx';
import { usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast.ts';
import { MoreFields } from './MoreFields.tsx';

type Differing = readonly ('weight' | 'lot')[];

export function CheckDose({ dose }: { readonly dose: DoseView }): ReactElement {
  const { nameOf } = usePeople();
  const [weightKg, setWeightKg] = useState('');
  const [lotCode, setLotCode] = useState('');
  const [differs, setDiffers] = useState<Differing>([]);
  const weightInput = useRef<HTMLInputElement>(null);
  useEffect(() => weightInput.current?.focus(), []);
  const act = useActFields();
  const saver = useSaver();

  const check = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setDiffers([]);
    const outcome = await saver.save('dose.check', { doseId: dose.id, weightKg, lotCode }, act.meta);
    if (!outcome.ok) return;
    const { value } = outcome.value;
    setDiffers(value.differs);
    if (value.isReady) showToast({ tone: 'done', message: say('dosing.is-ready', { code: dose.code }) });
  };

  return (
    <Panel title={say('dosing.check-title')}>
      <form noValidate onSubmit={(event) => void check(event)} className="dose-large">
        <Stack gap={3}>
          <Facts
            facts={[
              { name: say('dosing.animal'), value: <strong>{dose.animalId}</strong> },
              { name: say('dosing.syringe'), value: <strong className="ui-code">{dose.code}</strong> },
              {
                name: say('dosing.prepared'),
                value: dose.preparedAt !== null && (
                  <PersonTime name={nameOf(dose.preparedBy ?? '')} at={dose.preparedAt} />
                ),
              },
            ]}
          />
          <p>{say('dosing.check-lead')}</p>
          <Row gap={3} align="start">
            <NumberField
              label={say('dosing.check-weight')}
              description={say('dosing.check-weight-hint')}
              unit="kg"
              value={weightKg}
              onChange={(text) => {
                saver.forget();
                setWeightKg(text);
              }}
              isRequired
              inputRef={weightInput}
            />
            <TextField
              label={say('dosing.check-lot')}
              description={say('dosing.check-lot-hint')}
              value={lotCode}
              onChange={(text) => {
                saver.forget();
                setLotCode(text);
              }}
              isMono
              isRequired
            />
          </Row>
          {differs.length > 0 && <Differs differs={differs} />}
          {differs.length === 0 && dose.differences > 0 && (
            <Notice tone="due" message={say('dosing.differed-before', { count: dose.differences })} />
          )}
          <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
          <MoreFields>{act.fields}</MoreFields>
          <Row>
            <Button type="submit" variant="primary" size="huge" isPending={saver.isSaving}>
              {say('dosing.check-submit', { code: dose.code })}
            </Button>
          </Row>
        </Stack>
      </form>
    </Panel>
  );
}

function Differs({ differs }: { readonly differs: Differing }): ReactElement {
  const both = differs.length > 1;
  const sentence = both
    ? 'dosing.differs-both'
    : differs[0] === 'lot'
      ? 'dosing.differs-lot'
      : 'dosing.differs-weight';
  return <Notice tone="refused" message={say(sentence)} remedy={say('dosing.differs-remedy')} />;
}
