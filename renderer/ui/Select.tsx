// A choice of one from a short list; with more than a dozen, ComboBox is quicker.
// Must not offer what the role may not choose: the caller leaves it out.

import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Button as AriaButton,
  ListBox,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';

import { Choice, type ChoiceOption } from './Choice.tsx';
import { FieldFrame, type FieldBasics } from './FieldFrame.tsx';
import { given } from './given.ts';
import { Icon } from './Icon.tsx';
import { word } from './words.ts';

interface SelectProps<Value extends string> extends Omit<FieldBasics, 'isReadOnly'> {
  options: readonly ChoiceOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  placeholder?: string | undefined;
}

export function Select<Value extends string>({
  label,
  isLabelHidden,
  description,
  error,
  options,
  value,
  onChange,
  placeholder = word('ui.choose'),
  ...rest
}: SelectProps<Value>): ReactElement {
  return (
    <AriaSelect
      {...given(rest)}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      placeholder={placeholder}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="ui-field"
    >
      <FieldFrame {...{ label, isLabelHidden, description, error }} isRequired={rest.isRequired}>
        <AriaButton className="ui-select-button">
          <SelectValue className="ui-select-value" />
          <Icon of={ChevronDown} size="small" />
        </AriaButton>
        <Popover className="ui-popover" offset={4}>
          <ListBox className="ui-choices">
            {options.map((option) => (
              <Choice key={option.value} option={option} />
            ))}
          </ListBox>
        </Popover>
      </FieldFrame>
    </AriaSelect>
  );
}
