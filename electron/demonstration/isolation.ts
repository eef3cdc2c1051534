// Two lots of adipose-derived stem cells: from the fat of a donor through four passages to identification and release.
// Must not give cells to an animal: that is dosing.ts.

import type { CommandInput } from '../../shared/contract.ts';
import type { Story } from './agenda.ts';
import { director, firstTechnician, secondSurgeon, secondTechnician } from './cast.ts';
import type { Donor } from './roster.ts';
import { lotId, type World } from './world.ts';

const passageDays = 4;

export function* isIsolated(world: World, donor: Donor): Story {
  const { stage, lots, values } = world;
  const { fatOn, lotCode } = donor;
  const technician = firstTechnician;
  yield stage.calendar.at(fatOn, '09:20');
  const { runId } = stage.run(technician, 'run.start', {
    protocolKey: 'asc-isolation',
    subject: { type: 'animal', id: donor.id },
    participants: [technician.userId, secondTechnician.userId, secondSurgeon.userId],
  });
  const complete = (stepKey: string, entered: Record<string, string> = {}, performedBy = technician.userId) =>
    stage.run(technician, 'run.completeStep', { runId, stepKey, values: entered }, { performedBy });
  const spin = (stepKey: string, timerKey: string) =>
    stage.run(technician, 'timer.start', { runId, stepKey, timerKey });

  yield stage.about(25);
  const fat = { donor: donor.earTag, 'fat-mass': values.between(38, 52).toFixed(1) };
  complete('collect-fat', fat, secondSurgeon.userId);
  yield stage.about(30);
  complete('wash-mince');
  yield stage.about(4);
  const { timerId } = spin('digest', 'digestion');
  if (lotCode === 'ASC-02') {
    // The shaker was opened to loosen what had settled.
    yield stage.in(25);
    stage.run(technician, 'timer.pause', { timerId });
    yield stage.in(4);
    stage.run(technician, 'timer.resume', { timerId });
    yield stage.in(35);
  } else {
    yield stage.in(60);
  }
  complete('digest', { 'enzyme-lot': `SIM-C${values.whole(100, 999)}` });
  yield stage.about(5);
  spin('centrifuge', 'centrifugation');
  yield stage.in(10);
  complete('centrifuge');
  yield stage.about(8);
  complete('filter');
  yield stage.about(25);
  const seeded = cells(world, 3.1);
  const viability = percent(world, 92, 1.5);
  complete('seed', { 'viable-cells': seeded, viability, flasks: '4' });
  const lot = { code: lotCode, donorAnimalId: donor.id, runId, location: 'Incubator 2' };
  lots.set(lotCode, stage.run(technician, 'lot.createAsc', lot).lotId);
  recordPassage(world, lotCode, 0, { viableCells: seeded, viabilityPercent: viability });

  for (let number = 1; number <= 4; number++) {
    yield stage.in(values.between(0, 50), stage.calendar.at(fatOn + number * passageDays, '10:15'));
    const counted = {
      confluencePercent: percent(world, 86, 3),
      viableCells: cells(world, 6 + number * 4),
      viabilityPercent: percent(world, 94, 1.2),
      splitRatio: '1:3',
    };
    const { confluencePercent, viableCells, viabilityPercent, splitRatio } = counted;
    complete(`passage-${number}`, {
      confluence: confluencePercent,
      'viable-cells': viableCells,
      viability: viabilityPercent,
      'split-ratio': splitRatio,
    });
    recordPassage(world, lotCode, number, counted);
  }
  yield* isIdentified(world, donor, runId, complete);
  yield stage.calendar.at(fatOn + 19, '16:30');
  stage.run(director, 'lot.release', { lotId: lotId(world, lotCode) });
}

function recordPassage(
  world: World,
  lotCode: string,
  passage: number,
  counted: Omit<CommandInput<'lot.recordPassage'>, 'lotId' | 'passage'>,
): void {
  const id = lotId(world, lotCode);
  world.stage.run(firstTechnician, 'lot.recordPassage', { lotId: id, passage, ...counted });
}

/** The second lot is measured twice: the first gate let dead cells through, and CD34 was too high. */
function* isIdentified(
  world: World,
  { fatOn, lotCode }: Donor,
  runId: string,
  complete: (stepKey: string, entered: Record<string, string>) => void,
): Story {
  const { stage, values } = world;
  const id = lotId(world, lotCode);
  const differentiation = (['adipocytes', 'osteoblasts', 'hepatocytes'] as const).map((lineage) => ({
    lineage,
    isPassed: true,
  }));
  const identify = (cd34: string) => {
    const measured = {
      CD90: values.between(97, 99.4).toFixed(1),
      CD29: values.between(96.5, 99).toFixed(1),
      CD44: values.between(97, 99.5).toFixed(1),
      CD34: cd34,
    };
    const markers = Object.entries(measured).map(([marker, percentPositive]) => ({
      marker,
      percentPositive,
    }));
    stage.run(secondTechnician, 'lot.identify', { lotId: id, passage: 4, markers, differentiation });
    return measured;
  };
  yield stage.calendar.at(fatOn + 18, '11:00');
  if (lotCode === 'ASC-02') {
    identify('2.6');
    yield stage.about(200);
  }
  const measured = identify(values.between(0.5, 1.4).toFixed(1));
  yield stage.about(10);
  complete('identify', {
    cd90: measured.CD90,
    cd29: measured.CD29,
    cd44: measured.CD44,
    cd34: measured.CD34,
    adipocytes: 'yes',
    osteoblasts: 'yes',
    hepatocytes: 'yes',
  });
  stage.run(firstTechnician, 'run.close', { runId });
  const suspension = { cellsPerMl: '6200000', viabilityPercent: percent(world, 93, 1) };
  stage.run(firstTechnician, 'lot.measureSuspension', {
    lotId: id,
    ...suspension,
    volumeMicrolitre: '60000',
  });
  stage.run(firstTechnician, 'lot.move', { lotId: id, location: 'Liquid nitrogen tank 1, rack 3' });
}

/** Millions of cells as people write them, with some scatter. */
function cells({ values }: World, millions: number): string {
  return `${(millions * values.between(0.94, 1.06)).toFixed(2)}e6`;
}

function percent({ values }: World, mean: number, sd: number): string {
  return Math.min(99.5, mean + sd * values.deviate()).toFixed(1);
}
