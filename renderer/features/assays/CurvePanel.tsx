// The standard curve of an evaluation, drawn from its recorded parameters.
// Must not fit anything.

import { useMemo, type ReactElement } from 'react';
import type { DerivedNumber } from '../../../shared/assays/assay.ts';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Json } from '../../../shared/kernel/record.ts';
import { CurveChart } from '../../ui/CurveChart.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { curvePicture } from './curve.ts';

interface CurvePanelProps {
  readonly input: Json;
  readonly numbers: readonly DerivedNumber[];
}

export function CurvePanel({ input, numbers }: CurvePanelProps): ReactElement | null {
  const picture = useMemo(() => curvePicture(input, numbers), [input, numbers]);
  const [measured, found] = useMemo(
    () => [
      { name: say('assays.curve-standards'), dots: picture?.standards ?? [] },
      { name: say('assays.curve-samples'), dots: picture?.samples ?? [] },
    ],
    [picture],
  );
  if (!picture) return null;
  const { unit, line, standards, samples } = picture;
  const rSquared = numbers.find((one) => one.id === 'curve/r-squared')?.value ?? '–';
  return (
    <Panel title={say('assays.curve')} mark={<span>R² {rSquared}</span>}>
      <CurveChart
        label={say('assays.curve-words', { standards: standards.length, samples: samples.length, rSquared })}
        xLabel={say('assays.curve-x', { unit })}
        yLabel={say('assays.curve-y')}
        line={line}
        measured={measured}
        found={found}
      />
    </Panel>
  );
}
