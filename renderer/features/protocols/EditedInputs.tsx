// What a step of the draft asks for: label, kind, unit, limits, and whether it must be entered.
// Must not check the limits: releasing does.

import { Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { StepDefinition, StepInput } from '../../../shared/protocols/protocol.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Row } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { choicesFrom, withNewInput } from './draft.ts';

interface EditedInputsProps {
  readonly step: StepDefinition;
  readonly onChange: (step: StepDefinition) => void;
}

const kinds = ['number', 'count', 'yes-no', 'choice', 'animal', 'lot', 'user', 'note', 'file'] as const;
const orNull = (text: string): string | null => (text === '' ? null : text);

/** Limits only for numbers, choices only for a choice: the rest is taken away with the kind. */
function ofKind(input: StepInput, kind: StepInput['kind']): StepInput {
  const isNumber = kind === 'number' || kind === 'count';
  return {
    ...input,
    kind,
    ...(isNumber ? {} : { unit: null, min: null, max: null, target: null }),
    choices: kind === 'choice' ? (input.choices ?? []) : null,
    expected: kind === input.kind ? input.expected : null,
  };
}

export function EditedInputs({ step, onChange }: EditedInputsProps): ReactElement {
  const [label, setLabel] = useState('');
  const add = (): void => {
    if (label.trim() === '') return;
    onChange(withNewInput(step, label.trim()));
    setLabel('');
  };
  return (
    <fieldset className="protocol-items">
      <legend>{say('protocols.inputs')}</legend>
      {step.inputs.map((input, index) => (
        <EditedInput
          key={input.key}
          input={input}
          onChange={(changed) => onChange({ ...step, inputs: step.inputs.with(index, changed) })}
          onRemove={() => onChange({ ...step, inputs: step.inputs.toSpliced(index, 1) })}
        />
      ))}
      <Row align="end">
        <TextField label={say('protocols.new-input')} value={label} onChange={setLabel} onEnter={add} />
        <Button isDisabled={label.trim() === ''} onPress={add}>
          {say('protocols.add-input')}
        </Button>
      </Row>
    </fieldset>
  );
}

interface EditedInputProps {
  readonly input: StepInput;
  readonly onChange: (input: StepInput) => void;
  readonly onRemove: () => void;
}

function EditedInput({ input, onChange, onRemove }: EditedInputProps): ReactElement {
  const isNumber = input.kind === 'number' || input.kind === 'count';
  return (
    <div className="protocol-item">
      <TextField
        label={say('protocols.label')}
        value={input.label}
        onChange={(label) => onChange({ ...input, label })}
      />
      <Select
        label={say('protocols.kind')}
        options={kinds.map((kind) => ({ value: kind, label: say(`protocols.kind-${kind}`) }))}
        value={input.kind}
        onChange={(kind) => onChange(ofKind(input, kind))}
      />
      {isNumber && (
        <>
          <TextField
            label={say('protocols.unit')}
            value={input.unit ?? ''}
            onChange={(unit) => onChange({ ...input, unit: orNull(unit) })}
          />
          <NumberField
            label={say('protocols.min')}
            value={input.min ?? ''}
            onChange={(min) => onChange({ ...input, min: orNull(min) })}
          />
          <NumberField
            label={say('protocols.max')}
            value={input.max ?? ''}
            onChange={(max) => onChange({ ...input, max: orNull(max) })}
          />
        </>
      )}
      {input.kind === 'choice' && <Choices input={input} onChange={onChange} />}
      <Checkbox isSelected={input.isRequired} onChange={(isRequired) => onChange({ ...input, isRequired })}>
        {say('protocols.required')}
      </Checkbox>
      <Checkbox isSelected={input.isList} onChange={(isList) => onChange({ ...input, isList })}>
        {say('protocols.several')}
      </Checkbox>
      <IconButton
        icon={Trash2}
        label={say('protocols.remove', { label: input.label })}
        isDanger
        onPress={onRemove}
      />
    </div>
  );
}

function Choices({ input, onChange }: Omit<EditedInputProps, 'onRemove'>): ReactElement {
  const [text, setText] = useState(() => (input.choices ?? []).map((one) => one.label).join('\n'));
  return (
    <TextField
      label={say('protocols.choices')}
      description={say('protocols.choices-hint')}
      value={text}
      onChange={(typed) => {
        setText(typed);
        onChange({ ...input, choices: choicesFrom(typed, input.choices) });
      }}
      isMultiline
    />
  );
}
