// Western blots: proteins and reference, membranes with exposure and picture, lanes, and the grid of densities.
// Must not compute from a density, nor show a picture's name: it may tell a group.

import { ImageUp } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { AnalyteKey } from '../../../shared/domain/analytes.ts';
import type { Refusal } from '../../../shared/kernel/refusal.ts';
import { bridge } from '../../bridge.ts';
import { RefusalNotice } from '../../RefusalNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Grid, Row, Stack } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Table } from '../../ui/Table.tsx';
import { Code, Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  blotAnalytes,
  columnsOf,
  renamedMembrane,
  withLanes,
  type BlotDraft,
  type DraftLane,
  type DraftMembrane,
  type DraftProtein,
} from './blot-draft.ts';
import { BlotGrid } from './BlotGrid.tsx';
import { BlotPicture } from './BlotPicture.tsx';
import { changedName, mappedNames, matched, unmappedNames } from './draft-core.ts';
import { changeBlot } from './draft.ts';
import { AnimalFields, NamesTable, PatternField, UnmappedNotice } from './NamesTable.tsx';
import type { KnownAnimal } from './sample-matching.ts';
import { TitleField } from './TitleField.tsx';

interface BlotPanelsProps {
  readonly draft: BlotDraft;
  readonly animals: readonly KnownAnimal[];
}

export function BlotPanels({ draft, animals }: BlotPanelsProps): ReactElement {
  return (
    <>
      <BlotSettings draft={draft} />
      <Membranes draft={draft} animals={animals} />
      {draft.names.length > 0 && (
        <>
          <BlotGrid draft={draft} />
          <Lanes draft={draft} animals={animals} />
        </>
      )}
    </>
  );
}

function BlotSettings({ draft }: { readonly draft: BlotDraft }): ReactElement {
  const { reference, cvMax, proteins, shares } = draft;
  const [added, setAdded] = useState('');
  const change = (part: Partial<BlotDraft>): void => changeBlot((now) => ({ ...now, ...part }));
  const columns = columnsOf(draft);
  const name = added.trim().replaceAll('/', '-');
  const canShare = ['p-STAT3', 'STAT3'].every((one) => columns.includes(one));
  return (
    <Panel title={say('assays.settings')}>
      <Stack gap={2}>
        <Grid columns="normal">
          <TitleField draft={draft} />
          <Select
            label={say('blot.reference')}
            options={columns.map((one) => ({ value: one, label: one }))}
            value={reference === '' ? null : reference}
            onChange={(one) => change({ reference: one })}
            isRequired
          />
          <NumberField
            label={say('blot.cv')}
            description={say('blot.cv-hint')}
            unit="%"
            value={cvMax ?? ''}
            onChange={(text) => change({ cvMax: text === '' ? null : text })}
          />
        </Grid>
        <Table
          label={say('blot.proteins')}
          columns={proteinColumns(draft)}
          rows={proteins}
          rowId={(one) => one.name}
        />
        <Row gap={1} align="end">
          <TextField label={say('blot.new-protein')} value={added} maxLength={60} onChange={setAdded} />
          <Button
            isDisabled={name === '' || columns.includes(name)}
            onPress={() => {
              changeBlot((now) => ({ ...now, proteins: [...now.proteins, { name, analyte: null }] }));
              setAdded('');
            }}
          >
            {say('blot.add-protein')}
          </Button>
        </Row>
        {canShare && (
          <Checkbox
            isSelected={shares.length > 0}
            onChange={(isTaken) => change({ shares: isTaken ? [{ protein: 'p-STAT3', of: 'STAT3' }] : [] })}
          >
            {say('blot.share')}
          </Checkbox>
        )}
      </Stack>
    </Panel>
  );
}

const noEndpoint = 'none';

