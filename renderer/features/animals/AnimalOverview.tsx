// How an animal is now: criteria, what is to be done, its weight, complications, particulars.
// Must not repeat its history: the timeline does that.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { ActName } from './animal-acts.ts';
import { AnimalFacts } from './AnimalFacts.tsx';
import type { AnimalDetail } from './AnimalMarks.tsx';
import { WeightsPanel } from './WeightsPanel.tsx';

interface AnimalOverviewProps {
  readonly detail: AnimalDetail;
  readonly onAct: (act: ActName) => void;
}

export function AnimalOverview({ detail, onAct }: AnimalOverviewProps): ReactElement {
  return (
    <Stack gap={3}>
      <CriteriaNotice detail={detail} onAct={onAct} />
      <div className="animals-overview">
        <Stack gap={3}>
          <WeightsPanel detail={detail} />
          <Complications detail={detail} onAct={onAct} />
        </Stack>
        <Stack gap={3}>
          {detail.animal.status === 'active' && <ToDo animalId={detail.animal.id} />}
          <AnimalFacts detail={detail} />
        </Stack>
      </div>
    </Stack>
  );
}

function CriteriaNotice({ detail, onAct }: AnimalOverviewProps): ReactElement | null {
  const me = useMe();
  const { animal, openCriteria } = detail;
  if (animal.status !== 'active' || openCriteria.length === 0) return null;
  const isExceptable = openCriteria.some((one) => one.criterion !== 'not-weighed');
  return (
    <Notice
      tone="due"
      message={openCriteria.map((one) => one.message).join(' ')}
      remedy={isExceptable ? say('animals.criteria-missed-remedy') : undefined}
      actions={
        isExceptable &&
        me.can('animal.grantException') && (
          <Button onPress={() => onAct('grant')}>{say('animals.grant')}</Button>
        )
      }
    />
  );
}

const laneTone = { overdue: 'refused', now: 'due', next: 'accent', later: 'neutral' } as const;

/** Its lines of the Today board. */
function ToDo({ animalId }: { readonly animalId: string }): ReactElement {
  const items = (useLive('today.board', {}).value?.items ?? []).filter((one) => one.animalId === animalId);
  return (
    <Panel
      title={say('animals.due')}
      actions={
        <Button variant="plain" onPress={() => go('today')}>
          {say('nav.today')}
        </Button>
      }
    >
      {items.length === 0 ? (
        <p>{say('animals.due-none', { id: animalId })}</p>
      ) : (
        <ul className="animals-lines">
          {items.map((item) => (
            <li key={item.key}>
              <StatusPill tone={laneTone[item.lane]}>{say(`animals.lane-${item.lane}`)}</StatusPill>
              <span>{item.what}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const severityTone = { mild: 'neutral', moderate: 'due', severe: 'refused' } as const;

function Complications({ detail, onAct }: AnimalOverviewProps): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const { complications } = detail.animal;
  return (
    <Panel
      title={say('animals.complications')}
      actions={
        me.can('animal.recordComplication') && (
          <Button onPress={() => onAct('complication')}>{say('animals.record-complication')}</Button>
        )
      }
    >
      {complications.length === 0 ? (
        <p>{say('animals.no-complications')}</p>
      ) : (
        <ul className="animals-lines">
          {complications.toReversed().map((one) => (
            <li key={one.id}>
              <StatusPill tone={severityTone[one.severity]}>
                {say(`animals.severity-${one.severity}`)}
              </StatusPill>
              <span className="animals-line-words">
                {one.what}
                <PersonTime name={nameOf(one.by)} at={one.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
