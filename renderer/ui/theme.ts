// Puts light or dark on the page, and tells what hears of it.
// Must not remember the choice: that is a setting of the caller's.

export type Theme = 'light' | 'dark' | 'system';

const darkQuery = '(prefers-color-scheme: dark)';
let stopFollowing: (() => void) | undefined;

/** Sets the theme of the whole page; `system` follows the operating system until the next call. */
export function applyTheme(theme: Theme): void {
  stopFollowing?.();
  stopFollowing = undefined;
  if (theme !== 'system') {
    document.documentElement.dataset['theme'] = theme;
    return;
  }
  const query = window.matchMedia(darkQuery);
  const follow = (): void => {
    document.documentElement.dataset['theme'] = query.matches ? 'dark' : 'light';
  };
  follow();
  query.addEventListener('change', follow);
  stopFollowing = () => query.removeEventListener('change', follow);
}

/** Calls back whenever the theme of the page changes; returns how to stop. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
