// qRT-PCR, version 2: a control that was left out.
// Must not repeat what version 1 is tested for.

import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { qrtPcr2 } from './qrt-pcr-2.ts';
import { qrtPcr } from './qrt-pcr.ts';
import { evaluated, refusedCode } from './testing/evaluated.ts';
import { qrtPcrPlate } from './testing/measured.ts';

type Plate = z.input<typeof qrtPcr2.input>;

/** The no-template control of HGF with an early signal in one well, and the other one too where asked. */
function contaminated(leftOut: string | null): Plate {
  const plate = qrtPcrPlate();
  const gene = plate.genes.find((one) => one.name !== plate.reference)?.name ?? '';
  const well = { plate: 'plate 1', value: '24', raw: null, absent: null, attachmentId: null, leftOut };
  const controls = [
    {
      kind: 'no-template' as const,
      gene,
      readings: [
        { ...well, well: 'NTC 1' },
        { ...well, well: 'NTC 2' },
      ],
    },
    {
      kind: 'no-rt' as const,
      gene,
      readings: [{ ...well, well: 'noRT 1', value: null, absent: 'undetermined' as const, leftOut: null }],
    },
  ];
  return { ...plate, controls };
}

describe('qrt-pcr, version 2', () => {
  it('computes what version 1 does where no control is left out', () => {
    for (const plate of [qrtPcrPlate(), contaminated(null)]) {
      expect(evaluated(qrtPcr2, plate).output).toEqual(evaluated(qrtPcr, plate).output);
    }
  });

  it('[ALC-3] takes a control of which every well is left out for missing, where version 1 passed it', () => {
    const plate = contaminated('Contaminated.');
    const passed = (assay: typeof qrtPcr) =>
      evaluated(assay, plate)
        .output.checks.filter((one) => one.about === plate.controls?.[0]?.gene)
        .map((one) => [one.key, one.isPassed]);
    expect(passed(qrtPcr)).toEqual([
      ['no-template-control', true],
      ['no-rt-control', true],
      ['controls-present', true],
    ]);
    expect(passed(qrtPcr2)).toEqual([
      ['no-rt-control', true],
      ['controls-present', false],
    ]);
    // Its wells are still those of the record.
    expect(qrtPcr2.readings(qrtPcr2.input.parse(plate)).some((one) => one.well === 'NTC 1')).toBe(true);
  });

  it('refuses a well that stands twice, in a control that is left out too', () => {
    const plate = contaminated('Contaminated.');
    const [first, ...others] = plate.controls ?? [];
    const twice = first && { ...first, readings: [...first.readings, ...first.readings.slice(0, 1)] };
    expect(refusedCode(qrtPcr2, { ...plate, controls: twice ? [twice, ...others] : [] })).toBe(
      'assay.well-twice',
    );
  });
});
