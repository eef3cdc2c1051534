// Allocation of animals to groups: the method, drawing it once, and taking a position in it.
// Must not show a group to anybody who may not know it, nor let anybody choose a position.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, defineQuery, type Reader } from '../kernel/decider.ts';
import { refusal, refuse, type Refusal } from '../kernel/refusal.ts';
import { localDay } from '../kernel/time.ts';
import { Allocation, allocationId, type AllocationState, type Group } from './allocation-state.ts';
import { Animal, openCriteria, type AnimalState } from './animal.ts';
import { mayKnowGroup } from './blinding.ts';
import { groupLabel, type DesignGroup } from './design.ts';
import { deviationRecord } from './deviation.ts';
import { designGroups, numberSetting } from './settings.ts';
import { User } from './user.ts';

/** Names the method of `drawGroups`; another method would get another name, and old draws stay reproducible. */
const allocationMethod = 'sha-256-sorted-blocks';

/** The group of an animal for use inside `decide`; null before enrolment. Screens go through `openBlind`. */
export function groupOfAnimal(read: Reader, animal: AnimalState): Group | null {
  if (animal.position === null) return null;
  return read.get(Allocation, allocationId)?.blind.groupOf[String(animal.position)] ?? null;
}

/** How many animals make one round in the design's proportion: 4 for four equal groups, 4 for 1 : 1 : 2. */
export function designShare(design: readonly Pick<DesignGroup, 'animals'>[]): number {
  const divisor = design.reduce((common, one) => greatestCommonDivisor(common, one.animals), 0);
  return design.reduce((sum, one) => sum + one.animals / divisor, 0);
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}

/**
 * The group of each position 1…N, by blocked randomisation that anybody can repeat with a SHA-256 tool and a sort:
 * entry i of block b, both from 1, has the key SHA-256(`seed:b:i`) in lower-case hex; a block sorted by key gives
 * the order of its groups. Before sorting, the groups stand in the design's order, each as often as its share.
 * The last block is shorter where the block size does not divide N. `blockSize` is a multiple of `designShare`.
 */
export function drawGroups(
  seed: string,
  blockSize: number,
  design: readonly Pick<DesignGroup, 'group' | 'animals'>[],
): readonly string[] {
  const share = designShare(design);
  const total = design.reduce((sum, one) => sum + one.animals, 0);
  const drawn: string[] = [];
  for (let block = 1; drawn.length < total; block++) {
    const rounds = Math.min(blockSize, total - drawn.length) / share;
    const entries = design.flatMap((one) =>
      Array.from({ length: ((one.animals * share) / total) * rounds }, () => one.group),
    );
    const keyed = entries.map((group, index) => ({ group, key: entryKey(seed, block, index + 1) }));
    drawn.push(...keyed.toSorted((left, right) => (left.key < right.key ? -1 : 1)).map((one) => one.group));
  }
  return drawn;
}

function entryKey(seed: string, block: number, entry: number): string {
  return bytesToHex(sha256(utf8ToBytes(`${seed}:${block}:${entry}`)));
}

/**
 * Why the animal cannot take a position on a local day, or null. Refusals: `animal.not-a-study-animal`,
 * `animal.already-ended`, `animal.already-enrolled`, `animal.weight-needed`, `animal.criteria-missed` (an exception
 * makes it pass).
 */
export function positionRefusal(read: Reader, animal: AnimalState, atLocalDay: string): Refusal | null {
  const { id: animalId, status, position } = animal;
  if (animal.purpose !== 'study') return refusal('animal.not-a-study-animal', { animalId });
  if (status !== 'active') return refusal('animal.already-ended', { animalId, status });
  if (position !== null) return refusal('animal.already-enrolled', { animalId, position });
  const problems = openCriteria(read, animal, atLocalDay);
  if (problems.length === 0) return null;
  // No exception helps where nobody knows the weight.
  if (problems.some((one) => one.criterion === 'not-weighed')) {
    return refusal('animal.weight-needed', { animalId });
  }
  const sentences = problems.map((one) => one.message).join(' ');
  return refusal('animal.criteria-missed', { animalId, problems: sentences });
}

/** Every position is taken: the way in is to stand in for an animal that left. */
function refuseFull(read: Reader, positions: number): ReturnType<typeof refuse> {
  const left = read.list(Animal).filter((one) => one.position !== null && one.status !== 'active');
  const open = left
    .filter((one) => one.status !== 'completed' && one.replacedBy === null)
    .map((one) => one.id);
  return open.length === 0
    ? refuse('allocation.full', { positions })
    : refuse('allocation.full-but-left', { positions, animals: open.join(', ') });
}

/**
 * Draws the list once. A seed that a person gives needs a reason: such a list is not of the program's making. Refusals:
 * `allocation.already-drawn`, `allocation.block-does-not-fit`, `-seed-malformed`, `-seed-without-reason`.
 */
export const drawAllocation = defineCommand({
  name: 'allocation.draw',
  isNowOnly: true,
  input: z.object({
    /** Only to repeat a draw made elsewhere; null has one drawn. */
    seed: z.string().trim().toLowerCase().nullable().default(null),
  }),
  decide(input, context) {
    const { read } = context;
    if (read.get(Allocation, allocationId)) return refuse('allocation.already-drawn');
    if (input.seed !== null && !/^[0-9a-f]{8,64}$/.test(input.seed))
      return refuse('allocation.seed-malformed');
    if (input.seed !== null && !context.reason) return refuse('allocation.seed-without-reason');
    const design = designGroups(read);
    const share = designShare(design);
    const blockSize = numberSetting(read, 'design.blockSize')?.toNumber() ?? share;
    if (blockSize % share !== 0) return refuse('allocation.block-does-not-fit', { blockSize, share });
    const seed = input.seed ?? context.newSeed();
    const groupOf = drawGroups(seed, blockSize, design);
    const drawn = Allocation.record('allocation.drawn', allocationId, {
      method: allocationMethod,
      seedOrigin: input.seed === null ? 'drawn' : 'given',
      blockSize,
      groups: design.map((one) => one.group),
      positions: groupOf.length,
      blind: { seed, groupOf: Object.fromEntries(groupOf.map((group, index) => [String(index + 1), group])) },
    });
    return decide([drawn], { positions: groupOf.length });
  },
});

