// A group's marker in its colour, with its name: legends, tables, cards.
// Must not be given the true number of a group while the reader is blinded: number the codes instead.

import type { ReactElement } from 'react';

import { classes } from './classes.ts';
import { groupStyle } from './group-style.ts';
import './group.css';
import './text.css';

interface GroupMarkProps {
  /** The group's number, from 0, the same as in charts. */
  mark: number;
  name: string;
  isBlinded?: boolean | undefined;
}

export function GroupMark({ mark, name, isBlinded = false }: GroupMarkProps): ReactElement {
  const { colour, marker } = groupStyle(mark, isBlinded);
  return (
    <span className="ui-group-mark">
      <svg
        className={classes('ui-group-sign', `ui${colour.slice(1)}`)}
        viewBox="0 0 14 14"
        aria-hidden="true"
      >
        <path d={marker} fill="currentColor" />
      </svg>
      {name}
    </span>
  );
}
