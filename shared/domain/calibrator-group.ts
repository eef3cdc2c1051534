// Whether the samples that an expression is relative to would tell a group: they are named to everybody who sees it.
// Must not say so to whoever may not know the groups: the refusal would tell it as well.

import { qrtPcr } from '../assays/qrt-pcr.ts';
import type { AssayKey } from '../assays/registry.ts';
import type { Context } from '../kernel/decider.ts';
import type { Json } from '../kernel/record.ts';
import { refusal, type Refusal } from '../kernel/refusal.ts';
import { groupOfAnimal } from './allocation.ts';
import { Animal } from './animal.ts';
import { mayKnowGroup } from './blinding.ts';

/**
 * `assay.calibrator-tells`: two animals or more calibrate, all of one group, on a plate that has animals of another
 * (ARRIVE 2.0, item 5). Null for every other evaluation.
 */
export function calibratorProblem(
  { read, actor }: Pick<Context, 'read' | 'actor'>,
  assayKey: AssayKey,
  input: Json,
): Refusal | null {
  const given = assayKey === 'qrt-pcr' ? qrtPcr.input.safeParse(input).data : undefined;
  if (given?.calibrator.kind !== 'samples' || !mayKnowGroup(read, actor)) return null;
  const { names } = given.calibrator;
  const groupsOf = (isChosen: boolean) => {
    const samples = given.samples.filter((one) => names.includes(one.name) === isChosen);
    const animals = [...new Set(samples.flatMap(({ subject }) => subject?.animalId ?? []))];
    const groups = animals.flatMap((id) => {
      const animal = read.get(Animal, id);
      return (animal && groupOfAnimal(read, animal)) ?? [];
    });
    return { animals, groups: new Set(groups) };
  };
  const [chosen, others] = [groupsOf(true), groupsOf(false)];
  const isOneGroup = chosen.animals.length > 1 && chosen.groups.size === 1;
  const hasOther = [...others.groups].some((group) => !chosen.groups.has(group));
  return isOneGroup && hasOther ? refusal('assay.calibrator-tells') : null;
}
