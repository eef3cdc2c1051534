// How expression is computed: genes with endpoint and efficiency, the reference, the calibrator, method and rules.
// Must not hide a rule: what the lab answered stands here and can be changed for this evaluation.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import { timePointKeys } from '../../../shared/domain/schedule.ts';
import { go } from '../../navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Grid, Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Soft } from '../../ui/Text.tsx';
import { platesIn } from './ct-files.ts';
import { changeQrtPcr } from './draft.ts';
import { geneAnalytes } from './gene-names.ts';
import {
  chosenCalibrators,
  efficiencyKinds,
  methods,
  pointsOf,
  wellsIn,
  type CtRulesDraft,
  type DraftGene,
  type QrtPcrDraft,
} from './qrt-pcr-draft.ts';
import { TitleField } from './TitleField.tsx';

const rules = [
  'maxDifference',
  'lastCycle',
  'controlMargin',
] as const satisfies readonly (keyof CtRulesDraft)[];

export function QrtPcrSettings({ draft }: { readonly draft: QrtPcrDraft }): ReactElement {
  const change = (part: Partial<QrtPcrDraft>): void => changeQrtPcr((now) => ({ ...now, ...part }));
  const { method, reference, genes } = draft;
  return (
    <Panel
      title={say('ct.settings')}
      actions={<Button onPress={() => go('assays', 'mix')}>{say('ct.mix-open')}</Button>}
    >
      <Stack gap={2}>
        <Grid columns="normal">
          <TitleField draft={draft} />
          <Select
            label={say('ct.method')}
            options={methods.map((one) => ({
              value: one,
              label: say(`ct.method-${one}`),
              note: say(`ct.method-${one}-note`),
            }))}
            value={method}
            onChange={(one) => change({ method: one })}
          />
          <Select
            label={say('ct.reference')}
            options={genes.map(({ name }) => ({ value: name, label: name }))}
            value={genes.some((one) => one.name === reference) ? reference : null}
            onChange={(name) => change({ reference: name })}
            isRequired
          />
        </Grid>
        <Calibrator draft={draft} />
        <Grid columns="normal">
          {rules.map((key) => (
            <NumberField
              key={key}
              label={say(`ct.rule-${key}`)}
              description={say(`ct.rule-${key}-hint`)}
              unit={say('ct.cycles')}
              value={draft.rules[key] ?? ''}
              onChange={(text) =>
                changeQrtPcr((now) => ({ ...now, rules: { ...now.rules, [key]: text === '' ? null : text } }))
              }
              isRequired={key === 'controlMargin'}
            />
          ))}
        </Grid>
        <Table
          label={say(platesIn(draft).length === 1 ? 'ct.genes' : 'ct.genes-of-plates')}
          columns={geneColumns(draft)}
          rows={genes}
          rowId={(one) => one.name}
          empty={say('ct.no-genes')}
        />
      </Stack>
    </Panel>
  );
}

function Calibrator({ draft }: { readonly draft: QrtPcrDraft }): ReactElement {
  const { calibrator, names } = draft;
  const chosen = chosenCalibrators(draft);
  const change = (part: Partial<QrtPcrDraft['calibrator']>): void =>
    changeQrtPcr((now) => ({ ...now, calibrator: { ...now.calibrator, ...part } }));
  const preOp = names.filter((one) => one.use === 'sample' && one.timePoint === 'pre-op');
  return (
    <Row gap={2} align="end">
      <Select
        label={say('ct.calibrator')}
        options={(['own-time-point', 'samples'] as const).map((one) => ({
          value: one,
          label: say(`ct.calibrator-${one}`),
        }))}
        value={calibrator.kind}
        onChange={(kind) => change({ kind })}
      />
      {calibrator.kind === 'own-time-point' ? (
        <Select
          label={say('assays.time-point')}
          options={timePointKeys.map((key) => ({ value: key, label: say(`sample.timePoint.${key}`) }))}
          value={calibrator.timePoint}
          onChange={(timePoint) => change({ timePoint })}
        />
      ) : (
        <>
          <Soft>
            {chosen.length === 0
              ? say('ct.calibrator-none')
              : say('ct.calibrator-names', { names: chosen.join(', ') })}
          </Soft>
          <Button
            onPress={() => change({ names: preOp.map((one) => one.name) })}
            isDisabled={preOp.length === 0}
          >
            {say('ct.calibrator-pre-op', { count: preOp.length })}
          </Button>
        </>
      )}
    </Row>
  );
}

const noEndpoint = 'none';

function geneColumns(draft: QrtPcrDraft): readonly TableColumn<DraftGene>[] {
  const change = (name: string, part: Partial<DraftGene>): void =>
    changeQrtPcr((now) => ({
      ...now,
      genes: now.genes.map((one) => (one.name === name ? { ...one, ...part } : one)),
    }));
  const wells = wellsIn(draft);
  const wellsOf = (gene: string) => wells.filter((one) => one.gene === gene).length;
  return [
    { id: 'gene', head: say('ct.column-gene'), cell: (one) => one.name, isNarrow: true },
    {
      id: 'wells',
      head: say('ct.column-wells'),
      kind: 'number',
      cell: (one) => wellsOf(one.name),
      isNarrow: true,
    },
    {
      id: 'endpoint',
      head: say('ct.column-endpoint'),
      cell: ({ name, analyte }) =>
        name === draft.reference ? (
          <Soft>{say('ct.is-reference')}</Soft>
        ) : (
          <Select<AnalyteKey | typeof noEndpoint>
            label={say('ct.endpoint-of', { gene: name })}
            isLabelHidden
            options={[
              ...geneAnalytes.map((one) => ({ value: one.key, label: one.label })),
              { value: noEndpoint, label: say('ct.no-endpoint') },
            ]}
            value={analyte ?? noEndpoint}
            onChange={(key) => change(name, { analyte: key === noEndpoint ? null : key })}
          />
        ),
    },
    {
      id: 'efficiency',
      head: say('ct.column-efficiency'),
      cell: (one) => (
        <Row gap={1} align="end">
          <Select
            label={say('ct.efficiency-of', { gene: one.name })}
            isLabelHidden
            options={efficiencyKinds.map((kind) => ({ value: kind, label: say(`ct.efficiency-${kind}`) }))}
            value={one.efficiency}
            onChange={(efficiency) => change(one.name, { efficiency })}
          />
          {one.efficiency === 'set' && (
            <NumberField
              label={say('ct.factor-of', { gene: one.name })}
              isLabelHidden
              unit="×"
              value={one.factor}
              onChange={(factor) => change(one.name, { factor })}
              isRequired
            />
          )}
          {one.efficiency === 'series' && (
            <Soft>{say('ct.points', { count: pointsOf(draft, one.name).length })}</Soft>
          )}
        </Row>
      ),
    },
  ];
}
