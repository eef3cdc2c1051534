// What was checked of a run, each with its outcome in a word.
// Must not judge: the assay did.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { CheckView } from '../../../shared/domain/assay-view.ts';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';

export function ChecksPanel({ checks }: { readonly checks: readonly CheckView[] }): ReactElement {
  return (
    <Panel title={say('assays.checks')}>
      {checks.length === 0 ? (
        <p>{say('assays.no-checks')}</p>
      ) : (
        <ul className="assays-checks">
          {checks.map(({ key, about, text, isPassed }) => (
            <li key={`${key} ${about}`}>
              <StatusPill tone={isPassed ? 'done' : 'due'}>
                {say(isPassed ? 'assays.check-passed' : 'assays.check-failed')}
              </StatusPill>
              <span>{about === '' ? text : `${about}: ${text}`}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
