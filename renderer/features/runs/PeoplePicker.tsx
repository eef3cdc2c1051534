// Who takes part in a run: chosen once, offered first wherever a person is asked for.
// Must not choose anybody by itself.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { usePeople } from '../../me.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';

interface PeoplePickerProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function PeoplePicker({ chosen, onChange }: PeoplePickerProps): ReactElement {
  const { list } = usePeople();
  const people = list.filter((one) => one.isActive && one.roles.some((role) => role !== 'administrator'));
  return (
    <fieldset className="runs-people">
      <legend>{say('runs.participants')}</legend>
      {people.map((one) => (
        <Checkbox
          key={one.userId}
          isSelected={chosen.includes(one.userId)}
          onChange={(isIn) =>
            onChange(isIn ? [...chosen, one.userId] : chosen.filter((userId) => userId !== one.userId))
          }
          description={one.roles.map((role) => say(`role.${role}`)).join(', ')}
        >
          {one.printedName}
        </Checkbox>
      ))}
    </fieldset>
  );
}
