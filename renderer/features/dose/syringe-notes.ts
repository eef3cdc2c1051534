// The lines under an amount: syringe and graduation, the exact volume, the error of rounding, dead space, fills.
// Must not hold a fact that tells the group beyond what the answer gives.

import { say } from '../../../shared/catalogue/catalogue.ts';
import { shortAmount, signedAmount } from './amounts.ts';

interface Noted {
  readonly syringeMl: string | null;
  readonly graduationMicrolitre: string | null;
  readonly volumeMicrolitre: string | null;
  readonly fills: readonly string[];
  readonly blind?: { readonly errorPercent: string | null; readonly deadSpaceMicrolitre: string } | null;
}

export function syringeNotes(dose: Noted): readonly string[] {
  const { syringeMl, graduationMicrolitre, volumeMicrolitre, fills, blind } = dose;
  const notes: string[] = [];
  if (syringeMl !== null && graduationMicrolitre !== null) {
    notes.push(say('dosing.note-syringe', { syringe: syringeMl, graduation: graduationMicrolitre }));
  }
  if (fills.length > 1) {
    notes.push(say('dosing.note-fills', { count: fills.length, fills: fills.map(shortAmount).join(' + ') }));
  }
  if (volumeMicrolitre !== null) notes.push(say('dosing.note-exact', { volume: volumeMicrolitre }));
  const error = blind?.errorPercent ?? null;
  if (error !== null) notes.push(say('dosing.note-error', { error: signedAmount(error) }));
  if (blind && /[1-9]/.test(blind.deadSpaceMicrolitre)) {
    notes.push(say('dosing.note-dead-space', { amount: shortAmount(blind.deadSpaceMicrolitre) }));
  }
  return notes;
}
