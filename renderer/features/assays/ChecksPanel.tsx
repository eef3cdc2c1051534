// What was checked of a run, each with its outcome in a word.
// Must not judge: the assay did.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { CheckView } from '../../../shared/domain/assay-view.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';

interface ChecksPanelProps {
  readonly checks: readonly CheckView[];
}

/** So many that passed are told one by one; more of them would hide what failed. */
const mostPassed = 4;

export function ChecksPanel({ checks }: ChecksPanelProps): ReactElement {
  const failed = checks.filter((one) => !one.isPassed);
  const passed = checks.filter((one) => one.isPassed);
  return (
    <Panel title={say('assays.checks')}>
      {checks.length === 0 && <p>{say('assays.no-checks')}</p>}
      {failed.length > 0 && <CheckList checks={failed} />}
      {passed.length > mostPassed ? (
        <Disclosure summary={say('assays.checks-passed-count', { count: passed.length })}>
          <CheckList checks={passed} />
        </Disclosure>
      ) : (
        passed.length > 0 && <CheckList checks={passed} />
      )}
    </Panel>
  );
}

function CheckList({ checks }: ChecksPanelProps): ReactElement {
  return (
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
  );
}
