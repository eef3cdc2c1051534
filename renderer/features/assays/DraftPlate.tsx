// One plate of a draft: every well, and what a person says of the well under the cursor.
// Must not change a reading: a well gets a name, or is left out with a reason.

import { useState, type ReactElement, type ReactNode } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Grid, Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PlateGrid } from './PlateGrid.tsx';
import type { PlateWell, Use } from './plate.ts';

interface DraftPlateProps<Well extends PlateWell> {
  readonly title: string;
  readonly wells: readonly Well[];
  readonly usedAs: (well: Well) => Use;
  /** Beside the title; how many wells there are where it says nothing. */
  readonly mark?: string | undefined;
  /** As written in the well. */
  readonly nameOf: (well: Well) => string;
  /** Which plate or read, above the wells. */
  readonly choice?: ReactNode;
  /** For the name of the well under the cursor. */
  readonly fields: (well: Well) => ReactNode;
  readonly onLeaveOut: (well: Well, reason: string) => void;
  /** Below the wells. */
  readonly children?: ReactNode;
}

export function DraftPlate<Well extends PlateWell>(props: DraftPlateProps<Well>): ReactElement {
  const { title, mark, wells, usedAs, nameOf, choice, fields, onLeaveOut, children } = props;
  const [active, setActive] = useState<string>();
  const current = wells.find((one) => one.well === active);
  const shown = wells.map((one) => ({
    well: one.well,
    text: one.value ?? one.raw ?? '–',
    name: nameOf(one),
    use: usedAs(one),
    leftOut: one.leftOut,
    note: one.note,
    isMarked: current !== undefined && nameOf(current) !== '' && nameOf(one) === nameOf(current),
  }));
  return (
    <Panel title={title} mark={<span>{mark ?? say('assays.well-count', { count: wells.length })}</span>}>
      <Stack gap={2}>
        {choice}
        <PlateGrid label={title} wells={shown} active={active} onActive={setActive} />
        {current && (
          <Grid columns="normal">
            {fields(current)}
            <TextField
              label={say('assays.leave-out', { well: current.well })}
              description={say('assays.leave-out-hint')}
              value={current.leftOut ?? ''}
              maxLength={300}
              onChange={(reason) => onLeaveOut(current, reason)}
            />
          </Grid>
        )}
        {children}
      </Stack>
    </Panel>
  );
}
