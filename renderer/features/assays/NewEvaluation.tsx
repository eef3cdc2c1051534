// A new evaluation from a file, or one done again: plate, samples, settings, preview, and then the record.
// Must not record what the preview does not show, nor lose what was put together when the screen is left.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { newDraft, setDraft, useDraft, type Draft } from './draft.ts';
import { DraftPlate } from './DraftPlate.tsx';
import { DraftPreview } from './DraftPreview.tsx';
import { DraftSettings } from './DraftSettings.tsx';
import { FileDrop } from './FileDrop.tsx';
import { NamesTable } from './NamesTable.tsx';
import type { KnownAnimal } from './sample-matching.ts';

const back = { label: say('assays.title'), onPress: () => go('assays') };

export function NewEvaluation(): ReactElement {
  const me = useMe();
  const draft = useDraft(me.userId);
  const animals = useLive('animal.list', {});
  const defaults = useLive('assay.defaults', {});
  const known = (animals.value?.animals ?? []).map(({ animal: { id, earTag } }) => ({ id, earTag }));
  const refusal = animals.refusal ?? defaults.refusal;

  if (!me.can('assay.evaluate')) {
    return (
      <Page title={say('assays.new')} back={back}>
        <EmptyState title={say('assays.not-yours-title')}>{say('assays.not-yours')}</EmptyState>
      </Page>
    );
  }
  if (!draft) {
    return (
      <Page title={say('assays.new')} lead={say('assays.new-lead')} back={back}>
        <RefusalNotice refusal={refusal} />
        {animals.value && defaults.value && (
          <FileDrop
            onRead={(file) => {
              if (defaults.value) setDraft(me.userId, newDraft(file, defaults.value, known));
            }}
          />
        )}
      </Page>
    );
  }
  return <DraftPage draft={draft} userId={me.userId} animals={known} />;
}

interface DraftPageProps {
  readonly draft: Draft;
  readonly userId: string;
  readonly animals: readonly KnownAnimal[];
}

function DraftPage({ draft, userId, animals }: DraftPageProps): ReactElement {
  const { file, assayId } = draft;
  return (
    <Page
      isWide
      title={say(assayId === null ? 'assays.new' : 'assays.again-title')}
      lead={
        file === null
          ? say('assays.from-record')
          : say('assays.from-file', { name: file.name, format: file.format, hash: file.hash.slice(0, 12) })
      }
      back={back}
      actions={
        <Button variant="danger" onPress={() => setDraft(userId, null)}>
          {say('assays.drop-draft')}
        </Button>
      }
    >
      {file && file.warnings.length > 0 && (
        <Panel title={say('assays.warnings')}>
          <ul>
            {file.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Panel>
      )}
      <DraftSettings draft={draft} />
      <DraftPlate draft={draft} animals={animals} />
      <NamesTable draft={draft} animals={animals} />
      <DraftPreview draft={draft} userId={userId} />
    </Page>
  );
}
