// One evaluation: its checks, its curve, every number, and for the one that is asked about, where it came from.
// Must not change it: done again or rejected it is with a reason, and what was recorded stays.

import { Download } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { readingRemarks, type NumberView } from '../../../shared/domain/assay-view.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { bridge } from '../../bridge.ts';
import { useLive } from '../../live.ts';
import { useMe, usePeople } from '../../me.ts';
import { go } from '../../navigation.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Code, Soft } from '../../ui/Text.tsx';
import { showToast } from '../../ui/toast.ts';
import { ChecksPanel } from './ChecksPanel.tsx';
import { CurvePanel } from './CurvePanel.tsx';
import { DensityTable } from './DensityTable.tsx';
import { EvaluationActions, Reject, Restore } from './EvaluationActions.tsx';
import { ExpressionTable } from './ExpressionTable.tsx';
import { MediumTable } from './MediumTable.tsx';
import { MembranePictures } from './MembranePictures.tsx';
import { NumberOrigin } from './NumberOrigin.tsx';
import { NumberValue, ResultTable } from './ResultTable.tsx';
import { WhatWasRead } from './microscope/WhatWasRead.tsx';
import type { Shown } from './shown.ts';

interface EvaluationPageProps {
  readonly assayId: string;
  /** The number that is asked about. */
  readonly numberId: string | undefined;
}

const back = { label: say('assays.title'), onPress: () => go('assays') };

export function EvaluationPage({ assayId, numberId }: EvaluationPageProps): ReactElement {
  const { value, refusal } = useLive('assay.show', { assayId });
  if (value === null) {
    return (
      <Page title={say('assays.unknown-title')} back={back}>
        <EmptyState title={say('assays.unknown-title')}>{say('assays.unknown')}</EmptyState>
      </Page>
    );
  }
  if (!value) {
    return (
      <Page title={say('assays.title')} back={back}>
        <RefusalNotice refusal={refusal} />
      </Page>
    );
  }
  return <ShownEvaluation shown={value} numberId={numberId} />;
}

interface ShownEvaluationProps {
  readonly shown: Shown;
  readonly numberId: string | undefined;
}

function ShownEvaluation({ shown, numberId }: ShownEvaluationProps): ReactElement {
  const { about, input, output, isReproduced } = shown;
  const [isRejecting, setIsRejecting] = useState(false);
  const [isRestoring, setIsRestoring] = useState(false);
  const me = useMe();
  const asked = output.numbers.find((one) => one.id === numberId);
  const open = (id: string): void => go('assays', about.id, id);
  const assay = say(`assay.key.${about.assayKey}`);
  return (
    <Page
      isWide
      title={about.title}
      mark={
        <StatusPill tone={about.status === 'rejected' ? 'refused' : 'done'}>
          {say(`assay.status.${about.status}`)}
        </StatusPill>
      }
      lead={say('assay.title-with-version', { assay, version: about.assayVersion })}
      back={back}
      actions={<EvaluationActions shown={shown} onReject={() => setIsRejecting(true)} />}
    >
      {about.status === 'rejected' && about.reason !== null && (
        <Notice
          tone="refused"
          isLive={false}
          message={say('assays.rejected-because', { reason: about.reason })}
        />
      )}
      {isReproduced !== true && (
        <Notice
          tone={isReproduced === null ? 'due' : 'refused'}
          message={say(isReproduced === null ? 'assays.version-unknown' : 'assays.not-reproduced')}
        />
      )}
      {readingRemarks(about).map((text) => (
        <Notice key={text} tone="due" isLive={false} message={text} />
      ))}
      {shown.isListHidden && !shown.isScoresHidden && (
        <Notice tone="blinded" isLive={false} message={say('assays.list-hidden')} />
      )}
      {shown.elsewhere.length > 0 && (
        <Notice
          tone="due"
          isLive={false}
          message={say('assays.elsewhere')}
          remedy={shown.elsewhere.map((one) => one.text).join(' ')}
        />
      )}
      {shown.checkLeft !== null && <Notice tone="due" isLive={false} message={shown.checkLeft} />}
      {shown.isRestorable && me.can('assay.reevaluate') && (
        <Row>
          <Button onPress={() => setIsRestoring(true)}>{say('assays.restore')}</Button>
        </Row>
      )}
      {asked && <NumberOrigin shown={shown} number={asked} onOpen={open} />}
      <Made shown={shown} />
      {output.results.length > 0 && (
        <Panel isFlush title={say('assays.results')}>
          <ResultTable output={output} onOpen={open} selectedId={numberId} />
        </Panel>
      )}
      {shown.isScoresHidden ? <ScoresHidden shown={shown} /> : <WhatWasRead shown={shown} />}
      {about.assayKey === 'cm-elisa' && (
        <Panel isFlush title={say('medium.beside')} actions={<LotLink lotId={about.lotId} />}>
          <MediumTable output={output} onOpen={open} selectedId={numberId} />
        </Panel>
      )}
      {about.assayKey === 'western-blot' && (
        <Panel isFlush title={say('blot.relative')}>
          <DensityTable numbers={output.numbers} onOpen={open} selectedId={numberId} />
        </Panel>
      )}
      {about.assayKey === 'western-blot' && <MembranePictures input={input} />}
      {about.assayKey === 'qrt-pcr' && (
        <Panel isFlush title={say('ct.expression')}>
          <ExpressionTable input={input} numbers={output.numbers} onOpen={open} selectedId={numberId} />
        </Panel>
      )}
      {!shown.isScoresHidden && (
        <Panel isFlush title={say('assays.numbers')}>
          <Table
            label={say('assays.numbers')}
            columns={numberColumns}
            rows={output.numbers}
            rowId={(one) => one.id}
            onOpen={(one) => open(one.id)}
            selectedId={numberId}
          />
        </Panel>
      )}
      <Provenance shown={shown} />
      {isRestoring && <Restore shown={shown} onClose={() => setIsRestoring(false)} />}
      {isRejecting && <Reject shown={shown} onClose={() => setIsRejecting(false)} />}
    </Page>
  );
}

