// A field for text: one line, several lines, or a password.
// Must not hold numbers or times: those have fields of their own.

import type { KeyboardEvent, ReactElement, Ref } from 'react';
import { Input, TextArea, TextField as AriaTextField } from 'react-aria-components';

import { classes } from './classes.ts';
import { FieldFrame, type FieldBasics } from './FieldFrame.tsx';
import { given } from './given.ts';

interface TextFieldProps extends FieldBasics {
  value: string;
  onChange: (value: string) => void;
  /** Grows with its text. */
  isMultiline?: boolean | undefined;
  type?: 'text' | 'password' | 'search' | undefined;
  placeholder?: string | undefined;
  /** For ids, codes and hashes. */
  isMono?: boolean | undefined;
  maxLength?: number | undefined;
  autoComplete?: string | undefined;
  /** Enter was pressed in a one-line field. */
  onEnter?: (() => void) | undefined;
  /** A path to the input, for focusing it. */
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function TextField({
  label,
  isLabelHidden,
  description,
  error,
  isMultiline = false,
  placeholder,
  isMono = false,
  onEnter,
  inputRef,
  type = 'text',
  autoComplete = 'off',
  ...rest
}: TextFieldProps): ReactElement {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter?.();
  };
  const input = {
    className: classes('ui-input', isMono && 'ui-input-mono'),
    spellCheck: isMultiline,
    ...given({ placeholder }),
  };
  return (
    <AriaTextField
      {...given(rest)}
      type={type}
      autoComplete={autoComplete}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="ui-field"
    >
      <FieldFrame {...{ label, isLabelHidden, description, error }} isRequired={rest.isRequired}>
        <div className="ui-field-box">
          {isMultiline ? (
            <TextArea {...input} />
          ) : (
            <Input {...input} {...given({ ref: inputRef })} onKeyDown={onKeyDown} />
          )}
        </div>
      </FieldFrame>
    </AriaTextField>
  );
}
