// The roles of an account, several at once.
// Must not explain what they may do: that is the table of permissions.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { roles, type Role } from '../../../shared/kernel/decider.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Stack } from '../../ui/Layout.tsx';

interface RoleChoiceProps {
  readonly value: readonly Role[];
  readonly onChange: (value: readonly Role[]) => void;
}

export function RoleChoice({ value, onChange }: RoleChoiceProps): ReactElement {
  return (
    <fieldset>
      <legend>{say('settings.roles')}</legend>
      <Stack gap={0}>
        {roles.map((role) => (
          <Checkbox
            key={role}
            isSelected={value.includes(role)}
            onChange={(isOn) => onChange(roles.filter((one) => (one === role ? isOn : value.includes(one))))}
          >
            {say(`role.${role}`)}
          </Checkbox>
        ))}
      </Stack>
    </fieldset>
  );
}
