// Simulated values of animals along the time points: a mean course, the animal's own level, and scatter.
// Must not hold numbers of an analyte: serum-model.ts and tissue-model.ts do.

import { timePointKeys, type TimePoint } from '../../shared/domain/schedule.ts';
import type { SeededRandom } from './seeded-random.ts';

type Course = readonly [preOp: number, day1: number, day3: number, day7: number];

/** Means of both control groups and of both treated ones. */
export interface Curve {
  readonly control: Course;
  readonly treated: Course;
  readonly decimals: number;
}

/** Share by which animals differ from each other, and an animal's samples from its own course. */
const betweenAnimals = 0.09;
const withinAnimal = 0.06;
/** The two groups of a kind are not quite alike. */
const groupFactor: Readonly<Record<string, number>> = {
  saline: 1,
  dmem: 1.02,
  asc: 1.02,
  'asc-secretome': 0.99,
};

export class CourseModel<Key extends string> {
  readonly #random: SeededRandom;
  readonly #curves: Readonly<Record<Key, Curve>>;
  readonly #keys: readonly Key[];
  readonly #animals = new Map<string, ReadonlyMap<Key, number>>();

  constructor(random: SeededRandom, curves: Readonly<Record<Key, Curve>>, keys: readonly Key[]) {
    this.#random = random;
    this.#curves = curves;
    this.#keys = keys;
  }

  /** A value as the instrument prints it. */
  value(animalId: string, group: string, timePoint: TimePoint, key: Key): string {
    const { control, treated, decimals } = this.#curves[key];
    const course = group === 'asc' || group === 'asc-secretome' ? treated : control;
    const mean = course[timePointKeys.indexOf(timePoint)] ?? 0;
    const own = this.#factorsOf(animalId).get(key) ?? 1;
    const kind = timePoint === 'pre-op' ? 1 : (groupFactor[group] ?? 1);
    const noise = 1 + withinAnimal * this.#random.deviate();
    return Math.max(0, mean * own * kind * noise).toFixed(decimals);
  }

  #factorsOf(animalId: string): ReadonlyMap<Key, number> {
    const known = this.#animals.get(animalId);
    if (known) return known;
    const drawn = new Map(this.#keys.map((key) => [key, 1 + betweenAnimals * this.#random.deviate()]));
    this.#animals.set(animalId, drawn);
    return drawn;
  }
}
