// Yes or no to one sentence.
// Must not act at once: for that there is Switch.

import { Check, Minus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { CheckboxButton, CheckboxField, FieldError, Text } from 'react-aria-components';

import { given } from './given.ts';
import { Icon } from './Icon.tsx';
import './field.css';
import './toggle.css';

interface CheckboxProps {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  description?: ReactNode;
  error?: string | undefined;
  isIndeterminate?: boolean | undefined;
  isDisabled?: boolean | undefined;
  isRequired?: boolean | undefined;
  name?: string | undefined;
}

export function Checkbox({ children, description, error, ...rest }: CheckboxProps): ReactElement {
  return (
    <CheckboxField
      {...given(rest)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="ui-toggle-field"
    >
      <CheckboxButton className="ui-toggle">
        <span className="ui-toggle-mark">
          <Icon of={rest.isIndeterminate === true ? Minus : Check} size="small" />
        </span>
        <span>{children}</span>
      </CheckboxButton>
      {description !== undefined && (
        <Text slot="description" className="ui-toggle-note">
          {description}
        </Text>
      )}
      {error !== undefined && <FieldError className="ui-field-error">{error}</FieldError>}
    </CheckboxField>
  );
}
