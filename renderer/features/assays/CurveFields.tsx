// How a standard curve is fitted and judged: unit, model, weights, limits of the lab, blanks.
// Must not choose the unit of an enzyme: that is fixed.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { curveModels, curveWeightings } from '../../../shared/statistics/curve-fit.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Grid } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Select } from '../../ui/Select.tsx';
import type { CurveSettings, Limits } from './elisa-draft.ts';

const limits = [
  { key: 'cvMax', unit: '%' },
  { key: 'rSquaredMin', unit: '' },
  { key: 'recoveryMin', unit: '%' },
  { key: 'recoveryMax', unit: '%' },
] as const satisfies readonly { readonly key: keyof Limits; readonly unit: string }[];

/** Units whose relation the assay knows; U/L stands alone. */
const massUnits = ['pg/mL', 'ng/mL'] as const;

interface CurveFieldsProps {
  readonly settings: CurveSettings;
  readonly change: (part: Partial<CurveSettings>) => void;
}

export function CurveFields({ settings, change }: CurveFieldsProps): ReactElement {
  const { unit, model, weighting } = settings;
  const isEnzyme = unit === 'U/L';
  return (
    <>
      <Grid columns="normal">
        <Select
          label={say('assays.unit')}
          options={(isEnzyme ? (['U/L'] as const) : massUnits).map((one) => ({ value: one, label: one }))}
          value={isEnzyme ? 'U/L' : (massUnits.find((one) => one === unit) ?? null)}
          onChange={(one) => change({ unit: one })}
        />
        <Select
          label={say('assays.model')}
          options={curveModels.map((one) => ({ value: one, label: say(`assay.model.${one}`) }))}
          value={model}
          onChange={(one) => change({ model: one })}
        />
        <Select
          label={say('assays.weighting')}
          options={curveWeightings.map((one) => ({ value: one, label: say(`assay.weighting.${one}`) }))}
          value={weighting}
          onChange={(one) => change({ weighting: one })}
        />
      </Grid>
      <Grid columns="narrow">
        {limits.map(({ key, unit: its }) => (
          <NumberField
            key={key}
            label={say(`assays.limit-${key}`)}
            unit={its}
            value={settings.limits[key] ?? ''}
            onChange={(text) => change({ limits: { ...settings.limits, [key]: text === '' ? null : text } })}
          />
        ))}
      </Grid>
      <Checkbox isSelected={settings.isBlankTaken} onChange={(isBlankTaken) => change({ isBlankTaken })}>
        {say('assays.blank-taken')}
      </Checkbox>
    </>
  );
}
