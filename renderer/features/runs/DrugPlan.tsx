// The volume of a drug before it is drawn up: the equation with every factor, or why there is none.
// Must not be given from when it cannot be computed: outside the gate is another button.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryInput } from '../../../shared/contract.ts';
import { localClock, localDay } from '../../../shared/kernel/time.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { DrawAmount } from '../../ui/DrawAmount.tsx';
import { Equation } from '../../ui/Equation.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';

export type DrugInput = QueryInput<'medication.plan'>;

interface DrugPlanProps {
  readonly input: DrugInput;
  readonly isSaving: boolean;
  readonly onGive: () => void;
  readonly onOutside: () => void;
}

export function DrugPlan({ input, isSaving, onGive, onOutside }: DrugPlanProps): ReactElement | null {
  const { value, refusal } = useLive('medication.plan', input);
  if (refusal) return <RefusalNotice refusal={refusal} />;
  if (!value) return null;
  const outside = <Button onPress={onOutside}>{say('runs.outside-gate')}</Button>;
  if (!value.computed) {
    return value.problem && <DrawAmount dose={{ refusal: value.problem }} actions={outside} />;
  }
  const { doseMgPerKg, strengthMgPerMl, weightKg, weighedAt, massMg, volumeMl, route } = value.computed;
  const factorOrigin = (typed: string | null | undefined): string =>
    say(typed === null || typed === undefined ? 'runs.origin-setting' : 'runs.origin-typed');
  return (
    <Stack>
      <DrawAmount
        label={say('runs.draw', { product: input.product })}
        dose={{ value: volumeMl, unit: 'mL' }}
        notes={route === '' ? [] : [route]}
        actions={
          <Row gap={1}>
            <Button variant="primary" isPending={isSaving} onPress={onGive}>
              {say('runs.give', { product: input.product, volume: volumeMl })}
            </Button>
            {outside}
          </Row>
        }
      />
      <Equation
        label={say('runs.equation')}
        lines={[
          {
            terms: [
              {
                value: weightKg,
                unit: 'kg',
                name: say('runs.factor-weight'),
                origin: say('runs.origin-weighed', {
                  time: localClock(weighedAt, false),
                  day: localDay(weighedAt),
                }),
              },
              {
                operator: '×',
                value: doseMgPerKg,
                unit: 'mg/kg',
                name: say('runs.dose'),
                origin: factorOrigin(input.doseMgPerKg),
              },
            ],
            result: { value: massMg, unit: 'mg', name: say('runs.factor-mass') },
          },
          {
            terms: [
              { value: massMg, unit: 'mg', name: say('runs.factor-mass'), origin: say('runs.origin-above') },
              {
                operator: '÷',
                value: strengthMgPerMl,
                unit: 'mg/mL',
                name: say('runs.strength'),
                origin: factorOrigin(input.strengthMgPerMl),
              },
            ],
            result: { value: volumeMl, unit: 'mL', name: say('runs.factor-volume') },
          },
        ]}
      />
    </Stack>
  );
}
