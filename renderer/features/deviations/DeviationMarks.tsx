// What a deviation is about, and whether it has been assessed with which impact, as small marks.
// Must not show a lot beside an animal: the record has none.

import { CircleAlert, CircleCheck, FileWarning, OctagonAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { StatusPill } from '../../ui/StatusPill.tsx';

export type Deviation = QueryValue<'deviation.list'>['deviations'][number];
export type Impact = NonNullable<Deviation['assessment']>['impact'];

export const impacts = ['none', 'minor', 'major'] as const satisfies readonly Impact[];

const impactMark = {
  none: { tone: 'done', icon: CircleCheck },
  minor: { tone: 'due', icon: CircleAlert },
  major: { tone: 'refused', icon: OctagonAlert },
} as const;

/** "Open", or the impact. */
export function DeviationStatus({ deviation }: { readonly deviation: Deviation }): ReactElement {
  const { assessment } = deviation;
  if (!assessment) {
    return (
      <StatusPill tone="due" icon={FileWarning}>
        {say('deviations.is-open')}
      </StatusPill>
    );
  }
  const impact = say(`deviations.impact-${assessment.impact}`);
  const { tone, icon } = impactMark[assessment.impact];
  return (
    <StatusPill tone={tone} icon={icon}>
      {`${say('deviations.is-assessed')} · ${impact}`}
    </StatusPill>
  );
}

/** What runs and lots are called, by id. */
export interface Names {
  run(runId: string): string;
  lot(lotId: string): string;
}

export function useNames(): Names {
  const runs = useLive('run.list', {}).value?.runs ?? [];
  const lots = useLive('lot.list', {}).value?.lots ?? [];
  return {
    run: (runId) => runs.find((one) => one.id === runId)?.code ?? runId,
    lot: (lotId) => lots.find((one) => one.id === lotId)?.code ?? lotId,
  };
}

/** `P07 · P07-SUR-1`; the study where there is nothing narrower. */
export function aboutText({ animalId, runId, lotId }: Deviation, names: Names): string {
  const parts = [
    animalId,
    runId === null ? null : names.run(runId),
    lotId === null ? null : names.lot(lotId),
  ].filter((one) => one !== null);
  return parts.length === 0 ? say('deviations.study') : parts.join(' · ');
}
