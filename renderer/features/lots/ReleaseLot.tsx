// From quarantine to use, or to the bin: what is against the release is said before anybody presses.
// Must not release: the study director does, and the main process asks again.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { LotRow } from '../../../shared/domain/lot-queries.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { useMe } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ReleaseLotProps {
  readonly lot: LotRow;
  readonly problem: Refusal | null;
}

export function ReleaseLot({ lot, problem }: ReleaseLotProps): ReactElement | null {
  const me = useMe();
  const saver = useSaver();
  const [asking, setAsking] = useState<'outside' | 'reject'>();
  const mayRelease = me.can('lot.release');
  if (lot.status === 'rejected') {
    return (
      <Notice
        tone="refused"
        isLive={false}
        message={say('lots.is-rejected')}
        remedy={lot.statusReason ?? ''}
      />
    );
  }
  if (lot.status !== 'quarantine' && !lot.isExpired) return null;
  const lotId = lot.id;
  const message = problem?.message ?? say(lot.isExpired ? 'lots.is-expired' : 'lots.waits-release');
  const remedy = problem?.remedy ?? say(mayRelease ? 'lots.may-release' : 'lots.director-releases');
  return (
    <>
      <Notice
        tone={problem || lot.isExpired ? 'refused' : 'due'}
        isLive={false}
        message={message}
        remedy={lot.isExpired && !problem ? say('lots.is-expired-remedy') : remedy}
        actions={
          mayRelease && (
            <>
              {lot.status === 'quarantine' && !problem && (
                <Button
                  variant="primary"
                  isPending={saver.isSaving}
                  onPress={() => void saver.save('lot.release', { lotId })}
                >
                  {say('lots.release', { code: lot.code })}
                </Button>
              )}
              {lot.status === 'quarantine' && problem && (
                <Button onPress={() => setAsking('outside')}>{say('lots.release-outside')}</Button>
              )}
              <Button onPress={() => setAsking('reject')}>{say('lots.reject', { code: lot.code })}</Button>
            </>
          )
        }
      />
      <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
      {asking === 'outside' && (
        <SaveForm
          frame="drawer"
          title={say('lots.release-outside')}
          lead={say('lots.release-outside-lead')}
          submit={say('lots.release-outside-submit', { code: lot.code })}
          isDanger
          hasReason
          onClose={() => setAsking(undefined)}
          save={(saving, meta) => saving.save('lot.release', { lotId, isOutsideGate: true }, meta)}
        />
      )}
      {asking === 'reject' && (
        <SaveForm
          frame="drawer"
          title={say('lots.reject', { code: lot.code })}
          lead={say('lots.reject-lead')}
          submit={say('lots.reject', { code: lot.code })}
          isDanger
          hasReason
          onClose={() => setAsking(undefined)}
          save={(saving, meta) => saving.save('lot.reject', { lotId }, meta)}
        />
      )}
    </>
  );
}
