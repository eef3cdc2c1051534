// The amount to draw, or in its place why there is none and what to do, and the button that prepares the syringe.
// Must not keep an older amount on the screen while a newer one is on its way.

import { Syringe } from 'lucide-react';
import type { ReactElement } from 'react';
import { say, type RefusalCode } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { DrawAmount } from '../../ui/DrawAmount.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { shortAmount } from './amounts.ts';
import { SuggestedSyringes, type ChosenSyringe } from './SyringeChoice.tsx';
import { syringeNotes } from './syringe-notes.ts';

type Preparation = QueryValue<'dose.preparationView'>['animals'][number];

interface AmountToDrawProps {
  readonly preparation: Preparation;
  /** The arithmetic of what is chosen; undefined while it is on its way. */
  readonly answer: Preparation | undefined;
  readonly lotId: string | null;
  readonly syringe: ChosenSyringe;
  /** Of the last press on the button. */
  readonly refusal: Refusal | undefined;
  readonly isSaving: boolean;
  readonly onPrepare: () => void;
  readonly onSyringe: (syringe: ChosenSyringe) => void;
}

export function AmountToDraw(props: AmountToDrawProps): ReactElement {
  const { preparation, answer, lotId, syringe, refusal, isSaving, onPrepare, onSyringe } = props;
  const lot = preparation.lots.find((one) => one.lotId === lotId);
  const problems = [...preparation.problems, ...(lot?.problems ?? [])];
  const ofSyringe = lotId === null ? null : (answer?.computedProblem ?? null);
  const [first, ...others] = [...(refusal ? [refusal] : []), ...problems, ...(ofSyringe ? [ofSyringe] : [])];
  if (first) {
    return (
      <>
        <DrawAmount
          dose={{ refusal: first }}
          actions={
            isOfSyringe(first.code) && answer && answer.syringes.length > 0 ? (
              <SuggestedSyringes suggestions={answer.syringes} onTake={onSyringe} />
            ) : (
              <WayOut code={first.code} animalId={preparation.animalId} lotId={lotId} />
            )
          }
        />
        {others
          .filter((one) => one.code !== first.code)
          .map((one) => (
            <Notice key={one.code} tone="refused" isLive={false} message={one.message} remedy={one.remedy} />
          ))}
      </>
    );
  }
  if (lotId === null) return <NotYet sentence={say('dosing.choose-lot')} />;
  if (!answer) return <NotYet sentence={say('dosing.calculating')} />;
  const { computed } = answer;
  if (!computed || computed.drawMicrolitre === null) {
    return <NotYet sentence={say('dosing.choose-syringe')} volume={computed?.volumeMicrolitre} />;
  }
  const draw = shortAmount(computed.drawMicrolitre);
  const deadSpace = computed.equation.find((one) => one.label === say('dose.line-dead-space'));
  return (
    <DrawAmount
      dose={{ value: draw, unit: 'µL' }}
      notes={syringeNotes({
        ...computed,
        ...syringe,
        fills: computed.fills,
        blind: { errorPercent: computed.errorPercent, deadSpaceMicrolitre: deadSpace?.value ?? '0' },
      })}
      actions={
        <Button variant="primary" size="huge" icon={Syringe} isPending={isSaving} onPress={onPrepare}>
          {say('dosing.prepare', { draw })}
        </Button>
      }
    />
  );
}

function NotYet({
  sentence,
  volume,
}: {
  readonly sentence: string;
  readonly volume?: string | undefined;
}): ReactElement {
  return (
    <div className="dose-not-yet">
      <p className="dose-not-yet-words">{sentence}</p>
      {volume !== undefined && (
        <p>
          {say('dosing.volume-so-far')} <Measure value={volume} unit="µL" />
        </p>
      )}
    </div>
  );
}

/** Refusals that another syringe or a split makes pass. */
function isOfSyringe(code: RefusalCode): boolean {
  const codes: readonly RefusalCode[] = [
    'dose.rounding-error',
    'dose.syringe-too-small',
    'dose.below-graduation',
    'dose.graduation-too-coarse',
  ];
  return codes.includes(code);
}

interface WayOutProps {
  readonly code: RefusalCode;
  readonly animalId: string;
  readonly lotId: string | null;
}

/** The way to the screen where the refusal can be mended. */
function WayOut({ code, animalId, lotId }: WayOutProps): ReactElement | undefined {
  const ofAnimal: readonly RefusalCode[] = [
    'dose.weight-missing',
    'dose.weight-uncertain',
    'dose.exception-missing',
    'dose.allocation-missing',
    'dose.animal-not-active',
    'dose.not-a-study-animal',
  ];
  const ofLot: readonly RefusalCode[] = [
    'dose.lot-not-released',
    'dose.lot-rejected',
    'dose.lot-used-up',
    'dose.lot-promised',
    'dose.lot-expired',
    'dose.lot-too-small',
    'dose.concentration-missing',
    'dose.concentration-old',
    'dose.concentration-uncertain',
    'dose.viability-low',
    'dose.count-basis',
  ];
  if (ofAnimal.includes(code)) {
    return (
      <Button onPress={() => go('animals', animalId)}>
        {say('dosing.open-animal', { animal: animalId })}
      </Button>
    );
  }
  if (ofLot.includes(code) && lotId !== null) {
    return <Button onPress={() => go('lots', lotId)}>{say('dosing.open-lot')}</Button>;
  }
  if (code === 'dose.reference-missing') {
    return <Button onPress={() => go('settings')}>{say('dosing.open-settings')}</Button>;
  }
  return undefined;
}
