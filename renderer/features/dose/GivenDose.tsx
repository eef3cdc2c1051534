// What was recorded of a given dose: amounts by site, times, people, the arithmetic, and what was corrected.
// Must not hide an earlier version of the amounts, nor that it was given outside the gate.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { DoseView } from '../../../shared/domain/dose-queries.ts';
import type { Given } from '../../../shared/domain/dose.ts';
import { durationText, localClock } from '../../../shared/kernel/time.ts';
import { useMe, usePeople } from '../../me.ts';
import { NamedGroup } from '../../NamedGroup.tsx';
import { Button } from '../../ui/Button.tsx';
import { DrawAmount } from '../../ui/DrawAmount.tsx';
import { Equation } from '../../ui/Equation.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StruckValue } from '../../ui/StruckValue.tsx';
import { Code } from '../../ui/Text.tsx';
import { shortAmount, totalAmount } from './amounts.ts';
import { CorrectGiven } from './CorrectGiven.tsx';
import { equationLines } from './equation-lines.ts';
import { substanceName } from './substance-name.ts';

export function GivenDose({ dose }: { readonly dose: DoseView }): ReactElement | null {
  const me = useMe();
  const [isCorrecting, setIsCorrecting] = useState(false);
  const { given, blind } = dose;
  if (given === null) return null;
  const injected = totalAmount(given.sites.map((one) => one.volumeMicrolitre)) ?? '–';
  return (
    <>
      <Notice
        tone="due"
        isLive={false}
        message={say('dosing.not-again', { time: localClock(given.at), code: dose.code })}
      />
      {given.isOutsideGate && (
        <Notice
          tone="refused"
          isLive={false}
          message={say('dosing.was-outside', { animal: dose.animalId })}
          remedy={given.reason ?? ''}
        />
      )}
      <DrawAmount
        label={say('dosing.was-injected', { animal: dose.animalId })}
        dose={{ value: injected, unit: 'µL' }}
      />
      <Panel
        title={say('dosing.recorded')}
        actions={
          me.can('dose.correctGiven') && (
            <Button onPress={() => setIsCorrecting(true)}>{say('dosing.correct')}</Button>
          )
        }
      >
        <GivenFacts dose={dose} given={given} />
      </Panel>
      {blind && blind.equation.length > 0 && (
        <Panel title={say('dosing.equation')}>
          <Equation label={say('dosing.equation-lines')} lines={equationLines(blind.equation)} />
        </Panel>
      )}
      {isCorrecting && <CorrectGiven dose={dose} given={given} onClose={() => setIsCorrecting(false)} />}
    </>
  );
}

function GivenFacts({ dose, given }: { readonly dose: DoseView; readonly given: Given }): ReactElement {
  const { nameOf } = usePeople();
  const { correction } = given;
  const amounts = <AmountsText given={given} />;
  const facts: Fact[] = [
    { name: say('dosing.syringe'), value: <Code>{dose.code}</Code> },
    {
      name: say('dosing.amounts'),
      value: correction ? (
        <StruckValue
          old={dose.givenBefore.map((one) => (
            <AmountsText key={one.correction?.at ?? one.at} given={one} />
          ))}
          reason={correction.reason ?? ''}
          by={<PersonTime name={nameOf(correction.by)} at={correction.at} />}
        >
          {amounts}
        </StruckValue>
      ) : (
        amounts
      ),
    },
    { name: say('dosing.given'), value: <PersonTime name={nameOf(given.givenBy)} at={given.at} /> },
    { name: say('dosing.after-resection'), value: durationOr(given.sinceResectionMs) },
    { name: say('dosing.after-check'), value: durationOr(given.sinceReadyMs) },
  ];
  if (dose.weightKg !== null) {
    facts.push({ name: say('dosing.weight-of-day'), value: <Measure value={dose.weightKg} unit="kg" /> });
  }
  if (dose.volumeMicrolitre !== null) {
    facts.push({ name: say('dose.line-volume'), value: <Measure value={dose.volumeMicrolitre} unit="µL" /> });
  }
  if (dose.preparedAt !== null) {
    const prepared = <PersonTime name={nameOf(dose.preparedBy ?? '')} at={dose.preparedAt} />;
    facts.push({ name: say('dosing.prepared'), value: prepared });
  }
  if (dose.readyAt !== null) {
    const checked = <PersonTime name={nameOf(dose.checkedBy ?? '')} at={dose.readyAt} />;
    facts.push({ name: say('dosing.checked'), value: checked });
  }
  if (dose.blind) {
    const { group, substance } = dose.blind;
    facts.push({ name: say('dosing.group'), value: group === null ? '–' : <NamedGroup group={group} /> });
    facts.push({ name: say('dosing.substance'), value: substance === null ? '–' : substanceName(substance) });
  }
  return <Facts facts={facts} />;
}

function durationOr(ms: number | null): string {
  return ms === null ? say('dosing.not-known') : durationText(ms);
}

/** `Site 1: 900 µL · lost 0 µL · left over 30 µL` */
function AmountsText({ given }: { readonly given: Given }): ReactElement {
  const parts = [
    ...given.sites.map((one) => say('dosing.amount-at', { site: one.site, amount: one.volumeMicrolitre })),
    say('dosing.amount-lost', { amount: shortAmount(given.lostMicrolitre) }),
    say('dosing.amount-left', { amount: shortAmount(given.residualMicrolitre) }),
  ];
  return <>{parts.join(' · ')}</>;
}
