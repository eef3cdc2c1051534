// An animal's weights over time: the form to add one, the line, and every value with its corrections.
// Must not hide an old value: a correction is struck through above the new one.

import { useState, type ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import { useMe, usePeople } from '../../me.ts';
import { SaveForm } from '../../SaveForm.tsx';
import { Button } from '../../ui/Button.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Measure } from '../../ui/Measure.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PersonTime } from '../../ui/PersonTime.tsx';
import { StruckValue } from '../../ui/StruckValue.tsx';
import { Table } from '../../ui/Table.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import type { AnimalDetail } from './AnimalMarks.tsx';
import { weightLines, type WeightLine } from './weight-history.ts';
import { useWeightDoubt } from './weight-doubt.tsx';
import { WeightChart } from './WeightChart.tsx';
import { WeighForm } from './WeighForm.tsx';

export function WeightsPanel({ detail }: { readonly detail: AnimalDetail }): ReactElement {
  const me = useMe();
  const { nameOf } = usePeople();
  const [correcting, setCorrecting] = useState<WeightLine>();
  const { animal } = detail;
  const lines = weightLines(detail);
  return (
    <Panel title={say('animals.weights')}>
      <Stack gap={2}>
        {me.can('animal.weigh') && animal.status !== 'dead' && <WeighForm animalId={animal.id} />}
        {lines.length > 1 && <WeightChart lines={lines} />}
        <div className="animals-acting animals-weights">
          <Table
            label={say('animals.weights')}
            rows={lines}
            rowId={(line) => line.recordId}
            empty={say('animals.weights-none')}
            columns={columnsOf(nameOf, me.can('animal.correctWeight') ? setCorrecting : undefined)}
          />
        </div>
      </Stack>
      {correcting && (
        <CorrectWeight animalId={animal.id} line={correcting} onClose={() => setCorrecting(undefined)} />
      )}
    </Panel>
  );
}

function columnsOf(
  nameOf: (userId: string) => string,
  onCorrect: ((line: WeightLine) => void) | undefined,
): readonly TableColumn<WeightLine>[] {
  const columns: readonly TableColumn<WeightLine>[] = [
    {
      id: 'weight',
      head: say('animals.weight'),
      unit: say('animals.kg'),
      kind: 'number',
      isNarrow: true,
      cell: (line) => <WeightValue line={line} nameOf={nameOf} />,
    },
    {
      id: 'by',
      head: say('animals.weighed-by'),
      cell: (line) => (
        <PersonTime
          name={nameOf(line.by)}
          at={line.at}
          lateAt={line.lateAt}
          witness={line.witnessedBy === null ? undefined : nameOf(line.witnessedBy)}
        />
      ),
    },
  ];
  if (!onCorrect) return columns;
  return [
    ...columns,
    {
      id: 'correct',
      head: say('animals.correct-weight'),
      isNarrow: true,
      cell: (line) => (
        <Button
          variant="plain"
          aria-label={say('animals.correct-weight-of', { weight: line.weightKg })}
          onPress={() => onCorrect(line)}
        >
          {say('animals.correct-weight')}
        </Button>
      ),
    },
  ];
}

interface WeightValueProps {
  readonly line: WeightLine;
  readonly nameOf: (userId: string) => string;
}

function WeightValue({ line, nameOf }: WeightValueProps): ReactElement {
  const last = line.corrections.at(-1);
  if (!last) return <Measure value={line.weightKg} />;
  return (
    <StruckValue
      old={line.corrections.map((one) => (
        <Measure key={one.at} value={one.from} />
      ))}
      reason={line.corrections.map((one) => one.reason).join('; ')}
      by={<PersonTime name={nameOf(last.by)} at={last.at} />}
    >
      <Measure value={line.weightKg} />
    </StruckValue>
  );
}

interface CorrectWeightProps {
  readonly animalId: string;
  readonly line: WeightLine;
  readonly onClose: () => void;
}

function CorrectWeight({ animalId, line, onClose }: CorrectWeightProps): ReactElement {
  const [weightKg, setWeightKg] = useState('');
  const weight = weightKg.trim();
  const doubt = useWeightDoubt(weight);
  return (
    <SaveForm
      frame="dialog"
      title={say('animals.weight-correct-title')}
      submit={say('animals.weight-correct-submit')}
      hasReason
      reasonLabel={say('animals.weight-correct-reason')}
      isComplete={weight !== ''}
      save={async (saver, meta) => {
        const { deviationReason } = doubt;
        const input = { animalId, recordId: line.recordId, weightKg: weight, deviationReason };
        return doubt.note(await saver.save('animal.correctWeight', input, meta));
      }}
      done={say('animals.weight-correct-done')}
      onClose={onClose}
    >
      {(isTried) => (
        <Stack gap={2}>
          <NumberField
            label={say('animals.weigh-field')}
            description={say('animals.weight-was', { weight: line.weightKg })}
            unit={say('animals.kg')}
            isRequired
            value={weightKg}
            onChange={setWeightKg}
            error={isTried && weight === '' ? say('animals.fill-in') : undefined}
          />
          {doubt.field}
        </Stack>
      )}
    </SaveForm>
  );
}
