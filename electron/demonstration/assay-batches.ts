// The assays of the animals, each a story of its own: serum on plates, RNA, protein, slides.
// Must not hold the check of conditioned medium: that belongs to its lot.

import type { Story } from './agenda.ts';
import { measuresProteins } from './blots.ts';
import { measuresExpression } from './expression-plates.ts';
import { measuresSerum } from './serum-plates.ts';
import { countsNuclei, readsDamage } from './slides.ts';
import type { World } from './world.ts';

export function assayStories(world: World): readonly Story[] {
  return [
    measuresSerum(world),
    measuresExpression(world),
    measuresProteins(world),
    readsDamage(world),
    countsNuclei(world),
  ];
}
