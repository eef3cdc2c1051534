// A choice of one from a few that should all be seen.
// Must not preselect what a person has to decide: value null selects none.

import type { ReactElement } from 'react';
import { RadioButton, RadioField, RadioGroup as AriaRadioGroup, Text } from 'react-aria-components';

import type { ChoiceOption } from './Choice.tsx';
import { FieldFrame, type FieldBasics } from './FieldFrame.tsx';
import { given } from './given.ts';
import './toggle.css';

interface RadioGroupProps<Value extends string> extends Omit<FieldBasics, 'autoFocus'> {
  options: readonly ChoiceOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  orientation?: 'vertical' | 'horizontal' | undefined;
}

export function RadioGroup<Value extends string>({
  label,
  isLabelHidden,
  description,
  error,
  options,
  value,
  onChange,
  orientation = 'vertical',
  onBlur,
  ...rest
}: RadioGroupProps<Value>): ReactElement {
  return (
    <AriaRadioGroup
      {...given({ ...rest, onBlur })}
      value={value}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onChange(option.value);
      }}
      orientation={orientation}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="ui-field"
    >
      <FieldFrame {...{ label, isLabelHidden, description, error }} isRequired={rest.isRequired}>
        <div className="ui-radios">
          {options.map((option) => (
            <RadioField
              key={option.value}
              value={option.value}
              isDisabled={option.isDisabled === true}
              className="ui-toggle-field"
            >
              <RadioButton className="ui-toggle ui-radio">
                <span className="ui-toggle-mark" />
                <span>{option.label}</span>
              </RadioButton>
              {option.note !== undefined && (
                <Text slot="description" className="ui-toggle-note">
                  {option.note}
                </Text>
              )}
            </RadioField>
          ))}
        </div>
      </FieldFrame>
    </AriaRadioGroup>
  );
}
