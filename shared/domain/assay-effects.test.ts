// An assay evaluated again after people and newer runs have decided: what follows it, what stays, and what is told.
// Must not repeat assay.test.ts: there the first evaluation, withdrawing and rejecting are tested.

import { describe, expect, it } from 'vitest';
import { cmElisaPlates, elisaPlate, qrtPcrPlate, wells } from '../assays/testing/measured.ts';
import { recordDeath } from './animal-commands.ts';
import { evaluateAssay, reevaluateAssay, rejectAssay } from './assay-commands.ts';
import { showAssay } from './assay-queries.ts';
import { createSecretomeLot, recordLotCheck } from './lot-secretome.ts';
import { correctResult, enterResults, markResult } from './result-commands.ts';
import { traceResult } from './result-trace.ts';
import { Result } from './result.ts';
import { Bench } from './testing/bench.ts';
import { fourUnits, lotOf, studyBench } from './testing/dose-bench.ts';
import { known } from './testing/known.ts';
import { doStep, registerAnimal, startSurgery } from './testing/operated-animal.ts';

const because = { reason: 'The plate was read again.' };
const cellOf = (animalId: string) => ({ animalId, timePoint: 'day-1', analyte: 'il-6' }) as const;
const resultOf = (bench: Bench, animalId: string) => known(bench.read.get(Result, `${animalId}/day-1/il-6`));

function withAnimals(): Bench {
  const bench = new Bench();
  for (const number of [1, 2, 3, 4]) registerAnimal(bench, `P0${number}`, number);
  return bench;
}

/** The plate with another dilution of some of its samples. */
function diluted(...animals: readonly string[]) {
  const plate = elisaPlate();
  return {
    ...plate,
    samples: plate.samples.map((one) =>
      animals.includes(one.subject.animalId) ? { ...one, dilution: '10' } : one,
    ),
  };
}

const run = (input: unknown, title = 'IL-6, plate 1') => ({ assayKey: 'elisa' as const, title, input });
const only = (animalId: string, input = elisaPlate()) => ({
  ...input,
  samples: input.samples.filter((one) => one.subject.animalId === animalId),
});

