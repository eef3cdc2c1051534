// Draws the allocation list, once; everybody else is told who does.
// Must not draw by itself, nor keep a seed.

import { Shuffle } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { CommandMeta } from '../../../shared/contract.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/toast.ts';
import type { Allocation } from './AnimalMarks.tsx';

export function DrawAllocation({ allocation }: { readonly allocation: Allocation }): ReactElement {
  const me = useMe();
  const saver = useSaver();
  const [seed, setSeed] = useState('');
  const [reason, setReason] = useState('');
  if (!me.can('allocation.draw')) {
    return (
      <EmptyState title={say('animals.allocation-not-drawn')} icon={Shuffle}>
        {say('animals.draw-wait')}
      </EmptyState>
    );
  }
  const isGiven = seed.trim() !== '';
  const draw = async (): Promise<void> => {
    const meta: CommandMeta = isGiven && reason.trim() !== '' ? { reason: reason.trim() } : {};
    const outcome = await saver.save('allocation.draw', { seed: isGiven ? seed : null }, meta);
    if (!outcome.ok) return;
    const { positions } = outcome.value.value;
    showToast({ tone: 'done', message: say('animals.drawn', { positions }) });
  };
  const lead = say('animals.draw-lead', {
    groups: say('animals.groups'),
    design: allocation.groups.map(({ label }) => label).join(', '),
    block: allocation.blockSize ?? say('animals.dash'),
  });
  return (
    <Panel title={say('animals.draw-title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void draw();
        }}
      >
        <Stack gap={2}>
          <p className="animals-prose">{lead}</p>
          <div className="animals-search">
            <TextField
              label={say('animals.draw-seed')}
              description={say('animals.draw-seed-hint')}
              isMono
              value={seed}
              onChange={setSeed}
            />
          </div>
          {isGiven && (
            <TextField
              label={say('animals.draw-reason')}
              description={say('animals.draw-reason-hint')}
              value={reason}
              onChange={setReason}
            />
          )}
          <RefusalNotice refusal={saver.refusal} />
          <Row gap={1}>
            <Button variant="primary" type="submit" icon={Shuffle} isPending={saver.isSaving}>
              {say('animals.draw-submit')}
            </Button>
            <Button onPress={() => go('settings')}>{say('animals.settings')}</Button>
          </Row>
        </Stack>
      </form>
    </Panel>
  );
}
