// Writing the next version of a protocol: its steps changed, moved, added or removed, and released with a reason.
// Must not touch a released version, nor lose the draft when the release is refused.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { ProtocolDefinition } from '../../../shared/protocols/protocol.ts';
import { useLive } from '../../live.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { useSaver } from '../../saving.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { withNewStep, withoutStep, withStep, withStepMoved } from './draft.ts';
import { EditedStep } from './EditedStep.tsx';

export function ProtocolEditor({ protocolId }: { readonly protocolId: string }): ReactElement | null {
  const { value, refusal } = useLive('protocol.show', { protocolId });
  if (refusal) {
    return (
      <Page
        title={say('protocols.title')}
        back={{ label: say('protocols.title'), onPress: () => go('protocols') }}
      >
        <RefusalNotice refusal={refusal} />
      </Page>
    );
  }
  if (!value?.protocol) return null;
  return <Draft released={value.protocol.definition} protocolId={protocolId} />;
}

interface DraftProps {
  readonly released: ProtocolDefinition;
  readonly protocolId: string;
}

function Draft({ released, protocolId }: DraftProps): ReactElement {
  const saver = useSaver('editor');
  const [draft, setDraft] = useState<ProtocolDefinition>({ ...released, version: released.version + 1 });
  const [openKey, setOpenKey] = useState<string>();
  const [newTitle, setNewTitle] = useState('');
  const [reason, setReason] = useState('');

  const release = async (): Promise<void> => {
    const outcome = await saver.save('protocol.release', { definition: draft }, { reason });
    if (outcome.ok) go('protocols', outcome.value.value.protocolId, 'changes');
  };
  const addStep = (): void => {
    if (newTitle.trim() === '') return;
    const next = withNewStep(draft, newTitle.trim());
    setDraft(next);
    setOpenKey(next.steps.at(-1)?.key);
    setNewTitle('');
  };

  return (
    <Page
      title={say('protocols.next-title', { title: draft.title, version: draft.version })}
      back={{ label: released.title, onPress: () => go('protocols', protocolId) }}
      lead={say('protocols.next-lead', { version: released.version })}
    >
      <TextField
        label={say('protocols.name')}
        value={draft.title}
        onChange={(title) => setDraft({ ...draft, title })}
        isRequired
      />
      <ol className="protocol-draft" aria-label={say('protocols.steps')}>
        {draft.steps.map((step, index) => (
          <EditedStep
            key={step.key}
            number={index + 1}
            count={draft.steps.length}
            step={step}
            isOpen={openKey === step.key}
            onOpen={(isOpen) => setOpenKey(isOpen ? step.key : undefined)}
            onChange={(changed) => setDraft(withStep(draft, index, changed))}
            onMove={(by) => setDraft(withStepMoved(draft, index, by))}
            onRemove={() => setDraft(withoutStep(draft, index))}
          />
        ))}
      </ol>
      <Row align="end">
        <TextField
          label={say('protocols.new-step')}
          value={newTitle}
          onChange={setNewTitle}
          onEnter={addStep}
        />
        <Button isDisabled={newTitle.trim() === ''} onPress={addStep}>
          {say('protocols.add-step')}
        </Button>
      </Row>
      <Panel title={say('protocols.release-title')}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void release();
          }}
        >
          <Stack>
            <Notice message={say('protocols.release-words')} />
            <TextField
              label={say('protocols.release-reason')}
              value={reason}
              onChange={setReason}
              isRequired
              isMultiline
            />
            <RefusalNotice refusal={saver.refusal} onLookAgain={saver.forget} />
            <Row gap={1}>
              <Button onPress={() => go('protocols', protocolId)}>{say('protocols.discard')}</Button>
              <Button
                type="submit"
                variant="primary"
                isPending={saver.isSaving}
                isDisabled={reason.trim() === ''}
              >
                {say('protocols.release', { version: draft.version })}
              </Button>
            </Row>
          </Stack>
        </form>
      </Panel>
    </Page>
  );
}
