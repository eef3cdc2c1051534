// A setting that takes effect at once.
// Must not stand in a form that is sent later: for that there is Checkbox.

import type { ReactElement, ReactNode } from 'react';
import { SwitchButton, SwitchField, Text } from 'react-aria-components';

import { given } from './given.ts';
import './toggle.css';

interface SwitchProps {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  description?: ReactNode;
  isDisabled?: boolean | undefined;
}

export function Switch({ children, description, ...rest }: SwitchProps): ReactElement {
  return (
    <SwitchField {...given(rest)} className="ui-toggle-field">
      <SwitchButton className="ui-toggle">
        <span className="ui-switch-track" />
        <span>{children}</span>
      </SwitchButton>
      {description !== undefined && (
        <Text slot="description" className="ui-toggle-note">
          {description}
        </Text>
      )}
    </SwitchField>
  );
}
