// Inputs of every assay as a lab would have them, for tests: one plate, gel, count and reading session each.
// Must not be imported by anything but tests; the values are made up, the layout is not.

import type { z } from 'zod';
import type { cmElisa } from '../cm-elisa.ts';
import type { elisa } from '../elisa.ts';
import type { ki67 } from '../ki67.ts';
import type { qrtPcr } from '../qrt-pcr.ts';
import { readingOrder } from '../reading-order.ts';
import type { readingForm } from '../reading.ts';
import type { suzuki } from '../suzuki.ts';
import type { westernBlot } from '../western-blot.ts';

type ReadingInput = z.input<typeof readingForm>;

/** Readings in neighbouring wells of a row; null is a well beyond what the instrument reads. */
export function wells(plate: string, row: string, values: readonly (string | null)[]): ReadingInput[] {
  return values.map((value, index) => ({
    plate,
    well: `${row}${index + 1}`,
    value,
    ...(value === null ? { absent: 'overflow' as const, raw: 'OVRFLW' } : {}),
  }));
}

/** Duplicates of eight standards of a sandwich ELISA, in pg/mL. */
const standardReadings = [
  ['0', '0.061', '0.063'],
  ['15.6', '0.112', '0.108'],
  ['31.2', '0.165', '0.171'],
  ['62.5', '0.268', '0.259'],
  ['125', '0.471', '0.488'],
  ['250', '0.872', '0.851'],
  ['500', '1.452', '1.501'],
  ['1000', '2.103', '2.061'],
] as const;

export const noLimits = { cvMax: null, rSquaredMin: null, recoveryMin: null, recoveryMax: null };
const usualLimits = { cvMax: '15', rSquaredMin: '0.99', recoveryMin: '80', recoveryMax: '120' };

/** IL-6 of P01 (in range), P02 (below it), P03 (above it) and P04 (duplicates far apart), blanks subtracted. */
export function elisaPlate(): z.input<typeof elisa.input> {
  const sample = (animalId: string, row: string, values: readonly (string | null)[]) => ({
    name: `${animalId} D1`,
    subject: { animalId, timePoint: 'day-1' },
    dilution: '5',
    readings: wells('plate 1', row, values),
  });
  return {
    analyte: 'il-6',
    model: '4pl',
    weighting: 'none',
    unit: 'pg/mL',
    resultUnit: 'pg/mL',
    blanks: wells('plate 1', 'A', ['0.045', '0.047']),
    standards: standardReadings.map(([concentration, ...values], index) => ({
      name: `S${index}`,
      concentration,
      readings: wells('plate 1', `B${index}-`, values),
    })),
    controls: [
      {
        name: 'kit control',
        dilution: '1',
        expectedMin: '150',
        expectedMax: '190',
        readings: wells('plate 1', 'C', ['0.621', '0.634']),
      },
    ],
    limits: usualLimits,
    samples: [
      sample('P01', 'D', ['0.621', '0.634']),
      sample('P02', 'E', ['0.07', '0.072']),
      sample('P03', 'F', ['3.1', null]),
      sample('P04', 'G', ['0.5', '0.9']),
    ],
  };
}

const factorKeys = ['tnf-alpha', 'il-6', 'il-1beta', 'ang-1', 'ang-2', 'vegf', 'b-fgf'] as const;

/** Seven factors of five bottles; ANG-2 in ng/mL from a curve in pg/mL. */
export function cmElisaPlates(): z.input<typeof cmElisa.input> {
  return {
    material: 'unconcentrated-medium',
    factors: factorKeys.map((analyte, place) => ({
      analyte,
      model: '4pl' as const,
      weighting: '1/y' as const,
      unit: 'pg/mL',
      resultUnit: analyte === 'ang-2' ? 'ng/mL' : 'pg/mL',
      standards: standardReadings.map(([concentration, ...values], index) => ({
        name: `S${index}`,
        concentration,
        readings: wells(analyte, `B${index}-`, values),
      })),
      limits: noLimits,
      bottles: [1, 2, 3, 4, 5].map((bottle) => ({
        bottle,
        dilution: analyte === 'ang-2' ? '20' : '1',
        readings: wells(analyte, `D${bottle}-`, [
          (0.4 + place / 10 + bottle / 50).toFixed(3),
          (0.41 + place / 10 + bottle / 50).toFixed(3),
        ]),
      })),
    })),
  };
}

const actin = 'β-actin';

