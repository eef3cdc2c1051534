// What happens in the demonstration: everything that the issue names, and a last day on which the screens are alive.
// Must not test the file: that is demonstration.test.ts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showAllocation } from '../../shared/domain/allocation.ts';
import { showAnalysis } from '../../shared/domain/analysis.ts';
import type { AnalyteKey } from '../../shared/domain/analytes.ts';
import { Animal, latestWeight } from '../../shared/domain/animal.ts';
import { Deviation } from '../../shared/domain/deviation.ts';
import { prepareDose } from '../../shared/domain/dose-preparation.ts';
import { Dose } from '../../shared/domain/dose.ts';
import { listFigures, showFigure } from '../../shared/domain/figure-queries.ts';
import { showIschaemia } from '../../shared/domain/ischaemia.ts';
import { momentIn } from '../../shared/domain/local-time.ts';
import { Lot } from '../../shared/domain/lot.ts';
import { showPlan } from '../../shared/domain/plan-queries.ts';
import { resultChart } from '../../shared/domain/result-queries.ts';
import { latestRunOf, Run } from '../../shared/domain/run.ts';
import type { TimePoint } from '../../shared/domain/schedule.ts';
import { Step } from '../../shared/domain/step.ts';
import { studyOverview } from '../../shared/domain/study.ts';
import { known } from '../../shared/domain/testing/known.ts';
import { runningTimers } from '../../shared/domain/timer-commands.ts';
import { todayBoard } from '../../shared/domain/today.ts';
import { epochOf, hourMs, localClock, minuteMs, parseTime } from '../../shared/kernel/time.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { openNotebook } from '../notebook/open.ts';
import { accepted, director, TestFolder } from '../testing/bench-notebook.ts';
import { firstTechnician } from './cast.ts';
import { createDemonstration } from './demonstration.ts';
import { onTheTable } from './roster.ts';
import { Refused, Stage } from './stage.ts';
import { Calendar, SimulatedClock } from './calendar.ts';
import { SeededRandom } from './seeded-random.ts';

// At night, so that nothing depends on a convenient hour.
const now = momentIn(Date.UTC(2026, 10, 24, 19, 47, 0), 'Asia/Shanghai');

let folder: TestFolder;
let notebook: Notebook;

beforeAll(async () => {
  folder = new TestFolder();
  const path = folder.file();
  accepted(await createDemonstration(path, { ...folder.options(), seed: 3, now }));
  const clock = { moment: () => now };
  notebook = accepted(openNotebook(path, { ...folder.options(), clock })).notebook;
}, 120_000);

afterAll(() => {
  notebook.close();
  folder.remove();
});

const reader = () => notebook.queryContext(director).read;
const countOf = (kind: string) =>
  notebook.database.prepare('SELECT count(*) FROM record WHERE kind = ?').pluck().get(kind) as number;
const animalOnTheTable = () => known(reader().get(Animal, onTheTable));

describe('the animals', () => {
  const inStudy = () =>
    reader()
      .list(Animal)
      .filter((one) => one.purpose === 'study' && one.replacedBy === null);

  it('are 24, six in each group, completed or active', () => {
    expect(inStudy()).toHaveLength(24);
    expect(new Set(inStudy().map((one) => one.status))).toEqual(new Set(['active', 'completed']));
    expect(inStudy().filter((one) => one.status === 'completed').length).toBeGreaterThanOrEqual(15);
    const { positions } = accepted(notebook.ask(showAllocation, {}, director));
    for (const group of ['saline', 'dmem', 'asc', 'asc-secretome']) {
      expect(positions.filter((one) => one.group === group)).toHaveLength(6);
    }
    expect(positions.every((one) => one.animalId !== null)).toBe(true);
  });

  it('have one that died and was replaced, complications, an exception and donors', () => {
    const all = reader().list(Animal);
    const replaced = all.filter((one) => one.replacedBy !== null);
    expect(replaced).toHaveLength(1);
    expect(replaced[0]?.status).toBe('dead');
    expect(all.filter((one) => one.complications.length > 0).length).toBeGreaterThanOrEqual(3);
    expect(all.filter((one) => one.exception !== null)).toHaveLength(1);
    expect(all.filter((one) => one.purpose === 'donor')).toHaveLength(2);
  });

  it('were operated on by day, but for the one on the table', () => {
    for (const step of reader()
      .list(Step)
      .filter((one) => one.stepKey === 'clamp-on')) {
      if (step.animalId === onTheTable) continue;
      expect(localClock(step.at) >= '08:00:00' && localClock(step.at) <= '15:00:00').toBe(true);
    }
  });
});

