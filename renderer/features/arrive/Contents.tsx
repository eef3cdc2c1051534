// The list at the left: what is missing, the ten items with their states, the methods.
// Must not hide an item that is complete.

import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { go } from '../../navigation.ts';
import { Badge } from '../../ui/Badge.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { stateTones, type Report } from './report.ts';

interface ContentsProps {
  readonly report: Report;
  readonly selected: string | undefined;
}

export function Contents({ report, selected }: ContentsProps): ReactElement {
  const { items } = report;
  const gaps = items.reduce(
    (sum, { parts }) => sum + parts.reduce((all, one) => all + one.gaps.length, 0),
    0,
  );
  const isOverview = selected !== 'methods' && !items.some(({ number }) => String(number) === selected);
  return (
    <section aria-label={say('arrive.contents')}>
      <ul className="arrive-contents">
        <Entry isSelected={isOverview} onOpen={() => go('arrive')}>
          {say('arrive.missing-heading')}
          <Badge count={gaps} label={say('arrive.missing-count')} tone={gaps === 0 ? 'neutral' : 'due'} />
        </Entry>
        {items.map(({ number, title, state }) => (
          <Entry
            key={number}
            isSelected={String(number) === selected}
            onOpen={() => go('arrive', String(number))}
          >
            <span className="arrive-entry-words">
              <span className="arrive-number-of">{number}</span> {title}
            </span>
            <StatusPill tone={stateTones[state]}>{say(`arrive.state-${state}`)}</StatusPill>
          </Entry>
        ))}
        <Entry isSelected={selected === 'methods'} onOpen={() => go('arrive', 'methods')}>
          {say('arrive.methods')}
        </Entry>
      </ul>
    </section>
  );
}

interface EntryProps {
  readonly isSelected: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function Entry({ isSelected, onOpen, children }: EntryProps): ReactElement {
  return (
    <li>
      <button
        type="button"
        className="arrive-entry"
        aria-current={isSelected ? 'page' : undefined}
        onClick={onOpen}
      >
        {children}
      </button>
    </li>
  );
}
