// What a measurement is, and the arithmetic that all of them share.
// Must not measure anything itself.

/** One number of section 13 of the issue; `limit` is null where it is only reported. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly limit: number | null;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
}

/** Every file `*.measure.ts` exports one as its default; it runs in a process of its own. */
export type Measurement = () => Promise<readonly Measured[]> | readonly Measured[];

export function lower(name: string, value: number, unit: string, limit: number | null = null): Measured {
  return { name, value, limit, unit, better: 'lower' };
}

export function higher(name: string, value: number, unit: string, limit: number | null = null): Measured {
  return { name, value, limit, unit, better: 'higher' };
}

export function isReached({ value, limit, better }: Measured): boolean {
  return limit === null || (better === 'lower' ? value <= limit : value >= limit);
}

/** The value below which `share` of the values lie, by the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Milliseconds that `work` takes. */
export function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
