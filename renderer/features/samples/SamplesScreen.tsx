// The screen Samples: the list, an animal's schedule, one sample, or the freezers, as the address says.
// Must not decide anything: it shows state and sends commands.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { go, type ScreenProps } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { FreezerList } from './FreezerList.tsx';
import { FreezerView } from './FreezerView.tsx';
import { SampleList } from './SampleList.tsx';
import { SampleView } from './SampleView.tsx';
import { ScheduleView } from './ScheduleView.tsx';
import './freezer.css';
import './samples.css';

export function SamplesScreen({ id, part }: ScreenProps): ReactElement {
  if (part === 'freezer')
    return id === undefined ? <FreezerList /> : <FreezerView key={id.split('/')[0]} at={id} />;
  return id === undefined ? <SampleList /> : <OneThing key={id} id={id} part={part} />;
}

/** An id is a sample's or an animal's. */
function OneThing({ id, part }: { readonly id: string; readonly part: string | undefined }): ReactElement {
  const found = useLive('sample.show', { sampleId: id });
  const planned = useLive('schedule.show', { animalId: id });
  const schedule = planned.value?.schedule ?? null;
  if (schedule) return <ScheduleView schedule={schedule} part={part} />;
  if (found.value?.sample) return <SampleView shown={found.value} sample={found.value.sample} />;
  const isAnswered = found.value !== undefined && planned.value !== undefined;
  return (
    <Page title={id} back={{ label: say('samples.back-to-list'), onPress: () => go('samples') }}>
      <RefusalNotice refusal={found.refusal ?? planned.refusal} />
      {isAnswered && (
        <EmptyState
          title={say('samples.unknown-title', { id })}
          action={<Button onPress={() => go('samples')}>{say('samples.to-list')}</Button>}
        >
          {say('samples.unknown')}
        </EmptyState>
      )}
    </Page>
  );
}
