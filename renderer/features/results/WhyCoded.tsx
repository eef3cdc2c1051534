// Why groups are shown as letters or not at all, and what would name them.
// Must not offer the plan to a blinded person as the way to the names: locking it unblinds nobody.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function WhyCoded({ refusal }: { readonly refusal: Refusal | null }): ReactElement | null {
  if (refusal === null) return null;
  const isPlanMissing = refusal.code === 'analysis.plan-not-locked';
  return (
    <div className="results-why-coded">
      <Notice
        tone={isPlanMissing ? 'due' : 'blinded'}
        message={refusal.message}
        remedy={refusal.remedy}
        actions={
          isPlanMissing ? (
            <Button onPress={() => go('results', 'plan')}>{say('figures.to-plan')}</Button>
          ) : undefined
        }
      />
    </div>
  );
}
