// The words and tones of samples: time points, materials, states, and what a label says.
// Must not decide a state: it names the one it is given.

import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { SampleState, SampleStatus } from '../../../shared/domain/sample.ts';
import type { Material, TimePoint } from '../../../shared/domain/schedule.ts';
import { localDay } from '../../../shared/kernel/time.ts';
import type { Label } from '../../ui/Labels.tsx';
import type { Tone } from '../../ui/tone.ts';

export type Schedule = NonNullable<QueryValue<'schedule.show'>['schedule']>;
export type TimePointPlan = Schedule['timePoints'][number];

export const timePointOrder: readonly TimePoint[] = ['pre-op', 'day-1', 'day-3', 'day-7'];
export const materialOrder: readonly Material[] = [
  'serum',
  'liver-histology',
  'liver-ki67',
  'liver-rna',
  'liver-protein',
];
export const statusOrder: readonly SampleStatus[] = [
  'collected',
  'processing',
  'stored',
  'missed',
  'discarded',
];

export const statusTone: Readonly<Record<SampleStatus, Tone>> = {
  collected: 'neutral',
  processing: 'accent',
  stored: 'done',
  missed: 'refused',
  discarded: 'neutral',
};

/** Wholly gone into its aliquots: nothing is left of it to process or to store. */
export function isDivided({
  aliquots,
  volumeMicrolitre,
}: Pick<SampleState, 'aliquots' | 'volumeMicrolitre'>): boolean {
  return aliquots > 0 && (volumeMicrolitre === null || /^0(\.0*)?$/.test(volumeMicrolitre));
}

export const timePointName = (timePoint: TimePoint): string => say(`sample.timePoint.${timePoint}`);
export const materialName = (material: Material): string => say(`sample.material.${material}`);
export const statusName = (status: SampleStatus): string => say(`sample.status.${status}`);

/** What a label is printed from; a planned sample has no time yet. */
export type Labelled = Pick<SampleState, 'id' | 'animalId' | 'timePoint' | 'material'> & {
  readonly collectedAt: string | null;
};

/**
 * Nothing of the group: the id on two lines (`P07-D1` above `SER-1-A1`: whole it is too long for a tube), what it is,
 * and the day it was taken.
 */
export function labelOf({ id, animalId, material, collectedAt }: Labelled): Label {
  const [timePoint = '', ...rest] = id.slice(animalId.length + 1).split('-');
  const date = collectedAt === null ? [] : [localDay(collectedAt)];
  return { code: id, lines: [`${animalId}-${timePoint}`, rest.join('-'), materialName(material), ...date] };
}

/** The refusals that a reason turns into a record with its deviation. */
const reasonCodes: readonly string[] = [
  'sample.outside-window',
  'sample.no-anchor',
  'sample.animal-ended',
  'sample.already-collected',
  'sample.was-missed',
  'sample.too-small',
  'reason.missing',
];

export function asksReason(code: string | undefined): boolean {
  return code !== undefined && reasonCodes.includes(code);
}
