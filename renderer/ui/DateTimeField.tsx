// A field for when something happened: plain text, quick to type, checked for form and for being a real date.
// Must not guess a time zone, nor rewrite what was typed.

import { useState, type ReactElement, type Ref } from 'react';
import { Input, TextField as AriaTextField } from 'react-aria-components';

import { FieldFrame, type FieldBasics } from './FieldFrame.tsx';
import { given } from './given.ts';
import { timeFormText, timeProblem, type TimePrecision } from './time-form.ts';

interface DateTimeFieldProps extends FieldBasics {
  /** `09:30` today or `2026-11-24 09:30`; `2026-11-24` with precision `day`. */
  value: string;
  onChange: (value: string) => void;
  precision?: TimePrecision | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function DateTimeField({
  label,
  isLabelHidden,
  description,
  error,
  precision = 'minute',
  onBlur,
  inputRef,
  ...rest
}: DateTimeFieldProps): ReactElement {
  const [isLeft, setLeft] = useState(false);
  const shownError = error ?? (isLeft ? timeProblem(rest.value, precision) : undefined);
  return (
    <AriaTextField
      {...given(rest)}
      autoComplete="off"
      isInvalid={shownError !== undefined}
      validationBehavior="aria"
      className="ui-field ui-field-short"
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true);
        onBlur?.();
      }}
    >
      <FieldFrame
        {...{ label, isLabelHidden }}
        description={description ?? timeFormText(precision)}
        error={shownError}
        isRequired={rest.isRequired}
      >
        <div className="ui-field-box">
          <Input {...given({ ref: inputRef })} className="ui-input" spellCheck={false} />
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
