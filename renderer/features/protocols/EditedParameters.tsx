// The figures of a step in the draft: label, value, unit and where it comes from.
// Must not answer a setting: that is done in Settings, for every protocol at once.

import { Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { StepDefinition, StepParameter } from '../../../shared/protocols/protocol.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Row } from '../../ui/Layout.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { withNewParameter } from './draft.ts';

interface EditedParametersProps {
  readonly step: StepDefinition;
  readonly onChange: (step: StepDefinition) => void;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

export function EditedParameters({ step, onChange }: EditedParametersProps): ReactElement {
  const [label, setLabel] = useState('');
  const change = (at: number, parameter: StepParameter): void =>
    onChange({ ...step, parameters: step.parameters.with(at, parameter) });
  const add = (): void => {
    if (label.trim() === '') return;
    onChange(withNewParameter(step, label.trim()));
    setLabel('');
  };
  return (
    <fieldset className="protocol-items">
      <legend>{say('protocols.parameters')}</legend>
      {step.parameters.map((one, index) => (
        <div key={one.key} className="protocol-item">
          <TextField
            label={say('protocols.label')}
            value={one.label}
            onChange={(text) => change(index, { ...one, label: text })}
          />
          <TextField
            label={say('protocols.value')}
            value={one.value ?? ''}
            onChange={(value) => change(index, { ...one, value })}
            isDisabled={one.settingKey !== null}
            description={one.settingKey === null ? undefined : say('protocols.by-setting')}
          />
          <TextField
            label={say('protocols.unit')}
            value={one.unit ?? ''}
            onChange={(unit) => change(index, { ...one, unit: orNull(unit) })}
          />
          <Select
            label={say('protocols.source')}
            options={[
              { value: 'paper', label: say('protocols.source-paper') },
              { value: 'lab', label: say('protocols.source-lab') },
            ]}
            value={one.source}
            onChange={(source) => change(index, { ...one, source })}
          />
          <IconButton
            icon={Trash2}
            label={say('protocols.remove', { label: one.label })}
            isDanger
            onPress={() => onChange({ ...step, parameters: step.parameters.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <Row align="end">
        <TextField label={say('protocols.new-parameter')} value={label} onChange={setLabel} onEnter={add} />
        <Button isDisabled={label.trim() === ''} onPress={add}>
          {say('protocols.add-parameter')}
        </Button>
      </Row>
    </fieldset>
  );
}
