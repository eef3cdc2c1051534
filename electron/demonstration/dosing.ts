// The dose of the demonstration: prepared at the bench, checked by a second person, given in theatre.
// Must not compute a volume: it asks the program, as people do.

import { Dose, type DoseState } from '../../shared/domain/dose.ts';
import { latestWeight, Animal } from '../../shared/domain/animal.ts';
import type { Story } from './agenda.ts';
import { firstTechnician, secondTechnician, thirdTechnician } from './cast.ts';
import type { StudyAnimal } from './roster.ts';
import { groupOf, lotId, type World } from './world.ts';

/** From this day on the second lots are used. */
const secondLotsFrom = -15;

export interface Syringe {
  readonly doseId: string;
  readonly code: string;
}

function lotCodeFor(world: World, animal: StudyAnimal): string {
  const number = animal.operatedOn >= secondLotsFrom ? '02' : '01';
  switch (groupOf(world, animal.id)) {
    case 'saline':
      return 'SAL-01';
    case 'dmem':
      return 'DMEM-01';
    case 'asc':
      return `ASC-${number}`;
    default:
      return `SEC-${number}`;
  }
}

/** Cells and secretome come out of the cold on the day; the suspension is counted anew. */
function makeLotReady(world: World, animal: StudyAnimal): void {
  const { stage, values } = world;
  const code = lotCodeFor(world, animal);
  const id = lotId(world, code);
  if (code.startsWith('SEC')) stage.run(firstTechnician, 'lot.thaw', { lotId: id });
  if (!code.startsWith('ASC')) return;
  stage.run(firstTechnician, 'lot.thaw', { lotId: id });
  const counted = {
    cellsPerMl: `${values.between(5.9, 6.4).toFixed(2)}e6`,
    viabilityPercent: values.between(90.5, 95).toFixed(1),
  };
  stage.run(firstTechnician, 'lot.measureSuspension', { lotId: id, ...counted });
}

function prepare(world: World, animal: StudyAnimal): Syringe {
  const code = lotCodeFor(world, animal);
  const isLarge = code.startsWith('ASC') || code.startsWith('SAL');
  const syringe = isLarge
    ? { syringeMl: '5', graduationMicrolitre: '100' }
    : { syringeMl: '1', graduationMicrolitre: '10' };
  const input = { animalId: animal.id, lotId: lotId(world, code), ...syringe };
  return world.stage.run(firstTechnician, 'dose.prepare', input);
}

function check(world: World, animal: StudyAnimal, { doseId }: Syringe, isSlip = false): void {
  const { stage } = world;
  const state = stage.read.get(Animal, animal.id);
  const weightKg = (state && latestWeight(state)?.weightKg) ?? '';
  const entered = isSlip ? weightKg.replace(/^2/, '3') : weightKg;
  const input = { doseId, weightKg: entered, lotCode: lotCodeFor(world, animal) };
  stage.run(secondTechnician, 'dose.check', input, { source: 'scanned' });
}

/** Preparation during the ischaemia, with what goes wrong; `ready` gets the syringe that is to be given. */
export function* isPrepared(world: World, animal: StudyAnimal, ready: (syringe: Syringe) => void): Story {
  const { stage } = world;
  const { isDosePastItsTime, isCheckDiffering, isSyringeDropped } = animal.incidents;
  yield stage.in(isDosePastItsTime === true ? 4 : 31);
  makeLotReady(world, animal);
  yield stage.about(6, 3);
  let syringe = prepare(world, animal);
  yield stage.about(4, 2);
  if (isCheckDiffering === true) {
    check(world, animal, syringe, true);
    yield stage.about(2);
  }
  check(world, animal, syringe);
  if (isSyringeDropped === true) {
    yield stage.about(5, 2);
    const meta = { reason: 'The syringe fell to the floor on the way to the theatre.' };
    stage.run(secondTechnician, 'dose.spoil', { doseId: syringe.doseId }, meta);
    yield stage.about(3, 2);
    syringe = prepare(world, animal);
    yield stage.about(3, 2);
    check(world, animal, syringe);
  }
  ready(syringe);
}

const siteNames = [
  'Right lobe, cranial',
  'Right lobe, middle',
  'Right lobe, caudal',
  'Caudate lobe',
] as const;

/** The surgeon injects, a technician scans the code and types; what is left over stays in the needle. */
export function give(world: World, animal: StudyAnimal, syringe: Syringe): void {
  const { stage } = world;
  const dose = stage.read.get(Dose, syringe.doseId);
  if (!dose) throw new RangeError(`No dose ${syringe.doseId}.`);
  const people = { performedBy: animal.surgeon.userId, witnessedBy: secondTechnician.userId };
  const meta = { ...people, source: 'scanned' } as const;
  const amounts = amountsOf(dose);
  const input = { code: syringe.code, animalId: animal.id, ...amounts };
  if (animal.incidents.isDosePastItsTime !== true) {
    stage.run(thirdTechnician, 'dose.give', input, meta);
    return;
  }
  const reason =
    'The resection took longer than planned; a new syringe would have delayed the injection further.';
  stage.run(thirdTechnician, 'dose.giveOutsideGate', input, { ...meta, reason });
}

function amountsOf(dose: DoseState) {
  const draw = Number(dose.drawMicrolitre);
  const graduation = Number(dose.graduationMicrolitre);
  const each = Math.floor(draw / siteNames.length / graduation) * graduation;
  const last = draw - each * (siteNames.length - 1) - graduation;
  return {
    sites: siteNames.map((site, index) => ({
      site,
      volumeMicrolitre: String(index === siteNames.length - 1 ? last : each),
    })),
    residualMicrolitre: String(graduation),
  };
}

/** The last site had got less, and a drop was lost: entered the same afternoon. */
export function correctGiven(world: World, { doseId }: Syringe): void {
  const { stage } = world;
  const given = stage.read.get(Dose, doseId)?.given;
  if (!given) return;
  const lost = 10;
  const sites = given.sites.map(({ site, volumeMicrolitre }, index) => ({
    site,
    volumeMicrolitre: String(Number(volumeMicrolitre) - (index === given.sites.length - 1 ? lost : 0)),
  }));
  const { residualMicrolitre } = given;
  const input = { doseId, sites, lostMicrolitre: String(lost), residualMicrolitre };
  const meta = { reason: 'The surgeon saw a drop run off the last site; it was not entered at first.' };
  stage.run(thirdTechnician, 'dose.correctGiven', input, meta);
}
