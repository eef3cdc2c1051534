// Animal and syringe beside each other: what is against giving it, or the amount, the running times and one button.
// Must not offer the injection while anything is against it; what was done all the same goes outside the gate.

import { Syringe } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/kernel/record.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { refusal as refusalOf } from '../../../shared/kernel/refusal.ts';
import { useActFields } from '../../ActFields.tsx';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { DrawAmount } from '../../ui/DrawAmount.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { showToast } from '../../ui/toast.ts';
import { startingAmounts, useAmounts } from './AmountFields.tsx';
import { groupedDigits, shortAmount } from './amounts.ts';
import { OutsideGateButton } from './OutsideGate.tsx';
import { SyringeTimes } from './SyringeTimes.tsx';
import { syringeNotes } from './syringe-notes.ts';
import { useGivingSettings, type GivingSettings } from './dead-space.ts';

interface InjectDoseProps {
  readonly animalId: string;
  readonly code: string;
  /** How the codes came in. */
  readonly source: Source;
}

export function InjectDose({ animalId, code, source }: InjectDoseProps): ReactElement | null {
  const [earlier, setEarlier] = useState('');
  const occurredAt = earlier.trim() === '' ? null : earlier.trim();
  const { value, refusal } = useLive('dose.byCode', { code, animalId, occurredAt: null });
  const then = useLive('dose.byCode', { code, animalId, occurredAt }).value;
  const settings = useGivingSettings();
  if (refusal) return <RefusalNotice refusal={refusal} />;
  if (!value || !settings) return null;
  const { dose, problems } = value;
  if (!dose)
    return (
      <NotToGive problems={[refusalOf('dose.code-unknown', { code })]} animalId={animalId} code={null} />
    );
  const wasInTime = occurredAt !== null && then?.problems.length === 0;
  // Entered late, but injected in time: the gate is that of the time at which it happened.
  const earlierField = dose.status === 'ready' && problems.length > 0 && (
    <DateTimeField
      label={say('dosing.injected-earlier')}
      description={say('dosing.injected-earlier-hint')}
      value={earlier}
      onChange={setEarlier}
    />
  );
  if (problems.length > 0 && !wasInTime) {
    const against = occurredAt === null ? problems : (then?.problems ?? problems);
    return (
      <>
        <NotToGive problems={against} animalId={animalId} code={code} />
        <SyringeTimes answer={value} />
        {earlierField}
      </>
    );
  }
  return (
    <>
      {earlierField}
      <Inject
        answer={value}
        dose={dose}
        animalId={animalId}
        source={source}
        settings={{ ...settings, deadSpace: dose.blind?.deadSpaceMicrolitre ?? settings.deadSpace }}
        occurredAt={occurredAt}
      />
    </>
  );
}

interface NotToGiveProps {
  readonly problems: readonly Refusal[];
  readonly animalId: string;
  readonly code: string | null;
}

function NotToGive({ problems: [first, ...others], animalId, code }: NotToGiveProps): ReactElement | null {
  const me = useMe();
  if (!first) return null;
  return (
    <>
      <DrawAmount
        dose={{ refusal: first }}
        actions={
          me.can('dose.giveOutsideGate') && <OutsideGateButton animalId={animalId} code={code} isPlain />
        }
      />
      {others.map((one) => (
        <Notice key={one.code} tone="refused" isLive={false} message={one.message} remedy={one.remedy} />
      ))}
    </>
  );
}

type Answer = QueryValue<'dose.byCode'>;

interface InjectProps {
  readonly answer: Answer;
  readonly dose: NonNullable<Answer['dose']>;
  readonly animalId: string;
  readonly source: Source;
  readonly settings: GivingSettings;
  /** For a late entry, as it was typed. */
  readonly occurredAt: string | null;
}

function Inject({ answer, dose, animalId, source, settings, occurredAt }: InjectProps): ReactElement {
  const { code, weightKg, cellsTarget, volumeMicrolitre } = dose;
  const draw = dose.drawMicrolitre ?? '0';
  const amounts = useAmounts(
    draw,
    startingAmounts(draw, settings.deadSpace, dose.fills.length, settings.sites),
  );
  const act = useActFields();
  const saver = useSaver();
  const injected = amounts.injected ?? '?';
  const typed = JSON.stringify(amounts.input);
  const { forget } = saver;
  // What was refused of other amounts says nothing of these.
  useEffect(forget, [typed, forget]);

  const inject = async (): Promise<void> => {
    const outcome = await saver.save(
      'dose.give',
      { code, animalId, ...amounts.input },
      { source, ...(occurredAt === null ? {} : { occurredAt }), ...act.meta },
    );
    if (!outcome.ok) return;
    showToast({ tone: 'done', message: say('dosing.injected', { amount: injected, animal: animalId }) });
  };

  return (
    <>
      <DrawAmount
        label={say('dosing.in-syringe', { code, animal: animalId })}
        dose={{ value: shortAmount(draw), unit: 'µL' }}
        notes={[
          ...(weightKg === null || volumeMicrolitre === null || cellsTarget === null
            ? []
            : [
                say('dosing.for-weight', {
                  weight: weightKg,
                  cells: groupedDigits(cellsTarget),
                  volume: volumeMicrolitre,
                }),
              ]),
          ...syringeNotes({ ...dose, volumeMicrolitre: null }),
        ]}
      />
      <SyringeTimes answer={answer} />
      <div className="dose-large">
        <Grid columns="halves">
          <Panel title={say('dosing.where')}>{amounts.fields}</Panel>
          <Panel title={say('dosing.by-whom')}>{act.fields}</Panel>
        </Grid>
      </div>
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      <div className="dose-confirm">
        <Button
          variant="primary"
          size="huge"
          icon={Syringe}
          isWide
          isPending={saver.isSaving}
          onPress={() => void inject()}
        >
          {say('dosing.inject', { amount: injected, animal: animalId })}
        </Button>
      </div>
    </>
  );
}
