// What stands when a step is refused for its order, its limits or its time: record it all the same, as a deviation.
// Must not write the reason itself: what was otherwise is known, why is for the person to say.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { bringIntoView } from './focus.ts';

interface DeviationOfferProps {
  readonly refusal: Refusal | undefined;
  readonly isSaving: boolean;
  readonly onRecord: (deviationReason: string) => void;
  readonly onLookAgain: () => void;
}

export function DeviationOffer({
  refusal,
  isSaving,
  onRecord,
  onLookAgain,
}: DeviationOfferProps): ReactElement | null {
  const text = refusal?.details?.['deviationText'];
  if (!refusal || typeof text !== 'string') {
    return <RefusalNotice refusal={refusal} onLookAgain={onLookAgain} />;
  }
  return (
    <div ref={bringIntoView} className="runs-offer">
      <Notice tone="refused" message={text} remedy={refusal.remedy}>
        <DeviationReason key={text} isSaving={isSaving} onRecord={onRecord} />
      </Notice>
    </div>
  );
}

function DeviationReason({
  isSaving,
  onRecord,
}: Pick<DeviationOfferProps, 'isSaving' | 'onRecord'>): ReactElement {
  const [typed, setTyped] = useState('');
  return (
    <div className="runs-deviation">
      <TextField
        label={say('runs.deviation-text')}
        description={say('runs.deviation-text-hint')}
        value={typed}
        onChange={setTyped}
        isMultiline
        isRequired
      />
      <Button
        variant="danger"
        isPending={isSaving}
        isDisabled={typed.trim() === ''}
        onPress={() => onRecord(typed.trim())}
      >
        {say('runs.record-deviation')}
      </Button>
    </div>
  );
}
