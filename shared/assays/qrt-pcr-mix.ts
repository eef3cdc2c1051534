// The reaction mix of the qRT-PCR and its primers, as the article has them (Methods, real-time PCR; Table 1).
// Must not scale what is pipetted singly: the cDNA goes into each well by itself.

import type { Decimal } from 'decimal.js';
import { decimal, plain } from '../kernel/units.ts';

/** µL for one reaction of 20 µL. */
const components = [
  { component: 'premix', microlitre: '10' },
  { component: 'water', microlitre: '6.4' },
  { component: 'forward-primer', microlitre: '0.8' },
  { component: 'reverse-primer', microlitre: '0.8' },
] as const;
const cdnaMicrolitre = '2';

export interface Mix {
  readonly components: readonly {
    readonly component: (typeof components)[number]['component'];
    /** For one reaction, and for the whole mix. */
    readonly singleMicrolitre: string;
    readonly totalMicrolitre: string;
  }[];
  readonly totalMicrolitre: string;
  /** What goes into each well, and what is added to it. */
  readonly perWellMicrolitre: string;
  readonly cdnaMicrolitre: string;
}

/** The mix without cDNA for `reactions` wells of one gene and `excessPercent` more, exact. */
export function mixFor(reactions: number, excessPercent: Decimal): Mix {
  const times = decimal(reactions).times(excessPercent.plus(100)).div(100);
  const perWell = components.reduce((sum, one) => sum.plus(one.microlitre), decimal('0'));
  return {
    components: components.map(({ component, microlitre }) => ({
      component,
      singleMicrolitre: microlitre,
      totalMicrolitre: plain(decimal(microlitre).times(times)),
    })),
    totalMicrolitre: plain(perWell.times(times)),
    perWellMicrolitre: plain(perWell),
    cdnaMicrolitre,
  };
}

/** 5′ → 3′ (article, Table 1). */
export const primers = [
  { gene: 'hgf', label: 'HGF', forward: 'TGATCAACTCAGACGGCCTA', reverse: 'AGCCCCAGCACATATTTCAG' },
  { gene: 'cyclin-d1', label: 'Cyclin D1', forward: 'AAGTGCGTGCAGAAGGAAAT', reverse: 'AGGAAGCGGTCCAGGTAGTT' },
  { gene: 'tgf-beta', label: 'TGF-β', forward: 'CCATTCGCGGCCAGATT', reverse: 'GCTCCGGTTCGACACTTTC' },
  { gene: 'beta-actin', label: 'β-actin', forward: 'TCTGGCACCACACCTTCT', reverse: 'TGATCTGGGTCATCTTCTCAC' },
] as const;
