// The plate of a kit, and what each name on it is: a standard, a blank, a control, or the sample of an animal.
// Must not leave out a sample in silence.

import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { Row } from '../../ui/Layout.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Soft } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { changedName, leftOutWell, mappedNames, matched, unmappedNames } from './draft-core.ts';
import { changeElisa } from './draft.ts';
import { DraftPlate } from './DraftPlate.tsx';
import { renamedWell, takenPlate, type ElisaDraft, type KitName } from './elisa-draft.ts';
import { AnimalFields, NamesTable, PatternField, UnmappedNotice } from './NamesTable.tsx';
import { PlateChoice } from './PlateChoice.tsx';
import { uses, type Use } from './plate.ts';
import { patternOf, type KnownAnimal } from './sample-matching.ts';

interface ElisaPlateProps {
  readonly draft: ElisaDraft;
  readonly animals: readonly KnownAnimal[];
}

export function ElisaPlate({ draft, animals }: ElisaPlateProps): ReactElement {
  const { names, wells, file, plate, readKey, pattern } = draft;
  const useOf = new Map(names.map((one) => [one.name, one.use]));
  const unmapped = unmappedNames(draft);
  const samples = names.filter((one) => one.use === 'sample').length;
  return (
    <>
      <DraftPlate
        title={say('assays.plate')}
        wells={wells}
        nameOf={(one) => one.name}
        usedAs={({ name }): Use => useOf.get(name) ?? 'unused'}
        onLeaveOut={(well, reason) => changeElisa((now) => leftOutWell(now, well, reason))}
        choice={
          <PlateChoice
            file={file}
            plate={plate}
            onPlate={(index) => changeElisa((now) => takenPlate(now, index, undefined, animals))}
            read={{
              key: readKey,
              onRead: (key) => changeElisa((now) => takenPlate(now, now.plate, key, animals)),
            }}
          />
        }
        fields={({ well, name, note }) => (
          <TextField
            label={say('assays.well-name', { well })}
            description={note ?? undefined}
            value={name}
            maxLength={60}
            onChange={(text) =>
              changeElisa((now) => renamedWell(now, well, text.replaceAll('/', '-'), animals))
            }
          />
        )}
      />
      <NamesTable
        title={say('assays.names')}
        mark={<span>{say('assays.mapped', { mapped: mappedNames(draft).length, samples })}</span>}
        names={names}
        wells={wells}
        uses={uses}
        onUse={(name, use) => changeElisa((now) => matched(changedName(now, name, { use }), animals))}
        fields={(one) => <KitFields one={one} unit={draft.unit} animals={animals} />}
      >
        <PatternField
          value={pattern}
          placeholder="{animal} {day}"
          description={say(
            pattern.trim() === '' || patternOf(pattern) ? 'assays.pattern-hint' : 'assays.pattern-open',
          )}
          onChange={(text) => changeElisa((now) => matched({ ...now, pattern: text }, animals))}
        />
        <UnmappedNotice
          names={unmapped}
          message={say(unmapped.length === 1 ? 'assays.unmapped-one' : 'assays.unmapped', {
            count: unmapped.length,
          })}
        />
      </NamesTable>
    </>
  );
}

interface KitFieldsProps {
  readonly one: KitName;
  readonly unit: string;
  readonly animals: readonly KnownAnimal[];
}

function KitFields({ one, unit, animals }: KitFieldsProps): ReactElement | null {
  const { name, use, how } = one;
  const change = (part: Partial<KitName>): void => changeElisa((now) => changedName(now, name, part));
  if (use === 'standard' || use === 'control')
    return <CurveNameFields one={one} unit={unit} change={change} />;
  if (use !== 'sample') return null;
  return (
    <Row gap={1} align="end">
      <AnimalFields one={one} animals={animals} change={change} />
      <Dilution value={one.dilution} onChange={(dilution) => change({ dilution })} />
      <Soft>{how === null ? say('assays.how-none', { name }) : say(`assays.how-${how}`)}</Soft>
    </Row>
  );
}

interface CurveNameFieldsProps {
  readonly one: Pick<KitName, 'name' | 'use' | 'concentration' | 'expectedMin' | 'expectedMax' | 'dilution'>;
  readonly unit: string;
  readonly change: (
    part: Partial<Pick<KitName, 'concentration' | 'expectedMin' | 'expectedMax' | 'dilution'>>,
  ) => void;
}

/** A standard of known content, or a control with the range that the kit promises. */
export function CurveNameFields({ one, unit, change }: CurveNameFieldsProps): ReactElement {
  const { name, use } = one;
  if (use === 'standard') {
    return (
      <NumberField
        label={say('assays.concentration-of', { name })}
        isLabelHidden
        unit={unit}
        value={one.concentration}
        onChange={(concentration) => change({ concentration })}
        isRequired
      />
    );
  }
  return (
    <Row gap={1} align="end">
      <NumberField
        label={say('assays.expected-min')}
        unit={unit}
        value={one.expectedMin}
        onChange={(expectedMin) => change({ expectedMin })}
      />
      <NumberField
        label={say('assays.expected-max')}
        unit={unit}
        value={one.expectedMax}
        onChange={(expectedMax) => change({ expectedMax })}
      />
      <Dilution value={one.dilution} onChange={(dilution) => change({ dilution })} />
    </Row>
  );
}

interface DilutionProps {
  readonly value: string;
  readonly onChange: (dilution: string) => void;
}

export function Dilution({ value, onChange }: DilutionProps): ReactElement {
  return <NumberField label={say('assays.dilution')} unit="×" value={value} onChange={onChange} />;
}
