// The keys of a shortcut, drawn as keys.
// Must not listen to the keyboard.

import type { ReactElement } from 'react';

import './button.css';

/** `Ctrl+K` → two keys; silent to screen readers, which learn shortcuts from `aria-keyshortcuts`. */
export function Keys({ of: combination }: { of: string }): ReactElement {
  return (
    <span className="ui-keys" aria-hidden="true">
      {combination.split('+').map((key) => (
        <kbd key={key} className="ui-key">
          {key}
        </kbd>
      ))}
    </span>
  );
}