/**
 * Gives the animal the lowest free position. Refusals: `entity.unknown`, `allocation.not-drawn`, `allocation.full`,
 * `allocation.full-but-left` and those of `positionRefusal`.
 */
export const enrolAnimal = defineCommand({
  name: 'allocation.enrol',
  input: z.object({ animalId: z.string() }),
  decide({ animalId }, { read, occurredAt }) {
    const animal = read.get(Animal, animalId);
    if (!animal) return refuse('entity.unknown', { what: 'animal', id: animalId });
    const allocation = read.get(Allocation, allocationId);
    if (!allocation) return refuse('allocation.not-drawn');
    const refused = positionRefusal(read, animal, localDay(occurredAt));
    if (refused) return { ok: false, refusal: refused };
    const taken = new Set(read.list(Animal).map((one) => one.position));
    let position = 1;
    while (taken.has(position)) position++;
    if (position > allocation.positions) return refuseFull(read, allocation.positions);
    return decide([Animal.record('animal.enrolled', animalId, { position, replaces: null })], { position });
  },
});

/**
 * Changes the group of one position, with a reason; where an animal already holds it, a deviation follows.
 * Refusals: `allocation.not-drawn`, `reason.missing`, `allocation.position-unknown`, `-group-unknown`, `-same-group`.
 */
export const changeAllocation = defineCommand({
  name: 'allocation.change',
  isNowOnly: true,
  input: z.object({ position: z.number().int(), group: z.string() }),
  decide({ position, group }, context) {
    const { read, reason } = context;
    const allocation = read.get(Allocation, allocationId);
    if (!allocation) return refuse('allocation.not-drawn');
    if (!reason) return refuse('reason.missing');
    const from = allocation.blind.groupOf[String(position)];
    if (from === undefined) {
      return refuse('allocation.position-unknown', { position, positions: allocation.positions });
    }
    if (!allocation.groups.includes(group)) {
      const groups = labelledGroups(read).map(({ label }) => label);
      return refuse('allocation.group-unknown', { group, groups: groups.join(', ') });
    }
    if (from === group) return refuse('allocation.same-group', { position });
    const changed = Allocation.record('allocation.changed', allocationId, {
      position,
      blind: { from, group },
    });
    const deviations = read
      .list(Animal)
      .filter((one) => one.position === position)
      .map((one) => {
        const what = say('allocation.deviation-changed', { position, animalId: one.id });
        return deviationRecord(context, { what, where: 'allocation', animalId: one.id });
      });
    return decide([changed, ...deviations], {});
  },
});

/** The groups as drawn, or as they would be, each with its name for people; in this order they tell nothing. */
function labelledGroups(read: Reader): readonly Pick<DesignGroup, 'group' | 'label'>[] {
  const design = designGroups(read);
  const drawn = read.get(Allocation, allocationId)?.groups ?? design.map(({ group }) => group);
  return drawn.map((group) => ({ group, label: groupLabel(design, group) }));
}

/** Where the seed came from, in words; why a person gave it is as public as any reason. */
export function seedText(read: Reader, { seedOrigin, drawnBy, drawnReason }: AllocationState): string {
  if (seedOrigin === 'drawn') return say('allocation.seed-drawn');
  if (seedOrigin === null) return say('allocation.seed-unrecorded');
  const person = read.get(User, drawnBy)?.printedName ?? drawnBy;
  return say('allocation.seed-given', { person, reason: drawnReason ?? '–' });
}

/** The list: positions and who holds them for everybody, groups and seed only for those who may know. */
export const showAllocation = defineQuery({
  name: 'allocation.show',
  input: z.object({}),
  answer(_, { read, actor }) {
    const allocation = read.get(Allocation, allocationId) ?? null;
    const mayKnow = mayKnowGroup(read, actor);
    const animals = read.list(Animal);
    const blind = mayKnow ? (allocation?.blind ?? null) : null;
    const positions = Array.from({ length: allocation?.positions ?? 0 }, (_, index) => {
      const holders = animals.filter((one) => one.position === index + 1);
      return {
        position: index + 1,
        animalId: holders.find((one) => one.replacedBy === null)?.id ?? null,
        earlierAnimalIds: holders.filter((one) => one.replacedBy !== null).map((one) => one.id),
        group: blind?.groupOf[String(index + 1)] ?? null,
      };
    });
    return {
      isDrawn: allocation !== null,
      mayKnow,
      method: say('allocation.method'),
      seed: blind?.seed ?? null,
      seedText: allocation && seedText(read, allocation),
      isSeedGiven: allocation?.seedOrigin === 'given',
      blockSize: allocation?.blockSize ?? numberSetting(read, 'design.blockSize')?.toNumber() ?? null,
      groups: labelledGroups(read),
      drawnAt: allocation?.drawnAt ?? null,
      drawnBy: allocation?.drawnBy ?? null,
      changes: allocation?.changes ?? [],
      positions,
    };
  },
});

export const allocationCommands = [drawAllocation, enrolAnimal, changeAllocation] as const;
export const allocationQueries = [showAllocation] as const;
