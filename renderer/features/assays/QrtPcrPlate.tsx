// The plates of a qRT-PCR, one looked at at a time: sample and gene of each well or block, and what each name is.
// Must not compute, nor leave a well without a gene unseen.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Row } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { platesIn, shownPlate } from './ct-files.ts';
import { wellsInBlock, type CtWell } from './ct-plate.ts';
import { changedName, leftOutWell, mappedNames, unmappedNames, type DraftName } from './draft-core.ts';
import { changeQrtPcr } from './draft.ts';
import { DraftPlate } from './DraftPlate.tsx';
import { geneAnalytes, referenceGene } from './gene-names.ts';
import { AnimalFields, NamesTable, PatternField, UnmappedNotice } from './NamesTable.tsx';
import { ctUses, type Use } from './plate.ts';
import { grouped, matchedSamples, namedByHand, wellsIn, type QrtPcrDraft } from './qrt-pcr-draft.ts';
import type { KnownAnimal } from './sample-matching.ts';

interface QrtPcrPlateProps {
  readonly draft: QrtPcrDraft;
  readonly animals: readonly KnownAnimal[];
}

export function QrtPcrPlate({ draft, animals }: QrtPcrPlateProps): ReactElement {
  const { names, sources, pattern } = draft;
  const unmapped = unmappedNames(draft);
  const samples = names.filter((one) => one.use === 'sample').length;
  return (
    <>
      <ShownPlates draft={draft} animals={animals} />
      <NamesTable
        title={say(platesIn(draft).length === 1 ? 'assays.names' : 'ct.names')}
        mark={<span>{say('assays.mapped', { mapped: mappedNames(draft).length, samples })}</span>}
        names={names}
        wells={wellsIn(draft)}
        uses={ctUses}
        onUse={(name, use) => changeQrtPcr((now) => matchedSamples(changedName(now, name, { use }), animals))}
        fields={(one) => <CtNameFields one={one} draft={draft} animals={animals} />}
      >
        {sources.length > 0 && (
          <PatternField
            value={pattern}
            placeholder="{animal} {day} {gene}"
            description={say('ct.pattern-hint')}
            onChange={(text) => changeQrtPcr((now) => grouped({ ...now, pattern: text }, animals))}
          />
        )}
        <UnmappedNotice
          names={unmapped}
          message={say(unmapped.length === 1 ? 'ct.unmapped-one' : 'ct.unmapped', { count: unmapped.length })}
        />
      </NamesTable>
    </>
  );
}

/** The plates that are in, by their names; each has its own cursor and block, so that neither acts on another. */
function ShownPlates({ draft, animals }: QrtPcrPlateProps): ReactElement {
  const plates = platesIn(draft).map((one) => one.name);
  const shown = shownPlate(draft);
  if (plates.length === 1) return <OnePlate plate={shown} draft={draft} animals={animals} />;
  // By their place: an id of the page is made of it, and a name may be anything.
  const selected = String(plates.indexOf(shown));
  return (
    <Tabs
      label={say('ct.plates')}
      selected={selected}
      onSelect={(id) => changeQrtPcr((now) => ({ ...now, shown: plates[Number(id)] ?? '' }))}
      parts={plates.map((plate, index) => ({
        id: String(index),
        label: say('ct.plate-tab', { plate, ...namedOf(wellsOnPlate(draft, plate)) }),
        content: <OnePlate key={plate} plate={plate} draft={draft} animals={animals} />,
      }))}
    />
  );
}

function wellsOnPlate({ wells }: QrtPcrDraft, plate: string): readonly CtWell[] {
  return wells.filter((one) => one.plate === plate);
}

/** How many of a plate's wells have a sample and a gene. */
function namedOf(wells: readonly CtWell[]) {
  const named = wells.filter((one) => one.name !== '' && one.gene !== '').length;
  return { named, count: wells.length };
}

interface OnePlateProps extends QrtPcrPlateProps {
  readonly plate: string;
}

