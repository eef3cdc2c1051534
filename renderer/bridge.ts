// The typed way from the window to the notebook: commands, queries and services out, events in.
// Must not keep state or decide anything: it passes on, and turns a broken channel into a refusal.

import type {
  CommandInput,
  CommandMeta,
  CommandName,
  CommandValue,
  QueryInput,
  QueryName,
  QueryValue,
} from '../shared/contract.ts';
import { refuse, type Outcome } from '../shared/kernel/refusal.ts';
import type { Events, ServiceInput, ServiceName, ServiceValues } from '../shared/services.ts';

interface Channel {
  call(name: string, input: unknown): Promise<unknown>;
  on(name: string, listener: (payload: unknown) => void): () => void;
}

declare global {
  interface Window {
    readonly notebook: Channel;
  }
}

/** What a saved command gives back: its value, and the position of the log that now is on the disk. */
export interface Saved<Value> {
  readonly value: Value;
  readonly seq: number;
  readonly recordedAt: string | null;
}

async function call(name: string, input: unknown): Promise<Outcome<unknown>> {
  try {
    return (await window.notebook.call(name, input)) as Outcome<unknown>;
  } catch (error) {
    return refuse('command.failed', { what: error instanceof Error ? error.message : String(error) });
  }
}

export const bridge = {
  command: <Name extends CommandName>(name: Name, input: CommandInput<Name>, meta: CommandMeta = {}) =>
    call(name, { input, meta }) as Promise<Outcome<Saved<CommandValue<Name>>>>,

  query: <Name extends QueryName>(name: Name, input: QueryInput<Name>) =>
    call(name, input) as Promise<Outcome<QueryValue<Name>>>,

  service: <Name extends ServiceName>(name: Name, input: ServiceInput<Name>) =>
    call(name, input) as Promise<Outcome<ServiceValues[Name]>>,

  /** Returns what ends it. */
  on: <Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void) =>
    window.notebook.on(name, (payload) => listener(payload as Events[Name])),
};
