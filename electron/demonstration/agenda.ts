// Everything that happens in the demonstration, in order of time: each story says when it goes on.
// Must not play beyond the end: a story that is not over then is how work in progress comes about.

import { setImmediate } from 'node:timers/promises';
import type { EpochMs } from '../../shared/kernel/time.ts';
import type { SimulatedClock } from './calendar.ts';

/** Yields the moment at which it goes on; between two yields everything happens at once. */
export type Story = Generator<EpochMs, void, undefined>;

interface Entry {
  readonly at: EpochMs;
  readonly story: Story;
}

/** How long the window may be kept from drawing. */
const longestTurnMs = 12;

export class Agenda {
  readonly #clock: SimulatedClock;
  /** The next one last. */
  readonly #entries: Entry[] = [];

  constructor(clock: SimulatedClock) {
    this.#clock = clock;
  }

  /** Lets a story begin at `at`; of two at the same moment the earlier added goes first. */
  add(at: EpochMs, story: Story): void {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, { at, story });
  }

  /** Plays what happens before `end`, and gives other work of the process its turn in between. */
  async play(end: EpochMs): Promise<void> {
    let turnBegan = performance.now();
    for (let entry = this.#entries.pop(); entry && entry.at < end; entry = this.#entries.pop()) {
      this.#clock.moveTo(entry.at);
      const next = entry.story.next();
      if (next.done !== true) this.add(next.value, entry.story);
      if (performance.now() - turnBegan < longestTurnMs) continue;
      await setImmediate();
      turnBegan = performance.now();
    }
  }
}
