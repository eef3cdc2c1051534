// The methods paragraph on what was done: protocols, surgery with the times that were measured, drugs, samples, people.
// Must not say what was planned as if it had been done, nor guess a time that the clock does not give.

import { say } from '../../catalogue/catalogue.ts';
import { epochOf } from '../../kernel/time.ts';
import { decimal, plain, readDecimal, type Measured } from '../../kernel/units.ts';
import { Animal } from '../animal.ts';
import { Medication, Observation } from '../anaesthesia.ts';
import { Run, type RunState } from '../run.ts';
import { Sample, type SampleState } from '../sample.ts';
import { timePointKeys, type TimePoint } from '../schedule.ts';
import { numberSetting } from '../settings.ts';
import { Step, stepId } from '../step.ts';
import { Timer } from '../timer.ts';
import { User } from '../user.ts';
import { dayOf, type ArriveSource } from './checklist.ts';
import { joined, piece, sentence, type Piece, type Sentence } from './citation.ts';
import { countPiece, hoursOf, minutesOf, spreadPiece, tallied } from './spread.ts';

/** Every protocol that was carried out, how often and by which version. */
export function protocolSentences({ read, evidence }: ArriveSource): readonly Sentence[] {
  const runs = read.list(Run);
  const keys = [...new Set(runs.map(({ protocolKey }) => protocolKey))].toSorted();
  return keys.map((key) => {
    const own = runs.filter(({ protocolKey }) => protocolKey === key);
    const abandoned = own.filter(({ status }) => status === 'abandoned');
    const ids = own.map(({ id }) => id);
    const started = evidence.of(Run, ['run.started'], ids);
    const about = {
      title: own.at(-1)?.title ?? key,
      count: piece(String(own.length), started, 'strong'),
      versions: piece(tallied(own.map(({ protocolId }) => versionOf(protocolId))), started),
    };
    if (abandoned.length === 0) return sentence('methods.protocol', about);
    const records = evidence.of(
      Run,
      ['run.abandoned'],
      abandoned.map(({ id }) => id),
    );
    const left = piece(String(abandoned.length), records, 'alert');
    return sentence('methods.protocol-abandoned', { ...about, abandoned: left });
  });
}

/** `surgery.v2`: version 2. */
function versionOf(protocolId: string): string {
  return say('arrive.version', { version: protocolId.replace(/^.*\.v/, '') });
}

/** Operations of study animals that were not abandoned. */
export function operations({ read, enrolled }: Pick<ArriveSource, 'read' | 'enrolled'>): readonly RunState[] {
  const ids = new Set(enrolled.map(({ id }) => id));
  return read
    .list(Run)
    .filter(
      ({ protocolKey, status, animalId }) =>
        protocolKey === 'surgery' && status !== 'abandoned' && animalId !== null && ids.has(animalId),
    );
}

/** Fasting, water, pressure, ischaemia and resection as they were measured. */
export function surgerySentences(source: ArriveSource): readonly Sentence[] {
  const runs = operations(source);
  if (runs.length === 0) return [];
  const { evidence } = source;
  const animals = countPiece(
    new Set(runs.map(({ animalId }) => animalId)).size,
    'animal',
    evidence.of(
      Run,
      ['run.started'],
      runs.map(({ id }) => id),
    ),
  );
  const fasting = timed(source, runs, 'fast', hoursOf, 'h');
  const water = timed(source, runs, 'withhold-water', hoursOf, 'h');
  const pressure = stepValues(source, runs, 'access', 'pressure', 'mmHg', 0);
  const ischaemia = timed(source, runs, 'ischaemia', minutesOf, 'min');
  const mass = stepValues(source, runs, 'resect-end', 'resected-mass', 'g', 0);
  return [
    sentence('methods.operated', { animals }),
    ...(fasting ? [sentence('methods.fasting', { time: fasting })] : []),
    ...(water ? [sentence('methods.water', { time: water })] : []),
    ...(pressure ? [sentence('methods.pressure', { pressure })] : []),
    ...(ischaemia ? [sentence('methods.ischaemia', { time: ischaemia })] : []),
    ...(mass ? [sentence('methods.resection', { mass })] : []),
  ];
}

