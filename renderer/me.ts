// Who works at this window and what their roles allow, and the printed names of all people.
// Must not be the guard: the main process refuses what a role may not do; here it is only not offered.

import { create } from 'zustand';
import type { CommandName, QueryName } from '../shared/contract.ts';
import type { Role } from '../shared/kernel/decider.ts';
import { permissions } from '../shared/permissions.ts';
import type { ServiceName } from '../shared/services.ts';
import { useLive } from './live.ts';

interface Me {
  readonly userId: string;
  readonly isSimulated: boolean;
}

const useMeStore = create<Me>(() => ({ userId: '', isSimulated: false }));

/** Set by the shell at sign-in. */
export function setMe(me: Me): void {
  useMeStore.setState(me);
}

export interface Person {
  readonly userId: string;
  readonly printedName: string;
  readonly roles: readonly Role[];
  readonly isActive: boolean;
}

export interface People {
  readonly list: readonly Person[];
  /** The printed name; the id itself where there is none, as for the device. */
  readonly nameOf: (userId: string) => string;
}

export function usePeople(): People {
  const { value } = useLive('user.list', {});
  const list = (value?.people ?? []).map((one) => ({
    userId: one.id,
    printedName: one.printedName,
    roles: one.roles,
    isActive: one.status === 'active',
  }));
  return { list, nameOf: (userId) => list.find((one) => one.userId === userId)?.printedName ?? userId };
}

export interface CurrentPerson extends Person {
  readonly isSimulated: boolean;
  /** Whether one of the person's roles allows it, by the same table that the main process enforces. */
  can(name: CommandName | QueryName | ServiceName): boolean;
}

export function useMe(): CurrentPerson {
  const { userId, isSimulated } = useMeStore();
  const { list } = usePeople();
  const me = list.find((one) => one.userId === userId);
  const roles = me?.roles ?? [];
  return {
    userId,
    isSimulated,
    printedName: me?.printedName ?? userId,
    roles,
    isActive: me?.isActive ?? false,
    can: (name) => roles.some((role) => permissions.get(name)?.includes(role) === true),
  };
}
