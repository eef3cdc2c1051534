// State from the notebook, kept current: a query asked once for all who show it, and again after every change.
// Must not compute with what it gets: a screen shows the answer as it came.

import { useEffect, useSyncExternalStore } from 'react';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { QueryInput, QueryName, QueryValue } from '../shared/contract.ts';
import type { Refusal } from '../shared/kernel/refusal.ts';
import { bridge } from './bridge.ts';

export interface Live<Value> {
  /** Undefined until the first answer; kept while a newer one is on its way. */
  readonly value: Value | undefined;
  readonly refusal: Refusal | undefined;
}

interface Asked {
  readonly store: UseBoundStore<StoreApi<Live<unknown>>>;
  refresh(): void;
  isUsed(): boolean;
  /** Someone shows the answer from now on; returns what ends it. */
  use(): () => void;
}

const asked = new Map<string, Asked>();

/** How many questions are still without their first answer; the page is ready when there are none. */
const useUnanswered = create<{ count: number }>(() => ({ count: 0 }));
export const useIsAnswered = (): boolean => useUnanswered(({ count }) => count === 0);

function countUnanswered(): void {
  const count = [...asked.values()].filter((one) => {
    const { value, refusal } = one.store.getState();
    return one.isUsed() && value === undefined && refusal === undefined;
  }).length;
  if (useUnanswered.getState().count !== count) useUnanswered.setState({ count });
}

/** The newest position of the log that this window has been told of. */
let newestSeq = 0;
export const seenSeq = (): number => newestSeq;

function ask(key: string, name: QueryName, input: unknown): Asked {
  const store = create<Live<unknown>>(() => ({ value: undefined, refusal: undefined }));
  let latest = 0;
  const refresh = () => {
    const mine = ++latest;
    void bridge.query(name, input as never).then((outcome) => {
      // An answer that was overtaken by a newer question would put an older state back on the screen.
      if (mine !== latest) return;
      if (outcome.ok) store.setState({ value: outcome.value, refusal: undefined });
      else store.setState({ value: undefined, refusal: outcome.refusal });
      countUnanswered();
    });
  };
  let users = 0;
  const use = () => {
    users += 1;
    refresh();
    countUnanswered();
    return () => {
      users -= 1;
      if (users === 0 && asked.get(key) === made) asked.delete(key);
      countUnanswered();
    };
  };
  const made: Asked = { store, refresh, isUsed: () => users > 0, use };
  return made;
}

function refreshAll(): void {
  for (const one of asked.values()) if (one.isUsed()) one.refresh();
}

/** What is overdue, due or too old changes by the clock alone, with nothing recorded. */
const renewMs = 60_000;

/** Without it, the first change after a start would count as decided on an empty notebook, and be refused. */
async function learnPosition(): Promise<void> {
  const outcome = await bridge.service('application.state', {});
  if (outcome.ok) newestSeq = Math.max(newestSeq, outcome.value.notebook?.records ?? 0);
}

/** Starts following the notebook; called once, by the shell. Returns what ends it. */
export function followNotebook(): () => void {
  void learnPosition();
  const renewal = window.setInterval(refreshAll, renewMs);
  const ends = [
    () => window.clearInterval(renewal),
    bridge.on('changed', ({ seq }) => {
      newestSeq = Math.max(newestSeq, seq);
      refreshAll();
    }),
    // An alarm before the end is no record, but what is due has changed.
    bridge.on('alarm', refreshAll),
    bridge.on('session', () => {
      // Another person may see other things: nothing of the last one stays on the screen.
      for (const one of asked.values()) one.store.setState({ value: undefined, refusal: undefined });
      refreshAll();
    }),
  ];
  return () => ends.forEach((end) => end());
}

/** The answer to a query, current after every change of the notebook. */
export function useLive<Name extends QueryName>(name: Name, input: QueryInput<Name>): Live<QueryValue<Name>> {
  const key = `${name} ${JSON.stringify(input)}`;
  let one = asked.get(key);
  if (!one) {
    one = ask(key, name, input);
    asked.set(key, one);
  }
  const current = one;
  useEffect(() => current.use(), [current]);
  return useSyncExternalStore(current.store.subscribe, current.store.getState) as Live<QueryValue<Name>>;
}
