// Every released version of every assay: a recorded evaluation is recomputed with exactly the one it names.
// Must not lose an entry: what was recorded with it could not be recomputed any more.

import type { AssayDefinition } from './assay.ts';
import { cmElisa2 } from './cm-elisa-2.ts';
import { cmElisa } from './cm-elisa.ts';
import { elisa2 } from './elisa-2.ts';
import { elisa } from './elisa.ts';
import { ki67 } from './ki67.ts';
import { qrtPcr2 } from './qrt-pcr-2.ts';
import { qrtPcr } from './qrt-pcr.ts';
import { suzuki } from './suzuki.ts';
import { westernBlot2 } from './western-blot-2.ts';
import { westernBlot } from './western-blot.ts';

export const assayKeys = ['elisa', 'cm-elisa', 'qrt-pcr', 'western-blot', 'ki67', 'suzuki'] as const;
export type AssayKey = (typeof assayKeys)[number];

export const releasedAssays: readonly AssayDefinition[] = [
  elisa,
  elisa2,
  cmElisa,
  cmElisa2,
  qrtPcr,
  qrtPcr2,
  westernBlot,
  westernBlot2,
  ki67,
  suzuki,
];

/** The version that a record names, or undefined where this program does not have it. */
export function releasedAssay(key: string, version: number): AssayDefinition | undefined {
  return releasedAssays.find((one) => one.key === key && one.version === version);
}

/** The version with which a new evaluation is computed. */
export function newestAssay(key: AssayKey): AssayDefinition {
  const versions = releasedAssays.filter((one) => one.key === key);
  const [newest] = versions.toSorted((left, right) => right.version - left.version);
  if (!newest) throw new RangeError(`There is no assay ${key}.`);
  return newest;
}