function OnePlate({ plate, draft, animals }: OnePlateProps): ReactElement {
  const useOf = new Map<string, Use>(draft.names.map((one) => [one.name, one.use]));
  const wells = wellsOnPlate(draft, plate);
  const give = (well: string, given: { readonly name?: string; readonly gene?: string }): void =>
    changeQrtPcr((now) => namedByHand(now, plate, [well], given, animals));
  return (
    <DraftPlate
      title={plate}
      mark={say('ct.plate-named', namedOf(wells))}
      wells={wells}
      nameOf={({ name, gene }) => [name, gene].filter((one) => one !== '').join(' · ')}
      usedAs={({ name }): Use => useOf.get(name) ?? 'unused'}
      onLeaveOut={(well, reason) => changeQrtPcr((now) => leftOutWell(now, well, reason))}
      fields={({ well, name, gene, note }) => (
        <>
          <TextField
            label={say('assays.well-name', { well })}
            description={note ?? undefined}
            value={name}
            maxLength={60}
            onChange={(text) => give(well, { name: plainName(text) })}
          />
          <TextField
            label={say('ct.gene-of-well', { well })}
            value={gene}
            maxLength={60}
            onChange={(text) => give(well, { gene: plainName(text) })}
          />
        </>
      )}
    >
      <BlockGene plate={plate} draft={draft} animals={animals} />
    </DraftPlate>
  );
}

function plainName(text: string): string {
  return text.replaceAll('/', '-');
}

/** Every well of the largest plate: those that a smaller one does not have are none. */
const wholePlate = 'A1:P24';

/** A gene for many wells of the plate at once: plates are filled a gene by rows or columns, or with one gene. */
function BlockGene({ plate, draft, animals }: OnePlateProps): ReactElement {
  const [block, setBlock] = useState('');
  const [listed, setListed] = useState<string | null>(null);
  const [gene, setGene] = useState('');
  const wells = wellsOnPlate(draft, plate).map((one) => one.well);
  const found = wellsInBlock(block, wells);
  const known = [
    ...draft.genes,
    ...geneAnalytes.map(({ label }) => ({ name: label })),
    { name: referenceGene },
  ];
  const options = [...new Set(known.map((one) => one.name))].map((name) => ({ value: name, label: name }));
  return (
    <Row gap={2} align="end">
      <Button onPress={() => setBlock(wholePlate)}>{say('ct.block-all')}</Button>
      <TextField
        label={say('ct.block')}
        description={say('ct.block-hint')}
        placeholder="A1:B12"
        value={block}
        maxLength={80}
        error={found === null ? say('ct.block-open') : undefined}
        onChange={setBlock}
      />
      <ComboBox
        label={say('ct.block-gene')}
        description={say('ct.block-gene-hint')}
        options={options}
        value={listed}
        onChange={setListed}
        onText={(text) => setGene(plainName(text))}
      />
      <Button
        isDisabled={!found || found.length === 0 || gene === ''}
        onPress={() => changeQrtPcr((now) => namedByHand(now, plate, found ?? [], { gene }, animals))}
      >
        {platesIn(draft).length === 1
          ? say('ct.block-set', { count: found?.length ?? 0 })
          : say('ct.block-set-on', { count: found?.length ?? 0, plate })}
      </Button>
    </Row>
  );
}

interface CtNameFieldsProps extends QrtPcrPlateProps {
  readonly one: DraftName;
}

function CtNameFields({ one, draft, animals }: CtNameFieldsProps): ReactElement | null {
  const { name, use, how, concentration } = one;
  const change = (part: Partial<DraftName>): void => changeQrtPcr((now) => changedName(now, name, part));
  if (use === 'standard') {
    return (
      <NumberField
        label={say('ct.quantity-of', { name })}
        unit="×"
        value={concentration}
        onChange={(text) => change({ concentration: text })}
      />
    );
  }
  if (use !== 'sample') return null;
  return (
    <Row gap={1} align="end">
      <AnimalFields one={one} animals={animals} change={change} />
      {draft.calibrator.kind === 'samples' && (
        <Checkbox
          isSelected={draft.calibrator.names.includes(name)}
          onChange={(isChosen) => changeQrtPcr((now) => calibrating(now, name, isChosen))}
        >
          {say('ct.calibrates')}
        </Checkbox>
      )}
      <Soft>{how === null ? say('ct.how-none') : say(`assays.how-${how}`)}</Soft>
    </Row>
  );
}

/** The calibrators in the order of the names. */
function calibrating(draft: QrtPcrDraft, name: string, isChosen: boolean): QrtPcrDraft {
  const { calibrator, names } = draft;
  const chosen = names
    .map((one) => one.name)
    .filter((one) => (one === name ? isChosen : calibrator.names.includes(one)));
  return { ...draft, calibrator: { ...calibrator, names: chosen } };
}
