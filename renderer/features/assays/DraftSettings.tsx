// What is measured and how it is computed: title, analyte, units, curve, weights, limits of the lab.
// Must not preselect what a kit measures.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { analyte as analyteOf } from '../../../shared/domain/analytes.ts';
import { curveModels, curveWeightings } from '../../../shared/statistics/curve-fit.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Grid, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { changeDraft, kitAnalytes, type Draft, type Limits } from './draft.ts';

const limits = [
  { key: 'cvMax', unit: '%' },
  { key: 'rSquaredMin', unit: '' },
  { key: 'recoveryMin', unit: '%' },
  { key: 'recoveryMax', unit: '%' },
] as const satisfies readonly { readonly key: keyof Limits; readonly unit: string }[];

/** Units whose relation the assay knows; U/L stands alone. */
const massUnits = ['pg/mL', 'ng/mL'] as const;

export function DraftSettings({ draft }: { readonly draft: Draft }): ReactElement {
  const { title, analyte, unit, model, weighting, isBlankTaken, assayId } = draft;
  const change = (part: Partial<Draft>): void => changeDraft((now) => ({ ...now, ...part }));
  const isEnzyme = analyte !== null && analyteOf(analyte).unit === 'U/L';
  return (
    <Panel title={say('assays.settings')}>
      <Stack gap={2}>
        <Grid columns="normal">
          <Select
            label={say('assays.analyte')}
            options={kitAnalytes.map((one) => ({
              value: one.key,
              label: one.label,
              note: say('assays.analyte-note', { unit: one.unit }),
            }))}
            value={analyte}
            onChange={(key) => change({ analyte: key, unit: unitFor(analyteOf(key).unit, unit) })}
            isRequired
          />
          <TextField
            label={say('assays.column-title')}
            value={title}
            onChange={(text) => change({ title: text })}
            maxLength={120}
            isRequired
            isReadOnly={assayId !== null}
          />
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
              value={draft.limits[key] ?? ''}
              onChange={(text) =>
                changeDraft((now) => ({
                  ...now,
                  limits: { ...now.limits, [key]: text === '' ? null : text },
                }))
              }
            />
          ))}
        </Grid>
        <Checkbox isSelected={isBlankTaken} onChange={(isTaken) => change({ isBlankTaken: isTaken })}>
          {say('assays.blank-taken')}
        </Checkbox>
      </Stack>
    </Panel>
  );
}

/** A kit of enzymes is in U/L; a mass stays in the unit that was chosen. */
function unitFor(wanted: string, current: string): string {
  if (wanted === 'U/L') return wanted;
  return current === 'U/L' ? wanted : current;
}
