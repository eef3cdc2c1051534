// Between which weights an animal of these studies is to be expected: the one limit for a scale, wherever it is read.
// Must not refuse by itself: a weight beyond them is looked at again, and recorded with the reason.

/** kg, both included. Miniature pigs of 20-25 kg (article, Methods) with room for donors and for growth. */
export const usualWeightKg = ['5', '60'] as const;
