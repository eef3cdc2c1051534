// What happens to single samples later: a container corrected, an aliquot moved, a block that broke.
// Must not take or divide samples: samples.ts does.

import { sampleId } from '../../shared/domain/schedule.ts';
import type { Story } from './agenda.ts';
import { pathologist, secondTechnician } from './cast.ts';
import type { World } from './world.ts';

export function* keepsSamples({ stage }: World): Story {
  yield stage.calendar.at(-11, '10:05');
  const tube = { sampleId: sampleId('P17', 'day-1', 'serum'), container: 'Serum tube, 9 mL' };
  const meta = { reason: 'The smaller tubes had run out; the container was taken over from the plan.' };
  stage.run(secondTechnician, 'sample.correct', tube, meta);
  yield stage.calendar.at(-8, '14:25');
  const aliquot = { sampleId: `${sampleId('P18', 'day-3', 'serum')}-A2`, placeId: 'F1/R4/B1/A1' };
  stage.run(secondTechnician, 'sample.move', aliquot, { source: 'scanned' });
  yield stage.calendar.at(-5, '14:10');
  const broken = { sampleId: sampleId('P16', 'day-7', 'liver-ki67') };
  const why = { reason: 'The block broke at the microtome; the portion for histology serves instead.' };
  stage.run(pathologist, 'sample.discard', broken, why);
}
