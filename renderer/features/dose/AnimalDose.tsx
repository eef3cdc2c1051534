// The dose of one animal: prepared, checked or given, whichever comes next, and all its doses so far.
// Must not decide what may be done: what is next follows from the state of its doses.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { DoseHistory } from './DoseHistory.tsx';
import { DosePill } from './DosePill.tsx';
import { GivenDose } from './GivenDose.tsx';
import { NothingPrepared } from './NothingPrepared.tsx';
import { OutsideGateButton } from './OutsideGate.tsx';
import { PrepareDose } from './PrepareDose.tsx';
import { OpenSyringe } from './OpenSyringe.tsx';

type Dose = QueryValue<'dose.forAnimal'>['doses'][number];

export function AnimalDose({ animalId }: { readonly animalId: string }): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('dose.forAnimal', { animalId });
  const doses = value?.doses ?? [];
  const open = doses.find((one) => one.status === 'awaiting-check' || one.status === 'ready');
  const given = doses.findLast((one) => one.status === 'given');
  const current = open ?? given;
  // The code of a ready syringe is read from its label, so this page does not name it.
  const past = doses.filter((one) => one.status !== 'ready');
  return (
    <Page
      title={say('dosing.title-animal', { animal: animalId })}
      mark={current && <DosePill dose={current} />}
      back={{ label: say('dosing.title'), onPress: () => go('dose') }}
      actions={
        <>
          <Button onPress={() => go('animals', animalId)}>
            {say('dosing.open-animal', { animal: animalId })}
          </Button>
          {me.can('dose.giveOutsideGate') && (
            <OutsideGateButton key={open?.code} animalId={animalId} code={open?.code ?? null} />
          )}
        </>
      }
    >
      <RefusalNotice refusal={refusal} />
      {value && <NextForAnimal animalId={animalId} open={open} given={given} />}
      {past.length > 0 && <DoseHistory doses={past} />}
    </Page>
  );
}

interface NextProps {
  readonly animalId: string;
  readonly open: Dose | undefined;
  readonly given: Dose | undefined;
}

function NextForAnimal({ animalId, open, given }: NextProps): ReactElement {
  const me = useMe();
  // At the animal's own page the syringe is still to be read from its label: agreement must come from the two.
  if (open) return <OpenSyringe key={open.id} dose={open} animalId={animalId} code={null} />;
  if (given) return <GivenDose key={given.id} dose={given} />;
  if (me.can('dose.preparationView')) return <PrepareDose animalId={animalId} />;
  return <NothingPrepared animalId={animalId} />;
}
