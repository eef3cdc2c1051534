// Samples on day 1, 3 and 7 by protocol 4: one run each, with its short anaesthesia, its timers and its places.
// Must not take what is due at the end of the story: that is left for whoever opens the demonstration.

import {
  isFrozen,
  materialKeys,
  samplingRules,
  windowsOf,
  type TimePoint,
} from '../../shared/domain/schedule.ts';
import { epochOf } from '../../shared/kernel/time.ts';
import type { Story } from './agenda.ts';
import { secondTechnician, thirdTechnician } from './cast.ts';
import { dayOf, isActive, weightOn } from './husbandry.ts';
import type { StudyAnimal } from './roster.ts';
import {
  collect,
  divideSerum,
  freezeTissue,
  miss,
  missedMaterials,
  process,
  storeBlocks,
  type Sampling,
} from './samples.ts';
import { giveTolfedineAgain, isWatched, type Anaesthesia } from './theatre-record.ts';
import { beside, type World } from './world.ts';

export function* followUp(world: World, animal: StudyAnimal, timePoint: TimePoint): Story {
  const { stage } = world;
  const { forgottenAt, lateSampleAt } = animal.incidents;
  const window = windowsOf(stage.read, animal.id, samplingRules(stage.read)).find(
    (one) => one.timePoint === timePoint,
  );
  if (!window?.plannedAt || !window.windowTo || forgottenAt === timePoint) return;
  if (epochOf(window.windowTo) >= stage.calendar.end.epochMs) return;
  const late = lateSampleAt?.timePoint === timePoint ? lateSampleAt : undefined;
  yield stage.in(stage.random.between(-35, 30) + (late?.hours ?? 0) * 60, epochOf(window.plannedAt));
  if (!isActive(world, animal.id)) return;
  const sampling: Sampling = {
    animal,
    timePoint,
    takenBy: animal.surgeon,
    typedBy: thirdTechnician,
    ...(late === undefined ? {} : { reason: late.reason }),
  };
  yield* isSampled(world, sampling);
}

type Complete = (stepKey: string, entered?: Record<string, string>, isSterile?: boolean) => void;

function* isSampled(world: World, sampling: Sampling): Story {
  const { stage, values } = world;
  const { animal, timePoint, takenBy } = sampling;
  startOnWrongAnimal(world, sampling);
  const weightKg = weightOn(world, animal, dayOf(world, stage.now));
  stage.run(secondTechnician, 'animal.weigh', { animalId: animal.id, weightKg });
  const { runId } = stage.run(thirdTechnician, 'run.start', {
    protocolKey: 'sampling',
    subject: { type: 'samples', id: `${animal.id}/${timePoint}` },
    participants: [takenBy.userId, thirdTechnician.userId, secondTechnician.userId],
  });
  const complete: Complete = (stepKey, entered = {}, isSterile = false) =>
    stage.run(
      thirdTechnician,
      'run.completeStep',
      { runId, stepKey, values: entered },
      { performedBy: isSterile ? takenBy.userId : thirdTechnician.userId },
    );
  const tag = { runId, stepKey: 'identity', values: { 'ear-tag': animal.earTag } };
  stage.run(thirdTechnician, 'run.completeStep', tag, { source: 'scanned' });
  yield stage.about(6);
  complete('induction', { isoflurane: '4' });
  const anaesthesia: Anaesthesia = { animal, runId, isOver: false };
  beside(world, isWatched(world, anaesthesia));
  yield stage.about(7);
  complete('blood', { tubes: '2' });
  collect(world, sampling, ['serum']);
  yield stage.about(12, 3);
  complete('liver', { 'tissue-mass': values.between(0.7, 1.3).toFixed(2) }, true);
  const missed = missedMaterials(sampling);
  collect(
    world,
    sampling,
    materialKeys.filter((one) => one !== 'serum' && !missed.includes(one)),
  );
  miss(world, sampling);
  complete('formalin');
  yield stage.about(2);
  complete('ki67-start');
  process(world, sampling, 'liver-ki67', false);
  yield* isFinished(world, sampling, anaesthesia, complete);
}

/** The run of the neighbour in the next pen was opened first, and given up at the ear tag. */
function startOnWrongAnimal({ stage }: World, { animal, timePoint }: Sampling): void {
  const { runStartedOn } = animal.incidents;
  if (runStartedOn === undefined || timePoint !== 'day-3') return;
  const { runId } = stage.run(thirdTechnician, 'run.start', {
    protocolKey: 'sampling',
    subject: { type: 'samples', id: `${runStartedOn}/${timePoint}` },
  });
  const meta = { reason: `Started for the wrong animal: the ear tag says ${animal.id}.` };
  stage.run(thirdTechnician, 'run.abandon', { runId }, meta);
}

function* isFinished(world: World, sampling: Sampling, anaesthesia: Anaesthesia, complete: Complete): Story {
  const { stage } = world;
  const { animal, timePoint } = sampling;
  const { runId } = anaesthesia;
  const fixedAt = stage.now;
  const missed = missedMaterials(sampling);
  yield stage.about(3);
  for (const [stepKey, material] of [
    ['rna', 'liver-rna'],
    ['protein', 'liver-protein'],
  ] as const) {
    if (!missed.includes(material)) complete(stepKey);
    else {
      const meta = { reason: animal.incidents.missed?.reason ?? '' };
      stage.run(thirdTechnician, 'run.skipStep', { runId, stepKey }, meta);
    }
  }
  if (missed.length < materialKeys.filter((one) => isFrozen(one)).length - 1) freezeTissue(world, sampling);
  if (timePoint === 'day-1') giveTolfedineAgain(world, animal, runId);
  yield stage.about(7);
  anaesthesia.isOver = true;
  stage.run(secondTechnician, 'timer.start', { runId, stepKey: 'serum', timerKey: 'serum' });
  process(world, sampling, 'serum', false);
  yield stage.in(15);
  complete('serum', { haemolysis: animal.incidents.haemolysedAt === timePoint ? 'yes' : 'no' });
  yield stage.about(12, 4);
  divideSerum(world, sampling);
  complete('serum-store', { aliquots: '3' });
  yield stage.about(4);
  complete('recovery', { observations: 'Stands, drinks' });
  yield stage.in(23 * 60 + 1, fixedAt);
  stage.acknowledge(secondTechnician, runId);
  yield stage.in(24 * 60, fixedAt);
  complete('ki67-end');
  stage.run(thirdTechnician, 'run.close', { runId });
  yield stage.about(12, 6);
  storeBlocks(world, sampling);
  if (timePoint === 'day-7') stage.run(thirdTechnician, 'animal.complete', { animalId: animal.id });
}
