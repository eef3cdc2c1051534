// Quick entry of one observation: Tab from field to field, Enter saves, and the first field is ready again.
// Must not keep a reading of the last observation: each is looked at anew.

import { useRef, useState, type ReactElement } from 'react';
import { useActFields } from '../../ActFields.tsx';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { observedFields, type TypedReadings } from './observed-fields.ts';
import { OtherPersonTime } from './OtherPersonTime.tsx';
import type { ShownRun } from './run-view.ts';

interface ObservationEntryProps {
  readonly run: ShownRun;
  readonly animalId: string;
}

export function ObservationEntry({ run, animalId }: ObservationEntryProps): ReactElement {
  const saver = useSaver();
  const act = useActFields({ participants: run.participants });
  const [typed, setTyped] = useState<TypedReadings>({});
  const [isMoreShown, setIsMoreShown] = useState(false);
  const first = useRef<HTMLInputElement>(null);

  const save = async (): Promise<void> => {
    const outcome = await saver.save('anaesthesia.observe', { animalId, runId: run.id, ...typed }, act.meta);
    if (!outcome.ok) return;
    setTyped({});
    act.clear();
    setIsMoreShown(false);
    first.current?.focus();
  };

  return (
    <form
      noValidate
      aria-label={say('runs.observe')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <div className="runs-observation">
          {observedFields.map(({ key, head, unit }, index) => (
            <NumberField
              key={key}
              label={head}
              unit={unit}
              value={typed[key] ?? ''}
              onChange={(value) => setTyped({ ...typed, [key]: value })}
              inputRef={index === 0 ? first : undefined}
            />
          ))}
          <TextField
            label={say('runs.note')}
            value={typed.note ?? ''}
            onChange={(note) => setTyped({ ...typed, note })}
          />
          <Button type="submit" variant="primary" isPending={saver.isSaving}>
            {say('runs.observe-save')}
          </Button>
        </div>
        <OtherPersonTime isShown={isMoreShown} onShow={() => setIsMoreShown(true)} fields={act.fields} />
        <RefusalNotice refusal={saver.refusal} />
      </Stack>
    </form>
  );
}
