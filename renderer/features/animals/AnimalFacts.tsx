// Who an animal is: particulars, housing, position and group, exception, how its part ended.
// Must not show a group that did not come with the answer.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { showToast } from '../../ui/toast.ts';
import { CriteriaMark, GroupOf, type AnimalDetail } from './AnimalMarks.tsx';

export function AnimalFacts({ detail }: { readonly detail: AnimalDetail }): ReactElement {
  const { animal } = detail;
  const isStudy = animal.purpose === 'study';
  const facts: Fact[] = [
    { name: say('animals.purpose'), value: say(`animals.purpose-${animal.purpose}`) },
    { name: say('animals.ear-tag'), value: animal.earTag },
    { name: say('animals.sex'), value: say(`animals.sex-${animal.sex}`) },
    { name: say('animals.birth-date'), value: animal.birthDate },
    { name: say('animals.strain'), value: animal.strain },
    { name: say('animals.source'), value: animal.source },
    { name: say('animals.housing'), value: animal.housing },
    { name: say('animals.registered-at'), value: <TimeText at={animal.registeredAt} /> },
    ...(isStudy ? studyFacts(detail) : []),
    ...endingFacts(detail),
  ];
  return (
    <Panel title={say('animals.facts')}>
      <Stack gap={2}>
        <Facts facts={facts} />
        {isStudy && animal.position === null && animal.status === 'active' && <Enrol animalId={animal.id} />}
      </Stack>
    </Panel>
  );
}

function studyFacts(detail: AnimalDetail): readonly Fact[] {
  const { position, enrolledAt, exception, replaces } = detail.animal;
  return [
    { name: say('animals.criteria'), value: <CriteriaMark row={detail} /> },
    ...(exception === null
      ? []
      : [{ name: say('animals.exception'), value: <Exception exception={exception} /> }]),
    { name: say('animals.position'), value: position ?? say('animals.not-enrolled') },
    { name: say('animals.group'), value: <GroupOf row={detail} /> },
    ...(enrolledAt === null
      ? []
      : [{ name: say('animals.enrolled-at'), value: <TimeText at={enrolledAt} /> }]),
    ...(replaces === null
      ? []
      : [{ name: say('animals.replaces'), value: <AnimalLink animalId={replaces} /> }]),
  ];
}

function endingFacts({ animal: { ended, replacedBy } }: AnimalDetail): readonly Fact[] {
  return [
    ...(ended === null
      ? []
      : [
          { name: say('animals.ended-at'), value: <TimeText at={ended.at} /> },
          ...(ended.reason === null ? [] : [{ name: say('animals.cause'), value: ended.reason }]),
        ]),
    ...(replacedBy === null
      ? []
      : [{ name: say('animals.replaced-by'), value: <AnimalLink animalId={replacedBy} /> }]),
  ];
}

interface ExceptionProps {
  readonly exception: NonNullable<AnimalDetail['animal']['exception']>;
}

function Exception({ exception }: ExceptionProps): ReactElement {
  const { nameOf } = usePeople();
  const criteria = exception.criteria.map((one) => say(`animals.criterion-${one}`)).join(', ');
  return (
    <span className="animals-line-words">
      {say('animals.exception-for', { criteria, reason: exception.reason ?? say('animals.dash') })}
      <PersonTime name={nameOf(exception.by)} at={exception.at} />
    </span>
  );
}

function AnimalLink({ animalId }: { readonly animalId: string }): ReactElement {
  return (
    <span className="animals-inline">
      <Button variant="plain" onPress={() => go('animals', animalId)}>
        {animalId}
      </Button>
    </span>
  );
}

/** Once the list is drawn, the animal takes the lowest free position. */
function Enrol({ animalId }: { readonly animalId: string }): ReactElement | null {
  const me = useMe();
  const saver = useSaver();
  const isDrawn = useLive('allocation.show', {}).value?.isDrawn === true;
  if (!isDrawn || !me.can('allocation.enrol')) return null;
  const enrol = async (): Promise<void> => {
    // One press on what the page shows now: decided on the newest state.
    saver.forget();
    const outcome = await saver.save('allocation.enrol', { animalId });
    if (!outcome.ok) return;
    const { position } = outcome.value.value;
    showToast({ tone: 'done', message: say('animals.enrolled', { id: animalId, position }) });
  };
  return (
    <>
      <Button isPending={saver.isSaving} onPress={() => void enrol()}>
        {say('animals.enrol')}
      </Button>
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
    </>
  );
}
