// What every field has in common: label above, hint, error with its icon below.
// Must not validate: the field does.

import { CircleX, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { word } from './words.ts';
import './field.css';

/** Props that every field takes. */
export interface FieldBasics {
  label: string;
  /** Keeps the label for screen readers only, where the place says it already. */
  isLabelHidden?: boolean | undefined;
  /** One short line under the field. */
  description?: ReactNode;
  /** What is wrong and how to mend it; its presence marks the field. */
  error?: string | undefined;
  isRequired?: boolean | undefined;
  isDisabled?: boolean | undefined;
  isReadOnly?: boolean | undefined;
  autoFocus?: boolean | undefined;
  name?: string | undefined;
  onBlur?: (() => void) | undefined;
}

interface FieldFrameProps {
  label: string;
  isLabelHidden?: boolean | undefined;
  isRequired?: boolean | undefined;
  description?: ReactNode;
  error?: string | undefined;
  /** True but unusual, such as a value outside its limits: shown, not refused. */
  warning?: string | undefined;
  /** Read out before the note: the unit. */
  spoken?: string | undefined;
  children: ReactNode;
}

export function FieldFrame({
  label,
  isLabelHidden = false,
  isRequired = false,
  description,
  error,
  warning,
  spoken,
  children,
}: FieldFrameProps): ReactElement {
  const isWarned = warning !== undefined;
  const note = warning ?? description ?? undefined;
  return (
    <>
      <Label className={classes('ui-field-label', isLabelHidden && 'ui-hidden')}>
        {label}
        {isRequired && <span className="ui-field-required"> {word('ui.required')}</span>}
      </Label>
      {children}
      {(note !== undefined || spoken !== undefined) && (
        <Text
          slot="description"
          className={
            note === undefined ? 'ui-hidden' : classes('ui-field-note', isWarned && 'ui-field-warning')
          }
        >
          {isWarned && <Icon of={TriangleAlert} size="small" />}
          {spoken !== undefined && <span className="ui-hidden">{spoken}. </span>}
          {note}
        </Text>
      )}
      {error !== undefined && (
        <FieldError className="ui-field-error">
          <Icon of={CircleX} size="small" />
          <span>{error}</span>
        </FieldError>
      )}
    </>
  );
}
