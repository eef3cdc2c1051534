// What is known of a sample, name by name, with the ways to what it belongs to.
// Must not show a group: a sample says nothing of it.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SampleState } from '../../../shared/domain/sample.ts';
import { usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { materialName, timePointName } from './wording.ts';

interface SampleFactsProps {
  readonly sample: SampleState;
  readonly parentId: string | null;
}

export function SampleFacts({ sample, parentId }: SampleFactsProps): ReactElement {
  const { nameOf } = usePeople();
  const { placeId, windowFrom, windowTo } = sample;
  const facts: readonly (Fact | null)[] = [
    {
      name: say('samples.fact.animal'),
      value: (
        <Button variant="plain" onPress={() => go('animals', sample.animalId)}>
          {sample.animalId}
        </Button>
      ),
    },
    parentId === null
      ? null
      : {
          name: say('samples.fact.parent'),
          value: (
            <Button variant="plain" onPress={() => go('samples', parentId)}>
              {parentId}
            </Button>
          ),
        },
    { name: say('samples.fact.time-point'), value: timePointName(sample.timePoint) },
    { name: say('samples.fact.material'), value: materialName(sample.material) },
    sample.container === null ? null : { name: say('samples.fact.container'), value: sample.container },
    {
      name: say('samples.fact.volume'),
      value:
        sample.volumeMicrolitre === null ? (
          say('samples.fact.volume-unknown')
        ) : (
          <Measure value={sample.volumeMicrolitre} unit={say('samples.microlitre')} />
        ),
    },
    sample.collectedAt === null
      ? null
      : {
          name: say('samples.fact.collected'),
          value: <PersonTime name={nameOf(sample.collectedBy ?? '')} at={sample.collectedAt} />,
        },
    sample.plannedAt === null
      ? null
      : { name: say('samples.fact.planned'), value: <TimeText at={sample.plannedAt} /> },
    windowFrom === null || windowTo === null
      ? null
      : {
          name: say('samples.fact.window'),
          value: (
            <>
              <TimeText at={windowFrom} /> {say('samples.window-to')} <TimeText at={windowTo} />
            </>
          ),
        },
    {
      name: say('samples.fact.place'),
      value:
        placeId === null ? (
          say('samples.not-in-place')
        ) : (
          <Button variant="plain" onPress={() => go('samples', placeId, 'freezer')}>
            {placeId}
          </Button>
        ),
    },
    sample.reason === null ? null : { name: say('samples.fact.reason'), value: sample.reason },
  ];
  return <Facts facts={facts.filter((fact) => fact !== null)} />;
}
