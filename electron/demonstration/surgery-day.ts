// A day of surgery by protocol 3, from the fast of the evening before to the recovery, with what goes wrong.
// Must not know how a dose or a sample is handled: those are stories of their own that this one starts.

import { materialKeys, type TimePoint } from '../../shared/domain/schedule.ts';
import { setting } from '../../shared/domain/settings.ts';
import type { Source } from '../../shared/kernel/record.ts';
import type { Story } from './agenda.ts';
import { director, firstTechnician, secondTechnician, thirdTechnician } from './cast.ts';
import { correctGiven, give, isPrepared, type Syringe } from './dosing.ts';
import { followUp } from './follow-up.ts';
import { aftermath, weightOn } from './husbandry.ts';
import { giveAntibiotic, giveTolfedine, isWatched, type Anaesthesia } from './theatre-record.ts';
import type { StudyAnimal } from './roster.ts';
import { benchWork, collect, type Sampling } from './samples.ts';
import { beside, type World } from './world.ts';

/** Minutes from the induction to clamp on, and from clamp on to the end of the story, for the last animal. */
const inductionToClamp = 45;
const clampedAtTheEnd = 35.1;

export function* isOperated(world: World, animal: StudyAnimal): Story {
  const { stage } = world;
  const { calendar } = stage;
  const induction =
    animal.induction === null
      ? stage.in(-clampedAtTheEnd - inductionToClamp, calendar.end.epochMs)
      : calendar.at(animal.operatedOn, animal.induction);
  const complete: Complete = (stepKey, entered = {}, facts = {}) =>
    stage.run(
      facts.by ?? thirdTechnician,
      'run.completeStep',
      { runId, stepKey, values: entered, deviationReason: facts.deviationReason ?? null },
      {
        performedBy: facts.performedBy ?? thirdTechnician.userId,
        source: facts.source ?? 'typed',
        ...facts.late,
      },
    );
  const fastHours = 12 + (animal.incidents.fastLongerByHours ?? 0);
  yield stage.in(-fastHours * 60 - stage.random.between(2, 18), induction);
  const { runId } = stage.run(secondTechnician, 'run.start', {
    protocolKey: 'surgery',
    subject: { type: 'animal', id: animal.id },
    participants: [animal.surgeon, thirdTechnician, firstTechnician, secondTechnician].map(
      (one) => one.userId,
    ),
  });
  complete('fast', {}, { by: secondTechnician, performedBy: secondTechnician.userId });
  yield* isMadeReady(world, animal, runId, induction, complete);
  yield* isClamped(world, animal, runId, induction, complete);
}

interface Facts {
  readonly by?: typeof thirdTechnician;
  readonly performedBy?: string;
  readonly deviationReason?: string;
  readonly late?: { readonly occurredAt: string };
  readonly source?: Source;
}
type Complete = (stepKey: string, entered?: Record<string, string>, facts?: Facts) => void;

function* isMadeReady(
  world: World,
  animal: StudyAnimal,
  runId: string,
  induction: number,
  complete: Complete,
): Story {
  const { stage } = world;
  const { id, incidents } = animal;
  yield stage.in(-119, induction);
  if (incidents.isWaterForgotten !== true) complete('withhold-water');
  yield stage.in(-32, induction);
  if (incidents.isWaterForgotten === true) {
    const meta = {
      reason: 'The water was taken away with the feed by the night duty; nobody wrote down when.',
    };
    stage.run(thirdTechnician, 'run.skipStep', { runId, stepKey: 'withhold-water' }, meta);
  }
  complete('weigh', {
    'weight-kg': incidents.weightAtOperationKg ?? weightOn(world, animal, animal.operatedOn),
  });
  yield stage.in(-22, induction);
  if (incidents.weightAtOperationKg !== undefined) {
    const meta = {
      reason:
        '0.4 kg above the limit on the day of the operation; healthy, and in the study since enrolment.',
    };
    stage.run(director, 'animal.grantException', { animalId: id, criteria: ['weight'] }, meta);
  }
  complete('identity', { 'ear-tag': animal.earTag }, { source: 'scanned' });
  yield induction;
  stage.noteOverruns(runId);
  const isFastTooLong = incidents.fastLongerByHours !== undefined;
  const why = 'The operation before it took longer, and the theatre was not free.';
  complete('induction', { isoflurane: '4' }, isFastTooLong ? { deviationReason: why } : {});
}

