// What is being done to the samples of an animal, as the schedule and its panels speak of it.
// Must not do any of it.

import type { TimePoint } from '../../../shared/domain/schedule.ts';
import type { Labelled } from './wording.ts';

/** The one thing that is being done, in a dialog. */
export type Task =
  | { readonly kind: 'take' | 'miss'; readonly timePoint: TimePoint }
  | { readonly kind: 'labels'; readonly labelled: readonly Labelled[]; readonly isJustTaken: boolean }
  | { readonly kind: 'store'; readonly sampleIds: readonly string[] };