function proteinColumns({ reference }: BlotDraft): readonly TableColumn<DraftProtein>[] {
  const change = (name: string, analyte: AnalyteKey | null): void =>
    changeBlot((now) => ({
      ...now,
      proteins: now.proteins.map((one) => (one.name === name ? { ...one, analyte } : one)),
    }));
  return [
    { id: 'protein', head: say('blot.column-protein'), isNarrow: true, cell: (one) => one.name },
    {
      id: 'endpoint',
      head: say('ct.column-endpoint'),
      cell: ({ name, analyte }) =>
        name === reference ? (
          <Soft>{say('ct.is-reference')}</Soft>
        ) : (
          <Select<AnalyteKey | typeof noEndpoint>
            label={say('ct.endpoint-of', { gene: name })}
            isLabelHidden
            options={[
              ...blotAnalytes.map((one) => ({ value: one.key, label: one.label })),
              { value: noEndpoint, label: say('ct.no-endpoint') },
            ]}
            value={analyte ?? noEndpoint}
            onChange={(key) => change(name, key === noEndpoint ? null : key)}
          />
        ),
    },
    {
      id: 'remove',
      head: say('blot.column-act'),
      isNarrow: true,
      cell: ({ name }) =>
        name === reference ? null : (
          <Button
            onPress={() =>
              changeBlot((now) => ({ ...now, proteins: now.proteins.filter((one) => one.name !== name) }))
            }
          >
            {say('blot.remove-protein', { protein: name })}
          </Button>
        ),
    },
  ];
}

function Membranes({ draft, animals }: BlotPanelsProps): ReactElement {
  const { membranes } = draft;
  const [lanes, setLanes] = useState('');
  const [target, setTarget] = useState<string>();
  const membrane = membranes.find((one) => one.name === target) ?? membranes[0];
  const add = (): void =>
    changeBlot((now) => ({
      ...now,
      membranes: [...now.membranes, { name: freeName(now.membranes), exposure: '', imageAttachmentId: null }],
    }));
  return (
    <Panel title={say('blot.membranes')} actions={<Button onPress={add}>{say('blot.add-membrane')}</Button>}>
      <Stack gap={2}>
        {membranes.map((one, index) => (
          <Membrane key={index} one={one} draft={draft} />
        ))}
        {membrane && (
          <Row gap={2} align="end">
            <TextField
              label={say('blot.new-lanes')}
              description={say('blot.new-lanes-hint')}
              isMultiline
              value={lanes}
              onChange={setLanes}
            />
            <Select
              label={say('blot.column-membrane')}
              options={membranes.map(({ name }) => ({ value: name, label: name }))}
              value={membrane.name}
              onChange={setTarget}
            />
            <Button
              isDisabled={lanes.trim() === ''}
              onPress={() => {
                changeBlot((now) => withLanes(now, membrane.name, lanes, animals));
                setLanes('');
              }}
            >
              {say('blot.add-lanes')}
            </Button>
          </Row>
        )}
      </Stack>
    </Panel>
  );
}

function freeName(membranes: readonly DraftMembrane[]): string {
  let number = membranes.length + 1;
  while (membranes.some((one) => one.name === say('blot.membrane-number', { number }))) number += 1;
  return say('blot.membrane-number', { number });
}

interface MembraneProps {
  readonly one: DraftMembrane;
  readonly draft: BlotDraft;
}

