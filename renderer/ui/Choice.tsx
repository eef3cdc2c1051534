// One line of a list to choose from, the same in Select and ComboBox.
// Must not know what it is a choice of.

import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { ListBoxItem } from 'react-aria-components';

import { Icon } from './Icon.tsx';

export interface ChoiceOption<Value extends string = string> {
  value: Value;
  label: string;
  /** A second, lighter line. */
  note?: string | undefined;
  isDisabled?: boolean | undefined;
}

export function Choice({ option }: { option: ChoiceOption }): ReactElement {
  return (
    <ListBoxItem
      id={option.value}
      textValue={option.label}
      isDisabled={option.isDisabled === true}
      className="ui-choice"
    >
      {({ isSelected }) => (
        <>
          <span className="ui-choice-words">
            {option.label}
            {option.note !== undefined && <span className="ui-choice-note">{option.note}</span>}
          </span>
          {isSelected && <Icon of={Check} size="small" className="ui-choice-tick" />}
        </>
      )}
    </ListBoxItem>
  );
}
