// Taking the samples of one time point in one action: what, how much, who, when; outside the window with a reason.
// Must not judge the window: the refusal says so and asks for the reason.

import { useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Material } from '../../../shared/domain/schedule.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Soft } from '../../ui/Text.tsx';
import { ReasonField, reasonMeta } from './ReasonField.tsx';
import { asksReason, materialName, timePointName, type Labelled, type TimePointPlan } from './wording.ts';

interface TakeDialogProps {
  readonly plan: TimePointPlan;
  /** Offered first. */
  readonly who: readonly string[];
  readonly onClose: () => void;
  readonly onTaken: (labelled: readonly Labelled[]) => void;
}

export function TakeDialog({ plan, who, onClose, onTaken }: TakeDialogProps): ReactElement {
  const { animalId, timePoint, samples } = plan;
  const [chosen, setChosen] = useState<readonly Material[]>(() =>
    samples.filter((one) => one.isOpen).map((one) => one.material),
  );
  const [volume, setVolume] = useState('');
  const [reason, setReason] = useState('');
  const [isNothing, setIsNothing] = useState(false);
  const act = useActFields({ participants: who });
  const saver = useSaver();
  const isReasonAsked = asksReason(saver.refusal?.code) || reason !== '';

  const submit = async (): Promise<void> => {
    setIsNothing(chosen.length === 0);
    if (chosen.length === 0 || saver.isSaving) return;
    const items = samples
      .filter((one) => chosen.includes(one.material))
      .map(({ material }) => ({
        material,
        volumeMicrolitre: material === 'serum' && volume.trim() !== '' ? volume.trim() : null,
      }));
    const meta = { ...act.meta, ...reasonMeta(reason) };
    const outcome = await saver.save('sample.collect', { animalId, timePoint, items }, meta);
    if (!outcome.ok) return;
    const { sampleIds } = outcome.value.value;
    // The time on the label is the one that was recorded, which comes with the next answer; the dialog takes it then.
    onTaken(
      items.map(({ material }, index) => ({
        id: sampleIds[index] ?? '',
        animalId,
        timePoint,
        material,
        collectedAt: null,
      })),
    );
  };

  const count = chosen.length;
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={say('samples.take-title', { animal: animalId, timePoint: timePointName(timePoint) })}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" variant="primary" isPending={saver.isSaving}>
          {submitWords(count, asksReason(saver.refusal?.code))}
        </Button>
      }
    >
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      {isReasonAsked && (
        <ReasonField
          label={say('samples.reason')}
          description={say('samples.reason-needed')}
          value={reason}
          onChange={setReason}
        />
      )}
      <Soft>{say('samples.take-lead')}</Soft>
      <ul className="samples-choices">
        {samples.map((one) => {
          const isChosen = chosen.includes(one.material);
          return (
            <li key={one.material} className="samples-choice">
              <Checkbox
                isSelected={isChosen}
                onChange={(isOn) =>
                  setChosen(
                    isOn ? [...chosen, one.material] : chosen.filter((material) => material !== one.material),
                  )
                }
                description={noteOf(one)}
              >
                {`${materialName(one.material)} · ${one.container}`}
              </Checkbox>
              {one.material === 'serum' && isChosen && (
                <NumberField
                  label={say('samples.volume-of', { material: materialName(one.material) })}
                  unit={say('samples.microlitre')}
                  value={volume}
                  onChange={setVolume}
                />
              )}
            </li>
          );
        })}
      </ul>
      {act.fields}
      {isNothing && count === 0 && (
        <p className="samples-nothing" role="alert">
          {say('samples.nothing-chosen')}
        </p>
      )}
    </Dialog>
  );
}

function submitWords(count: number, isOutside: boolean): string {
  if (isOutside) return say(count === 1 ? 'samples.record-outside-one' : 'samples.record-outside', { count });
  return say(count === 1 ? 'samples.record-taken-one' : 'samples.record-taken', { count });
}

function noteOf(one: TimePointPlan['samples'][number]): string | undefined {
  if (one.sample === null) return undefined;
  return say(one.sample.status === 'missed' ? 'samples.was-missed' : 'samples.already-taken');
}
