// What the workbench needs of the desktop around it: dialogs, alarms, the screen, events to the window.
// Must not contain anything but the interface: the desktop application and tests bring their own.

import type { Events } from '../shared/services.ts';

/** What only the desktop can do; the command line and tests bring less. */
export interface Desktop {
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void;
  /** Sound, system notification, window attention. */
  alarm(alarm: Events['alarm']): void;
  chooseFile(purpose: 'notebook' | 'backup' | 'attachment'): Promise<string | null>;
  chooseTarget(suggestedName: string): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  setOperatingRoom(isOn: boolean): void;
  /** Writes down an unexpected error, for the person who looks after the machine. */
  log(error: unknown, where: string): void;
  readonly runtime: string;
}
