// The groups of a chart, a figure or an analysis as this reader may see them: by name, by a letter, or none at all.
// Must not let a blinded reader have a number of a single group, nor tell a code by its order.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { say } from '../catalogue/catalogue.ts';
import type { Actor, Reader } from '../kernel/decider.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { groupOfAnimal } from './allocation.ts';
import { Allocation, allocationId } from './allocation-state.ts';
import { planInForce } from './analysis-plan.ts';
import { Animal, type AnimalState } from './animal.ts';
import { mayKnowGroup } from './blinding.ts';
import { designGroups } from './settings.ts';

export interface NamedGroup {
  /** What the allocation calls it; null for all animals together. Not for a reader to whom the groups are coded. */
  readonly group: string | null;
  /** The group's name, or a letter. */
  readonly key: string;
  readonly label: string;
}

export interface GroupNaming {
  /** In the order of drawing: that of the design, or of the codes. */
  readonly groups: readonly NamedGroup[];
  /** Why the groups are coded, and what would name them; null when they are named. */
  readonly whyCoded: Refusal | null;
}

/**
 * Who may not know the groups (`analysis.groups-blinded`) gets all animals as one: beside the values of the animals,
 * which he may see, n and mean of a group are a sum that few sets of animals have, so letters would hide nothing.
 * Who may know them gets letters until the plan is locked (`analysis.plan-not-locked`): nobody chooses a test by what
 * it shows.
 */
export function groupNaming(read: Reader, actor: Actor): GroupNaming {
  if (!mayKnowGroup(read, actor)) {
    const together = { group: null, key: 'all', label: say('result.group.all') };
    return { groups: [together], whyCoded: refusal('analysis.groups-blinded') };
  }
  const whyCoded = planInForce(read) === null ? refusal('analysis.plan-not-locked') : null;
  const design = designGroups(read);
  if (whyCoded === null) {
    return { groups: design.map(({ group, label }) => ({ group, key: group, label })), whyCoded };
  }
  const seed = read.get(Allocation, allocationId)?.blind.seed ?? '';
  const order = (group: string) => bytesToHex(sha256(utf8ToBytes(`${seed}:chart:${group}`)));
  const groups = design
    .map(({ group }) => group)
    .toSorted((left, right) => (order(left) < order(right) ? -1 : 1))
    .map((group, index) => {
      const letter = String.fromCharCode(65 + index);
      return { group, key: letter, label: say('result.group.coded', { letter }) };
    });
  return { groups, whyCoded };
}

/** Whether the animal counts in this one: every animal does where all stand together. */
export function isMember(read: Reader, animal: AnimalState, { group }: NamedGroup): boolean {
  return group === null || groupOfAnimal(read, animal) === group;
}

export function studyAnimals(read: Reader): readonly AnimalState[] {
  return read.list(Animal).filter((animal) => animal.purpose === 'study');
}

/** Why an animal is in no group of a chart, or null. */
export function whyLeftOut(read: Reader, animal: AnimalState): 'replaced' | 'not-allocated' | null {
  if (animal.replacedBy !== null) return 'replaced';
  return groupOfAnimal(read, animal) === null ? 'not-allocated' : null;
}
