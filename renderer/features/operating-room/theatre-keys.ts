// The keys of the operating room: one key an action, written on its button.
// Must not act on a held key, nor on one that a focused button takes for itself.

import { useEffect, useRef } from 'react';

type KeyActions = Readonly<Record<string, (() => void) | undefined>>;

/** By `KeyboardEvent.key`. Letters are left alone: a scanner types them. */
export function useTheatreKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const isOnButton = event.target instanceof Element && event.target.closest('button') !== null;
      if (isOnButton && (event.key === 'Enter' || event.key === ' ')) return;
      const action = latest.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Gives the keys back to the view after a button was pressed. */
export function releaseFocus(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
