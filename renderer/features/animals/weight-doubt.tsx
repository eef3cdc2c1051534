// A weight that the notebook asks about: the reason why it is right, asked where it was typed, until it is typed anew.
// Must not judge a weight: the refusal does.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { TextField } from '../../ui/TextField.tsx';

interface WeightDoubt {
  /** What goes with the command: null while nothing is asked or answered. */
  readonly deviationReason: string | null;
  readonly field: ReactElement | null;
  /** Is told what became of a save, and gives it back. */
  note<Result extends { readonly ok: boolean; readonly refusal?: Refusal | undefined }>(
    result: Result,
  ): Result;
}

const doubts: readonly string[] = ['animal.weight-doubtful', 'animal.weight-unusual'];

/** `weight` as it is typed: another one is asked about anew. */
export function useWeightDoubt(weight: string): WeightDoubt {
  const [doubted, setDoubted] = useState<string>();
  const [reason, setReason] = useState('');
  const isDoubted = doubted === weight;
  return {
    deviationReason: isDoubted && reason.trim() !== '' ? reason.trim() : null,
    field: isDoubted ? (
      <TextField
        label={say('animals.weight-reason')}
        value={reason}
        onChange={setReason}
        isMultiline
        isRequired
      />
    ) : null,
    note: (result) => {
      const code = result.ok ? undefined : result.refusal?.code;
      if (code === undefined || !doubts.includes(code)) return result;
      if (!isDoubted) setReason('');
      setDoubted(weight);
      return result;
    },
  };
}
