// The methods as done, part by part; every number opens its records.
// Must not be edited here: it follows the notebook. The Word file is for writing on.

import { Fragment, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { NotedText } from './NotedText.tsx';
import { ReportTable } from './ReportTable.tsx';
import type { Report } from './report.ts';

interface MethodsPaneProps {
  readonly report: Report;
  readonly onNote: (note: number) => void;
}

export function MethodsPane({ report, onNote }: MethodsPaneProps): ReactElement {
  const { methods, deviations } = report;
  if (methods.length === 0) {
    return <EmptyState title={say('arrive.no-methods')}>{say('arrive.comes-later')}</EmptyState>;
  }
  return (
    <Stack gap={3}>
      {methods.map(({ title, sentences }) => (
        <Panel key={title} title={title}>
          <p className="arrive-methods">
            {sentences.map((one, index) => (
              <Fragment key={index}>
                <NotedText of={one} onNote={onNote} />{' '}
              </Fragment>
            ))}
          </p>
        </Panel>
      ))}
      {deviations.rows.length > 0 && <ReportTable table={deviations} />}
    </Stack>
  );
}
