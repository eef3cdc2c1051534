// Light or dark: the person's choice on this machine, or the system's.
// Must not be a record: it says nothing of the study.

import { applyTheme, type Theme } from '../ui/theme.ts';

const key = 'theme';

function chosen(): Theme {
  const stored = window.localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function applyChosenTheme(): void {
  applyTheme(chosen());
}

/** Goes to the other of light and dark, and remembers it. */
export function switchTheme(): void {
  const next = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
  window.localStorage.setItem(key, next);
  applyTheme(next);
}
