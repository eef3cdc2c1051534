// The check of a secretome lot: which lot, its files, and each factor with its plate, curve and bottles.
// Must not take a concentrate, nor leave out a sample in silence.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { secretomeFactors } from '../../../shared/domain/secretome-factors.ts';
import { useLive } from '../../live.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Grid, Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  bottlesOf,
  changedFactor,
  factorLabel,
  mostFactors,
  placed,
  renamedInFactor,
  unnumbered,
  withFactor,
  withFile,
  type BottleName,
  type CmElisaDraft,
  type CmFactor,
  type FactorPlace,
} from './cm-elisa-draft.ts';
import { wellsInBlock } from './ct-plate.ts';
import { CurveFields } from './CurveFields.tsx';
import { changedName, leftOutWell } from './draft-core.ts';
import { changeCmElisa } from './draft.ts';
import { DraftPlate } from './DraftPlate.tsx';
import { CurveNameFields, Dilution } from './ElisaPlate.tsx';
import { FileDrop } from './FileDrop.tsx';
import { NamesTable, UnmappedNotice } from './NamesTable.tsx';
import { PlateChoice } from './PlateChoice.tsx';
import { uses, type Use } from './plate.ts';
import { TitleField } from './TitleField.tsx';

export function CmElisaPanels({ draft }: { readonly draft: CmElisaDraft }): ReactElement {
  const { factors, sources, assayId } = draft;
  const [selected, setSelected] = useState<string>();
  const current = factors.some((one) => one.id === selected) ? selected : factors[0]?.id;
  return (
    <>
      <Panel title={say('medium.settings')}>
        <Stack gap={2}>
          <Grid columns="normal">
            <LotChoice draft={draft} />
            <TitleField draft={draft} />
          </Grid>
          <p>{say('medium.unconcentrated')}</p>
          {assayId === null && <FileDrop onRead={(file) => changeCmElisa((now) => withFile(now, file))} />}
          {sources.length > 0 && factors.length < mostFactors && (
            <Row gap={1}>
              {sources.flatMap(({ attachmentId, name, plates }) =>
                plates.map((plate, index) => (
                  <Button
                    key={`${attachmentId} ${index}`}
                    onPress={() =>
                      changeCmElisa((now) =>
                        withFactor(now, { attachmentId, plate: index, readKey: '', block: firstBlock }),
                      )
                    }
                  >
                    {say('medium.add-part', { plate: plate.name ?? name })}
                  </Button>
                )),
              )}
            </Row>
          )}
        </Stack>
      </Panel>
      {current !== undefined && (
        <Tabs
          label={say('medium.factors')}
          selected={current}
          onSelect={setSelected}
          parts={factors.map((factor) => ({
            id: factor.id,
            label: factorLabel(factor.analyte),
            count: bottlesOf(factor).length,
            content: <FactorPanels draft={draft} factor={factor} />,
          }))}
        />
      )}
    </>
  );
}

/** A part is asked for: the left half of a plate is where a second factor usually is not. */
const firstBlock = 'A7:H12';

function LotChoice({ draft: { lotId, assayId } }: { readonly draft: CmElisaDraft }): ReactElement {
  const { value, refusal } = useLive('lot.list', { kind: 'secretome' });
  const lots = value?.lots ?? [];
  if (assayId !== null) {
    const code = lots.find((one) => one.id === lotId)?.code ?? '…';
    return <TextField label={say('medium.lot')} value={code} onChange={() => undefined} isReadOnly />;
  }
  return (
    <>
      <RefusalNotice refusal={refusal} />
      <Select
        label={say('medium.lot')}
        options={lots.map(({ id, code }) => ({ value: id, label: code }))}
        value={lotId}
        onChange={(id) => changeCmElisa((now) => ({ ...now, lotId: id }))}
        isRequired
      />
    </>
  );
}

interface FactorProps {
  readonly draft: CmElisaDraft;
  readonly factor: CmFactor;
}

