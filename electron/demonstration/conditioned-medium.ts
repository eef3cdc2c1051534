// Conditioned medium and secretome: two lots with their check by ELISA, and a third culture that is under way.
// Must not invent limits for a lot: the check stands beside the article's figures, the director releases.

import type { Story } from './agenda.ts';
import { director, firstTechnician, secondTechnician, thirdTechnician } from './cast.ts';
import { checkMedium } from './medium-plate.ts';
import { lotId, type World } from './world.ts';

export interface Production {
  readonly code: string;
  readonly fromLot: string;
  /** Day of the story on which the starvation begins, in the afternoon. */
  readonly day: number;
  readonly millionCellsPerBottle: number;
  /** The unit that leaks, and the one whose volume is far from 500 µL. */
  readonly leakingUnit?: number;
  readonly farUnit?: number;
}

export const productions: readonly Production[] = [
  { code: 'SEC-01', fromLot: 'ASC-01', day: -46, millionCellsPerBottle: 13.6, farUnit: 7 },
  { code: 'SEC-02', fromLot: 'ASC-02', day: -27, millionCellsPerBottle: 13.9, leakingUnit: 3 },
  { code: 'SEC-03', fromLot: 'ASC-02', day: -1, millionCellsPerBottle: 13.4 },
];

const bottleCount = 12;
const numbers = Array.from({ length: bottleCount }, (_, index) => index + 1);
const technician = firstTechnician;

export function* isProduced(world: World, production: Production): Story {
  const { stage, values } = world;
  const { day, fromLot } = production;
  yield stage.calendar.at(day, '14:10');
  const { runId } = stage.run(technician, 'run.start', {
    protocolKey: 'conditioned-medium',
    subject: { type: 'lot', id: lotId(world, fromLot) },
    participants: [technician.userId, secondTechnician.userId],
  });
  const complete: Complete = (stepKey, entered = {}, deviationReason) =>
    stage.run(technician, 'run.completeStep', {
      runId,
      stepKey,
      values: entered,
      ...(deviationReason === undefined ? {} : { deviationReason }),
    });
  const cells = numbers.map(() => (production.millionCellsPerBottle * values.between(0.97, 1.03)).toFixed(2));
  yield stage.about(20);
  complete('cells', {
    passage: '4',
    confluence: values.between(79, 83).toFixed(0),
    cells: cells.map((one) => `${one}e6`).join('; '),
  });
  yield stage.about(15);
  complete('wash');
  yield stage.calendar.at(day, '15:00');
  complete('starve', { 'medium-volume': numbers.map(() => '12.5').join('; ') });
  yield stage.in(47 * 60 + 1);
  stage.acknowledge(thirdTechnician, runId);
  yield* isHarvested(world, production, runId, cells, complete);
}

type Complete = (stepKey: string, entered?: Record<string, string>, deviationReason?: string) => void;

function* isHarvested(
  world: World,
  production: Production,
  runId: string,
  cells: readonly string[],
  complete: Complete,
): Story {
  const { stage, lots, values } = world;
  const { code, leakingUnit, farUnit } = production;
  const collected = numbers.map(() => values.between(12.2, 12.4).toFixed(1));
  const spin = (stepKey: string, timerKey: string) =>
    stage.run(technician, 'timer.start', { runId, stepKey, timerKey });
  yield stage.about(59, 12);
  stage.noteOverruns(runId);
  complete('collect', { 'collected-volume': collected.join('; ') });
  yield stage.about(10);
  spin('clarify', 'clarification');
  yield stage.in(10);
  complete('clarify');
  yield stage.about(5);
  complete('elisa-samples', { 'bottle-numbers': '1; 2; 3; 4; 5' });
  yield stage.about(12);
  complete('load', { 'loaded-volume': numbers.map(() => '12').join('; ') });
  yield stage.about(5);
  spin('concentrate', 'concentration');
  yield stage.in(90);
  complete('concentrate');
  yield stage.about(12);
  const units = numbers.map((number) => ({
    number,
    cmMl: '12',
    volumeMicrolitre:
      number === leakingUnit ? '180' : number === farUnit ? '640' : values.between(485, 512).toFixed(0),
    isAccepted: number !== leakingUnit,
  }));
  const reason =
    leakingUnit === undefined
      ? farUnit === undefined
        ? undefined
        : `Unit ${farUnit} was stopped early by a lid that stood open; it is kept.`
      : `Unit ${leakingUnit} leaked into its tube and is left out.`;
  complete('recover', { 'unit-volume': units.map((one) => one.volumeMicrolitre).join('; ') }, reason);
  const bottles = numbers.map((number, index) => ({
    number,
    cells: `${cells[index]}e6`,
    cmMl: collected[index] ?? '12',
  }));
  const lot = {
    code,
    runId,
    location: 'F1/R5/B1',
    expiresAt: stage.calendar.date(production.day + 180),
    bottles,
    units,
  };
  lots.set(
    code,
    stage.run(technician, 'lot.createSecretome', lot, reason === undefined ? {} : { reason }).lotId,
  );
  yield stage.about(10);
  complete('store', { aliquots: '5', position: 'F1/R5/B1' });
  yield* isChecked(world, production, runId, complete);
}

function* isChecked(world: World, { code, day }: Production, runId: string, complete: Complete): Story {
  const { stage } = world;
  yield stage.calendar.at(day + 4, '15:40');
  checkMedium(world, code, lotId(world, code));
  yield stage.about(15);
  complete('lot-check');
  stage.run(technician, 'run.close', { runId });
  yield stage.calendar.at(day + 5, '11:20');
  stage.run(director, 'lot.release', { lotId: lotId(world, code) });
}