/** How it was evaluated, what was checked, and the curve beside both where there is one. */
function Made({ shown }: { readonly shown: Shown }): ReactElement {
  const { about, input, output, settings, isScoresHidden } = shown;
  const words = (
    <>
      {settings.length > 0 && (
        <Panel title={say('assays.settings-made')}>
          <Facts facts={settings.map(({ label, text }) => ({ name: label, value: text }))} />
        </Panel>
      )}
      {!isScoresHidden && <ChecksPanel checks={output.checks} />}
    </>
  );
  return (
    <div className="assays-columns">
      {about.assayKey === 'elisa' ? <Stack gap={2}>{words}</Stack> : words}
      <CurvePanel input={input} numbers={output.numbers} />
    </div>
  );
}

/** To the lot that was checked. */
function LotLink({ lotId }: { readonly lotId: string | null }): ReactElement | null {
  return lotId === null ? null : <Button onPress={() => go('lots', lotId)}>{say('medium.to-lot')}</Button>;
}

const numberColumns: readonly TableColumn<NumberView>[] = [
  { id: 'label', head: say('assays.column-number'), cell: (one) => one.label, sortBy: (one) => one.label },
  { id: 'about', head: say('assays.column-name'), cell: (one) => one.about, sortBy: (one) => one.about },
  {
    id: 'value',
    head: say('assays.column-value'),
    kind: 'number',
    cell: (one) => <NumberValue number={one} />,
  },
  { id: 'flags', head: say('assays.column-flags'), cell: (one) => one.flagTexts.join('; ') },
];

/** Why there is nothing to see, and the way to a second reading for whoever may record one. */
function ScoresHidden({ shown }: { readonly shown: Shown }): ReactElement {
  const me = useMe();
  const { about, readingListId: listId } = shown;
  const canRead = about.status === 'evaluated' && me.can('assay.addSecondReading');
  return (
    <Notice
      tone="blinded"
      isLive={false}
      message={say('slides.hidden')}
      actions={
        canRead && listId !== null ? (
          <Button variant="primary" onPress={() => go('assays', 'slides', listId)}>
            {say('slides.read-second')}
          </Button>
        ) : undefined
      }
    />
  );
}

/** Files and earlier evaluations. */
function Provenance({ shown: { files, evaluations } }: { readonly shown: Shown }): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const [refusal, setRefusal] = useState<Refusal>();
  const keep = async (attachmentId: string): Promise<void> => {
    const outcome = await bridge.service('attachment.save', { attachmentId });
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (outcome.ok && outcome.value) {
      showToast({ tone: 'done', message: say('assays.file-saved', outcome.value) });
    }
  };
  return (
    <Panel title={say('assays.provenance')}>
      <RefusalNotice refusal={refusal} />
      <Facts
        facts={[
          ...files.map(({ attachmentId, name, hash, status }) => ({
            name: say('assays.file'),
            value: (
              <span className="assays-file">
                {name} <Code>{hash.slice(0, 12)}</Code>
                {status === 'withheld' ? (
                  <StatusPill tone="refused">{say('assays.file-withheld')}</StatusPill>
                ) : (
                  me.can('attachment.save') && (
                    <Button icon={Download} onPress={() => void keep(attachmentId)}>
                      {say('assays.file-save')}
                    </Button>
                  )
                )}
              </span>
            ),
          })),
          ...evaluations.map((one) => ({
            name: say(`assays.event-${eventOf(one.kind)}`),
            value: (
              <>
                <PersonTime name={nameOf(one.by)} at={one.at} />
                {one.reason !== null && <Soft> · {one.reason}</Soft>}
              </>
            ),
          })),
        ]}
      />
    </Panel>
  );
}

function eventOf(kind: string): 'evaluated' | 'reevaluated' | 'rejected' {
  if (kind === 'assay.evaluated') return 'evaluated';
  return kind === 'assay.reevaluated' ? 'reevaluated' : 'rejected';
}