function Membrane({ one, draft }: MembraneProps): ReactElement {
  const { name, exposure, imageAttachmentId } = one;
  const [refusal, setRefusal] = useState<Refusal>();
  const [isReading, setIsReading] = useState(false);
  const hash = draft.files.find((file) => file.attachmentId === imageAttachmentId)?.hash;
  const change = (part: Partial<DraftMembrane>): void =>
    changeBlot((now) => ({
      ...now,
      membranes: now.membranes.map((its) => (its.name === name ? { ...its, ...part } : its)),
    }));
  const choose = async (): Promise<void> => {
    const chosen = await bridge.service('attachment.choose', { animalId: null, runId: null, lotId: null });
    if (!chosen.ok) setRefusal(chosen.refusal);
    if (!chosen.ok || !chosen.value) return;
    const { attachmentId } = chosen.value;
    setIsReading(true);
    const picture = await bridge.service('attachment.picture', { attachmentId });
    setIsReading(false);
    setRefusal(picture.ok ? undefined : picture.refusal);
    if (!picture.ok) return;
    change({ imageAttachmentId: attachmentId });
    changeBlot((now) =>
      now.files.some((file) => file.attachmentId === attachmentId)
        ? now
        : { ...now, files: [...now.files, { attachmentId, hash: picture.value.hash }] },
    );
  };
  return (
    <Stack gap={1}>
      <Row gap={2} align="end">
        <TextField
          label={say('blot.column-membrane')}
          value={name}
          maxLength={60}
          onChange={(text) => {
            const next = text.replaceAll('/', '-');
            const isTaken = draft.membranes.some((its) => its.name === next);
            if (next.trim() !== '' && !isTaken) changeBlot((now) => renamedMembrane(now, name, next));
          }}
          isRequired
        />
        <TextField
          label={say('blot.exposure-of', { membrane: name })}
          placeholder="30 s"
          value={exposure}
          maxLength={60}
          onChange={(text) => change({ exposure: text })}
          isRequired
        />
        <Button icon={ImageUp} isPending={isReading} onPress={() => void choose()}>
          {say(imageAttachmentId === null ? 'blot.picture-choose' : 'blot.picture-other', { membrane: name })}
        </Button>
        {imageAttachmentId === null ? (
          <Soft>{say('blot.picture-none')}</Soft>
        ) : (
          <Soft>
            {say('blot.picture-kept')} {hash !== undefined && <Code>{hash.slice(0, 12)}</Code>}
          </Soft>
        )}
      </Row>
      {imageAttachmentId !== null && <BlotPicture attachmentId={imageAttachmentId} membrane={name} />}
      <RefusalNotice refusal={refusal} />
    </Stack>
  );
}

const laneUses = ['sample', 'unused'] as const;

function Lanes({ draft, animals }: BlotPanelsProps): ReactElement {
  const { names, pattern, membranes } = draft;
  const unmapped = unmappedNames(draft);
  const samples = names.filter((one) => one.use === 'sample').length;
  const change = (name: string, part: Partial<DraftLane>): void =>
    changeBlot((now) => changedName(now, name, part));
  return (
    <NamesTable
      title={say('blot.lanes')}
      mark={<span>{say('assays.mapped', { mapped: mappedNames(draft).length, samples })}</span>}
      nameHead={say('blot.column-lane')}
      aboutHead={say('blot.column-about')}
      names={names}
      wells={[]}
      uses={laneUses}
      onUse={(name, use) => changeBlot((now) => matched(changedName(now, name, { use }), animals))}
      fields={(one) =>
        one.use === 'sample' ? (
          <Row gap={1} align="end">
            <AnimalFields one={one} animals={animals} change={(part) => change(one.name, part)} />
            <Select
              label={say('blot.column-membrane')}
              options={membranes.map(({ name }) => ({ value: name, label: name }))}
              value={one.membrane}
              onChange={(membrane) => change(one.name, { membrane })}
            />
            <Soft>{one.how === null ? say('ct.how-none') : say(`assays.how-${one.how}`)}</Soft>
          </Row>
        ) : null
      }
    >
      <PatternField
        value={pattern}
        placeholder="{animal} {day}"
        description={say('assays.pattern-hint')}
        onChange={(text) => changeBlot((now) => matched({ ...now, pattern: text }, animals))}
      />
      <UnmappedNotice
        names={unmapped}
        message={say(unmapped.length === 1 ? 'blot.unmapped-one' : 'blot.unmapped', {
          count: unmapped.length,
        })}
      />
    </NamesTable>
  );
}
