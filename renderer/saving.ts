// Saving from a screen: one command at a time, its refusal beside the form, "saved" only after the commit was read back.
// Must not lose what a person typed: a form empties itself only after `save` has said yes.

import { useCallback, useRef, useState } from 'react';
import { create } from 'zustand';
import type { CommandInput, CommandMeta, CommandName, CommandValue } from '../shared/contract.ts';
import { refuse, type Outcome, type Refusal } from '../shared/kernel/refusal.ts';
import type { ServiceInput, ServiceName, ServiceValues } from '../shared/services.ts';
import { bridge, type Saved } from './bridge.ts';
import { seenSeq } from './live.ts';

interface SaveState {
  readonly status: 'idle' | 'saving' | 'saved' | 'refused';
  readonly pending: number;
  /** UTC time of the newest record that was saved from this window. */
  readonly savedAt: string | null;
}

/** What the strip at the top shows. */
export const useSaveState = create<SaveState>(() => ({
  status: 'idle',
  pending: 0,
  savedAt: null,
}));

export interface Saver {
  readonly isSaving: boolean;
  /** Why the last command was refused; undefined after a success and after `forget`. */
  readonly refusal: Refusal | undefined;
  save<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    meta?: CommandMeta,
  ): Promise<Outcome<Saved<CommandValue<Name>>>>;
  /** The same for a service that saves, such as a new account with its secret. */
  serve<Name extends ServiceName>(
    name: Name,
    input: ServiceInput<Name>,
  ): Promise<Outcome<ServiceValues[Name]>>;
  readonly forget: () => void;
}

/**
 * Saves commands for one form. An `action` is decided on what the screen shows at that moment, which is kept current.
 * An `editor` starts from values that it was opened with: if someone changed the same thing since then (or since its
 * last save), it is refused with both states.
 */
export function useSaver(kind: 'action' | 'editor' = 'action'): Saver {
  const [isSaving, setIsSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const basisSeq = useRef<number | undefined>(undefined);
  const underway = useRef(new Set<string>());
  basisSeq.current ??= seenSeq();

  /** Shows what becomes of a call, here and at the top. */
  const follow = useCallback(
    async <Value>(
      sent: Promise<Outcome<Value>>,
      recordedAtOf: (value: Value) => string | null,
    ): Promise<Outcome<Value>> => {
      setIsSaving(true);
      useSaveState.setState(({ pending }) => ({ status: 'saving', pending: pending + 1 }));
      const outcome = await sent;
      setIsSaving(false);
      setRefusal(outcome.ok ? undefined : outcome.refusal);
      useSaveState.setState(({ pending, savedAt }) => ({
        pending: pending - 1,
        status: pending > 1 ? 'saving' : outcome.ok ? 'saved' : 'refused',
        savedAt: outcome.ok ? (recordedAtOf(outcome.value) ?? savedAt) : savedAt,
      }));
      return outcome;
    },
    [],
  );

  const save = useCallback<Saver['save']>(
    async (name, input, meta = {}) => {
      // A second Enter while the first is on its way would record the same twice.
      const act = JSON.stringify([name, input]);
      if (underway.current.has(act)) return refuse('command.underway');
      underway.current.add(act);
      const seen = { seenSeq: kind === 'editor' ? basisSeq.current : seenSeq(), ...meta };
      const outcome = await follow(bridge.command(name, input, seen), ({ recordedAt }) => recordedAt);
      underway.current.delete(act);
      if (outcome.ok) basisSeq.current = outcome.value.seq;
      return outcome;
    },
    [kind, follow],
  );

  const serve = useCallback<Saver['serve']>(
    async (name, input) => {
      const act = JSON.stringify([name, input]);
      if (underway.current.has(act)) return refuse('command.underway');
      underway.current.add(act);
      const outcome = await follow(bridge.service(name, input), () => null);
      underway.current.delete(act);
      return outcome;
    },
    [follow],
  );

  const forget = useCallback(() => {
    setRefusal(undefined);
    useSaveState.setState({ status: 'idle' });
    basisSeq.current = seenSeq();
  }, []);

  return { isSaving, refusal, save, serve, forget };
}

/** A refusal concerns the screen where it was tried: on another one nothing is waiting to be saved. Returns what ends it. */
export function followPlaces(): () => void {
  const onPlace = (): void =>
    useSaveState.setState(({ status }) => ({ status: status === 'refused' ? 'idle' : status }));
  window.addEventListener('hashchange', onPlace);
  return () => window.removeEventListener('hashchange', onPlace);
}