describe('what goes otherwise than planned', () => {
  it.each([
    'sample.missed',
    'step.skipped',
    'step.corrected',
    'result.corrected',
    'result.marked',
    'animal.corrected',
    'animal.weightCorrected',
    'anaesthesia.observationCorrected',
    'sample.corrected',
    'sample.discarded',
    'dose.givenCorrected',
    'dose.spoilt',
    'dose.checkDiffered',
    'run.abandoned',
    'timer.paused',
    'timer.gap',
    'timer.overran',
    'lot.rejected',
    'review.written',
    'plan.locked',
    'exclusion.recorded',
  ])('has a record %s', (kind) => {
    expect(countOf(kind)).toBeGreaterThan(0);
  });

  it('has a late entry, a dose outside the gate, and deviations of both kinds', () => {
    expect(
      reader()
        .list(Step)
        .some((one) => one.isLate),
    ).toBe(true);
    expect(
      reader()
        .list(Dose)
        .some((one) => one.given?.isOutsideGate === true),
    ).toBe(true);
    const deviations = reader().list(Deviation);
    expect(deviations.filter((one) => one.status === 'open').length).toBeGreaterThan(1);
    expect(deviations.filter((one) => one.status === 'assessed').length).toBeGreaterThan(4);
  });

  it('leaves two questions open, and says of every answer that it is simulated', () => {
    const { settings, openCount } = accepted(notebook.ask(studyOverview, {}, director));
    expect(openCount).toBe(2);
    const answered = settings.filter((one) => one.answer !== null);
    expect(answered.every((one) => /simulated/i.test(one.answer?.reason ?? ''))).toBe(true);
  });
});

describe('lots and results', () => {
  it('has two lots of cells and two of secretome, checked and released', () => {
    const released = reader()
      .list(Lot)
      .filter((one) => one.status === 'released');
    expect(released.filter((one) => one.kind === 'asc')).toHaveLength(2);
    const secretome = released.filter((one) => one.kind === 'secretome');
    expect(secretome.map((one) => one.secretome?.check.length)).toEqual([7, 7]);
    expect(released.some((one) => one.kind === 'saline') && released.some((one) => one.kind === 'dmem')).toBe(
      true,
    );
  });

  const falling: readonly AnalyteKey[] = ['alp', 'alt', 'ast', 'il-6', 'tnf-alpha', 'il-1beta'];
  const rising: readonly AnalyteKey[] = ['il-10', 'ang-1', 'ang-2', 'vegf'];

  it.each([...falling, ...rising])('follows the direction of the article for %s', (analyte) => {
    const { series } = accepted(notebook.ask(resultChart, { analyte, isWithoutOutliers: true }, director));
    const mean = (group: string, timePoint: TimePoint) => {
      const one = series.find((it) => it.key === group)?.byTimePoint.find((it) => it.timePoint === timePoint);
      expect(one?.n).toBeGreaterThan(2);
      return known(one?.mean);
    };
    for (const [treated, control] of [
      ['asc', 'saline'],
      ['asc-secretome', 'dmem'],
    ] as const) {
      for (const timePoint of ['day-1', 'day-3'] as const) {
        const difference = mean(treated, timePoint) - mean(control, timePoint);
        expect(difference > 0).toBe(rising.includes(analyte));
      }
      expect(mean(control, 'day-1')).toBeGreaterThan(mean(control, 'pre-op'));
      const fallsAgain = mean(control, 'day-7') < mean(control, 'day-1');
      expect(fallsAgain || rising.includes(analyte)).toBe(true);
    }
  });
});

