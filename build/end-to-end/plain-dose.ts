// The dose of a secretome lot by whole numbers alone, apart from the program's own arithmetic.
// Must not use a decimal library, a float or anything of shared/.

export interface PlainSecretome {
  readonly weightGram: bigint;
  readonly sourceCells: bigint;
  readonly poolMicrolitre: bigint;
  readonly collectedTenthMillilitre: bigint;
  readonly processedTenthMillilitre: bigint;
  readonly graduationMicrolitre: bigint;
}

export interface PlainDose {
  readonly cells: string;
  readonly volumeMicrolitre: string;
  readonly drawMicrolitre: string;
  readonly errorPercent: string;
}

/** Article: 1 × 10^6 cells per kg. */
const cellsPerGram = 1000n;

/** Cells ÷ (source cells × processed ÷ collected ÷ pool), and the nearest mark to that volume; half to even. */
export function plainSecretomeDose(lot: PlainSecretome): PlainDose {
  const cells = lot.weightGram * cellsPerGram;
  const above = cells * lot.collectedTenthMillilitre * lot.poolMicrolitre;
  const below = lot.sourceCells * lot.processedTenthMillilitre;
  const draw = halfEven(above, below * lot.graduationMicrolitre) * lot.graduationMicrolitre;
  return {
    cells: String(cells),
    volumeMicrolitre: withPlaces(halfEven(above * 10n, below), 1),
    drawMicrolitre: withPlaces(draw * 10n, 1),
    errorPercent: withPlaces(halfEven((draw * below - above) * 10_000n, above), 2),
  };
}

/** A tie goes to the even number, on either side of zero. */
function halfEven(above: bigint, below: bigint): bigint {
  if (above < 0n) return -halfEven(-above, below);
  const whole = above / below;
  const twice = (above % below) * 2n;
  return twice > below || (twice === below && whole % 2n === 1n) ? whole + 1n : whole;
}

function withPlaces(value: bigint, places: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
