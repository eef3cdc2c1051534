// Kept mappings: one a name, replaced by the next under it, the old one in the log.
// Must not read a file.

import { expect, it } from 'vitest';
import { listMappings, saveMapping } from './csv-mapping.ts';
import { Bench } from './testing/bench.ts';

const densities = {
  name: 'Densities',
  layout: 'list',
  columns: { well: 'Lane', value: 'Density', sample: 'Sample' },
} as const;

it('keeps a mapping for the next file of its kind, and the older one in the log', () => {
  const bench = new Bench();
  bench.run(saveMapping, { mapping: densities });
  bench.run(saveMapping, { mapping: densities });
  const changed = { ...densities, name: 'DENSITIES', columns: { ...densities.columns, value: 'Volume' } };
  expect(bench.run(saveMapping, { mapping: changed })).toEqual({ mappingId: 'densities' });
  expect(bench.ask(listMappings, {}).mappings).toMatchObject([{ mapping: { columns: { value: 'Volume' } } }]);
  expect(bench.records.map((one) => one.kind)).toEqual(['csvMapping.saved', 'csvMapping.changed']);
});
