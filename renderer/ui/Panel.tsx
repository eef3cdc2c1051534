// A part of a page with a title, framed by a hairline.
// Must not stand in another panel.

import { useId, type ReactElement, type ReactNode } from 'react';

import { classes } from './classes.ts';
import './layout.css';

interface PanelProps {
  title: string;
  /** Beside the title: a count, a status pill. */
  mark?: ReactNode;
  actions?: ReactNode;
  /** For a table or a list that brings its own margins. */
  isFlush?: boolean | undefined;
  children: ReactNode;
}

export function Panel({ title, mark, actions, isFlush = false, children }: PanelProps): ReactElement {
  const titleId = useId();
  return (
    <section className="ui-panel" aria-labelledby={titleId}>
      <div className="ui-panel-head">
        <div className="ui-panel-title">
          <h2 id={titleId}>{title}</h2>
          {mark}
        </div>
        {actions !== undefined && <div className="ui-panel-actions">{actions}</div>}
      </div>
      <div className={classes(isFlush ? 'ui-panel-flush' : 'ui-panel-body')}>{children}</div>
    </section>
  );
}
