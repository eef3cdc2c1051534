// One syringe, opened by its code: to check, to give, or what became of it.
// Must not show more of it than the query gives this person.

import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { DosePill } from './DosePill.tsx';
import { GivenDose } from './GivenDose.tsx';
import { OpenSyringe } from './OpenSyringe.tsx';
import { OutsideGateButton } from './OutsideGate.tsx';

export function SyringeDose({ code }: { readonly code: string }): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('dose.byCode', { code });
  const dose = value?.dose ?? undefined;
  const back = { label: say('dosing.title'), onPress: () => go('dose') };
  if (value && !dose) {
    return (
      <Page title={say('dosing.no-syringe')} back={back}>
        <EmptyState
          icon={SearchX}
          title={say('dosing.no-syringe-code', { code })}
          action={<Button onPress={() => go('dose')}>{say('dosing.scan-again')}</Button>}
        >
          {say('dosing.no-syringe-hint')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={dose ? say('dosing.title-syringe', { code: dose.code }) : say('dosing.title')}
      mark={dose && <DosePill dose={dose} />}
      back={back}
      actions={
        dose && (
          <>
            <Button onPress={() => go('dose', dose.animalId)}>
              {say('dosing.open-doses', { animal: dose.animalId })}
            </Button>
            {me.can('dose.giveOutsideGate') && dose.status !== 'given' && (
              <OutsideGateButton animalId={null} code={dose.code} />
            )}
          </>
        )
      }
    >
      <RefusalNotice refusal={refusal} />
      {dose && <SyringeState dose={dose} />}
    </Page>
  );
}

type Dose = NonNullable<QueryValue<'dose.byCode'>['dose']>;

function SyringeState({ dose }: { readonly dose: Dose }): ReactElement {
  if (dose.status === 'given') return <GivenDose dose={dose} />;
  if (dose.status === 'awaiting-check' || dose.status === 'ready') {
    return <OpenSyringe dose={dose} animalId={null} code={dose.code} />;
  }
  const sentence = dose.status === 'spoilt' ? 'dosing.was-spoilt' : 'dosing.was-cancelled';
  return (
    <Notice
      tone="refused"
      message={say(sentence, { code: dose.code })}
      remedy={say('dosing.prepare-new', { animal: dose.animalId })}
      actions={
        <Button onPress={() => go('dose', dose.animalId)}>
          {say('dosing.open-doses', { animal: dose.animalId })}
        </Button>
      }
    >
      {dose.endReason}
    </Notice>
  );
}
