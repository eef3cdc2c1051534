// Giving a drug or a fluid: dose and strength in, the volume out with every factor, or the way outside the gate.
// Must not compute: the volume is the notebook's.

import { useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast.ts';
import { DrugPlan, type DrugInput } from './DrugPlan.tsx';
import { focusFirstField } from './focus.ts';
import { OtherPersonTime } from './OtherPersonTime.tsx';
import type { ShownRun } from './run-view.ts';

interface DrugFormProps {
  readonly run: ShownRun;
  readonly animalId: string;
}

/** The analgesic of the article: the one whose dose and strength are settings. */
const settledProduct = 'Tolfedine';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export function DrugForm({ run, animalId }: DrugFormProps): ReactElement {
  const saver = useSaver();
  const act = useActFields({ participants: run.participants });
  const [product, setProduct] = useState(settledProduct);
  const [dose, setDose] = useState('');
  const [strength, setStrength] = useState('');
  const [route, setRoute] = useState('');
  const [isMoreShown, setIsMoreShown] = useState(false);
  const [isOutside, setIsOutside] = useState(false);
  const input: DrugInput = {
    animalId,
    runId: run.id,
    product: product.trim(),
    doseMgPerKg: orNull(dose),
    strengthMgPerMl: orNull(strength),
    route: orNull(route),
  };
  const settings = useSettled(product.trim().toLowerCase() === settledProduct.toLowerCase());

  const clear = (): void => {
    setDose('');
    setStrength('');
    setRoute('');
    act.clear();
    setIsOutside(false);
    setIsMoreShown(false);
  };
  const give = async (): Promise<void> => {
    const outcome = await saver.save('medication.give', input, act.meta);
    if (!outcome.ok) return;
    showToast({
      tone: 'done',
      message: say('runs.drug-given', { product, volume: outcome.value.value.volumeMl }),
    });
    clear();
  };
  const giveOutside = async (volumeMl: string, reason: string): Promise<void> => {
    const outcome = await saver.save(
      'medication.giveOutsideGate',
      { ...input, volumeMl },
      { ...act.meta, reason },
    );
    if (outcome.ok) clear();
  };

  return (
    <div className="runs-drug">
      <Stack>
        <TextField label={say('runs.product')} value={product} onChange={setProduct} isRequired />
        <Row gap={2} align="start">
          <NumberField
            label={say('runs.dose')}
            unit="mg/kg"
            value={dose}
            onChange={setDose}
            placeholder={settings.dose}
            description={settings.dose && say('runs.from-settings')}
          />
          <NumberField
            label={say('runs.strength')}
            unit="mg/mL"
            value={strength}
            onChange={setStrength}
            placeholder={settings.strength}
            description={settings.strength && say('runs.from-settings')}
          />
        </Row>
        <TextField label={say('runs.route')} value={route} onChange={setRoute} placeholder={settings.route} />
        <OtherPersonTime isShown={isMoreShown} onShow={() => setIsMoreShown(true)} fields={act.fields} />
      </Stack>
      <Stack>
        {product.trim() !== '' && (
          <DrugPlan
            input={{ ...input, occurredAt: act.meta.occurredAt ?? null }}
            isSaving={saver.isSaving}
            onGive={() => void give()}
            onOutside={() => setIsOutside(true)}
          />
        )}
        {isOutside && (
          <OutsideGate
            isSaving={saver.isSaving}
            onGive={(volumeMl, reason) => void giveOutside(volumeMl, reason)}
            onClose={() => setIsOutside(false)}
          />
        )}
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      </Stack>
    </div>
  );
}

/** What the study director has settled for the analgesic, shown where nothing is typed. */
function useSettled(isSettled: boolean): { dose?: string; strength?: string; route?: string } {
  const settings = useLive('study.overview', {}).value?.settings ?? [];
  if (!isSettled) return {};
  const valueOf = (key: string): string | undefined =>
    settings.find((one) => one.definition.key === key)?.value ?? undefined;
  const [dose, strength, route] = [
    valueOf('tolfedine.doseMgPerKg'),
    valueOf('tolfedine.strengthMgPerMl'),
    valueOf('tolfedine.route'),
  ];
  return { ...(dose && { dose }), ...(strength && { strength }), ...(route && { route }) };
}

interface OutsideGateProps {
  readonly isSaving: boolean;
  readonly onGive: (volumeMl: string, reason: string) => void;
  readonly onClose: () => void;
}

function OutsideGate({ isSaving, onGive, onClose }: OutsideGateProps): ReactElement {
  const [volumeMl, setVolumeMl] = useState('');
  const [reason, setReason] = useState('');
  return (
    <form
      ref={focusFirstField}
      noValidate
      aria-label={say('runs.outside-gate')}
      onSubmit={(event) => {
        event.preventDefault();
        onGive(volumeMl, reason);
      }}
    >
      <Stack>
        <NumberField
          label={say('runs.volume-given')}
          unit="mL"
          value={volumeMl}
          onChange={setVolumeMl}
          isRequired
        />
        <TextField
          label={say('runs.outside-reason')}
          value={reason}
          onChange={setReason}
          isRequired
          isMultiline
        />
        <Row gap={1}>
          <Button
            type="submit"
            variant="danger"
            isPending={isSaving}
            isDisabled={volumeMl.trim() === '' || reason.trim() === ''}
          >
            {say('runs.outside-record', { volume: volumeMl.trim() })}
          </Button>
          <Button onPress={onClose}>{say('runs.cancel')}</Button>
        </Row>
      </Stack>
    </form>
  );
}
