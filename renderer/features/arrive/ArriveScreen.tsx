// The ARRIVE report on the screen: what is missing, each of the ten items, the methods as done; as PDF and Word file.
// Must not answer an item: it shows the report as the notebook computes it.

import { FileText } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { bridge } from '../../bridge.ts';
import { ExportButton } from '../../ExportButton.tsx';
import { useLive } from '../../live.ts';
import { useMe } from '../../me.ts';
import { go, type ScreenProps } from '../../navigation.ts';
import { PrintButton } from '../../PrintButton.tsx';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Contents } from './Contents.tsx';
import { ItemPane } from './ItemPane.tsx';
import { MethodsPane } from './MethodsPane.tsx';
import { MissingPane } from './MissingPane.tsx';
import { RecordsDrawer } from './RecordsDrawer.tsx';
import type { Report } from './report.ts';
import './arrive.css';

const word = {
  working: 'arrive.word-working',
  done: 'arrive.word-done',
  failed: 'arrive.word-failed',
} as const;

export function ArriveScreen({ id }: ScreenProps): ReactElement {
  const me = useMe();
  const { value, refusal } = useLive('arrive.report', {});
  const [noteNumber, setNoteNumber] = useState<number>();
  const note = value?.notes.find(({ number }) => number === noteNumber);
  return (
    <Page
      title={say('arrive.title')}
      lead={value && say('arrive.meter', { complete: value.counts.complete })}
      back={{ label: say('settings.title'), onPress: () => go('settings', undefined, 'study') }}
      actions={
        <>
          {me.can('export.pdf') && <PrintButton scope={{ kind: 'arrive' }} label={say('arrive.print')} />}
          {me.can('export.docx') && (
            <ExportButton
              icon={FileText}
              label={say('arrive.save-word')}
              words={word}
              start={() => bridge.service('export.docx', { scope: { kind: 'arrive' } })}
            />
          )}
        </>
      }
    >
      <RefusalNotice refusal={refusal} />
      {value && (
        <div className="arrive">
          <Contents report={value} selected={id} />
          <div className="arrive-pane">
            <Pane id={id} report={value} onNote={setNoteNumber} />
          </div>
        </div>
      )}
      {note && <RecordsDrawer seqs={note.seqs} onClose={() => setNoteNumber(undefined)} />}
    </Page>
  );
}

interface PaneProps {
  readonly id: string | undefined;
  readonly report: Report;
  readonly onNote: (note: number) => void;
}

function Pane({ id, report, onNote }: PaneProps): ReactElement {
  const item = report.items.find(({ number }) => String(number) === id);
  if (item) return <ItemPane item={item} onNote={onNote} />;
  if (id === 'methods') return <MethodsPane report={report} onNote={onNote} />;
  return <MissingPane report={report} onNote={onNote} />;
}
