// One of a few things, all seen and pressed at once: the analytes, the time points.
// Must not be used for more than fit on two lines.

import type { ReactElement } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

interface ChoiceBarProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export function ChoiceBar<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ChoiceBarProps<Value>): ReactElement {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="results-choices"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.value));
        if (chosen && chosen.value !== value) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className="results-choice">
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
