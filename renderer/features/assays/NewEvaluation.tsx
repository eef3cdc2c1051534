// A new evaluation from a file, or one done again: plate, samples, settings, preview, and then the record.
// Must not record what the preview does not show, nor lose what was put together when the screen is left.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Row } from '../../ui/Layout.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { blotOfFile, newBlot } from './blot-draft.ts';
import { BlotPanels } from './BlotPanels.tsx';
import { newCmElisa } from './cm-elisa-draft.ts';
import { CmElisaPanels } from './CmElisaPanels.tsx';
import { ctFileProblem, newQrtPcr } from './ct-files.ts';
import { hasCycles } from './ct-plate.ts';
import { CtNotes } from './CtNotes.tsx';
import { setDraft, useDraft, type Draft } from './draft.ts';
import { DraftHints } from './DraftHints.tsx';
import { DraftPreview } from './DraftPreview.tsx';
import { newElisa } from './elisa-draft.ts';
import { ElisaPlate } from './ElisaPlate.tsx';
import { ElisaSettings } from './ElisaSettings.tsx';
import { FileDrop } from './FileDrop.tsx';
import { QrtPcrFiles } from './QrtPcrFiles.tsx';
import { QrtPcrPlate } from './QrtPcrPlate.tsx';
import { QrtPcrSettings } from './QrtPcrSettings.tsx';
import type { KnownAnimal } from './sample-matching.ts';

const back = { label: say('assays.title'), onPress: () => go('assays') };

interface NewEvaluationProps {
  /** The lot that is checked, where it was started from there. */
  readonly lotId: string | undefined;
}

export function NewEvaluation({ lotId }: NewEvaluationProps): ReactElement {
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
          <StartEvaluation
            defaults={defaults.value}
            animals={known}
            lotId={lotId}
            onStart={(started) => setDraft(me.userId, started)}
          />
        )}
      </Page>
    );
  }
  return <DraftPage draft={draft} userId={me.userId} animals={known} />;
}

/** What is put together from a file here; counts and scores at the microscope have screens of their own. */
const kinds = ['elisa', 'qrt-pcr', 'cm-elisa', 'western-blot'] as const;

interface StartEvaluationProps {
  readonly defaults: QueryValue<'assay.defaults'>;
  readonly animals: readonly KnownAnimal[];
  readonly lotId: string | undefined;
  readonly onStart: (draft: Draft) => void;
}

function StartEvaluation({ defaults, animals, lotId, onStart }: StartEvaluationProps): ReactElement {
  const [kind, setKind] = useState<(typeof kinds)[number]>(lotId === undefined ? 'elisa' : 'cm-elisa');
  const drafted = (file: InstrumentFile): Draft => {
    if (kind === 'qrt-pcr' || hasCycles(file))
      return newQrtPcr(file, defaults.ctRules, animals, defaults.last);
    if (kind === 'western-blot') return blotOfFile(file, animals);
    return kind === 'elisa' ? newElisa(file, defaults, animals) : newCmElisa(file, lotId ?? null, defaults);
  };
  return (
    <>
      <RadioGroup
        label={say('assays.kind')}
        options={kinds.map((one) => ({
          value: one,
          label: say(`assays.kind-${one}`),
          note: say(`assays.kind-${one}-note`),
        }))}
        value={kind}
        onChange={setKind}
      />
      {kind === 'western-blot' && (
        <Row>
          <Button variant="primary" onPress={() => onStart(newBlot())}>
            {say('blot.start-empty')}
          </Button>
          <span>{say('blot.start-file')}</span>
        </Row>
      )}
      <FileDrop
        problemOf={(file) => (kind === 'qrt-pcr' ? ctFileProblem(null, file) : undefined)}
        onRead={(file) => onStart(drafted(file))}
      />
    </>
  );
}

interface DraftPageProps {
  readonly draft: Draft;
  readonly userId: string;
  readonly animals: readonly KnownAnimal[];
}

function DraftPage({ draft, userId, animals }: DraftPageProps): ReactElement {
  const { assayId } = draft;
  const [isDiscarding, setIsDiscarding] = useState(false);
  const files = filesOf(draft);
  const warnings = files.flatMap(({ name, warnings: its }) =>
    its.map((warning) => (files.length === 1 ? warning : say('assays.warning-of', { name, warning }))),
  );
  const recorded = assayId === null ? [] : [say('assays.from-record')];
  const read = files.map(({ name, format, hash }) =>
    say('assays.from-file', { name, format, hash: hash.slice(0, 12) }),
  );
  const lead = [...recorded, ...read].join(' · ');
  return (
    <Page
      isWide
      title={say(assayId === null ? 'assays.new' : 'assays.again-title')}
      lead={lead === '' ? say('blot.typed') : lead}
      back={back}
      actions={
        <Button variant="danger" onPress={() => setIsDiscarding(true)}>
          {say('assays.discard')}
        </Button>
      }
    >
      <Dialog
        isOpen={isDiscarding}
        onClose={() => setIsDiscarding(false)}
        title={say('assays.discard-title')}
        actions={
          <>
            <Button onPress={() => setIsDiscarding(false)}>{say('assays.discard-not')}</Button>
            <Button variant="danger" onPress={() => setDraft(userId, null)}>
              {say('assays.discard')}
            </Button>
          </>
        }
      >
        <p>{say('assays.discard-words')}</p>
      </Dialog>
      {warnings.length > 0 && (
        <Panel title={say('assays.warnings')}>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Panel>
      )}
      <DraftPanels draft={draft} animals={animals} />
      <DraftHints draft={draft} />
      <DraftPreview draft={draft} userId={userId} />
    </Page>
  );
}

/** As read just now; none for what comes from a record. */
function filesOf(draft: Draft): readonly InstrumentFile[] {
  if (draft.assayKey === 'cm-elisa' || draft.assayKey === 'qrt-pcr') return draft.sources;
  return draft.file === null ? [] : [draft.file];
}

function DraftPanels({ draft, animals }: Omit<DraftPageProps, 'userId'>): ReactElement {
  if (draft.assayKey === 'qrt-pcr') {
    return (
      <>
        <QrtPcrFiles draft={draft} animals={animals} />
        <QrtPcrSettings draft={draft} />
        <QrtPcrPlate draft={draft} animals={animals} />
        <CtNotes draft={draft} />
      </>
    );
  }
  if (draft.assayKey === 'cm-elisa') return <CmElisaPanels draft={draft} />;
  if (draft.assayKey === 'western-blot') return <BlotPanels draft={draft} animals={animals} />;
  return (
    <>
      <ElisaSettings draft={draft} />
      <ElisaPlate draft={draft} animals={animals} />
    </>
  );
}
