// One screen: the way back, title, actions, body. It is the landmark `main`, so there is one at a time.
// Must not scroll by itself: the shell does.

import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import './layout.css';

interface PageProps {
  title: string;
  /** Beside the title: a status pill, an id. */
  mark?: ReactNode;
  /** One line under the title. */
  lead?: ReactNode;
  /** At the right of the title; the primary one last. */
  actions?: ReactNode;
  /** The page this one belongs to. */
  back?: { label: string; onPress: () => void } | undefined;
  /** For grids, boards and charts: takes the whole width. */
  isWide?: boolean | undefined;
  /** Moves the focus to the page when it opens, so that the keyboard and screen readers start here. */
  takesFocus?: boolean | undefined;
  children: ReactNode;
}

export function Page({
  title,
  mark,
  lead,
  actions,
  back,
  isWide = false,
  takesFocus = true,
  children,
}: PageProps): ReactElement {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    const isFocusInside = main.current?.contains(document.activeElement) === true;
    if (takesFocus && !isFocusInside) main.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <main
      ref={main}
      tabIndex={-1}
      aria-label={title}
      className={classes('ui-page', isWide && 'ui-page-wide')}
    >
      {back && (
        <AriaButton className="ui-page-back" onPress={back.onPress}>
          <Icon of={ChevronLeft} size="small" />
          {back.label}
        </AriaButton>
      )}
      <div className="ui-page-head">
        <div className="ui-page-names">
          <div className="ui-page-title">
            <h1>{title}</h1>
            {mark}
          </div>
          {lead !== undefined && <p className="ui-page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="ui-page-actions">{actions}</div>}
      </div>
      <div className="ui-page-body">{children}</div>
    </main>
  );
}
