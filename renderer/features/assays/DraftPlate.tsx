// The plate of the file: which one, which read, every well, and what a person says of the well under the cursor.
// Must not change a reading: a well gets a name, or is left out with a reason.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Grid, Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { changeDraft, renamedWell, takenPlate, type Draft } from './draft.ts';
import { PlateGrid } from './PlateGrid.tsx';
import { plateName, readsOf, type PlateRead } from './plate.ts';
import type { KnownAnimal } from './sample-matching.ts';

interface DraftPlateProps {
  readonly draft: Draft;
  readonly animals: readonly KnownAnimal[];
}

export function DraftPlate({ draft, animals }: DraftPlateProps): ReactElement {
  const { wells, names } = draft;
  const [active, setActive] = useState<string>();
  const useOf = new Map(names.map((one) => [one.name, one.use]));
  const current = wells.find((one) => one.well === active);
  const shown = wells.map(({ well, value, raw, name, leftOut, note }) => ({
    well,
    text: value ?? raw ?? '–',
    name,
    use: useOf.get(name) ?? ('unused' as const),
    leftOut,
    note,
    isMarked: current !== undefined && current.name !== '' && name === current.name,
  }));
  return (
    <Panel
      title={say('assays.plate')}
      mark={<span>{say('assays.well-count', { count: wells.length })}</span>}
    >
      <Stack gap={2}>
        <PlateChoice draft={draft} animals={animals} />
        <PlateGrid label={say('assays.plate')} wells={shown} active={active} onActive={setActive} />
        {current && (
          <Grid columns="normal">
            <TextField
              label={say('assays.well-name', { well: current.well })}
              description={current.note ?? undefined}
              value={current.name}
              maxLength={60}
              onChange={(name) =>
                changeDraft((now) => renamedWell(now, current.well, name.replaceAll('/', '-'), animals))
              }
            />
            <TextField
              label={say('assays.leave-out', { well: current.well })}
              description={say('assays.leave-out-hint')}
              value={current.leftOut ?? ''}
              maxLength={300}
              onChange={(reason) => changeDraft((now) => leftOut(now, current.well, reason))}
            />
          </Grid>
        )}
      </Stack>
    </Panel>
  );
}

function leftOut(draft: Draft, well: string, reason: string): Draft {
  const value = reason.trim() === '' ? null : reason;
  return {
    ...draft,
    wells: draft.wells.map((one) => (one.well === well ? { ...one, leftOut: value } : one)),
  };
}

function PlateChoice({ draft, animals }: DraftPlateProps): ReactElement | null {
  const { file, plate } = draft;
  const chosen = file?.plates[plate];
  if (!file || !chosen) return null;
  const reads = readsOf(chosen);
  if (file.plates.length < 2 && reads.length < 2) return null;
  return (
    <Grid columns="normal">
      {file.plates.length > 1 && (
        <Select
          label={say('assays.which-plate')}
          options={file.plates.map((_, index) => ({ value: String(index), label: plateName(file, index) }))}
          value={String(plate)}
          onChange={(index) => changeDraft((now) => takenPlate(now, Number(index), undefined, animals))}
        />
      )}
      {reads.length > 1 && (
        <Select
          label={say('assays.which-read')}
          options={reads.map((one) => ({ value: one.key, label: readLabel(one) }))}
          value={draft.readKey}
          onChange={(key) => changeDraft((now) => takenPlate(now, now.plate, key, animals))}
        />
      )}
    </Grid>
  );
}

function readLabel({ name, wavelengthNm, timeSeconds }: PlateRead): string {
  const parts = [
    name,
    wavelengthNm === null ? null : `${wavelengthNm} nm`,
    timeSeconds === null ? null : `${timeSeconds} s`,
  ].filter((one) => one !== null);
  return parts.length === 0 ? say('assays.only-read') : parts.join(' · ');
}
