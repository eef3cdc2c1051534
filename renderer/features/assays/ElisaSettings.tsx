// What a kit measures and how it is computed: title, analyte, curve.
// Must not preselect what a kit measures.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { analyte as analyteOf } from '../../../shared/domain/analytes.ts';
import { Grid, Stack } from '../../ui/Layout.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { CurveFields } from './CurveFields.tsx';
import { changeElisa } from './draft.ts';
import { kitAnalytes, type ElisaDraft } from './elisa-draft.ts';
import { TitleField } from './TitleField.tsx';

export function ElisaSettings({ draft }: { readonly draft: ElisaDraft }): ReactElement {
  const { analyte, unit } = draft;
  const change = (part: Partial<ElisaDraft>): void => changeElisa((now) => ({ ...now, ...part }));
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
          <TitleField draft={draft} />
        </Grid>
        <CurveFields settings={draft} change={change} />
      </Stack>
    </Panel>
  );
}

/** A kit of enzymes is in U/L; a mass stays in the unit that was chosen. */
function unitFor(wanted: string, current: string): string {
  if (wanted === 'U/L') return wanted;
  return current === 'U/L' ? wanted : current;
}