/** Serum-free culture of the runs that made conditioned medium. */
export function cultureSentences(source: ArriveSource): readonly Sentence[] {
  const runs = source.read
    .list(Run)
    .filter(({ protocolKey, status }) => protocolKey === 'conditioned-medium' && status !== 'abandoned');
  const time = timed(source, runs, 'starvation', hoursOf, 'h');
  return time ? [sentence('methods.culture', { time })] : [];
}

/** What the timers of this kind had counted when they were stopped; those that nobody can know are counted as such. */
function timed(
  { read, evidence }: ArriveSource,
  runs: readonly RunState[],
  timerKey: string,
  inUnit: (milliseconds: number) => Measured<string>,
  unit: string,
): Sentence | null {
  const timers = runs
    .flatMap(({ id }) => read.list(Timer, { runId: id }))
    .filter((one) => one.timerKey === timerKey && one.status === 'stopped' && !one.isVoid);
  const known = timers.flatMap(({ id, stoppedElapsedMs }) =>
    stoppedElapsedMs === null ? [] : [{ id, time: inUnit(stoppedElapsedMs) }],
  );
  const kinds = ['timer.stopped', 'timer.corrected'];
  const spread = spreadPiece(
    known.map(({ time }) => time),
    unit,
    1,
    evidence.of(
      Timer,
      kinds,
      known.map(({ id }) => id),
    ),
  );
  if (!spread) return null;
  const unknown = timers.filter(({ stoppedElapsedMs }) => stoppedElapsedMs === null).map(({ id }) => id);
  if (unknown.length === 0) return [spread];
  const count = piece(String(unknown.length), evidence.of(Timer, kinds, unknown), 'alert');
  return sentence('methods.time-unknown', { time: spread, count });
}

function stepValues(
  { read, evidence }: ArriveSource,
  runs: readonly RunState[],
  stepKey: string,
  inputKey: string,
  unit: string,
  places: number,
): Piece | null {
  const measured = runs.flatMap(({ id: runId }) => {
    const id = stepId(runId, stepKey);
    const value = readDecimal(read.get(Step, id)?.values[inputKey]?.value ?? '');
    return value ? [{ id, value }] : [];
  });
  const ids = measured.map(({ id }) => id);
  return spreadPiece(
    measured.map(({ value }) => value),
    unit,
    places,
    evidence.of(Step, ['step.done', 'step.corrected'], ids),
  );
}

/** Anaesthesia as observed, and every product that was given, with its dose. */
export function drugSentences({ read, evidence, enrolled }: ArriveSource): readonly Sentence[] {
  const ids = new Set(enrolled.map(({ id }) => id));
  const readings = read
    .list(Observation)
    .filter(({ animalId, isofluranePercent }) => ids.has(animalId) && isofluranePercent !== null);
  const isoflurane = spreadPiece(
    readings.map(({ isofluranePercent }) => decimal<'%'>(isofluranePercent ?? '0')),
    '%',
    1,
    evidence.of(
      Observation,
      ['anaesthesia.observed', 'anaesthesia.observationCorrected'],
      readings.map(({ id }) => id),
    ),
  );
  const given = read.list(Medication).filter(({ animalId }) => ids.has(animalId));
  const products = [...new Set(given.map(({ product }) => product.toLowerCase()))].toSorted();
  return [
    ...(isoflurane ? [sentence('methods.isoflurane', { readings: isoflurane })] : []),
    ...products.map((product) => {
      const own = given.filter((one) => one.product.toLowerCase() === product);
      const records = evidence.of(
        Medication,
        ['medication.given'],
        own.map(({ id }) => id),
      );
      const doses = own.flatMap(({ doseMgPerKg }) =>
        doseMgPerKg === null ? [] : [decimal<'mg/kg'>(doseMgPerKg)],
      );
      return sentence('methods.drug', {
        product: own[0]?.product ?? product,
        doses: countPiece(own.length, 'dose', records),
        animals: countPiece(new Set(own.map(({ animalId }) => animalId)).size, 'animal', records),
        dose: spreadPiece(doses, 'mg/kg', 1, records) ?? piece(say('arrive.unknown')),
        routes: piece(
          tallied(own.map(({ route }) => (route === '' ? say('arrive.no-route') : route))),
          records,
        ),
      });
    }),
  ];
}

