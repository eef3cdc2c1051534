// A group as the study's design calls it, with its marker, the same on every screen.
// Must not be given a group that did not come with the answer: a blinded reader gets none.

import type { ReactElement } from 'react';
import { groupLabel } from '../shared/domain/design.ts';
import { useLive } from './live.ts';
import { GroupMark } from './ui/GroupMark.tsx';

export function NamedGroup({ group }: { readonly group: string }): ReactElement {
  const groups = useLive('allocation.show', {}).value?.groups ?? [];
  const at = groups.findIndex((one) => one.group === group);
  return <GroupMark mark={Math.max(0, at)} name={groupLabel(groups, group)} />;
}
