// What the study director and quality assurance do beside the work: plan, assessments, a protocol version, reviews, reports.
// Must not assess everything: some deviations stay open for whoever opens the demonstration.

import { offeredPlan, type PlanContent } from '../../shared/domain/analysis-plan.ts';
import { Deviation } from '../../shared/domain/deviation.ts';
import { designGroups } from '../../shared/domain/settings.ts';
import { conditionedMedium } from '../../shared/protocols/conditioned-medium.ts';
import type { ProtocolDefinition } from '../../shared/protocols/protocol.ts';
import { lab } from '../../shared/protocols/step-building.ts';
import { dayMs, epochOf } from '../../shared/kernel/time.ts';
import type { Story } from './agenda.ts';
import { director, firstTechnician, qualityAssurance, thirdTechnician } from './cast.ts';
import { simulatedReason } from './answers.ts';
import { lotId, type World } from './world.ts';

/** Whose deviations the director has not come to. */
const leftOpen: readonly string[] = ['P10', 'P13'];

export function* assesses({ stage }: World): Story {
  for (let day = -44; day < 0; day += 2) {
    yield stage.calendar.at(day, '17:10');
    for (const deviation of stage.read.list(Deviation, { status: 'open' })) {
      const age = stage.now - epochOf(deviation.recordedAt);
      if (age < dayMs || leftOpen.includes(deviation.animalId ?? '')) continue;
      const { text, impact } = assessments.get(deviation.where) ?? harmless;
      stage.run(director, 'deviation.assess', { deviationId: deviation.id, text, impact });
      yield stage.about(3);
    }
  }
}

interface Assessment {
  readonly text: string;
  readonly impact: 'none' | 'minor' | 'major';
}

/** By the place in the study where the deviation happened. */
const assessments: ReadonlyMap<string | null, Assessment> = new Map([
  ['clamp-off', { text: 'Kept in the analysis; the difference is shown with the result.', impact: 'minor' }],
  ['dose', { text: 'The amount is known. A second syringe is made ready from now on.', impact: 'minor' }],
  ['sample', { text: 'The missing values are reported as missing; nothing is imputed.', impact: 'minor' }],
]);
const harmless: Assessment = {
  text: 'No influence on the primary outcome. Discussed with the people concerned.',
  impact: 'none',
};

/** The second version says how often the bottles are rinsed; later productions follow it. */
export function* releasesNewVersion({ stage }: World): Story {
  yield stage.calendar.at(-29, '16:20');
  const definition: ProtocolDefinition = {
    ...conditionedMedium,
    version: 2,
    steps: conditionedMedium.steps.map((step) =>
      step.key === 'wash'
        ? { ...step, parameters: [...step.parameters, lab('rinses', 'Rinses', '3')] }
        : step,
    ),
  };
  const meta = { reason: 'The number of rinses differed between people in the first production.' };
  stage.run(director, 'protocol.release', { definition }, meta);
}

/** The article's plan, locked before any animal takes a position; one animal excluded later, with its reason. */
export function* plansAnalysis({ stage }: World): Story {
  yield stage.calendar.at(-47, '14:00');
  const content: PlanContent = {
    ...offeredPlan(designGroups(stage.read)),
    primary: { analyte: 'alt', timePoint: 'day-1' },
  };
  stage.run(director, 'plan.record', { content });
  yield stage.calendar.at(-47, '15:20');
  stage.run(director, 'plan.lock', {}, { witnessedBy: qualityAssurance.userId });
  yield stage.calendar.at(-10, '13:30');
  const haemolysed = { animalId: 'P13', analyte: null, timePoint: 'day-3' } as const;
  const reason = 'The serum was haemolysed: its cytokines are not trusted either.';
  stage.run(director, 'exclusion.record', haemolysed, { reason });
}

const reviews = [
  { day: -33, scope: 'Lots, settings and accounts up to the draw', finding: 'Complete. No findings.' },
  {
    day: -16,
    scope: 'Operations P01 to P14: times, doses, corrections',
    finding: 'Two corrections without the printout attached. The study director has been told.',
  },
  {
    day: -6,
    scope: 'Serum results, corrections and marks',
    finding: 'All corrections have a reason. No findings.',
  },
] as const;

export function* reviewsTrail({ stage }: World): Story {
  for (const { day, scope, finding } of reviews) {
    yield stage.calendar.at(day, '10:30');
    stage.run(qualityAssurance, 'review.write', { scope, finding, head: stage.notebook.head.head });
  }
}

export function* keepsHouse(world: World): Story {
  const { stage } = world;
  yield stage.calendar.at(-45, '02:40');
  stage.noteRestart(9);
  yield stage.calendar.at(-24, '12:10');
  const pressure = { key: 'surgery.pressureMmHg', value: '10' };
  const why = `The end-tidal CO2 was high at 12 mmHg. ${simulatedReason}`;
  stage.run(director, 'study.answerSetting', pressure, { reason: why });
  yield stage.calendar.at(-14, '09:45');
  const counted = { lotId: lotId(world, 'DMEM-01'), remainingMicrolitre: '480000' };
  stage.run(firstTechnician, 'lot.correctRemaining', counted, {
    reason: 'Counted anew: one bottle had been opened and thrown away.',
  });
  yield stage.calendar.at(-8, '16:40');
  stage.run(
    director,
    'lot.reject',
    { lotId: lotId(world, 'SAL-00') },
    { reason: 'Expired; it was never used.' },
  );
  yield stage.calendar.at(-2, '07:20');
  const freezer = {
    what: 'Freezer 1 stood at −68 °C for 25 minutes in the night; nothing thawed.',
    where: 'freezer',
  };
  stage.run(thirdTechnician, 'deviation.report', freezer, { reason: 'The door had not closed on a rack.' });
  yield stage.calendar.at(-1, '08:05');
  const light = { what: 'The light in the recovery pens was on until 23:40.', where: 'housing' };
  stage.run(firstTechnician, 'deviation.report', light, { reason: 'The timer switch had been set by hand.' });
}