describe('assay.reevaluate', () => {
  it('[P11-10e] leaves a corrected value and a mark on it as they are, and says so', () => {
    const bench = withAnimals();
    const { assayId } = bench.run(evaluateAssay, run(elisaPlate()));
    const typed = { ...cellOf('P01'), value: '800', mark: 'outlier' } as const;
    bench.run(correctResult, typed, { reason: 'Typed from the printout.' });
    const lost = { ...cellOf('P02'), value: null, mark: 'missing' } as const;
    bench.run(correctResult, lost, { reason: 'The serum had leaked.' });
    const answer = bench.run(reevaluateAssay, { assayId, input: diluted('P01', 'P02', 'P04') }, because);
    expect(answer.notes.map(({ resultId, why }) => [resultId, why])).toEqual([
      ['P01/day-1/il-6', 'corrected'],
      ['P02/day-1/il-6', 'corrected'],
    ]);
    expect(answer.notes[0]?.text).toBe('P01, Day 1, IL-6 stays 800 pg/mL: a person corrected it since.');
    expect(resultOf(bench, 'P01')).toMatchObject({ value: '800', mark: 'outlier', origin: null });
    expect(resultOf(bench, 'P02')).toMatchObject({ value: null, mark: 'missing', origin: null });
    expect(resultOf(bench, 'P04').history).toHaveLength(1);
    const shown = known(bench.ask(showAssay, { assayId }));
    expect(shown.elsewhere.map(({ resultId }) => resultId)).toEqual(['P01/day-1/il-6', 'P02/day-1/il-6']);
  });

  it('leaves what is from a newer run, also where the older one does not give it any more', () => {
    const bench = withAnimals();
    const older = bench.run(evaluateAssay, run(elisaPlate()));
    const newer = bench.run(evaluateAssay, run(only('P01', diluted('P01')), 'IL-6, plate 2'), because);
    const answer = bench.run(reevaluateAssay, { assayId: older.assayId, input: diluted('P04') }, because);
    expect(answer.notes.map(({ resultId, why }) => [resultId, why])).toEqual([
      ['P01/day-1/il-6', 'other-assay'],
    ]);
    expect(resultOf(bench, 'P01')).toMatchObject({ value: '1692.96', origin: { assayId: newer.assayId } });
    const fewer = { ...elisaPlate(), samples: elisaPlate().samples.slice(1) };
    bench.run(reevaluateAssay, { assayId: older.assayId, input: fewer }, because);
    expect(resultOf(bench, 'P01')).toMatchObject({ value: '1692.96', origin: { assayId: newer.assayId } });
  });

  it('fills the place of a newer run that was rejected', () => {
    const bench = withAnimals();
    const older = bench.run(evaluateAssay, run(elisaPlate()));
    const newer = bench.run(evaluateAssay, run(only('P01'), 'IL-6, plate 2'), because);
    bench.run(rejectAssay, { assayId: newer.assayId }, because);
    const answer = bench.run(reevaluateAssay, { assayId: older.assayId, input: diluted('P01') }, because);
    expect(answer.notes).toEqual([]);
    expect(resultOf(bench, 'P01')).toMatchObject({ value: '1692.96', origin: { assayId: older.assayId } });
  });

  it('[ALC-3] puts its own numbers in force again after a newer run was rejected, and says until then that they are not', () => {
    const bench = withAnimals();
    const older = bench.run(evaluateAssay, run(elisaPlate()));
    const { assayId } = older;
    const shownNow = () => known(bench.ask(showAssay, { assayId }));
    const same = { assayId, input: elisaPlate() };
    expect(shownNow()).toMatchObject({ elsewhere: [], isRestorable: false });
    expect(bench.refused(reevaluateAssay, same, because).code).toBe('assay.unchanged');
    const value = resultOf(bench, 'P01').value;
    const newer = bench.run(evaluateAssay, run(only('P01', diluted('P01')), 'IL-6, plate 2'), because);
    bench.run(rejectAssay, { assayId: newer.assayId }, because);
    expect(resultOf(bench, 'P01')).toMatchObject({ value: null, flags: ['withdrawn'] });
    expect(shownNow()).toMatchObject({ isRestorable: true });
    expect(shownNow().elsewhere.map((one) => one.text)).toEqual([
      'P01, Day 1, IL-6 has no number now: the run that had replaced it was rejected.',
    ]);
    bench.run(reevaluateAssay, same, because);
    expect(resultOf(bench, 'P01')).toMatchObject({ value, origin: { assayId } });
    expect(shownNow()).toMatchObject({ elsewhere: [], isRestorable: false });
    expect(bench.refused(reevaluateAssay, same, because).code).toBe('assay.unchanged');
  });

  it('keeps the mark of an outlier on the same number with other flags, and tells when another number lost it', () => {
    const bench = withAnimals();
    const { assayId } = bench.run(evaluateAssay, run(elisaPlate()));
    for (const animalId of ['P01', 'P04'])
      bench.run(markResult, { ...cellOf(animalId), mark: 'outlier' }, { reason: 'Haemolysed.' });
    const plate = diluted('P01');
    const strict = { ...plate, limits: { ...plate.limits, rSquaredMin: '0.9999' } };
    const answer = bench.run(reevaluateAssay, { assayId, input: strict }, because);
    expect(resultOf(bench, 'P04')).toMatchObject({ mark: 'outlier' });
    expect(resultOf(bench, 'P04').flags).toContain('curve-poor');
    expect(resultOf(bench, 'P01')).toMatchObject({ value: '1692.96', mark: null });
    expect(answer.notes.map(({ resultId, why }) => [resultId, why])).toEqual([
      ['P01/day-1/il-6', 'mark-dropped'],
    ]);
  });
});

describe('a plate whose standards failed', () => {
  it('says so of every result that came from its curve, as far as the trace', () => {
    const bench = withAnimals();
    const plate = elisaPlate();
    const narrow = { ...plate, limits: { ...plate.limits, recoveryMin: '95', recoveryMax: '105' } };
    bench.run(evaluateAssay, run(narrow));
    for (const animalId of ['P01', 'P02', 'P03', 'P04']) {
      expect(resultOf(bench, animalId).flags).toContain('recovery-outside');
      const trace = known(bench.ask(traceResult, { resultId: `${animalId}/day-1/il-6` }));
      expect(trace.numbers[0]?.flagTexts).toContain('recovery outside the limits');
    }
  });
});

