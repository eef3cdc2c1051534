// The plate of a qRT-PCR: sample and gene of each well, singly or a block at once, and what each name is.
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
import { wellsInBlock } from './ct-plate.ts';
import { changedName, leftOutWell, mappedNames, unmappedNames, type DraftName } from './draft-core.ts';
import { changeQrtPcr } from './draft.ts';
import { DraftPlate } from './DraftPlate.tsx';
import { geneAnalytes, referenceGene } from './gene-names.ts';
import { AnimalFields, NamesTable, PatternField, UnmappedNotice } from './NamesTable.tsx';
import { PlateChoice } from './PlateChoice.tsx';
import { ctUses, type Use } from './plate.ts';
import { grouped, matchedSamples, namedByHand, takenCtPlate, type QrtPcrDraft } from './qrt-pcr-draft.ts';
import type { KnownAnimal } from './sample-matching.ts';

interface QrtPcrPlateProps {
  readonly draft: QrtPcrDraft;
  readonly animals: readonly KnownAnimal[];
}

export function QrtPcrPlate({ draft, animals }: QrtPcrPlateProps): ReactElement {
  const { names, wells, file, plate, pattern } = draft;
  const useOf = new Map<string, Use>(names.map((one) => [one.name, one.use]));
  const unmapped = unmappedNames(draft);
  const samples = names.filter((one) => one.use === 'sample').length;
  return (
    <>
      <DraftPlate
        title={say('assays.plate')}
        wells={wells}
        nameOf={({ name, gene }) => [name, gene].filter((one) => one !== '').join(' · ')}
        usedAs={({ name }): Use => useOf.get(name) ?? 'unused'}
        onLeaveOut={(well, reason) => changeQrtPcr((now) => leftOutWell(now, well, reason))}
        choice={
          <PlateChoice
            file={file}
            plate={plate}
            onPlate={(index) => changeQrtPcr((now) => takenCtPlate(now, index, animals))}
          />
        }
        fields={({ well, name, gene, note }) => (
          <>
            <TextField
              label={say('assays.well-name', { well })}
              description={note ?? undefined}
              value={name}
              maxLength={60}
              onChange={(text) =>
                changeQrtPcr((now) => namedByHand(now, [well], { name: plainName(text) }, animals))
              }
            />
            <TextField
              label={say('ct.gene-of-well', { well })}
              value={gene}
              maxLength={60}
              onChange={(text) =>
                changeQrtPcr((now) => namedByHand(now, [well], { gene: plainName(text) }, animals))
              }
            />
          </>
        )}
      >
        <BlockGene draft={draft} animals={animals} />
      </DraftPlate>
      <NamesTable
        title={say('assays.names')}
        mark={<span>{say('assays.mapped', { mapped: mappedNames(draft).length, samples })}</span>}
        names={names}
        wells={wells}
        uses={ctUses}
        onUse={(name, use) => changeQrtPcr((now) => matchedSamples(changedName(now, name, { use }), animals))}
        fields={(one) => <CtNameFields one={one} draft={draft} animals={animals} />}
      >
        {file !== null && (
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

function plainName(text: string): string {
  return text.replaceAll('/', '-');
}

/** A gene for many wells at once: plates are filled a gene by rows or columns. */
function BlockGene({ draft, animals }: QrtPcrPlateProps): ReactElement {
  const [block, setBlock] = useState('');
  const [listed, setListed] = useState<string | null>(null);
  const [gene, setGene] = useState('');
  const found = wellsInBlock(
    block,
    draft.wells.map((one) => one.well),
  );
  const known = [
    ...draft.genes,
    ...geneAnalytes.map(({ label }) => ({ name: label })),
    { name: referenceGene },
  ];
  const options = [...new Set(known.map((one) => one.name))].map((name) => ({ value: name, label: name }));
  return (
    <Row gap={2} align="end">
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
        onPress={() => changeQrtPcr((now) => namedByHand(now, found ?? [], { gene }, animals))}
      >
        {say('ct.block-set', { count: found?.length ?? 0 })}
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
