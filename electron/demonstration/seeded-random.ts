// Seeded randomness of the demonstration: the same seed gives the same numbers on every machine.
// Must not be used for secrets, nor where a real study draws its randomness.

const mask64 = 0xffff_ffff_ffff_ffffn;

/** SplitMix64 (Steele, Lea, Flood 2014): spreads a seed of any quality over the state of another generator. */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed & mask64;
  return () => {
    state = (state + 0x9e37_79b9_7f4a_7c15n) & mask64;
    let mixed = state;
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & mask64;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d0_49bb_1331_11ebn) & mask64;
    return mixed ^ (mixed >> 31n);
  };
}

/** xoshiro128** 1.1 (Blackman, Vigna 2018) from four 32-bit words of state, not all 0: the next 32 bits. */
export function xoshiro128(words: readonly [number, number, number, number]): () => number {
  let [s0, s1, s2, s3] = words;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return result;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Which part of the demonstration draws: one part's draws do not move another's. */
const streams = ['notebook', 'events', 'values', 'assays'] as const;
export type Stream = (typeof streams)[number];

export class SeededRandom {
  readonly #next: () => number;

  constructor(seed: number, stream: Stream) {
    const mixed = splitMix64(BigInt(Math.trunc(seed)));
    for (let skipped = 0; skipped < 2 * streams.indexOf(stream); skipped++) mixed();
    const [first, second] = [mixed(), mixed()];
    const low = (word: bigint) => Number(word & 0xffff_ffffn);
    this.#next = xoshiro128([low(first), low(first >> 32n), low(second), low(second >> 32n) | 1]);
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let index = 0; index < count; index += 4) {
      const word = this.#next();
      for (let place = 0; place < 4 && index + place < count; place++) {
        bytes[index + place] = word >>> (8 * place);
      }
    }
    return bytes;
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    return this.#next() / 0x1_0000_0000;
  }

  /** Between two numbers, evenly. */
  between(least: number, most: number): number {
    return least + (most - least) * this.fraction();
  }

  /** A whole number between two, both possible. */
  whole(least: number, most: number): number {
    return least + Math.floor((most - least + 1) * this.fraction());
  }

  pick<One>(choices: readonly [One, ...One[]]): One {
    return choices[this.whole(0, choices.length - 1)] ?? choices[0];
  }

  /**
   * Nearly normal, mean 0 and SD 1, within ± 6: the sum of twelve even draws. No logarithm or cosine, whose last
   * digit may differ between machines.
   */
  deviate(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += this.fraction();
    return sum;
  }
}
