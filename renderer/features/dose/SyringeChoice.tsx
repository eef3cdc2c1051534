// The syringe and its graduation as printed on it, typed, or taken with one tap from those that fit the dose.
// Must not limit the choice: any syringe can be entered.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { SyringeSuggestion } from '../../../shared/domain/syringe.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { shortAmount, signedAmount } from './amounts.ts';

export interface ChosenSyringe {
  readonly syringeMl: string;
  readonly graduationMicrolitre: string;
  readonly fills: number;
}

export const noSyringe: ChosenSyringe = { syringeMl: '', graduationMicrolitre: '', fills: 1 };

const mostOffered = 4;
const fillCounts = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

interface SyringeChoiceProps {
  readonly syringe: ChosenSyringe;
  readonly suggestions: readonly SyringeSuggestion[];
  readonly onChoose: (syringe: ChosenSyringe) => void;
  /** One of those that fit was tapped. */
  readonly onTake: (syringe: ChosenSyringe) => void;
}

export function SyringeChoice({ syringe, suggestions, onChoose, onTake }: SyringeChoiceProps): ReactElement {
  const isChosen = syringe.syringeMl.trim() !== '' && syringe.graduationMicrolitre.trim() !== '';
  return (
    <Panel title={say('dosing.syringe-title')}>
      <Stack>
        <div className="dose-syringe">
          <NumberField
            label={say('dosing.syringe-volume')}
            unit="mL"
            value={syringe.syringeMl}
            onChange={(syringeMl) => onChoose({ ...syringe, syringeMl })}
          />
          <NumberField
            label={say('dosing.syringe-graduation')}
            unit="µL"
            value={syringe.graduationMicrolitre}
            onChange={(graduationMicrolitre) => onChoose({ ...syringe, graduationMicrolitre })}
          />
          <Select
            label={say('dosing.syringe-fills')}
            options={fillCounts.map((count) => ({ value: count, label: count }))}
            value={fillCounts.find((count) => count === String(syringe.fills)) ?? '1'}
            onChange={(count) => onChoose({ ...syringe, fills: Number(count) })}
          />
        </div>
        {isChosen && (
          <div>
            <Button onPress={() => onChoose(noSyringe)}>{say('dosing.other-syringe')}</Button>
          </div>
        )}
        {!isChosen && suggestions.length > 0 && (
          <Stack gap={1}>
            <h3 className="dose-small-head">{say('dosing.syringes-that-fit')}</h3>
            <SuggestedSyringes suggestions={suggestions} onTake={onTake} />
          </Stack>
        )}
      </Stack>
    </Panel>
  );
}

/** One tap takes a syringe or a split. */
export function SuggestedSyringes({
  suggestions,
  onTake,
}: Pick<SyringeChoiceProps, 'suggestions' | 'onTake'>): ReactElement {
  return (
    <Row gap={1}>
      {suggestions.slice(0, mostOffered).map((one) => (
        <Button
          key={`${one.syringeMl}/${one.graduationMicrolitre}`}
          onPress={() =>
            onTake({
              syringeMl: one.syringeMl,
              graduationMicrolitre: one.graduationMicrolitre,
              fills: one.fills.length,
            })
          }
        >
          {offerOf(one)}
        </Button>
      ))}
    </Row>
  );
}

function offerOf({
  syringeMl,
  graduationMicrolitre,
  fills,
  drawMicrolitre,
  errorPercent,
}: SyringeSuggestion): string {
  return say(fills.length > 1 ? 'dosing.offer-split' : 'dosing.offer', {
    syringe: syringeMl,
    graduation: graduationMicrolitre,
    count: fills.length,
    draw: shortAmount(drawMicrolitre),
    error: signedAmount(errorPercent),
  });
}
