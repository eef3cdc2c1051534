// Simulated ELISA kits: their standards, how dark a well gets, where it stands on the plate, and how it is read back.
// Must not know animals or groups: it is told what is in a sample.

import type { PlateReadings, WellReading } from '../../shared/assays/instrument-reading.ts';
import type { CurveInput } from '../../shared/assays/curve-form.ts';
import { assayDefaults } from '../../shared/domain/assay-queries.ts';
import { director } from './cast.ts';
import type { Gen5Plate, Gen5Well } from './gen5-text.ts';
import { readingOf } from '../../shared/assays/instrument-reading.ts';
import { wellsByName, type AttachedFile } from './instrument-files.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Stage } from './stage.ts';

export interface Kit {
  readonly unit: 'pg/mL' | 'ng/mL';
  /** Highest standard; six more, each half of the one before. */
  readonly highest: number;
  /** Times by which samples are diluted. */
  readonly dilution: number;
}

/** What is in a sample, in the unit of the kit, undiluted; the file says its name. */
export interface PlateSample {
  readonly name: string;
  readonly concentration: number;
  /** How far the second well of the duplicate lies from the first, as a share; 0 for the usual. */
  readonly apart?: number;
  /** The second well was beyond what the reader can measure. */
  readonly isOverflow?: boolean;
}

const standardCount = 7;
const controlShare = 0.3;
const [backgroundOd, mostOd] = [0.062, 3.1];
const noise = { usual: 0.018, badlyWashed: 0.04 } as const;
export type Washing = keyof typeof noise;
const rowCount = 8;

/** Standards, blank and control in duplicates, then the samples, column pair by column pair. */
export function simulatedPlate(
  random: SeededRandom,
  kit: Kit,
  about: Pick<Gen5Plate, 'name' | 'date'>,
  samples: readonly PlateSample[],
  washing: Washing = 'usual',
): Gen5Plate {
  const optical = (amount: number): string => {
    const half = kit.highest * 0.9;
    const background = washing === 'usual' ? backgroundOd : 2.5 * backgroundOd;
    const dark = background + (mostOd * amount) / (amount + half);
    return Math.max(0.04, dark * (1 + noise[washing] * random.deviate())).toFixed(3);
  };
  const standards = Array.from({ length: standardCount }, (_, index) => ({
    id: `STD${index + 1}`,
    name: '',
    concentration: String(kit.highest / 2 ** index),
    readings: duplicate(() => optical(kit.highest / 2 ** index)),
  }));
  const others = [
    { id: 'BLK', name: '', concentration: '', readings: duplicate(() => optical(0)) },
    {
      id: 'CTL1',
      name: '',
      concentration: '',
      // A plate that was washed badly shows it first in its control.
      readings: duplicate(() => optical(kit.highest * controlShare * (washing === 'usual' ? 1 : 1.9))),
    },
  ];
  const measured = samples.map((sample, index) => {
    const amount = sample.concentration / kit.dilution;
    const second = sample.isOverflow === true ? 'OVRFLW' : optical(amount * (1 + (sample.apart ?? 0)));
    return {
      id: `SPL${index + 1}`,
      name: sample.name,
      concentration: '',
      readings: [optical(amount), second] as const,
    };
  });
  const wells = [...standards, ...others, ...measured].flatMap(({ readings, ...one }, index): Gen5Well[] => {
    const letter = String.fromCodePoint(65 + (index % rowCount));
    const column = 1 + 2 * Math.floor(index / rowCount);
    return readings.map((reading, place) => ({ ...one, well: `${letter}${column + place}`, reading }));
  });
  return { ...about, wells };
}

function duplicate(read: () => string): readonly [string, string] {
  return [read(), read()];
}

/** Most samples that fit on one plate. */
export const mostSamples = 96 / 2 - standardCount - 2;

/** The part of an evaluation that the curve needs, from what the reader found on the plate and the lab's own limits. */
export function curveInput(stage: Stage, kit: Kit, file: AttachedFile, plate: PlateReadings): CurveInput {
  const defaults = stage.notebook.ask(assayDefaults, {}, director);
  if (!defaults.ok) throw new TypeError(defaults.refusal.message);
  const { limits, curveModel } = defaults.value;
  const readings = (of: (one: WellReading) => boolean) =>
    plate.wells
      .filter(of)
      .map((one) => readingOf(one, one.value, { plate: plate.name ?? '', attachmentId: file.attachmentId }));
  const standards = new Map(
    plate.wells.flatMap(({ role, sample, concentration }) =>
      role === 'standard' && sample !== null ? [[sample, String(concentration)] as const] : [],
    ),
  );
  const nominal = kit.highest * controlShare;
  return {
    model: curveModel === 'linear' || curveModel === '5pl' ? curveModel : '4pl',
    weighting: '1/y²',
    unit: kit.unit,
    blanks: readings((one) => one.role === 'blank'),
    standards: [...standards].map(([name, concentration]) => ({
      name,
      concentration,
      readings: readings((one) => one.sample === name),
    })),
    controls: [
      {
        name: 'CTL1',
        dilution: '1',
        expectedMin: (nominal * 0.8).toFixed(2),
        expectedMax: (nominal * 1.2).toFixed(2),
        readings: readings((one) => one.role === 'control'),
      },
    ],
    limits,
  };
}

/** Names of the samples on the plate, in its order, each with its wells. */
export function samplesOn({ wells }: PlateReadings): ReadonlyMap<string, readonly WellReading[]> {
  return wellsByName(wells.filter((one) => one.role === 'unknown'));
}
