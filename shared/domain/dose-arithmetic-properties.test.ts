// Properties of the arithmetic of a dose, against whole-number arithmetic that shares no code with it.
// Must not use the functions under test to compute what is expected.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeDose, type ComputedDose, type DoseInput } from './dose-arithmetic.ts';

const asc = (weightKg: string, cellsPerMl: string, rest: Partial<DoseInput> = {}): DoseInput => ({
  weightKg,
  source: { kind: 'suspension', cellsPerMl },
  ...rest,
});

const oneMl = { syringeMl: '1', graduationMicrolitre: '10' };

function accepted(input: DoseInput): ComputedDose {
  const outcome = computeDose(input);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}

describe('properties', () => {
  /** Grams, so that expectations can be whole numbers. */
  const grams = fc.integer({ min: 1_000, max: 100_000 });
  const perMl = fc.integer({ min: 1_000_000, max: 900_000_000 });
  const syringe = fc.constantFrom(
    { syringeMl: '0.5', graduationMicrolitre: '10' },
    { syringeMl: '1', graduationMicrolitre: '10' },
    { syringeMl: '1', graduationMicrolitre: '30' },
    { syringeMl: '5', graduationMicrolitre: '100' },
    { syringeMl: '10', graduationMicrolitre: '500' },
    { syringeMl: '50', graduationMicrolitre: '1000' },
  );
  const kg = (weightGrams: number) =>
    `${Math.floor(weightGrams / 1000)}.${String(weightGrams % 1000).padStart(3, '0')}`;
  /** A text with `places` decimals as a whole number of its last place. */
  const scaled = (text: string) => BigInt(text.replace('.', ''));
  const size = (value: bigint) => (value < 0n ? -value : value);

  /** Round half to even of `numerator / denominator`, both whole: written anew, on purpose. */
  function halfEven(numerator: bigint, denominator: bigint): bigint {
    const negative = numerator < 0n;
    const magnitude = size(numerator);
    let whole = magnitude / denominator;
    const rest = (magnitude % denominator) * 2n;
    if (rest > denominator || (rest === denominator && whole % 2n === 1n)) whole += 1n;
    return negative ? -whole : whole;
  }

  /** A whole number of the last of `places` decimals, as text. */
  function decimalText(value: bigint, places: number): string {
    const digits = String(size(value)).padStart(places + 1, '0');
    return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }

  interface Tool {
    readonly syringeMl: string;
    readonly graduationMicrolitre: string;
  }

  /** What must come out, whole numbers only: the four results, or the code of the refusal. */
  function expected(weightGrams: number, density: number, tool: Tool, dead: number): string {
    const cells = BigInt(weightGrams) * 1000n;
    const [n, d] = [cells * 1000n, BigInt(density)];
    if (n < d || n > d * 10n * BigInt(weightGrams)) return 'dose.volume-absurd';
    const wanted = n + BigInt(dead) * d;
    const step = BigInt(tool.graduationMicrolitre);
    const capacity = BigInt(Math.round(Number(tool.syringeMl) * 1000));
    if (wanted > capacity * d) return 'dose.syringe-too-small';
    const nearest = halfEven(wanted, d * step) * step;
    const top = (capacity / step) * step;
    const draw = nearest > top ? top : nearest;
    if (draw <= BigInt(dead)) return 'dose.below-graduation';
    const missed = (draw - BigInt(dead)) * d - n;
    if (size(missed) * 100n > 2n * n) return 'dose.rounding-error';
    const volume = decimalText(halfEven(n * 10n, d), 1);
    return [cells, volume, `${draw}.0`, decimalText(halfEven(missed * 10_000n, n), 2)].join(' ');
  }

  test('cells, volume, draw, error and refusal are those of whole-number arithmetic', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        grams,
        perMl,
        syringe,
        fc.integer({ min: 0, max: 40 }),
        (weightGrams, density, tool, dead) => {
          const input = asc(kg(weightGrams), String(density), { ...tool, deadSpaceMicrolitre: String(dead) });
          const outcome = computeDose(input);
          const found = outcome.ok
            ? [
                outcome.value.cells,
                outcome.value.volumeMicrolitre,
                outcome.value.drawMicrolitre,
                outcome.value.errorPercent,
              ].join(' ')
            : outcome.refusal.code;
          const kind = outcome.ok ? 'accepted' : outcome.refusal.code;
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
          expect(found).toBe(expected(weightGrams, density, tool, dead));
        },
      ),
      { numRuns: 2000 },
    );
    // The property would be empty if one kind of outcome never came up.
    expect([...seen.keys()].toSorted()).toEqual([
      'accepted',
      'dose.below-graduation',
      'dose.rounding-error',
      'dose.syringe-too-small',
    ]);
    expect(seen.get('accepted')).toBeGreaterThan(200);
  });

  test('an accepted draw is a mark of the syringe, and misses by 2 % at most', () => {
    fc.assert(
      fc.property(grams, perMl, syringe, (weightGrams, density, tool) => {
        const outcome = computeDose(asc(kg(weightGrams), String(density), tool));
        fc.pre(outcome.ok);
        if (!outcome.ok) return;
        const draw = Number(outcome.value.drawMicrolitre);
        expect(draw % Number(tool.graduationMicrolitre)).toBe(0);
        expect(draw).toBeLessThanOrEqual(Number(tool.syringeMl) * 1000);
        expect(Math.abs(Number(outcome.value.errorPercent))).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('secretome: volume × source × processed ÷ (lot volume × collected) is the number of cells, within 0.05 µL', () => {
    const hundredths = fc.integer({ min: 100, max: 20_000 });
    fc.assert(
      fc.property(
        grams,
        fc.integer({ min: 10_000_000, max: 900_000_000 }),
        hundredths,
        hundredths,
        hundredths,
        (weightGrams, source, lotVolume, one, other) => {
          const [processed, collected] = one < other ? [one, other] : [other, one];
          const outcome = computeDose({
            weightKg: kg(weightGrams),
            source: {
              kind: 'secretome',
              sourceCells: String(source),
              lotVolumeMl: (lotVolume / 100).toFixed(2),
              cmCollectedMl: (collected / 100).toFixed(2),
              cmProcessedMl: (processed / 100).toFixed(2),
            },
          });
          fc.pre(outcome.ok);
          if (!outcome.ok) return;
          const n = BigInt(weightGrams) * 1000n * BigInt(lotVolume) * 10n * BigInt(collected);
          const d = BigInt(source) * BigInt(processed);
          expect(scaled(outcome.value.volumeMicrolitre)).toBe(halfEven(n * 10n, d));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('nothing lost equals all medium processed', () => {
    fc.assert(
      fc.property(grams, fc.integer({ min: 1, max: 9_999 }), (weightGrams, medium) => {
        const lot = { kind: 'secretome', sourceCells: '4.8e7', lotVolumeMl: '2' } as const;
        const both = { cmCollectedMl: String(medium), cmProcessedMl: String(medium) };
        expect(accepted({ weightKg: kg(weightGrams), source: { ...lot, ...both } }).volumeMicrolitre).toBe(
          accepted({ weightKg: kg(weightGrams), source: lot }).volumeMicrolitre,
        );
      }),
    );
  });

  test('a heavier animal never gets less', () => {
    fc.assert(
      fc.property(grams, grams, perMl, (one, other, density) => {
        const [light, heavy] = one < other ? [one, other] : [other, one];
        const tool = { syringeMl: '100', graduationMicrolitre: '1' };
        const low = computeDose(asc(kg(light), String(density), tool));
        const high = computeDose(asc(kg(heavy), String(density), tool));
        fc.pre(low.ok && high.ok);
        if (!low.ok || !high.ok) return;
        expect(scaled(low.value.volumeMicrolitre) <= scaled(high.value.volumeMicrolitre)).toBe(true);
        expect(scaled(low.value.drawMicrolitre ?? '') <= scaled(high.value.drawMicrolitre ?? '')).toBe(true);
      }),
    );
  });

  test('a split adds up, and no fill is larger than the syringe', () => {
    fc.assert(
      fc.property(grams, fc.integer({ min: 2, max: 10 }), (weightGrams, fills) => {
        const outcome = computeDose(asc(kg(weightGrams), '2e7', { ...oneMl, fills }));
        fc.pre(outcome.ok);
        if (!outcome.ok) return;
        const parts = outcome.value.fills.map((part) => scaled(part));
        expect(parts).toHaveLength(fills);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(scaled(outcome.value.drawMicrolitre ?? ''));
        expect(parts.every((part) => part > 0n && part <= 10_000n && part % 100n === 0n)).toBe(true);
      }),
    );
  });

  test('of any text nothing but a plain number is a weight, and nothing throws', () => {
    const signs = fc.string({
      unit: fc.constantFrom('0', '1', '22', '.', ',', '-', '+', 'e', 'x', 'NaN', ' ', '∞', '٣'),
    });
    fc.assert(
      fc.property(signs, (text) => {
        const isAccepted = computeDose(asc(text, '5e6')).ok;
        expect(isAccepted && !/^\+?\d+(\.\d+)?$/.test(text.trim())).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
