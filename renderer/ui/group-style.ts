// How a group is told from the others, the same everywhere: colour token, marker, pattern.
// Must not know which group is which: the caller numbers them, and codes them while blinded.

/** A path in a box of 14 by 14 and the lines that fill its bars. */
export interface GroupStyle {
  /** CSS custom property. */
  colour: string;
  marker: string;
  pattern: 'plain' | 'rising' | 'dots' | 'falling' | 'level' | 'crossed' | 'upright' | 'net';
}

const markers = [
  'M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10z',
  'M2.5 2.5h9v9h-9z',
  'M7 1.5l5.8 10.3h-11.6z',
  'M7 .8l6.2 6.2l-6.2 6.2l-6.2-6.2z',
  'M7 12.5l-5.8-10.3h11.6z',
  'M5 1.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z',
  'M7 1.2l6 4.4l-2.3 7h-7.4l-2.3-7z',
  'M7 .6l1.9 4.4l4.7.4l-3.6 3.1l1.1 4.7l-4.1-2.5l-4.1 2.5l1.1-4.7l-3.6-3.1l4.7-.4z',
] as const;

const patterns = ['plain', 'rising', 'dots', 'falling', 'level', 'crossed', 'upright', 'net'] as const;

/** `mark` counts from 0 and wraps at 8. While blinded the colour is neutral; marker and pattern stay told apart. */
export function groupStyle(mark: number, isBlinded = false): GroupStyle {
  const at = ((mark % 8) + 8) % 8;
  return {
    colour: isBlinded ? '--group-neutral' : `--group-${at}`,
    marker: markers[at] ?? markers[0],
    pattern: patterns[at] ?? 'plain',
  };
}
