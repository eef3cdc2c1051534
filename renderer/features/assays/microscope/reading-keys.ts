// The keys of the reading desk, wherever the focus is: digits, Backspace, Delete and the arrows.
// Must not take a key from a field, a dialog or an open list, nor a scanned label for scores.

import { useEffect, useEffectEvent } from 'react';
import { isBurst, settledMs, strokeOf, type Stroke } from './reading.ts';

const elsewhere =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="listbox"], [role="grid"]';

interface ReadingKeys {
  readonly onStroke: (stroke: Stroke) => void;
  /** A digit that is no score. */
  readonly onWrongDigit: (digit: string) => void;
}

export function useReadingKeys({ onStroke, onWrongDigit }: ReadingKeys): void {
  const take = useEffectEvent((key: string): void => {
    const stroke = strokeOf(key);
    if (stroke) onStroke(stroke);
    else onWrongDigit(key);
  });
  useEffect(() => {
    let waiting: number | undefined;
    let lastMs = -Infinity;
    const onKey = (event: KeyboardEvent): void => {
      const { key } = event;
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(elsewhere) !== null) return;
      if (key.length === 1) {
        const isScanned = isBurst(lastMs, event.timeStamp);
        lastMs = event.timeStamp;
        window.clearTimeout(waiting);
        if (isScanned || !/^\d$/.test(key)) return;
        event.preventDefault();
        waiting = window.setTimeout(() => take(key), settledMs);
      } else if (strokeOf(key)) {
        event.preventDefault();
        take(key);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.clearTimeout(waiting);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