describe('the figures', () => {
  it('have their plan locked before any animal takes a position, and name the groups for who may know them', () => {
    const { versions, lockedAt } = accepted(notebook.ask(showPlan, {}, director));
    expect(versions.map((one) => [one.number, one.resultCount])).toEqual([[1, 0]]);
    const first = notebook.database
      .prepare("SELECT occurredAt FROM record WHERE kind = 'animal.enrolled' ORDER BY seq LIMIT 1")
      .pluck()
      .get() as string;
    expect(epochOf(known(lockedAt))).toBeLessThan(epochOf(first));
    const { figures, whyCoded } = accepted(notebook.ask(listFigures, {}, director));
    expect(whyCoded).toBeNull();
    for (const figure of ['2a', '2b', '2c', '2d', '3a', '3b']) {
      const shown = figures.find((one) => one.figure === figure);
      expect(shown?.missing).toEqual([]);
      expect(shown?.model.isSimulated).toBe(true);
    }
  });

  it('show marks where the article has them, and the excluded animal both ways', () => {
    const shown = accepted(notebook.ask(showFigure, { figure: '2a' }, director));
    const marks = known(shown)
      .model.panels.flatMap((panel) => panel.cells.flat())
      .flatMap((cell) => cell.against.map((one) => one.mark));
    expect(marks.some((one) => one.startsWith('*')) && marks.some((one) => one.startsWith('#'))).toBe(true);
    const { byTimePoint, leftOut } = accepted(notebook.ask(showAnalysis, { analyte: 'il-6' }, director));
    const total = (at: string, part: 'planned' | 'everything') => {
      const one = byTimePoint.find((it) => it.timePoint === at)?.[part];
      return one ? one.groups.reduce((sum, group) => sum + group.n, 0) : null;
    };
    const replaced = known(
      reader()
        .list(Animal)
        .find((one) => one.replacedBy !== null),
    );
    const why = `the animal was replaced by ${replaced.replacedBy}`;
    expect(leftOut.filter((one) => one.animalId === replaced.id)).toEqual([
      { animalId: replaced.id, timePoint: 'pre-op', why },
      { animalId: replaced.id, timePoint: 'day-1', why },
    ]);
    const ofGroups = leftOut.filter((one) => one.animalId !== replaced.id);
    expect(ofGroups.map((one) => [one.animalId, one.timePoint])).toEqual([['P13', 'day-3']]);
    expect(known(total('day-3', 'everything')) - known(total('day-3', 'planned'))).toBe(1);
    expect(total('day-1', 'everything')).toBeNull();
  });
});

describe('the last day', () => {
  it('has something in every lane of Today', () => {
    const { counts } = accepted(notebook.ask(todayBoard, {}, director));
    for (const lane of ['overdue', 'now', 'next', 'later', 'running'] as const) {
      expect(counts[lane]).toBeGreaterThan(0);
    }
  });

  it('has an animal on the table, clamped, with 15 to 25 minutes left', () => {
    const run = known(latestRunOf(reader(), onTheTable, 'surgery'));
    const { ischaemia } = accepted(notebook.ask(showIschaemia, { runId: run.id }, director));
    expect(ischaemia).toMatchObject({ phase: 'clamped', nextStep: { key: 'clamp-off' } });
    const remaining = (ischaemia?.timer?.remainingMs ?? 0) / minuteMs;
    expect(remaining).toBeGreaterThan(15);
    expect(remaining).toBeLessThan(25);
    const { timers } = accepted(notebook.ask(runningTimers, {}, director));
    expect(timers.map((one) => one.timerKey)).toEqual(expect.arrayContaining(['ischaemia', 'starvation']));
    expect(timers.filter((one) => one.dueAlarm !== null)).toEqual([]);
    expect(reader().list(Run, { status: 'open' }).length).toBeLessThanOrEqual(4);
  });

  it('[the dose gate] lets the dose of that animal be prepared from a released lot', () => {
    const weight = known(latestWeight(animalOnTheTable()));
    expect(now.epochMs - known(parseTime(weight.at))).toBeLessThan(3 * hourMs);
    const { positions } = accepted(notebook.ask(showAllocation, {}, director));
    const group = known(positions.find((one) => one.animalId === onTheTable)).group;
    const kind = group === 'asc-secretome' ? 'secretome' : group;
    const lot = known(
      reader()
        .list(Lot, { status: 'released' })
        .findLast((one) => one.kind === kind),
    );
    const isLarge = kind === 'asc' || kind === 'saline';
    const syringe = isLarge
      ? { syringeMl: '5', graduationMicrolitre: '100' }
      : { syringeMl: '1', graduationMicrolitre: '10' };
    const input = { animalId: onTheTable, lotId: lot.id, ...syringe };
    expect(notebook.transact(prepareDose, input, firstTechnician)).toMatchObject({ ok: true });
  });
});

describe('the stage', () => {
  it('[P11-10g] lets nobody do what their role may not, and tells which command was refused', () => {
    const calendar = new Calendar(now);
    const clock = new SimulatedClock(calendar, now.epochMs);
    const stage = new Stage(notebook, calendar, clock, new SeededRandom(1, 'events'));
    expect(() =>
      stage.run(firstTechnician, 'deviation.assess', { deviationId: 'x', text: 'x', impact: 'none' }),
    ).toThrow('technician-1 may not deviation.assess');
    const refused = () => stage.run(firstTechnician, 'animal.weigh', { animalId: 'P99', weightKg: '22' });
    expect(refused).toThrow(Refused);
    expect(refused).toThrow('animal.weigh: entity.unknown');
  });
});
