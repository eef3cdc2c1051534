// A corrected value: the old one struck through above the new one, with the reason.
// Must not hide the old value, however small the place.

import type { ReactElement, ReactNode } from 'react';

import { word } from './words.ts';
import './text.css';

interface StruckValueProps {
  /** The first old value uppermost, when it was corrected more than once. */
  old: readonly ReactNode[];
  children: ReactNode;
  reason: string;
  /** Who corrected it and when: a PersonTime. */
  by?: ReactNode;
}

export function StruckValue({ old, children, reason, by }: StruckValueProps): ReactElement {
  return (
    <span className="ui-struck">
      {old.map((value, index) => (
        // Old values have no identity but their order, and the order never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <del key={index} className="ui-struck-old">
          <span className="ui-hidden">{word('ui.was')} </span>
          {value}
        </del>
      ))}
      <ins className="ui-struck-new">
        <span className="ui-hidden">{word('ui.now-is')} </span>
        {children}
      </ins>
      <span className="ui-struck-reason">
        {reason}
        {by !== undefined && <> · {by}</>}
      </span>
    </span>
  );
}
