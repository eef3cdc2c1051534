// The passing messages at the edge of the window, and the one live region that reads out what `announce` is told.
// Must stand in the page once, outside every dialog.

import { useRef, useSyncExternalStore, type ReactElement } from 'react';

import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import { useReservedHeight } from './reserved-height.ts';
import { closeToast, currentQueue, subscribeToQueue } from './toast.ts';
import { word } from './words.ts';
import './notice.css';

export function StatusRegion(): ReactElement {
  const { toasts, spoken } = useSyncExternalStore(subscribeToQueue, currentQueue);
  const list = useRef<HTMLOListElement>(null);
  // Pages, dialogs and the operating room leave room for them, so that they cover nothing that can be pressed.
  useReservedHeight('--messages-height', list);
  return (
    // A top layer: react-aria leaves it reachable while a dialog hides the rest of the page.
    <section aria-label={word('ui.notifications')} data-react-aria-top-layer="true">
      <output className="ui-hidden" aria-live="polite">
        <span key={spoken.count}>{spoken.text}</span>
      </output>
      <ol ref={list} className="ui-toasts">
        {toasts.map(({ id, action, ...toast }) => (
          <li key={id}>
            <Notice
              {...toast}
              isLive={false}
              onClose={() => closeToast(id)}
              actions={
                action && (
                  <Button
                    variant="plain"
                    onPress={() => {
                      closeToast(id);
                      action.onPress();
                    }}
                  >
                    {action.label}
                  </Button>
                )
              }
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
