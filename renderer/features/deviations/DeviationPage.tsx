// One deviation: what happened, why, and the study director's assessment.
// Must not offer the assessment to anybody else.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { Assessment } from './Assessment.tsx';
import { AssessDeviation } from './AssessDeviation.tsx';
import { DeviationStatus, useNames, type Deviation } from './DeviationMarks.tsx';
import './deviations.css';

export function DeviationPage({ deviationId }: { readonly deviationId: string }): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('deviation.list', {});
  const deviation = value?.deviations.find((one) => one.id === deviationId);
  const back = { label: say('deviations.back'), onPress: () => go('deviations') };
  if (!deviation) {
    return (
      <Page title={say('deviations.one')} back={back}>
        <RefusalNotice refusal={refusal} />
        {value && (
          <EmptyState title={say('deviations.unknown-title')}>{say('deviations.unknown')}</EmptyState>
        )}
      </Page>
    );
  }
  return (
    <Page title={say('deviations.one')} mark={<DeviationStatus deviation={deviation} />} back={back}>
      <RefusalNotice refusal={refusal} />
      <WhatHappened deviation={deviation} />
      {deviation.assessment || !me.can('deviation.assess') ? (
        <Assessment deviation={deviation} />
      ) : (
        <Panel title={say('deviations.assessment')}>
          <AssessDeviation deviationId={deviation.id} isReplacing={false} />
        </Panel>
      )}
    </Page>
  );
}

function WhatHappened({ deviation }: { readonly deviation: Deviation }): ReactElement {
  const { nameOf } = usePeople();
  const { what, where, reason, blind, by, at } = deviation;
  const facts: Fact[] = [
    { name: say('deviations.about'), value: <Subject deviation={deviation} /> },
    ...(where === null ? [] : [{ name: say('deviations.where'), value: where }]),
    { name: say('deviations.why'), value: reason ?? say('deviations.no-reason') },
    ...(blind === null ? [] : [{ name: say('deviations.detail'), value: blind.detail }]),
    { name: say('deviations.by'), value: <PersonTime name={nameOf(by)} at={at} /> },
  ];
  return (
    <Panel title={say('deviations.what-happened')}>
      <p className="deviations-what">{what}</p>
      <Facts facts={facts} />
    </Panel>
  );
}

function Subject({ deviation: { animalId, runId, lotId } }: { readonly deviation: Deviation }): ReactElement {
  const names = useNames();
  if (animalId === null && runId === null && lotId === null) return <>{say('deviations.study')}</>;
  return (
    <span className="deviations-subject">
      {animalId !== null && (
        <Button variant="plain" onPress={() => go('animals', animalId)}>
          {animalId}
        </Button>
      )}
      {runId !== null && (
        <Button variant="plain" onPress={() => go('runs', runId)}>
          {names.run(runId)}
        </Button>
      )}
      {lotId !== null && (
        <Button variant="plain" onPress={() => go('lots', lotId)}>
          {names.lot(lotId)}
        </Button>
      )}
    </span>
  );
}
