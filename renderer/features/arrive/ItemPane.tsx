// One item of the ten: each part with what is asked, what the notebook answers, and what is missing.
// Must not leave out a part that is complete.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { GapNotice } from './GapNotice.tsx';
import { NotedText } from './NotedText.tsx';
import { ReportTable } from './ReportTable.tsx';
import { stateTones, type Item, type Part } from './report.ts';

interface ItemPaneProps {
  readonly item: Item;
  readonly onNote: (note: number) => void;
}

export function ItemPane({ item, onNote }: ItemPaneProps): ReactElement {
  return (
    <Stack gap={3}>
      {item.parts.map((one) => (
        <PartPanel key={one.key} part={one} onNote={onNote} />
      ))}
    </Stack>
  );
}

interface PartPanelProps {
  readonly part: Part;
  readonly onNote: (note: number) => void;
}

function PartPanel({ part, onNote }: PartPanelProps): ReactElement {
  const { key, asks, state, answers, gaps, tables } = part;
  return (
    <Panel
      title={say('arrive.part-heading', { key, asks })}
      actions={<StatusPill tone={stateTones[state]}>{say(`arrive.state-${state}`)}</StatusPill>}
    >
      <Stack gap={1}>
        {answers.length === 0 && gaps.length === 0 && tables.length === 0 && (
          <p className="arrive-quiet">{say('arrive.comes-later')}</p>
        )}
        {answers.map((one, index) => (
          <p key={index}>
            <NotedText of={one} onNote={onNote} />
          </p>
        ))}
        {gaps.map((gap) => (
          <GapNotice key={gap.what} gap={gap} />
        ))}
        {tables.map((table) => (
          <ReportTable key={table.title} table={table} />
        ))}
      </Stack>
    </Panel>
  );
}
