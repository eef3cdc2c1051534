// What can be done with a lot at the bench: move, thaw, take for another use, correct what is left, reject.
// Must not offer what the role may not do.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { LotRow } from '../../../shared/domain/lot-queries.ts';
import { useMe } from '../../me.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { inMillilitres } from './lot-words.ts';

type Act = 'move' | 'thaw' | 'use' | 'correct' | 'reject';

export function LotActions({ lot }: { readonly lot: LotRow }): ReactElement {
  const me = useMe();
  const [act, setAct] = useState<Act>();
  const close = (): void => setAct(undefined);
  const canReject =
    me.can('lot.reject') && (lot.status === 'released' || lot.status === 'used-up') && !lot.isExpired;
  return (
    <>
      {me.can('lot.move') && <Button onPress={() => setAct('move')}>{say('lots.move')}</Button>}
      {me.can('lot.thaw') && <Button onPress={() => setAct('thaw')}>{say('lots.thaw')}</Button>}
      {me.can('lot.use') && <Button onPress={() => setAct('use')}>{say('lots.use')}</Button>}
      {me.can('lot.correctRemaining') && (
        <Button onPress={() => setAct('correct')}>{say('lots.correct')}</Button>
      )}
      {canReject && <Button onPress={() => setAct('reject')}>{say('lots.reject-open')}</Button>}
      {act === 'move' && <MoveLot lot={lot} onClose={close} />}
      {act === 'thaw' && (
        <SaveForm
          frame="drawer"
          title={say('lots.thaw-title', { code: lot.code })}
          lead={say('lots.thaw-lead')}
          submit={say('lots.thaw-submit')}
          onClose={close}
          save={(saver, meta) => saver.save('lot.thaw', { lotId: lot.id }, meta)}
        />
      )}
      {act === 'use' && <UseLot lot={lot} onClose={close} />}
      {act === 'correct' && <CorrectRemaining lot={lot} onClose={close} />}
      {act === 'reject' && (
        <SaveForm
          frame="drawer"
          title={say('lots.reject', { code: lot.code })}
          lead={say('lots.reject-lead')}
          submit={say('lots.reject', { code: lot.code })}
          isDanger
          hasReason
          onClose={close}
          save={(saver, meta) => saver.save('lot.reject', { lotId: lot.id }, meta)}
        />
      )}
    </>
  );
}

interface ActProps {
  readonly lot: LotRow;
  readonly onClose: () => void;
}

function MoveLot({ lot, onClose }: ActProps): ReactElement {
  const [location, setLocation] = useState('');
  return (
    <SaveForm
      frame="drawer"
      title={say('lots.move-title', { code: lot.code })}
      submit={say('lots.move-submit')}
      isReady={location.trim() !== ''}
      onClose={onClose}
      save={(saver, meta) => saver.save('lot.move', { lotId: lot.id, location }, meta)}
    >
      <TextField
        label={say('lots.new-place')}
        description={say('lots.place-now', { place: lot.location ?? '–' })}
        value={location}
        onChange={setLocation}
        isRequired
      />
    </SaveForm>
  );
}

function UseLot({ lot, onClose }: ActProps): ReactElement {
  const [amountMicrolitre, setAmount] = useState('');
  return (
    <SaveForm
      frame="drawer"
      title={say('lots.use-title', { code: lot.code })}
      lead={say('lots.use-lead')}
      submit={say('lots.use-submit', { amount: amountMicrolitre.trim() || '?' })}
      hasReason
      onClose={onClose}
      save={(saver, meta) => saver.save('lot.use', { lotId: lot.id, amountMicrolitre }, meta)}
    >
      <NumberField
        label={say('lots.amount')}
        description={inMillilitres(amountMicrolitre)}
        unit="µL"
        value={amountMicrolitre}
        onChange={setAmount}
        isRequired
      />
    </SaveForm>
  );
}

function CorrectRemaining({ lot, onClose }: ActProps): ReactElement {
  const [remainingMicrolitre, setRemaining] = useState('');
  return (
    <SaveForm
      frame="drawer"
      title={say('lots.correct-title', { code: lot.code })}
      lead={say('lots.correct-lead', { remaining: lot.remainingMicrolitre ?? '–' })}
      submit={say('lots.correct-submit')}
      hasReason
      onClose={onClose}
      save={(saver, meta) => saver.save('lot.correctRemaining', { lotId: lot.id, remainingMicrolitre }, meta)}
    >
      <NumberField
        label={say('lots.really-left')}
        description={inMillilitres(remainingMicrolitre)}
        unit="µL"
        value={remainingMicrolitre}
        onChange={setRemaining}
        isRequired
      />
    </SaveForm>
  );
}
