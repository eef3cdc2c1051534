// The look of the printed page: measures in points, sizes of type, inks; a well-kept paper notebook, on A4.
// Must not decide what is printed.

import type { Tone } from '../../../shared/report/document.ts';
import type { FaceName } from './faces.ts';
import type { Ink } from './typeset.ts';

export const page = { width: 595.28, height: 841.89, left: 56, top: 66, right: 45, bottom: 62 } as const;
export const contentWidth = page.width - page.left - page.right;

export const size = {
  title: 23,
  chapter: 15,
  section: 11,
  part: 9.2,
  body: 8.8,
  small: 7.4,
  table: 7.6,
  record: 6.7,
  footer: 6.8,
} as const;

const colours = {
  ink: '#1d1c1a',
  muted: '#6b665d',
  accent: '#0f5c63',
  red: '#a3231b',
  amber: '#8a5800',
  violet: '#5c3f98',
  hairline: '#d9d5cb',
  rule: '#8a857b',
} as const;

export const hairline = colours.hairline;
export const rule = colours.rule;

function ink(color: string, isStruck = false): Ink {
  return { color, isStruck };
}

export const inks = {
  ink: ink(colours.ink),
  muted: ink(colours.muted),
  accent: ink(colours.accent),
  red: ink(colours.red),
  amber: ink(colours.amber),
  violet: ink(colours.violet),
  struck: ink(colours.muted, true),
} as const;

interface Style {
  readonly face: FaceName;
  readonly ink: Ink;
}

/** How a tone looks in running text. */
export const toneStyles: Readonly<Record<Tone, Style>> = {
  plain: { face: 'sans', ink: inks.ink },
  strong: { face: 'strong', ink: inks.ink },
  muted: { face: 'sans', ink: inks.muted },
  code: { face: 'mono', ink: inks.ink },
  struck: { face: 'sans', ink: inks.struck },
  late: { face: 'strong', ink: inks.amber },
  alert: { face: 'strong', ink: inks.red },
  blinded: { face: 'strong', ink: inks.violet },
};
