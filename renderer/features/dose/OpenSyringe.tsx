// A syringe that is neither given nor discarded: its check by the second person, its label, its giving, its end.
// Must not show the first entry to who is to check it.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import { useMe, usePeople } from '../../me.ts';
import { DrawAmount } from '../../ui/DrawAmount.tsx';
import { Equation } from '../../ui/Equation.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Row } from '../../ui/Layout.tsx';
import { shortAmount } from './amounts.ts';
import { CheckDose } from './CheckDose.tsx';
import { equationLines } from './equation-lines.ts';
import { EndSyringe } from './EndSyringe.tsx';
import { GiveDose } from './GiveDose.tsx';
import { SyringeLabel } from './SyringeLabel.tsx';
import { syringeNotes } from './syringe-notes.ts';

interface OpenSyringeProps {
  readonly dose: DoseView;
  /** Known from the page, or null when it is to be scanned. */
  readonly animalId: string | null;
  readonly code: string | null;
}

export function OpenSyringe({ dose, animalId, code }: OpenSyringeProps): ReactElement {
  const me = useMe();
  return (
    <>
      {dose.status === 'awaiting-check' && <BeforeCheck dose={dose} />}
      {dose.status === 'ready' && (
        <>
          <GiveDose animalId={animalId} code={code} />
          {(code !== null || me.can('dose.check')) && (
            <Panel title={say('dosing.label-title')}>
              <SyringeLabel dose={dose} />
            </Panel>
          )}
        </>
      )}
      <Row>
        {me.can('dose.spoil') && <EndSyringe dose={dose} way="spoil" />}
        {me.can('dose.cancel') && <EndSyringe dose={dose} way="cancel" />}
      </Row>
    </>
  );
}

function BeforeCheck({ dose }: { readonly dose: DoseView }): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  if (dose.isConcealed && me.can('dose.check')) return <CheckDose dose={dose} />;
  const waits = (
    <Notice
      tone="due"
      message={say('dosing.needs-second', { code: dose.code, animal: dose.animalId })}
      remedy={say(dose.isConcealed ? 'dosing.needs-second-bench' : 'dosing.needs-second-switch')}
    />
  );
  if (dose.isConcealed || dose.drawMicrolitre === null) return waits;
  return (
    <>
      {waits}
      <DrawAmount
        label={say('dosing.draw-by', { code: dose.code, person: nameOf(dose.preparedBy ?? '') })}
        dose={{ value: shortAmount(dose.drawMicrolitre), unit: 'µL' }}
        notes={syringeNotes(dose)}
      />
      {dose.blind && (
        <Panel title={say('dosing.equation')}>
          <Equation label={say('dosing.equation-lines')} lines={equationLines(dose.blind.equation)} />
        </Panel>
      )}
    </>
  );
}