function* isClamped(
  world: World,
  animal: StudyAnimal,
  runId: string,
  induction: number,
  complete: Complete,
): Story {
  const { stage, values } = world;
  const { incidents, surgeon } = animal;
  const sterile = { performedBy: surgeon.userId };
  const anaesthesia: Anaesthesia = { animal, runId, isOver: false };
  beside(world, isWatched(world, anaesthesia));
  yield stage.in(11, induction);
  giveAntibiotic(world, animal, runId);
  yield stage.in(17, induction);
  const sampling: Sampling = { animal, timePoint: 'pre-op', takenBy: surgeon, typedBy: thirdTechnician };
  collect(world, sampling, materialKeys);
  complete('pre-op-samples', { blood: 'yes', liver: 'yes' }, sterile);
  beside(world, benchWork(world, sampling));
  yield stage.in(30, induction);
  complete('access', { pressure: setting(stage.read, 'surgery.pressureMmHg') ?? '12' }, sterile);
  if (incidents.noteAfterAccess !== undefined) {
    yield stage.in(33, induction);
    stage.run(thirdTechnician, 'run.addNote', { runId, text: incidents.noteAfterAccess });
  }
  yield stage.in(inductionToClamp, induction);
  complete('clamp-on', {}, sterile);
  const clampedAt = stage.now;

  let syringe: Syringe | undefined;
  beside(
    world,
    isPrepared(world, animal, (ready) => {
      syringe = ready;
    }),
  );
  for (const minutes of [50, 55]) {
    yield stage.in(minutes + 0.3, clampedAt);
    stage.acknowledge(thirdTechnician, runId);
  }
  yield stage.in(60 + (incidents.ischaemiaLongerBySeconds ?? values.between(-10, 20)) / 60, clampedAt);
  stage.noteOverruns(runId);
  complete('clamp-off', {}, sterile);
  yield stage.about(2);
  const appearance = values.pick([
    'Pink within a minute',
    'Pink at once',
    'Pink, one pale edge for three minutes',
  ]);
  complete('reperfusion', { 'is-perfused': 'yes', appearance }, sterile);
  yield stage.about(incidents.isDosePastItsTime === true ? 31 : 17, 5);
  const mass = values.between(158, 204).toFixed(0);
  complete(
    'resect-end',
    { 'resected-mass': incidents.isResectedMassTypedWrongly === true ? `${mass}0` : mass },
    sterile,
  );
  yield stage.about(2, 1);
  if (!syringe) throw new RangeError(`The syringe for ${animal.id} is not ready.`);
  give(world, animal, syringe);
  yield* isClosed(world, anaesthesia, syringe, mass, complete);
}

function* isClosed(
  world: World,
  anaesthesia: Anaesthesia,
  syringe: Syringe,
  resectedMass: string,
  complete: Complete,
): Story {
  const { stage, values } = world;
  const { animal, runId } = anaesthesia;
  const { incidents } = animal;
  yield stage.about(21, 5);
  complete('close', { bleeding: 'no' }, { performedBy: animal.surgeon.userId });
  for (const timePoint of ['day-1', 'day-3', 'day-7'] as const satisfies readonly TimePoint[]) {
    beside(world, followUp(world, animal, timePoint));
  }
  yield stage.about(3, 2);
  giveTolfedine(world, animal, runId);
  complete('tolfedine');
  yield stage.about(14, 5);
  anaesthesia.isOver = true;
  yield stage.about(16, 8);
  const recovered = {
    outcome: 'recovered',
    'minutes-to-standing': values.between(24, 41).toFixed(0),
    observations: 'Stands, drinks',
  };
  if (incidents.isRecoveryEnteredLate === true) {
    yield stage.in(48);
    complete('recovery', recovered, { late: stage.ago(48) });
  } else {
    complete('recovery', recovered);
  }
  if (incidents.isResectedMassTypedWrongly === true) {
    const correction = { runId, stepKey: 'resect-end', values: { 'resected-mass': resectedMass } };
    const meta = { reason: 'A digit too many; the printout of the scales says this.' };
    stage.run(thirdTechnician, 'run.correctStep', correction, meta);
  }
  if (incidents.isGivenAmountCorrected === true) correctGiven(world, syringe);
  yield stage.about(6);
  stage.run(thirdTechnician, 'run.close', { runId });
  beside(world, aftermath(world, animal));
}
