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
  children: ReactNode;
}

export function FieldFrame({
  label,
  isLabelHidden = false,
  isRequired = false,
  description,
  error,
  warning,
  children,
}: FieldFrameProps): ReactElement {
  const hasNote = warning !== undefined || (description !== undefined && description !== null);
  return (
    <>
      <Label className={classes('ui-field-label', isLabelHidden && 'ui-hidden')}>
        {label}
        {isRequired && <span className="ui-field-required"> {word('ui.required')}</span>}
      </Label>
      {children}
      {hasNote && (
        <Text slot="description" className={classes('ui-field-note', warning !== undefined && 'ui-field-warning')}>
          {warning !== undefined && <Icon of={TriangleAlert} size="small" />}
          {warning ?? description}
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
