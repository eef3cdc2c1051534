// The alarms of running timers in the window: a tone at once, and the list that the shell shows until acknowledged.
// Must not decide when one is due: the main process does, also while the window is hidden.

import { create } from 'zustand';
import type { Events } from '../../shared/services.ts';
import { bridge } from '../bridge.ts';

export type Alarm = Events['alarm'];

/** Alarms that have sounded, by timer; the newest of each. */
export const useAlarms = create<{ readonly alarms: ReadonlyMap<string, Alarm> }>(() => ({
  alarms: new Map(),
}));

export function silence(timerId: string): void {
  useAlarms.setState(({ alarms }) => {
    const rest = new Map(alarms);
    rest.delete(timerId);
    return { alarms: rest };
  });
}

/** Starts listening; returns what ends it. */
export function followAlarms(): () => void {
  return bridge.on('alarm', (alarm) => {
    useAlarms.setState(({ alarms }) => ({ alarms: new Map(alarms).set(alarm.timerId, alarm) }));
    sound(alarm.isOverrun);
  });
}

let audio: AudioContext | undefined;

/** Two rising tones before the end, three pairs after it: told apart without looking. */
function sound(isOverrun: boolean): void {
  audio ??= new AudioContext();
  const pairs = isOverrun ? 3 : 1;
  for (let pair = 0; pair < pairs; pair++) {
    tone(audio, 660, audio.currentTime + pair * 0.6);
    tone(audio, 880, audio.currentTime + pair * 0.6 + 0.22);
  }
}

function tone(context: AudioContext, frequency: number, at: number): void {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.4, at + 0.02);
  volume.gain.linearRampToValueAtTime(0, at + 0.2);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.22);
}
