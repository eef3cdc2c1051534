// A desktop for tests: remembers what it was told, and answers dialogs with what the test put in.
// Must not be imported by anything but tests.

import type { Events } from '../../shared/services.ts';
import type { Desktop } from '../desktop.ts';

export class TestDesktop implements Desktop {
  readonly runtime = 'test';
  readonly events: [keyof Events, unknown][] = [];
  readonly alarms: Events['alarm'][] = [];
  readonly errors: unknown[] = [];
  /** What the next dialog answers. */
  answer: string | null = null;
  isOperatingRoom = false;

  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    this.events.push([name, payload]);
  }

  alarm(alarm: Events['alarm']): void {
    this.alarms.push(alarm);
  }

  chooseFile(): Promise<string | null> {
    return Promise.resolve(this.answer);
  }

  chooseTarget(): Promise<string | null> {
    return Promise.resolve(this.answer);
  }

  chooseFolder(): Promise<string | null> {
    return Promise.resolve(this.answer);
  }

  setOperatingRoom(isOn: boolean): void {
    this.isOperatingRoom = isOn;
  }

  log(error: unknown): void {
    this.errors.push(error);
  }
}