function FactorPanels({ draft, factor }: FactorProps): ReactElement {
  const { analyte, names, wells, place } = factor;
  const useOf = new Map<string, Use>(names.map((one) => [one.name, one.use]));
  const change = (next: (factor: CmFactor) => CmFactor): void =>
    changeCmElisa((now) => changedFactor(now, factor.id, next));
  const open = unnumbered(factor);
  return (
    <Stack gap={2}>
      <Panel
        title={say('medium.factor', { factor: factorLabel(analyte) })}
        actions={
          draft.assayId === null && (
            <Button
              onPress={() =>
                changeCmElisa((now) => ({
                  ...now,
                  factors: now.factors.filter((one) => one.id !== factor.id),
                }))
              }
            >
              {say('medium.remove')}
            </Button>
          )
        }
      >
        <Stack gap={2}>
          <Grid columns="normal">
            <Select
              label={say('medium.which-factor')}
              options={secretomeFactors.map((one) => ({
                value: one.analyte,
                label: one.label,
                note: say('assays.analyte-note', { unit: one.unit }),
              }))}
              value={analyte}
              onChange={(key) => change((now) => ({ ...now, analyte: key, unit: unitOf(key) ?? now.unit }))}
              isRequired
            />
            {place && <BlockField place={place} draft={draft} factor={factor} />}
          </Grid>
          <CurveFields settings={factor} change={(part) => change((now) => ({ ...now, ...part }))} />
        </Stack>
      </Panel>
      <DraftPlate
        title={say('assays.plate')}
        wells={wells}
        nameOf={(one) => one.name}
        usedAs={({ name }): Use => useOf.get(name) ?? 'unused'}
        onLeaveOut={(well, reason) => change((now) => leftOutWell(now, well, reason))}
        choice={place && <FactorPlateChoice place={place} draft={draft} factor={factor} />}
        fields={({ well, name, note }) => (
          <TextField
            label={say('assays.well-name', { well })}
            description={note ?? undefined}
            value={name}
            maxLength={60}
            onChange={(text) => change((now) => renamedInFactor(now, well, text.replaceAll('/', '-')))}
          />
        )}
      />
      <NamesTable
        title={say('assays.names')}
        mark={<span>{say('medium.bottles', { count: bottlesOf(factor).length })}</span>}
        aboutHead={say('medium.column-about')}
        names={names}
        wells={wells}
        uses={uses}
        onUse={(name, use) => change((now) => changedName(now, name, { use }))}
        fields={(one) => (
          <BottleFields
            one={one}
            unit={factor.unit}
            change={(part) => change((now) => changedName(now, one.name, part))}
          />
        )}
      >
        <UnmappedNotice
          names={open}
          message={say(open.length === 1 ? 'medium.unnumbered-one' : 'medium.unnumbered', {
            count: open.length,
          })}
        />
      </NamesTable>
    </Stack>
  );
}

/** The unit in which the article reports the factor: its kit's standards usually have it. */
function unitOf(analyte: string): string | undefined {
  return secretomeFactors.find((one) => one.analyte === analyte)?.unit;
}

interface PlaceProps extends FactorProps {
  readonly place: FactorPlace;
}

function moved(factor: CmFactor, place: FactorPlace): void {
  changeCmElisa((now) => changedFactor(now, factor.id, (one) => placed(now.sources, one, place)));
}

function BlockField({ place, factor }: PlaceProps): ReactElement {
  return (
    <TextField
      label={say('medium.block')}
      description={say('medium.block-hint')}
      placeholder="A1:H6"
      value={place.block}
      maxLength={80}
      error={wellsInBlock(place.block, []) === null ? say('ct.block-open') : undefined}
      onChange={(block) => moved(factor, { ...place, block })}
    />
  );
}

function FactorPlateChoice({ place, draft, factor }: PlaceProps): ReactElement {
  return (
    <PlateChoice
      file={draft.sources.find((one) => one.attachmentId === place.attachmentId) ?? null}
      plate={place.plate}
      onPlate={(plate) => moved(factor, { ...place, plate, readKey: '' })}
      read={{ key: place.readKey, onRead: (readKey) => moved(factor, { ...place, readKey }) }}
    />
  );
}

interface BottleFieldsProps {
  readonly one: BottleName;
  readonly unit: string;
  readonly change: (part: Partial<BottleName>) => void;
}

function BottleFields({ one, unit, change }: BottleFieldsProps): ReactElement | null {
  const { name, use } = one;
  if (use === 'standard' || use === 'control')
    return <CurveNameFields one={one} unit={unit} change={change} />;
  if (use !== 'sample') return null;
  return (
    <Row gap={1} align="end">
      <NumberField
        label={say('medium.bottle-of', { name })}
        isWhole
        value={one.bottle}
        onChange={(bottle) => change({ bottle })}
        isRequired
      />
      <Dilution value={one.dilution} onChange={(dilution) => change({ dilution })} />
    </Row>
  );
}
