// The columns of the list of animals.
// Must not compute: age, weight and criteria come with the answer.

import { say } from '../../../shared/catalogue/catalogue.ts';
import { epochOf } from '../../../shared/kernel/time.ts';
import { Measure } from '../../ui/Measure.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import type { TableColumn } from '../../ui/table-sort.ts';
import { Soft } from '../../ui/Text.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { AnimalStatus, CriteriaMark, GroupOf, type AnimalRow } from './AnimalMarks.tsx';

const severities = ['mild', 'moderate', 'severe'] as const;
const severityTone = { mild: 'neutral', moderate: 'due', severe: 'refused' } as const;

export const animalColumns: readonly TableColumn<AnimalRow>[] = [
  {
    id: 'id',
    head: say('animals.id'),
    cell: ({ animal }) => animal.id,
    sortBy: ({ animal }) => animal.id,
    isNarrow: true,
  },
  {
    id: 'earTag',
    head: say('animals.ear-tag'),
    cell: ({ animal }) => animal.earTag,
    sortBy: ({ animal }) => animal.earTag,
  },
  {
    id: 'sex',
    head: say('animals.sex'),
    cell: ({ animal }) => say(`animals.sex-${animal.sex}`),
    sortBy: ({ animal }) => animal.sex,
  },
  {
    id: 'age',
    head: say('animals.age'),
    unit: say('animals.months'),
    kind: 'number',
    cell: ({ ageMonths }) => ageMonths,
    sortBy: ({ ageMonths }) => ageMonths,
  },
  {
    id: 'weight',
    head: say('animals.weight'),
    unit: say('animals.kg'),
    kind: 'number',
    cell: ({ weight }) =>
      weight === null ? <Soft>{say('animals.dash')}</Soft> : <Measure value={weight.weightKg} />,
    sortBy: ({ weight }) => weight?.weightKg,
  },
  {
    id: 'weighedAt',
    head: say('animals.weighed-at'),
    cell: ({ weight }) => weight && <TimeText at={weight.at} show="day" />,
    sortBy: ({ weight }) => (weight === null ? undefined : epochOf(weight.at)),
  },
  {
    id: 'position',
    head: say('animals.position'),
    kind: 'number',
    cell: ({ animal }) => animal.position ?? <Soft>{say('animals.dash')}</Soft>,
    sortBy: ({ animal }) => animal.position ?? undefined,
  },
  {
    id: 'group',
    head: say('animals.group'),
    cell: (row) => <GroupOf row={row} />,
    sortBy: ({ group }) => group ?? undefined,
  },
  {
    id: 'status',
    head: say('animals.status'),
    cell: ({ animal }) => <AnimalStatus status={animal.status} />,
    sortBy: ({ animal }) => animal.status,
  },
  { id: 'criteria', head: say('animals.criteria'), cell: (row) => <CriteriaMark row={row} /> },
  {
    id: 'complications',
    head: say('animals.complications'),
    cell: (row) => <Complications row={row} />,
    sortBy: ({ animal }) => animal.complications.length,
  },
];

function Complications({ row }: { readonly row: AnimalRow }) {
  const { complications } = row.animal;
  const worst = severities.findLast((severity) => complications.some((one) => one.severity === severity));
  if (worst === undefined) return <Soft>{say('animals.dash')}</Soft>;
  const words = { count: complications.length, severity: say(`animals.severity-${worst}`).toLowerCase() };
  return <StatusPill tone={severityTone[worst]}>{say('animals.complication-count', words)}</StatusPill>;
}
