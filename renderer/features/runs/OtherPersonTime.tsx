// Another person, a witness or another time: a button until somebody needs it, then the fields.
// Must not hold what is typed: the form empties and folds it after a save.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Button } from '../../ui/Button.tsx';

interface OtherPersonTimeProps {
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly fields: ReactElement;
}

export function OtherPersonTime({ isShown, onShow, fields }: OtherPersonTimeProps): ReactElement {
  if (isShown) return fields;
  return (
    <div>
      <Button variant="plain" onPress={onShow}>
        {say('runs.other-person-time')}
      </Button>
    </div>
  );
}
