// What the screen shows of the report, as types; how a state looks.
// Must not compute anything.

import type { QueryValue } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/tone.ts';

export type Report = QueryValue<'arrive.report'>;
export type Item = Report['items'][number];
export type Part = Item['parts'][number];
export type Gap = Part['gaps'][number];
export type NotedSentence = Part['answers'][number];
export type ReportTable = Part['tables'][number];

export const stateTones: Readonly<Record<Item['state'], Tone>> = {
  complete: 'done',
  incomplete: 'due',
  missing: 'refused',
  'not-yet': 'neutral',
};