describe('the check of a lot', () => {
  const check = (lotId: string, input: unknown = cmElisaPlates()) => ({
    assayKey: 'cm-elisa' as const,
    title: 'CM of SEC-01',
    lotId,
    input,
  });
  function withLot() {
    const bench = studyBench();
    return { bench, lotId: bench.run(createSecretomeLot, fourUnits).lotId };
  }
  const secretomeOf = (bench: Bench, lotId: string) => known(lotOf(bench, lotId).secretome);
  /** VEGF of these bottles below the range. */
  const withoutVegf = (...bottles: readonly number[]) => {
    const plates = cmElisaPlates();
    return {
      ...plates,
      factors: plates.factors.map((factor) => ({
        ...factor,
        bottles: factor.bottles.map((one) =>
          factor.analyte === 'vegf' && bottles.includes(one.bottle)
            ? { ...one, readings: wells('vegf', `H${one.bottle}-`, ['0.05', '0.05']) }
            : one,
        ),
      })),
    };
  };

  it('[P11-10e] is replaced with a reason only, evaluated or typed, and the records keep both', () => {
    const { bench, lotId } = withLot();
    bench.run(evaluateAssay, check(lotId));
    expect(bench.refused(evaluateAssay, check(lotId)).code).toBe('assay.check-exists');
    const typed = { lotId, factors: [{ analyte: 'il-6', values: ['250', '260'] }] };
    expect(bench.refused(recordLotCheck, typed).code).toBe('assay.check-exists');
    const second = bench.run(evaluateAssay, check(lotId), because);
    expect(secretomeOf(bench, lotId).checkAssayId).toBe(second.assayId);
    const checks = bench.records.filter((one) => one.kind === 'lot.checkRecorded');
    expect(checks.map((one) => one.reason)).toEqual([null, because.reason]);
  });

  it('says how many bottles have a number, and gives no mean with one below the range', () => {
    const { bench, lotId } = withLot();
    bench.run(evaluateAssay, check(lotId, withoutVegf(4, 5)));
    const vegf = known(secretomeOf(bench, lotId).check.find((one) => one.analyte === 'vegf'));
    expect(vegf).toMatchObject({ bottles: 5, belowRange: 2, aboveRange: 0, mean: null, sd: null });
    expect(vegf.values).toHaveLength(3);
    const other = secretomeOf(bench, lotId).check.find((one) => one.analyte === 'il-6');
    expect(other).toMatchObject({ bottles: 5, belowRange: 0 });
    expect(other?.mean).not.toBeNull();
  });

  it('does not keep the numbers of an earlier check where now everything is below the range', () => {
    const { bench, lotId } = withLot();
    const { assayId } = bench.run(evaluateAssay, check(lotId));
    const plates = cmElisaPlates();
    const none = {
      ...plates,
      factors: plates.factors.map((factor) => ({
        ...factor,
        bottles: factor.bottles.map((one) => ({
          ...one,
          readings: wells(factor.analyte, `H${one.bottle}-`, ['0.03', '0.03']),
        })),
      })),
    };
    bench.run(reevaluateAssay, { assayId, input: none }, because);
    const { check: shown, checkAssayId } = secretomeOf(bench, lotId);
    expect(checkAssayId).toBe(assayId);
    expect(shown.map((one) => [one.values.length, one.bottles, one.belowRange, one.mean])).toEqual(
      Array.from({ length: 7 }, () => [0, 5, 5, null]),
    );
  });

  it('stays that of the newer assay when the older one is evaluated again, and the answer says so', () => {
    const { bench, lotId } = withLot();
    const older = bench.run(evaluateAssay, check(lotId));
    const newer = bench.run(evaluateAssay, check(lotId), because);
    const again = { assayId: older.assayId, input: withoutVegf(5) };
    const answer = bench.run(reevaluateAssay, again, because);
    expect(answer.checkLeft).toMatch(/^The check of the lot stays/);
    const told = (assayId: string) => bench.ask(showAssay, { assayId })?.checkLeft;
    expect([told(older.assayId), told(newer.assayId)]).toEqual([answer.checkLeft, null]);
    const { check: shown, checkAssayId } = secretomeOf(bench, lotId);
    expect(checkAssayId).toBe(newer.assayId);
    expect(shown.find((one) => one.analyte === 'vegf')?.values).toHaveLength(5);
    bench.run(rejectAssay, { assayId: newer.assayId }, because);
    expect(told(older.assayId)).toMatch(/^The lot has no check now/);
    // The same input puts it in force again.
    bench.run(reevaluateAssay, again, because);
    expect(told(older.assayId)).toBeNull();
    expect(bench.refused(reevaluateAssay, again, because).code).toBe('assay.unchanged');
    expect(secretomeOf(bench, lotId).checkAssayId).toBe(older.assayId);
  });
});

