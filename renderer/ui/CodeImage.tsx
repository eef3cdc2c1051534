// A Data Matrix or other picture that comes as SVG text, always on white so that a scanner reads it.
// Must not put the text into the page itself: as an image it can run nothing.

import type { ReactElement } from 'react';

import { classes } from './classes.ts';
import './text.css';

interface CodeImageProps {
  svg: string;
  /** What the code says. */
  label: string;
  /** 72, 160 or 280 px wide. */
  size?: 'small' | 'normal' | 'large' | undefined;
}

export function CodeImage({ svg, label, size = 'normal' }: CodeImageProps): ReactElement {
  return (
    <img
      className={classes('ui-code-image', `ui-code-image-${size}`)}
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
      alt={label}
    />
  );
}
