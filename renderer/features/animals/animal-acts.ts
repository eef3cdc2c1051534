// What can be recorded about an animal beside its weight, and which of it is offered in its state.
// Must not be the guard: the notebook refuses what does not fit.

import {
  CircleCheck,
  FileWarning,
  HeartPulse,
  House,
  Pencil,
  Replace,
  ShieldAlert,
  Skull,
  Undo2,
  UserMinus,
} from 'lucide-react';
import { say } from '../../../shared/catalogue/catalogue.ts';
import type { CurrentPerson } from '../../me.ts';
import { go } from '../../navigation.ts';
import type { MenuAction } from '../../ui/Menu.tsx';
import type { AnimalDetail } from './AnimalMarks.tsx';

export type ActName =
  | 'complication'
  | 'rehouse'
  | 'correct'
  | 'grant'
  | 'complete'
  | 'withdraw'
  | 'death'
  | 'reinstate'
  | 'replace';

/** The menu of an animal's page: what its state leaves open and the person's role has. */
export function menuActions(
  detail: AnimalDetail,
  me: CurrentPerson,
  onAct: (act: ActName) => void,
): readonly MenuAction[] {
  const { status, position, replacedBy, purpose, id } = detail.animal;
  const isActive = status === 'active';
  const hasLeft = status === 'dead' || status === 'withdrawn';
  const mayReplace = hasLeft && position !== null && replacedBy === null;
  const acts = [
    { act: 'complication', icon: HeartPulse, is: me.can('animal.recordComplication') },
    { act: 'rehouse', icon: House, is: me.can('animal.rehouse') },
    { act: 'correct', icon: Pencil, is: me.can('animal.correct') },
    { act: 'grant', icon: ShieldAlert, is: purpose === 'study' && me.can('animal.grantException') },
    { act: 'complete', icon: CircleCheck, is: isActive && me.can('animal.complete') },
    { act: 'withdraw', icon: UserMinus, is: isActive && me.can('animal.withdraw'), isDanger: true },
    { act: 'death', icon: Skull, is: status !== 'dead' && me.can('animal.recordDeath'), isDanger: true },
    { act: 'reinstate', icon: Undo2, is: !isActive && replacedBy === null && me.can('animal.reinstate') },
    { act: 'replace', icon: Replace, is: mayReplace && me.can('animal.replace') },
  ] as const;
  const offered = acts
    .filter((one) => one.is)
    .map(({ act, icon, ...rest }): MenuAction => ({
      id: act,
      label: say(`animals.${act}`),
      icon,
      isDanger: 'isDanger' in rest,
      onAction: () => onAct(act),
    }));
  if (!me.can('deviation.report')) return offered;
  const report: MenuAction = {
    id: 'deviation',
    label: say('animals.report-deviation'),
    icon: FileWarning,
    onAction: () => go('deviations', id, 'report'),
  };
  return [report, ...offered];
}
