// An animal's status, criteria and group as small marks, the same in the list and on its page.
// Must not tell a group that did not come with the answer.

import { CircleCheck, EyeOff, HeartPulse, Skull, UserMinus } from 'lucide-react';
import type { ReactElement } from 'react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { QueryValue } from '../../../shared/contract.ts';
import { useLive } from '../../live.ts';
import { NamedGroup } from '../../NamedGroup.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { Soft } from '../../ui/Text.tsx';

export type AnimalRow = QueryValue<'animal.list'>['animals'][number];
export type AnimalDetail = NonNullable<QueryValue<'animal.show'>>;
export type Animal = AnimalRow['animal'];
export type Allocation = QueryValue<'allocation.show'>;

const statusMark = {
  active: { tone: 'accent', icon: HeartPulse },
  completed: { tone: 'done', icon: CircleCheck },
  withdrawn: { tone: 'neutral', icon: UserMinus },
  dead: { tone: 'refused', icon: Skull },
} as const;

export function AnimalStatus({ status }: { readonly status: Animal['status'] }): ReactElement {
  const { tone, icon } = statusMark[status];
  return (
    <StatusPill tone={tone} icon={icon}>
      {say(`animals.status-${status}`)}
    </StatusPill>
  );
}

/** What is missed and not excepted stands out; what is excepted says so. */
export function CriteriaMark({ row }: { readonly row: AnimalRow }): ReactElement {
  if (row.animal.purpose === 'donor') return <Soft>{say('animals.dash')}</Soft>;
  if (row.openCriteria.length > 0) {
    const missed = row.openCriteria.map((one) => say(`animals.criterion-${one.criterion}`));
    return <StatusPill tone="due">{missed.join(', ')}</StatusPill>;
  }
  if (row.criteriaProblems.length > 0) return <StatusPill>{say('animals.excepted')}</StatusPill>;
  return <Soft>{say('animals.fits')}</Soft>;
}

/** The group where the answer brought one; else why there is none to see. */
export function GroupOf({ row }: { readonly row: Pick<AnimalRow, 'animal' | 'group'> }): ReactElement {
  const allocation = useLive('allocation.show', {}).value;
  if (row.group !== null) return <NamedGroup group={row.group} />;
  if (!allocation || row.animal.purpose === 'donor') return <Soft>{say('animals.dash')}</Soft>;
  if (!allocation.isDrawn) return <Soft>{say('animals.not-drawn')}</Soft>;
  if (row.animal.position === null) return <Soft>{say('animals.not-enrolled')}</Soft>;
  return <Blinded />;
}

export function Blinded(): ReactElement {
  return (
    <StatusPill tone="blinded" icon={EyeOff}>
      {say('animals.blinded')}
    </StatusPill>
  );
}
