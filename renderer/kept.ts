// What somebody typed and has not saved: it outlives leaving the screen, the lock screen and the end of the program.
// Must not keep a dose, a weight for one or anything typed as a check: those are entered anew each time.

import { useCallback, useMemo } from 'react';
import type { ZodType } from 'zod';
import { create } from 'zustand';
import { bridge } from './bridge.ts';

/** JSON by form; of the person who is signed in, in this notebook. */
const useStore = create<{ readonly kept: Readonly<Record<string, string | null>> }>(() => ({ kept: {} }));

/** What has changed and is not on the disk yet, and when it goes there. */
const changed = new Set<string>();
let writing: number | undefined;
const pauseMs = 200;

/** Takes over what the person at this window had typed before; what is typed meanwhile stays. */
export async function readKept(): Promise<void> {
  useStore.setState({ kept: {} }, true);
  const outcome = await bridge.service('unsaved.read', {});
  if (outcome.ok) useStore.setState(({ kept }) => ({ kept: { ...outcome.value, ...kept } }));
}

function keep(form: string, text: string | null): void {
  useStore.setState(({ kept }) => ({ kept: { ...kept, [form]: text } }));
  changed.add(form);
  window.clearTimeout(writing);
  writing = window.setTimeout(writeChanged, pauseMs);
}

function writeChanged(): void {
  const { kept } = useStore.getState();
  for (const form of changed) void bridge.service('unsaved.keep', { form, text: kept[form] ?? null });
  changed.clear();
}

/**
 * `useState` for what is typed into one form, kept on this machine for this person and notebook only. A change gets what
 * stands there now; giving back the empty value forgets it.
 *
 * @param form names the form and what it is about, such as `run.note/R-014`
 * @param schema of the value; what no longer fits it is dropped
 * @param empty what stands there before anything is typed; the same object each time
 */
export function useKept<Value>(
  form: string,
  schema: ZodType<Value>,
  empty: Value,
): readonly [Value, (change: (current: Value) => Value) => void] {
  const read = useCallback(
    (stored: string | null | undefined): Value => {
      if (typeof stored !== 'string') return empty;
      const parsed = schema.safeParse(JSON.parse(stored));
      return parsed.success ? parsed.data : empty;
    },
    [schema, empty],
  );
  const stored = useStore(({ kept }) => kept[form]);
  const value = useMemo(() => read(stored), [read, stored]);
  const setValue = useCallback(
    (change: (current: Value) => Value): void => {
      const next = change(read(useStore.getState().kept[form]));
      keep(form, next === empty ? null : JSON.stringify(next));
    },
    [form, read, empty],
  );
  return [value, setValue];
}
