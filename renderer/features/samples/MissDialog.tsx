// Saying why planned samples were not taken.
// Must not make a sample missed without a reason: the notebook refuses it too.

import { useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Soft } from '../../ui/Text.tsx';
import { ReasonField, reasonMeta } from './ReasonField.tsx';
import { materialName, timePointName, type TimePointPlan } from './wording.ts';

interface MissDialogProps {
  readonly plan: TimePointPlan;
  readonly who: readonly string[];
  readonly onClose: () => void;
}

export function MissDialog({ plan, who, onClose }: MissDialogProps): ReactElement {
  const { animalId, timePoint } = plan;
  const open = plan.samples.filter((one) => one.isOpen).map((one) => one.material);
  const [chosen, setChosen] = useState(open);
  const [reason, setReason] = useState('');
  const act = useActFields({ participants: who });
  const saver = useSaver();
  const count = chosen.length;

  const submit = async (): Promise<void> => {
    if (count === 0 || saver.isSaving) return;
    const meta = { ...act.meta, ...reasonMeta(reason) };
    const outcome = await saver.save('sample.miss', { animalId, timePoint, materials: [...chosen] }, meta);
    if (outcome.ok) onClose();
  };

  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={say('samples.miss-title', { animal: animalId, timePoint: timePointName(timePoint) })}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" variant="primary" isPending={saver.isSaving} isDisabled={count === 0}>
          {say(count === 1 ? 'samples.record-missed-one' : 'samples.record-missed', { count })}
        </Button>
      }
    >
      <Soft>{say('samples.miss-lead')}</Soft>
      <ul className="samples-choices">
        {open.map((material) => (
          <li key={material} className="samples-choice">
            <Checkbox
              isSelected={chosen.includes(material)}
              onChange={(isOn) =>
                setChosen(isOn ? [...chosen, material] : chosen.filter((one) => one !== material))
              }
            >
              {materialName(material)}
            </Checkbox>
          </li>
        ))}
      </ul>
      <ReasonField label={say('samples.miss-reason')} value={reason} onChange={setReason} />
      {act.fields}
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
    </Dialog>
  );
}
