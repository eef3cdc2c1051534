// The simulated instrument files, well by well: what was simulated is what the readers of the program find.
// Must not look at the study: that is assays.test.ts.

import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readInstrumentFile } from '../import/read-instrument.ts';
import { accepted } from '../testing/bench-notebook.ts';
import { blotPicture } from './blot-picture.ts';
import { gen5Text } from './gen5-text.ts';
import { mostSamples, simulatedPlate } from './kit.ts';
import { lightCyclerText } from './lightcycler-text.ts';
import { SeededRandom } from './seeded-random.ts';

const kit = { unit: 'pg/mL', highest: 1000, dilution: 1 } as const;
const read = (text: string) => accepted(readInstrumentFile(new TextEncoder().encode(text)));

describe('a plate reader file', () => {
  const samples = Array.from({ length: mostSamples }, (_, index) => ({
    name: `P${index + 1} day-1`,
    concentration: 20 + 25 * index,
    isOverflow: index === 4,
  }));
  const plates = ['Plate 1', 'Plate 2'].map((name) =>
    simulatedPlate(new SeededRandom(7, 'assays'), kit, { name, date: '2026-11-24' }, samples),
  );
  const text = gen5Text('IL-6', plates);

  it('[ALC-3] is read back to every reading, name, role and amount of every well', () => {
    const reading = read(text);
    expect(reading).toMatchObject({ format: 'Agilent Gen5', warnings: [] });
    for (const [index, plate] of plates.entries()) {
      expect(plate.wells).toHaveLength(96);
      const found = reading.plates[index];
      expect(found?.name).toBe(plate.name);
      const byWell = new Map(found?.wells.map((one) => [one.well, one]));
      for (const one of plate.wells) {
        const isOverflow = one.reading === 'OVRFLW';
        expect(byWell.get(one.well)).toMatchObject({
          raw: one.reading,
          value: isOverflow ? null : Number(one.reading),
          sample: one.name === '' ? one.id : one.name,
          concentration: one.concentration === '' ? null : Number(one.concentration),
          wavelengthNm: 450,
          unit: 'OD',
        });
      }
    }
    const wells = reading.plates[0]?.wells ?? [];
    const count = (role: string) => wells.filter((one) => one.role === role).length;
    expect(['standard', 'blank', 'control', 'unknown'].map(count)).toEqual([14, 2, 2, 78]);
    expect(wells.filter((one) => one.raw === 'OVRFLW')).toHaveLength(1);
  });

  it('says in its head that it is simulated', () => {
    expect(text.slice(0, 400).match(/SIMULATED/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('of a badly washed plate has a darker blank and a control that reads too high', () => {
    const about = { name: 'Plate 1', date: '2026-11-24' };
    const bad = simulatedPlate(new SeededRandom(7, 'assays'), kit, about, samples, 'badlyWashed');
    const od = (plate: typeof bad, id: string) =>
      Number(plate.wells.find((one) => one.id === id)?.reading ?? Number.NaN);
    const [good] = plates;
    if (!good) throw new TypeError('No plate.');
    expect(od(bad, 'BLK')).toBeGreaterThan(2 * od(good, 'BLK'));
    expect(od(bad, 'CTL1')).toBeGreaterThan(1.2 * od(good, 'CTL1'));
  });
});

describe('a LightCycler file', () => {
  it('[ALC-3] is read back to every Cp; an empty one is none, and NTC is a control', () => {
    const wells = [
      { name: 'NTC HGF', cp: '' },
      { name: 'NTC HGF', cp: '36.91' },
      ...Array.from({ length: 25 }, (_, index) => ({
        name: `P${index + 1} day-3 TGF-β`,
        cp: `2${index % 10}.07`,
      })),
    ];
    const reading = read(lightCyclerText('expression', wells));
    expect(reading).toMatchObject({ format: 'Roche LightCycler 480', warnings: [] });
    expect(reading.plates[0]?.name).toBe('SIMULATED expression');
    const found = reading.plates[0]?.wells.filter((one) => one.sample !== null) ?? [];
    expect(found.map((one) => [one.sample, one.cq === null ? '' : one.cq.toFixed(2)])).toEqual(
      wells.map((one) => [one.name, one.cp]),
    );
    expect(found.map((one) => one.role).slice(0, 3)).toEqual([
      'no-template-control',
      'no-template-control',
      'unknown',
    ]);
    expect([found[0]?.well, found[23]?.well, found[24]?.well]).toEqual(['A1', 'A24', 'B1']);
  });
});

describe('a picture of a membrane', () => {
  const picture = Buffer.from(
    blotPicture([
      [0, 0.5, 1],
      [1, 1, 1],
    ]),
  );
  const lineBytes = 1 + picture.readUInt32BE(16) / 2;
  /** The grey of a pixel, 0 black to 15 white. */
  const grey = (x: number, y: number): number => {
    const data = inflateSync(picture.subarray(41, picture.length - 16));
    const pair = data[y * lineBytes + 1 + (x >> 1)] ?? 0;
    return x % 2 === 0 ? pair >> 4 : pair & 15;
  };

  it('is a PNG whose parts have their checksums', () => {
    expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
    for (let at = 8; at < picture.length;) {
      const length = picture.readUInt32BE(at);
      const checked = picture.subarray(at + 4, at + 8 + length);
      expect(picture.readUInt32BE(at + 8 + length)).toBe(crc32(checked));
      at += 12 + length;
    }
  });

  it('has bands as dark as they measured, and the word SIMULATED above them', () => {
    const middle = (lane: number) => grey(6 + 22 * lane + 8, 18 + 4);
    expect([middle(0), middle(2)]).toEqual([15, 0]);
    expect(middle(1)).toBeGreaterThan(3);
    expect(middle(1)).toBeLessThan(12);
    const row = (y: number) =>
      Array.from({ length: 54 }, (_, x) => (grey(6 + x, y) === 0 ? '#' : ' ')).join('');
    // The uppermost line of the nine letters.
    expect(row(6).trimEnd()).toBe(' ####  ###  #   # #   # #      ###  ##### ##### ####');
  });
});
