// Preparing a dose at the bench: what the animal, lot and syringe give, the amount to draw, the arithmetic on paper.
// Must not calculate or decide: every number and every refusal is the main process's.

import { useEffect, useRef, useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryInput, QueryValue } from '../../../shared/contract.ts';
import { useActFields } from '../../ActFields.tsx';
import { useLive } from '../../live.ts';
import { usePeople } from '../../me.ts';
import { NamedGroup } from '../../NamedGroup.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Equation } from '../../ui/Equation.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { AmountToDraw } from './AmountToDraw.tsx';
import { equationLines } from './equation-lines.ts';
import { LotChoice } from './LotChoice.tsx';
import { MoreFields } from './MoreFields.tsx';
import { NothingPrepared } from './NothingPrepared.tsx';
import { noSyringe, SyringeChoice, type ChosenSyringe } from './SyringeChoice.tsx';

type Preparation = QueryValue<'dose.preparationView'>['animals'][number];

export function PrepareDose({ animalId }: { readonly animalId: string }): ReactElement | null {
  const { value, refusal } = useLive('dose.preparationView', { animalId, occurredAt: null });
  if (refusal) return <RefusalNotice refusal={refusal} />;
  if (!value) return null;
  const preparation = value.animals[0];
  if (value.isBlinded || !preparation) return <NothingPrepared animalId={animalId} />;
  return <Preparing current={preparation} />;
}

function Preparing({ current }: { readonly current: Preparation }): ReactElement {
  const { animalId } = current;
  const [lotId, setLotId] = useState<string | null>(null);
  const [syringe, setSyringe] = useState<ChosenSyringe>(noSyringe);
  const act = useActFields();
  const saver = useSaver();
  // With another time another weight may apply, and what is shown must be what is recorded.
  const occurredAt = act.meta.occurredAt ?? null;
  const preparation = useLive('dose.preparationView', { animalId, occurredAt }).value?.animals[0] ?? current;
  // Asked apart from the animal's facts, so that the page stands still while an answer is on its way.
  const question = { ...questionOf(animalId, lotId, syringe), occurredAt };
  const answer = useLive('dose.preparationView', question).value?.animals[0];
  const computed = lotId === null ? null : (answer?.computed ?? null);
  const lot = preparation.lots.find((one) => one.lotId === lotId);
  // An amount beside a refusal would be drawn by whoever reads the last line only.
  const isRefused = preparation.problems.length + (lot?.problems.length ?? 0) > 0;
  const draw = computed?.drawMicrolitre ?? null;
  const amount = useRef<HTMLDivElement>(null);
  const isTapped = useRef(false);
  // The button of an offered syringe is gone once it is taken: the amount takes its focus and comes into view.
  useEffect(() => {
    if (draw !== null && isTapped.current) amount.current?.focus();
    if (draw !== null) isTapped.current = false;
  }, [draw]);

  // What was refused is told until something that it can depend on is another: it may be mended then.
  const basis = JSON.stringify([preparation, answer?.computed, answer?.computedProblem]);
  const { forget } = saver;
  useEffect(forget, [basis, forget]);

  const choose = (change: () => void) => {
    saver.forget();
    change();
  };
  const take = (offered: ChosenSyringe): void => {
    isTapped.current = true;
    choose(() => setSyringe(offered));
  };
  const prepare = (): void => {
    if (lotId === null) return;
    const { syringeMl, graduationMicrolitre, fills } = syringe;
    const input = { animalId, lotId, syringeMl, graduationMicrolitre, fills };
    void saver.save('dose.prepare', input, act.meta);
  };

  return (
    <>
      <AnimalFacts preparation={preparation} />
      <Grid columns="halves">
        <LotChoice
          lots={preparation.lots}
          lotId={lotId}
          onChoose={(chosen) => choose(() => setLotId(chosen))}
        />
        <SyringeChoice
          syringe={syringe}
          suggestions={lotId === null ? [] : (answer?.syringes ?? [])}
          onChoose={(chosen) => choose(() => setSyringe(chosen))}
          onTake={take}
        />
      </Grid>
      <div ref={amount} tabIndex={-1} className="dose-amount">
        <AmountToDraw
          preparation={preparation}
          answer={answer}
          lotId={lotId}
          syringe={syringe}
          refusal={saver.refusal}
          isSaving={saver.isSaving}
          onPrepare={prepare}
          onSyringe={take}
        />
      </div>
      <MoreFields>{act.fields}</MoreFields>
      {computed && !isRefused && (
        <Panel title={say('dosing.equation')}>
          <Equation label={say('dosing.equation-lines')} lines={equationLines(computed.equation)} />
        </Panel>
      )}
    </>
  );
}

function questionOf(
  animalId: string,
  lotId: string | null,
  { syringeMl, graduationMicrolitre, fills }: ChosenSyringe,
): QueryInput<'dose.preparationView'> {
  if (lotId === null) return { animalId };
  if (syringeMl.trim() === '' || graduationMicrolitre.trim() === '') return { animalId, lotId };
  return { animalId, lotId, syringeMl, graduationMicrolitre, fills };
}

function AnimalFacts({ preparation }: { readonly preparation: Preparation }): ReactElement {
  const { animalId, group, weightKg, weighedAt } = preparation;
  const { nameOf } = usePeople();
  const weights = useLive('animal.show', { animalId }).value?.animal.weights ?? [];
  const weighing = weights.findLast((one) => one.at === weighedAt);
  return (
    <dl className="dose-who" aria-label={say('dosing.who')}>
      <div>
        <dt>{say('dosing.animal')}</dt>
        <dd>{animalId}</dd>
      </div>
      <div>
        <dt>{say('dosing.weight-of-day')}</dt>
        <dd>
          {weightKg === null || weighedAt === null ? (
            <StatusPill tone="refused">{say('dosing.no-weight')}</StatusPill>
          ) : (
            <>
              <Measure value={weightKg} unit="kg" />
              <span className="dose-who-note">
                <TimeText at={weighedAt} />
                {weighing && ` · ${nameOf(weighing.by)}`}
              </span>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{say('dosing.allocation')}</dt>
        <dd>
          {group === null ? (
            <StatusPill tone="refused">{say('dosing.no-group')}</StatusPill>
          ) : (
            <NamedGroup group={group} />
          )}
        </dd>
      </div>
    </dl>
  );
}
