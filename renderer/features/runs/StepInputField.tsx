// One entry of a step: a number with its unit and limits, a choice, a code, a person, a note, a file.
// Must not refuse what lies outside its limits, nor choose an answer beforehand.

import { Paperclip } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import type { StepInput } from '../../../shared/protocols/protocol.ts';
import { bridge } from '../../bridge.ts';
import { useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { limitsText } from '../../ui/number-text.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFileNames } from './file-names.ts';
import type { ShownRun, ShownStep } from './run-view.ts';

export interface StepInputFieldProps {
  readonly run: ShownRun;
  readonly input: StepInput;
  readonly limits: ShownStep['limits'][string] | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function StepInputField(props: StepInputFieldProps): ReactElement {
  const { input, value, onChange } = props;
  const field = { label: input.label, isRequired: input.isRequired, value, onChange };
  switch (input.kind) {
    case 'number':
    case 'count':
      return <AmountField {...props} />;
    case 'yes-no':
    case 'choice':
      return <ChoiceField {...props} />;
    case 'lot':
      return <LotField {...props} />;
    case 'user':
      return <PersonField {...props} />;
    case 'file':
      return <FileField {...props} />;
    case 'animal':
      return <TextField {...field} description={say('runs.scan-tag')} isMono />;
    case 'note':
      return <TextField {...field} />;
  }
}

function AmountField({ input, limits, value, onChange }: StepInputFieldProps): ReactElement {
  const range = { low: limits?.min ?? undefined, high: limits?.max ?? undefined };
  const hasRange = range.low !== undefined || range.high !== undefined;
  const field = { label: input.label, isRequired: input.isRequired, value, onChange };
  if (input.isList) {
    const unit = input.unit ?? '';
    const each = hasRange
      ? say('runs.list-hint-limits', { unit, limits: limitsText(range) })
      : say('runs.list-hint', { unit });
    return <TextField {...field} description={each} />;
  }
  return (
    <NumberField
      {...field}
      unit={input.unit ?? undefined}
      limits={hasRange ? range : undefined}
      isWhole={input.kind === 'count'}
      isScientific
    />
  );
}

function ChoiceField({ input, value, onChange }: StepInputFieldProps): ReactElement {
  const yesNo = [
    { value: 'yes', label: say('runs.yes') },
    { value: 'no', label: say('runs.no') },
  ];
  const options = input.choices?.map((one) => ({ value: one.key, label: one.label })) ?? yesNo;
  return (
    <RadioGroup
      label={input.label}
      isRequired={input.isRequired}
      options={options}
      value={value === '' ? null : value}
      onChange={onChange}
      orientation="horizontal"
    />
  );
}

function LotField({ input, value, onChange }: StepInputFieldProps): ReactElement {
  const lots = useLive('lot.list', {}).value?.lots ?? [];
  return (
    <ComboBox
      label={input.label}
      isRequired={input.isRequired}
      options={lots.map((lot) => ({ value: lot.id, label: lot.code }))}
      value={value === '' ? null : value}
      onChange={(lotId) => onChange(lotId ?? '')}
    />
  );
}

function PersonField({ run, input, value, onChange }: StepInputFieldProps): ReactElement {
  const { list } = usePeople();
  const people = list
    .filter((one) => one.isActive)
    .toSorted(
      (left, right) =>
        Number(run.participants.includes(right.userId)) - Number(run.participants.includes(left.userId)),
    );
  return (
    <ComboBox
      label={input.label}
      isRequired={input.isRequired}
      options={people.map((one) => ({ value: one.userId, label: one.printedName }))}
      value={value === '' ? null : value}
      onChange={(userId) => onChange(userId ?? '')}
    />
  );
}

function FileField({ run, input, value, onChange }: StepInputFieldProps): ReactElement {
  const fileNameOf = useFileNames(run.id);
  const [refusal, setRefusal] = useState<Refusal>();
  const choose = async (): Promise<void> => {
    const { animalId, id: runId, lotId } = run;
    const outcome = await bridge.service('attachment.choose', { animalId, runId, lotId });
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (outcome.ok && outcome.value) onChange(outcome.value.attachmentId);
  };
  return (
    <fieldset className="runs-file">
      <legend className="ui-field-label">{input.label}</legend>
      <Button icon={Paperclip} onPress={() => void choose()}>
        {value === '' ? say('runs.choose-file') : fileNameOf(value)}
      </Button>
      <RefusalNotice refusal={refusal} />
    </fieldset>
  );
}
