// The assessment of a deviation as it stands, and the way to replace it.
// Must not hide that there is none yet.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe, usePeople } from '../../me.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { AssessDeviation } from './AssessDeviation.tsx';
import type { Deviation } from './DeviationMarks.tsx';

export function Assessment({ deviation }: { readonly deviation: Deviation }): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const [isReplacing, setReplacing] = useState(false);
  const { assessment } = deviation;
  if (!assessment) {
    return (
      <Panel title={say('deviations.assessment')}>
        <p>{say('deviations.not-assessed')}</p>
      </Panel>
    );
  }
  const mayReplace = me.can('deviation.assess') && !isReplacing;
  return (
    <Panel
      title={say('deviations.assessment')}
      actions={
        mayReplace && <Button onPress={() => setReplacing(true)}>{say('deviations.assess-change')}</Button>
      }
    >
      <Stack gap={3}>
        <Facts
          facts={[
            { name: say('deviations.impact'), value: say(`deviations.impact-${assessment.impact}`) },
            { name: say('deviations.text'), value: assessment.text },
            {
              name: say('deviations.is-assessed'),
              value: <PersonTime name={nameOf(assessment.by)} at={assessment.at} />,
            },
          ]}
        />
        {isReplacing && (
          <AssessDeviation deviationId={deviation.id} isReplacing onDone={() => setReplacing(false)} />
        )}
      </Stack>
    </Panel>
  );
}
