// Which plate of a file, and which read of it, where the file has several.
// Must not choose by itself.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { InstrumentFile } from '../../../shared/services.ts';
import { Grid } from '../../ui/Layout.tsx';
import { Select } from '../../ui/Select.tsx';
import { plateName, readsOf, type PlateRead } from './plate.ts';

interface PlateChoiceProps {
  readonly file: InstrumentFile | null;
  readonly plate: number;
  readonly onPlate: (plate: number) => void;
  /** Undefined where every read of a well counts. */
  readonly read?: { readonly key: string; readonly onRead: (key: string) => void } | undefined;
}

export function PlateChoice({ file, plate, onPlate, read }: PlateChoiceProps): ReactElement | null {
  const chosen = file?.plates[plate];
  if (!file || !chosen) return null;
  const reads = read ? readsOf(chosen) : [];
  if (file.plates.length < 2 && reads.length < 2) return null;
  return (
    <Grid columns="normal">
      {file.plates.length > 1 && (
        <Select
          label={say('assays.which-plate')}
          options={file.plates.map((_, index) => ({ value: String(index), label: plateName(file, index) }))}
          value={String(plate)}
          onChange={(index) => onPlate(Number(index))}
        />
      )}
      {read && reads.length > 1 && (
        <Select
          label={say('assays.which-read')}
          options={reads.map((one) => ({ value: one.key, label: readLabel(one) }))}
          value={read.key}
          onChange={read.onRead}
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