/** HGF and TGF-β of P01 and P02 before and on day 1; TGF-β of P02 on day 1 does not amplify. */
export function qrtPcrPlate(): z.input<typeof qrtPcr.input> {
  const sample = (
    animalId: string,
    timePoint: string,
    row: string,
    cts: Readonly<Record<string, readonly string[]>>,
  ) => ({
    name: `${animalId} ${timePoint}`,
    subject: { animalId, timePoint },
    wells: Object.entries(cts).map(([gene, values]) => ({
      gene,
      readings:
        values.length === 0
          ? [{ plate: 'run 1', well: `${row}-${gene}`, value: null, absent: 'undetermined' as const }]
          : wells('run 1', `${row}-${gene}-`, values),
    })),
  });
  const nothing = (kind: 'no-template' | 'no-rt', gene: string) => ({
    kind,
    gene,
    readings: [{ plate: 'run 1', well: `${kind}-${gene}`, value: null, absent: 'undetermined' as const }],
  });
  const genes = ['hgf', 'tgf-beta', actin];
  return {
    method: 'delta-delta-ct',
    reference: actin,
    genes: genes.map((name) => ({
      name,
      analyte: name === actin ? null : name,
      efficiency: { kind: 'assumed' as const },
    })),
    samples: [
      sample('P01', 'pre-op', 'A', {
        hgf: ['27.10', '27.20'],
        'tgf-beta': ['26.00', '26.10'],
        [actin]: ['18.00', '18.10'],
      }),
      sample('P01', 'day-1', 'B', {
        hgf: ['25.00', '25.10'],
        'tgf-beta': ['27.00', '27.10'],
        [actin]: ['17.90', '18.00'],
      }),
      sample('P02', 'pre-op', 'C', {
        hgf: ['27.30', '27.40'],
        'tgf-beta': ['26.30', '26.20'],
        [actin]: ['18.20', '18.10'],
      }),
      sample('P02', 'day-1', 'D', {
        hgf: ['24.80', '25.60'],
        'tgf-beta': [],
        [actin]: ['18.00', '18.00'],
      }),
    ],
    calibrator: { kind: 'own-time-point', timePoint: 'pre-op' },
    controls: genes.flatMap((gene) => [nothing('no-template', gene), nothing('no-rt', gene)]),
    rules: { maxDifference: '0.5', lastCycle: '38', controlMargin: '5' },
  };
}

/** Two lanes of P01 and one of P02 on one membrane with its picture; the SOCS3 band of P02 is not above background. */
export function westernBlotGel(imageAttachmentId: string | null = null): z.input<typeof westernBlot.input> {
  const lane = (name: string, animalId: string, densities: Readonly<Record<string, string>>) => ({
    name,
    membrane: 'M1',
    subject: { animalId, timePoint: 'day-1' },
    bands: Object.entries(densities).map(([protein, value]) => ({
      protein,
      density: { plate: 'M1', well: `${name} ${protein}`, value },
      background: { plate: 'M1', well: `${name} ${protein} background`, value: '120.5' },
    })),
  });
  return {
    membranes: [{ name: 'M1', exposure: '30 s', imageAttachmentId }],
    reference: actin,
    proteins: [
      { name: 'PCNA', analyte: 'pcna' },
      { name: 'p-STAT3', analyte: 'p-stat3' },
      { name: 'STAT3', analyte: null },
      { name: 'SOCS3', analyte: 'socs3' },
    ],
    shares: [{ protein: 'p-STAT3', of: 'STAT3' }],
    lanes: [
      lane('1', 'P01', {
        PCNA: '8120.5',
        'p-STAT3': '4120.5',
        STAT3: '9120.5',
        SOCS3: '2120.5',
        [actin]: '10120.5',
      }),
      lane('2', 'P01', {
        PCNA: '8520.5',
        'p-STAT3': '4320.5',
        STAT3: '9320.5',
        SOCS3: '2220.5',
        [actin]: '10120.5',
      }),
      lane('3', 'P02', {
        PCNA: '6120.5',
        'p-STAT3': '3120.5',
        STAT3: '9220.5',
        SOCS3: '100',
        [actin]: '9120.5',
      }),
    ],
    cvMax: '20',
  };
}

/** P01 clicked on two fields, P02 counted elsewhere. */
export function ki67Fields(): z.input<typeof ki67.input> {
  const marked = (count: number, offset: number) =>
    Array.from({ length: count }, (_, index): [number, number] => [offset + index * 7, offset + index * 3]);
  return {
    rule: 'pooled',
    leastNuclei: 100,
    fields: [
      {
        name: 'P01 D1 1',
        subject: { animalId: 'P01', timePoint: 'day-1' },
        counted: { by: 'marks', positive: marked(12, 5), negative: marked(48, 9) },
      },
      {
        name: 'P01 D1 2',
        subject: { animalId: 'P01', timePoint: 'day-1' },
        counted: { by: 'marks', positive: marked(9, 2), negative: marked(61, 4) },
      },
      {
        name: 'P02 D1 1',
        subject: { animalId: 'P02', timePoint: 'day-1' },
        counted: { by: 'number', positive: 30, total: 80 },
      },
    ],
  };
}

export const suzukiSlides = ['P01', 'P02'].flatMap((animalId) =>
  [1, 2, 3].map((slice) => ({ subject: { animalId, timePoint: 'day-1' }, slice })),
);

/** What a reader wrote: three fields on every slide, more damage in P01. */
export function suzukiScores(
  slides: readonly { readonly code: string; readonly subject: { readonly animalId: string } }[],
  shift = 0,
) {
  return slides.map(({ code, subject }) => {
    const base = subject.animalId === 'P01' ? 2 : 1;
    return {
      code,
      fields: [0, 1, 2].map((field) => ({
        necrosis: base + (field === 2 ? 1 : 0),
        congestion: Math.min(4, base + (field === 1 ? 1 + shift : shift)),
        vacuolization: base,
      })),
    };
  });
}

export function suzukiSession(seed = '00ff00ff00ff00ff'): z.input<typeof suzuki.input> {
  const slides = [...readingOrder(seed, suzukiSlides)];
  return {
    list: { id: 'list-1', seed, slides },
    isSummed: true,
    first: suzukiScores(slides),
    second: suzukiScores(slides, 1),
    combination: 'first',
    weights: 'quadratic',
  };
}
