// What the forms share that record an evaluation: when a reason is asked for, and what follows once it is recorded.
// Must not decide whether it may be recorded: the notebook does.

import type { CommandValue } from '../../../shared/contract.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { go } from '../../navigation.ts';
import { showToast } from '../../ui/toast.ts';

/** What is recorded with a reason only. */
const reasonCodes: readonly string[] = [
  'assay.result-exists',
  'assay.number-lost',
  'assay.calibrator-tells',
  'assay.several-reasons',
  'assay.check-exists',
  'assay.reason-blinded',
  'result.animal-ended',
  'result.time-point-ahead',
  'result.operation-not-ended',
];

export function asksForReason(refusal: Refusal | undefined): boolean {
  return refusal !== undefined && reasonCodes.includes(refusal.code);
}

/** What was left alone is told by the page of the evaluation for good; a mark that went is told here. */
export function openRecorded({
  assayId,
  notes,
}: Pick<CommandValue<'assay.evaluate'>, 'assayId' | 'notes'>): void {
  for (const { text, why } of notes) if (why === 'mark-dropped') showToast({ tone: 'due', message: text });
  go('assays', assayId);
}
