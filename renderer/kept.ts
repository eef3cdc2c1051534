// What somebody typed and has not saved: it outlives leaving the screen, the lock screen and the end of the program.
// Must not keep a dose, a weight for one or anything typed as a check: those are entered anew each time.

import { useCallback, useMemo } from 'react';
import type { ZodType } from 'zod';
import { create } from 'zustand';
import { bridge } from './bridge.ts';

interface Kept {
  readonly userId: string;
  /** False until the person's own texts have come: what is typed until then waits for them. */
  readonly isRead: boolean;
  /** JSON by form. */
  readonly texts: Readonly<Record<string, string | null>>;
}

const useStore = create<Kept>(() => ({ userId: '', isRead: false, texts: {} }));

/** What was changed before the texts had come. */
const early: (() => void)[] = [];
/** Forms whose text is not on the disk yet. */
const unwritten = new Set<string>();
let isWriting = false;

/** Before the first drawing of a person's screens: nothing of the last one may be seen. */
export function keepFor(userId: string): void {
  if (useStore.getState().userId === userId) return;
  early.length = 0;
  unwritten.clear();
  useStore.setState({ userId, isRead: false, texts: {} });
}

/** Reads what the person had typed before. After a lock screen it is still there, and only what was held up is written. */
export async function readKept(): Promise<void> {
  const { userId, isRead } = useStore.getState();
  if (isRead) return writeNext();
  const outcome = await bridge.service('unsaved.read', {});
  if (useStore.getState().userId !== userId) return;
  useStore.setState({ isRead: true, texts: outcome.ok ? outcome.value : {} });
  for (const change of early.splice(0)) change();
}

function keep(form: string, text: string | null): void {
  useStore.setState(({ texts }) => ({ texts: { ...texts, [form]: text } }));
  unwritten.add(form);
  writeNext();
}

/** One after the other, and each at once: what is confirmed must not be offered again after a power cut. */
function writeNext(): void {
  const [form] = unwritten;
  if (isWriting || form === undefined) return;
  const { userId, texts } = useStore.getState();
  isWriting = true;
  unwritten.delete(form);
  void bridge.service('unsaved.keep', { userId, form, text: texts[form] ?? null }).then((outcome) => {
    isWriting = false;
    // Behind a lock screen it waits for the same person.
    const isHeldUp = !outcome.ok && outcome.refusal.code === 'session.is-locked';
    if (!isHeldUp) return writeNext();
    if (useStore.getState().userId === userId) unwritten.add(form);
  });
}

/** What is kept of one form, as it was given to `keepText`; for a form whose state lives elsewhere. */
export function useKeptText(form: string): string | null {
  return useStore(({ texts }) => texts[form]) ?? null;
}

/** Null forgets it. A text that is too long for the disk is forgotten too: half a form would be worse than none. */
export function keepText(form: string, text: string | null): void {
  const apply = (): void => keep(form, text === null || text.length > longestText ? null : text);
  if (useStore.getState().isRead) apply();
  else early.push(apply);
}

/** What the notebook takes. */
const longestText = 1_000_000;

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
  const stored = useStore(({ texts }) => texts[form]);
  const value = useMemo(() => read(stored), [read, stored]);
  const setValue = useCallback(
    (change: (current: Value) => Value): void => {
      const apply = (): void => {
        const next = change(read(useStore.getState().texts[form]));
        keep(form, next === empty ? null : JSON.stringify(next));
      };
      if (useStore.getState().isRead) apply();
      else early.push(apply);
    },
    [form, read, empty],
  );
  return [value, setValue];
}
