// One animal: what it is and how it is, what is due, its runs, and everything that happened to it.
// Must not hold more of the person's typing than the open dialog does.

import { Play } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { PrintButton } from '../../PrintButton.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { menuActions, type ActName } from './animal-acts.ts';
import { AnimalActs } from './AnimalActs.tsx';
import { AnimalStatus, type AnimalDetail } from './AnimalMarks.tsx';
import { AnimalOverview } from './AnimalOverview.tsx';
import { AnimalRuns } from './AnimalRuns.tsx';
import { AnimalSchedule } from './AnimalSchedule.tsx';
import { AnimalTimeline } from './AnimalTimeline.tsx';
import './animals.css';

interface AnimalPageProps {
  readonly animalId: string;
  /** The tab. */
  readonly part: string | undefined;
}

export function AnimalPage({ animalId, part }: AnimalPageProps): ReactElement {
  const { value, refusal } = useLive('animal.show', { animalId });
  const back = { label: say('animals.back'), onPress: () => go('animals') };
  if (!value) {
    return (
      <Page title={animalId} back={back}>
        <RefusalNotice refusal={refusal} />
        {value === null && (
          <EmptyState title={say('animals.unknown-title')}>{say('animals.unknown')}</EmptyState>
        )}
      </Page>
    );
  }
  return <KnownAnimal detail={value} part={part} back={back} />;
}

interface KnownAnimalProps {
  readonly detail: AnimalDetail;
  readonly part: string | undefined;
  readonly back: { readonly label: string; readonly onPress: () => void };
}

function KnownAnimal({ detail, part, back }: KnownAnimalProps): ReactElement {
  const me = useMe();
  const [act, setAct] = useState<ActName>();
  const { animal, ageMonths } = detail;
  const runs = useLive('run.list', { animalId: animal.id }).value?.runs;
  const acts = menuActions(detail, me, setAct);
  const isDonor = animal.purpose === 'donor';
  const parts = [
    {
      id: 'overview',
      label: say('animals.tab-overview'),
      content: <AnimalOverview detail={detail} onAct={setAct} />,
    },
    ...(isDonor
      ? []
      : [
          {
            id: 'schedule',
            label: say('animals.tab-schedule'),
            content: <AnimalSchedule animalId={animal.id} />,
          },
        ]),
    {
      id: 'runs',
      label: say('animals.tab-runs'),
      count: runs?.length,
      content: <AnimalRuns animal={animal} />,
    },
    {
      id: 'timeline',
      label: say('animals.tab-timeline'),
      content: <AnimalTimeline detail={detail} />,
    },
  ];
  const selected = parts.some((one) => one.id === part) ? (part ?? 'overview') : 'overview';
  return (
    <Page
      title={animal.id}
      mark={<AnimalStatus status={animal.status} />}
      lead={say(isDonor ? 'animals.lead-donor' : 'animals.lead', {
        earTag: animal.earTag,
        sex: say(`animals.sex-${animal.sex}`).toLowerCase(),
        months: ageMonths,
      })}
      back={back}
      actions={
        <>
          <PrintButton
            scope={{ kind: 'animal', id: animal.id }}
            label={say('print.animal', { id: animal.id })}
          />
          {acts.length > 0 && <Menu label={say('animals.more')} actions={acts} />}
          {me.can('run.start') && (
            <Button variant="primary" icon={Play} onPress={() => go('animals', animal.id, 'runs')}>
              {say('animals.start-run')}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        label={say('animals.tabs')}
        parts={parts}
        selected={selected}
        onSelect={(id) => {
          if (id !== selected) go('animals', animal.id, id);
        }}
      />
      {act !== undefined && <AnimalActs act={act} detail={detail} onClose={() => setAct(undefined)} />}
    </Page>
  );
}
