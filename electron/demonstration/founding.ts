// The beginning of the demonstration: accounts, the answered questions, the freezers, what is bought, the draw.
// Must not create the file or the study itself: founding is found-study.ts, as for every notebook.

import type { Story } from './agenda.ts';
import { answers, laterAnswers, simulatedReason } from './answers.ts';
import { director, firstTechnician, qualityAssurance, secondTechnician } from './cast.ts';
import { defineFreezers } from './freezer.ts';
import { lotId, type World } from './world.ts';

/** The first day of the story; the notebook is founded at this moment. */
export const firstDay = -72;
export const foundingClock = '09:00';

export function* begins({ stage }: World): Story {
  yield stage.in(10, stage.calendar.at(firstDay, foundingClock));
  stage.createAccounts();
  yield stage.calendar.at(firstDay, '13:00');
  for (const [key, value] of Object.entries(answers)) {
    stage.run(director, 'study.answerSetting', { key, value }, { reason: simulatedReason });
    yield stage.about(1);
  }
  yield stage.calendar.at(firstDay + 1, '10:00');
  defineFreezers(stage);
  yield stage.calendar.at(-48, '16:00');
  stage.run(director, 'allocation.draw', {}, { witnessedBy: qualityAssurance.userId });
  yield stage.calendar.at(-47, '14:00');
  for (const [key, value] of Object.entries(laterAnswers)) {
    stage.run(director, 'study.answerSetting', { key, value }, { reason: simulatedReason });
    yield stage.in(1);
  }
}

/** Saline and medium from a supplier, released by the director the day after. */
export function* isBought(world: World): Story {
  const { stage, lots } = world;
  yield stage.calendar.at(-47, '11:20');
  const expiry = (days: number) => stage.calendar.date(days);
  const bought = [
    {
      kind: 'saline',
      code: 'SAL-01',
      supplierLot: 'SIM-77A',
      expiresAt: expiry(400),
      volumeMicrolitre: '500000',
    },
    {
      kind: 'dmem',
      code: 'DMEM-01',
      supplierLot: 'SIM-31C',
      expiresAt: expiry(210),
      volumeMicrolitre: '500000',
    },
    {
      kind: 'saline',
      code: 'SAL-00',
      supplierLot: 'SIM-12B',
      expiresAt: expiry(-9),
      volumeMicrolitre: '250000',
    },
  ] as const;
  for (const lot of bought) {
    const facts = { ...lot, supplier: 'Supplier 1', location: 'Cold room 1, shelf 2' };
    lots.set(lot.code, stage.run(firstTechnician, 'lot.createCommercial', facts).lotId);
    yield stage.about(6);
  }
  yield stage.calendar.at(-46, '15:10');
  for (const { code } of bought) stage.run(director, 'lot.release', { lotId: lotId(world, code) });
  yield stage.calendar.at(-26, '10:10');
  const meta = { reason: 'Control of the pH of the opened bottle.' };
  stage.run(secondTechnician, 'lot.use', { lotId: lotId(world, 'DMEM-01'), amountMicrolitre: '5000' }, meta);
}
