// The code on a syringe: random, so that it tells nothing of what is inside.
// Must not draw randomness itself: the seed is brought.

import type { Context } from '../kernel/decider.ts';
import { doseByCode } from './dose.ts';

// No letter or digit that can be taken for another, no vowel that could make a word.
const codeDigits = '23456789';
const codeSigns = '23456789BCDFGHJKMNPQRSTVWXZ';

/** Five random signs, a digit first, that no other syringe carries. */
export function newDoseCode(context: Pick<Context, 'read' | 'newSeed'>): string {
  for (let attempt = 0; attempt < 20; attempt++) {
    const code = codeFrom(BigInt(`0x${context.newSeed()}`));
    if (!doseByCode(context.read, code)) return code;
  }
  throw new RangeError('No unused syringe code was found in twenty draws.');
}

function codeFrom(seed: bigint): string {
  let rest = seed;
  const next = (signs: string) => {
    const sign = signs.charAt(Number(rest % BigInt(signs.length)));
    rest /= BigInt(signs.length);
    return sign;
  };
  return next(codeDigits) + next(codeSigns) + next(codeSigns) + next(codeSigns) + next(codeSigns);
}