/** Each time point: how many samples were taken, how many within their window, how many missed. */
export function samplingSentences({ read, evidence, enrolled }: ArriveSource): readonly Sentence[] {
  const ids = new Set(enrolled.map(({ id }) => id));
  const samples = read.list(Sample).filter((one) => one.aliquotOf === null && ids.has(one.animalId));
  return timePointKeys.flatMap((timePoint) => {
    const own = samples.filter((one) => one.timePoint === timePoint);
    if (own.length === 0) return [];
    const taken = own.filter(({ collectedAt }) => collectedAt !== null);
    const recordsOf = (list: readonly SampleState[]) =>
      evidence.of(
        Sample,
        ['sample.collected', 'sample.missed', 'sample.corrected'],
        list.map(({ id }) => id),
      );
    const unplanned = (list: readonly SampleState[]): Piece =>
      piece(String(list.length), recordsOf(list), list.length === 0 ? 'strong' : 'alert');
    const missed = own.filter(({ collectedAt }) => collectedAt === null);
    const outside = taken.filter(({ isOutsideWindow }) => isOutsideWindow);
    return [
      sentence('methods.sampling', {
        timePoint: say(`sample.timePoint.${timePoint}`),
        window: windowText({ read }, timePoint),
        samples: countPiece(taken.length, 'sample', recordsOf(taken)),
        animals: countPiece(new Set(taken.map(({ animalId }) => animalId)).size, 'animal', recordsOf(taken)),
        outside: unplanned(outside),
        missed: unplanned(missed),
      }),
    ];
  });
}

function windowText({ read }: Pick<ArriveSource, 'read'>, timePoint: TimePoint): string {
  const hours = numberSetting<'h'>(read, `sampling.windowHours.${timePoint}`);
  if (!hours) return say('methods.no-window');
  return say(timePoint === 'pre-op' ? 'methods.window-before' : 'methods.window', { hours: plain(hours) });
}

/** Who took part in the operations, and in how many. */
export function peopleSentences(source: ArriveSource): readonly Sentence[] {
  const { read, evidence } = source;
  const runs = operations(source);
  const names = new Map(read.list(User).map(({ id, printedName }) => [id, printedName]));
  const people = [...new Set(runs.flatMap(({ participants }) => participants))].toSorted();
  if (people.length === 0) return [];
  const shares = people.map((person): Sentence => {
    const own = runs.filter(({ participants }) => participants.includes(person));
    const records = evidence.of(
      Run,
      ['run.started', 'run.participantsChanged'],
      own.map(({ id }) => id),
    );
    return [piece(`${names.get(person) ?? person} `), piece(String(own.length), records, 'strong')];
  });
  return [sentence('methods.people', { people: joined(shares) })];
}

/** The day of the first enrolment, and of the first and the last operation. */
export function periodSentences(source: ArriveSource): readonly Sentence[] {
  const runs = operations(source).toSorted(
    (left, right) => epochOf(left.startedAt) - epochOf(right.startedAt),
  );
  const [first, last] = [runs.at(0), runs.at(-1)];
  const [enrolled] = source.evidence.of(Animal, ['animal.enrolled']);
  if (!first || !last || !enrolled) return [];
  const started = ({ id, startedAt }: RunState): Piece =>
    piece(dayOf(startedAt), source.evidence.of(Run, ['run.started'], [id]), 'strong');
  return [
    sentence('methods.period', {
      enrolled: piece(dayOf(enrolled.at), [enrolled], 'strong'),
      first: started(first),
      last: started(last),
    }),
  ];
}
