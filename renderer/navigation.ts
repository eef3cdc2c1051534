// Where the person is: one screen and what it shows, kept in the address so that back and forward work.
// Must not know which screens exist: that is the shell's table.

import { useSyncExternalStore } from 'react';

export interface Place {
  readonly screen: string;
  /** What the screen shows, such as an animal; undefined for the list. */
  readonly id: string | undefined;
  /** A part of the screen, such as a tab. */
  readonly part: string | undefined;
}

/** What every screen is given. */
export type ScreenProps = Pick<Place, 'id' | 'part'>;

export const home: Place = { screen: 'today', id: undefined, part: undefined };

function parse(hash: string): Place {
  const [screen, id, part] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (screen === undefined || screen === '') return home;
  return { screen, id: id === '' ? undefined : id, part };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

const readHash = (): string => window.location.hash;

export function usePlace(): Place {
  return parse(useSyncExternalStore(subscribe, readHash));
}

/** Opens a screen. */
export function go(screen: string, id?: string, part?: string): void {
  const parts = [screen, id ?? (part === undefined ? undefined : ''), part].filter(
    (one) => one !== undefined,
  );
  window.location.hash = `#/${parts.map(encodeURIComponent).join('/')}`;
}
