// Reviews of the audit trail by the quality assurance unit: what was read, up to which record, what was found.
// Must not change what it reviews.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { Code } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';

export function Reviews(): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const { value } = useLive('review.list', {});
  return (
    <Stack>
      {me.can('review.write') && <WriteReview />}
      {value?.reviews.length === 0 && (
        <EmptyState title={say('audit.no-reviews')}>{say('audit.no-reviews-lead')}</EmptyState>
      )}
      {value?.reviews.map((review) => (
        <Panel key={review.id} title={review.scope}>
          <p>{review.finding}</p>
          <PersonTime name={nameOf(review.by)} at={review.at} />
          <p className="audit-hash">
            <Code>{review.head}</Code>
          </p>
        </Panel>
      ))}
    </Stack>
  );
}

function WriteReview(): ReactElement {
  const [scope, setScope] = useState('');
  const [finding, setFinding] = useState('');
  const saver = useSaver();
  const newest = useLive('audit.trail', {}).value?.records[0];

  const save = async (): Promise<void> => {
    if (!newest) return;
    const outcome = await saver.save('review.write', { scope, finding, head: newest.hash });
    if (!outcome.ok) return;
    setScope('');
    setFinding('');
  };

  return (
    <Panel title={say('audit.write-review')}>
      <Stack>
        <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
        <TextField label={say('audit.review-scope')} value={scope} onChange={setScope} />
        <TextField label={say('audit.review-finding')} value={finding} onChange={setFinding} isMultiline />
        <Button
          variant="primary"
          isPending={saver.isSaving}
          isDisabled={scope.trim() === '' || finding.trim() === '' || !newest}
          onPress={() => void save()}
        >
          {say('audit.review-save', { seq: newest?.seq ?? 0 })}
        </Button>
      </Stack>
    </Panel>
  );
}
