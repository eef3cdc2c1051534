// A field for a number with its unit: text in, text out, decimal point only.
// Must not round, reformat or convert what was typed; must not refuse a true value outside its limits.

import { useState, type KeyboardEvent, type ReactElement, type Ref } from 'react';
import { Input, TextField as AriaTextField } from 'react-aria-components';

import { FieldFrame, type FieldBasics } from './FieldFrame.tsx';
import { given } from './given.ts';
import {
  limitsText,
  limitWarning,
  numberProblem,
  type NumberForm,
  type NumberLimits,
} from './number-text.ts';

interface NumberFieldProps extends FieldBasics, NumberForm {
  /** The text as typed, such as `22.4`; empty for none. */
  value: string;
  onChange: (value: string) => void;
  /** Shown in the field after the number. */
  unit?: string | undefined;
  /** Shown as the hint, and as an amber warning when the number lies outside. */
  limits?: NumberLimits | undefined;
  placeholder?: string | undefined;
  onEnter?: (() => void) | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function NumberField({
  label,
  isLabelHidden,
  description,
  error,
  unit,
  limits,
  isWhole,
  isScientific,
  placeholder,
  onEnter,
  onBlur,
  inputRef,
  ...rest
}: NumberFieldProps): ReactElement {
  const [isLeft, setLeft] = useState(false);
  const isCommaTyped = rest.value.includes(',');
  const ownError = isLeft || isCommaTyped ? numberProblem(rest.value, { isWhole, isScientific }) : undefined;
  const shownError = error ?? ownError;
  const warning = limits && shownError === undefined ? limitWarning(rest.value, limits, unit) : undefined;
  const hint = description ?? (limits ? limitsText(limits, unit) : undefined);
  return (
    <AriaTextField
      {...given(rest)}
      inputMode="decimal"
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
        {...{ isLabelHidden, warning, spoken: unit }}
        label={label}
        description={hint}
        error={shownError}
        isRequired={rest.isRequired}
      >
        <div className="ui-field-box">
          <Input
            {...given({ placeholder, ref: inputRef })}
            className="ui-input ui-input-number"
            spellCheck={false}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key === 'Enter') onEnter?.();
            }}
          />
          {unit !== undefined && (
            <span className="ui-field-unit" aria-hidden="true">
              {unit}
            </span>
          )}
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
