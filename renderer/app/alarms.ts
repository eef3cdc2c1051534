// The alarms of running timers in the window: a tone at once, told apart without looking.
// Must not decide when one is due: the main process does, also while the window is hidden.

import { bridge } from '../bridge.ts';

/** Starts listening; returns what ends it. */
export function followAlarms(): () => void {
  return bridge.on('alarm', ({ isOverrun }) => sound(isOverrun));
}

let audio: AudioContext | undefined;

/** Two rising tones before the end, three pairs after it. */
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