describe('a result of a time point that is still ahead', () => {
  const closedAt = '2026-03-02T10:00:00.000+08:00[Asia/Shanghai]';
  const day7 = { animalId: 'P01', timePoint: 'day-7', analyte: 'il-6', value: '80' } as const;
  function operated(isClosed: boolean): Bench {
    const bench = withAnimals();
    startSurgery(bench, 'P01', '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]');
    if (isClosed) doStep(bench, 'P01', 'close', closedAt);
    bench.pass(3 * 24 * 3_600_000);
    return bench;
  }

  it('[ALC-3] is refused with the day on which it can be, and recorded with a reason', () => {
    const bench = operated(true);
    const refusal = bench.refused(enterResults, { cells: [day7] });
    expect(refusal.code).toBe('result.time-point-ahead');
    expect(refusal.message).toBe('P01 reaches Day 7 on 2026-03-09, so IL-6 cannot be of it yet.');
    bench.run(enterResults, {
      cells: [
        { ...day7, timePoint: 'day-1' },
        { ...day7, timePoint: 'pre-op' },
      ],
    });
    bench.run(enterResults, { cells: [day7] }, { reason: 'Taken early: the animal was failing.' });
    expect(bench.read.get(Result, 'P01/day-7/il-6')?.value).toBe('80');
  });

  it('is no more refused once the day has come', () => {
    const bench = operated(true);
    bench.pass(4 * 24 * 3_600_000);
    expect(bench.run(enterResults, { cells: [day7] }).entered).toBe(1);
  });

  it('is refused while the operation has not ended', () => {
    const refusal = operated(false).refused(enterResults, { cells: [{ ...day7, timePoint: 'day-1' }] });
    expect(refusal.code).toBe('result.operation-not-ended');
  });

  it('is refused of an assay too, first and again', () => {
    const bench = operated(true);
    const plate = elisaPlate();
    const ahead = {
      ...plate,
      samples: plate.samples.map((one) => ({ ...one, subject: { ...one.subject, timePoint: 'day-7' } })),
    };
    const before = bench.records.length;
    const refusal = bench.refused(evaluateAssay, run(ahead), { source: 'imported' });
    expect(refusal.code).toBe('result.time-point-ahead');
    expect(bench.records).toHaveLength(before);
    expect(bench.run(evaluateAssay, run(ahead), { reason: 'Early samples.' }).results).toBe(4);
  });
});

describe('what only a reason lets through', () => {
  it('[ALC-3] is told at once: a number that would be lost, what is replaced, and animals that were not there', () => {
    const bench = withAnimals();
    startSurgery(bench, 'P03', '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]');
    doStep(bench, 'P03', 'close', '2026-03-02T10:00:00.000+08:00[Asia/Shanghai]');
    startSurgery(bench, 'P04', '2026-03-02T08:00:00.000+08:00[Asia/Shanghai]');
    doStep(bench, 'P04', 'close', '2026-03-02T10:00:00.000+08:00[Asia/Shanghai]');
    bench.run(evaluateAssay, run(only('P01')));
    bench.pass(3_600_000);
    bench.run(recordDeath, { animalId: 'P04' }, { reason: 'Bled.' });
    const plate = elisaPlate();
    // P01 below the range now, which was a number before.
    const samples = plate.samples.map((one) =>
      one.subject.animalId === 'P01' ? { ...one, readings: wells('plate 1', 'H', ['0.05', '0.05']) } : one,
    );
    const before = bench.records.length;
    const refusal = bench.refused(evaluateAssay, run({ ...plate, samples }, 'IL-6, plate 2'));
    expect(refusal.code).toBe('assay.several-reasons');
    expect(refusal.message).toMatch(/P03 reaches Day 1 on 2026-03-03, so IL-6 cannot be of it yet\./);
    expect(refusal.message).toMatch(/P04 ended on 2026-03-02, before Day 1, so IL-6 cannot be of it\./);
    expect(refusal.message).toMatch(/1 result would have no number any more, the first: P01, Day 1, IL-6/);
    expect(refusal.message).toMatch(/would be replaced: 1, the first P01/);
    expect(bench.records).toHaveLength(before);
    bench.run(evaluateAssay, run({ ...plate, samples }, 'IL-6, plate 2'), because);
    expect(resultOf(bench, 'P01').value).toBeNull();
  });
});

describe('two genes with one endpoint', () => {
  it('[ALC-3] are refused: the later would replace the earlier in silence', () => {
    const bench = withAnimals();
    const plate = qrtPcrPlate();
    const [first] = plate.genes.flatMap((one) => one.analyte ?? []);
    const genes = plate.genes.map((one) =>
      one.name === plate.reference ? one : { ...one, analyte: first ?? null },
    );
    const given = { assayKey: 'qrt-pcr' as const, title: 'Expression', input: { ...plate, genes } };
    const before = bench.records.length;
    expect(bench.refused(evaluateAssay, given).code).toBe('assay.endpoint-twice');
    expect(bench.records).toHaveLength(before);
    bench.run(evaluateAssay, { ...given, input: plate });
  });
});
