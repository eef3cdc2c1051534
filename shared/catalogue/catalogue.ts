// Every sentence that a person reads, by key, from one JSON file an area; a translation replaces these files.
// Must not decide anything: it only fills the parameters of a sentence.

import act from './act.json';
import alarm from './alarm.json';
import allocation from './allocation.json';
import anaesthesia from './anaesthesia.json';
import analysis from './analysis.json';
import animal from './animal.json';
import arrive from './arrive.json';
import assay from './assay.json';
import deviation from './deviation.json';
import dose from './dose.json';
import exclusion from './exclusion.json';
import figure from './figure.json';
import instrument from './instrument.json';
import job from './job.json';
import kernel from './kernel.json';
import lot from './lot.json';
import methods from './methods.json';
import notebook from './notebook.json';
import place from './place.json';
import plan from './plan.json';
import print from './print.json';
import protocol from './protocol.json';
import record from './record.json';
import report from './report.json';
import result from './result.json';
import run from './run.json';
import sample from './sample.json';
import screenAssays from './screen-assays.json';
import screenMicroscope from './screen-microscope.json';
import screenMolecular from './screen-molecular.json';
import screenArrive from './screen-arrive.json';
import screenResults from './screen-results.json';
import screenFigures from './screen-figures.json';
import screenPlanning from './screen-planning.json';
import screenSamples from './screen-samples.json';
import screenAnimals from './screen-animals.json';
import screenDeviations from './screen-deviations.json';
import screenToday from './screen-today.json';
import screenAudit from './screen-audit.json';
import screenSettings from './screen-settings.json';
import screenProtocols from './screen-protocols.json';
import screenRuns from './screen-runs.json';
import screenTheatre from './screen-theatre.json';
import screenDose from './screen-dose.json';
import screenLots from './screen-lots.json';
import screenMapping from './screen-mapping.json';
import session from './session.json';
import setting from './setting.json';
import shell from './shell.json';
import statistics from './statistics.json';
import step from './step.json';
import study from './study.json';
import table from './table.json';
import timer from './timer.json';
import today from './today.json';
import user from './user.json';

const areas = {
  act,
  alarm,
  allocation,
  anaesthesia,
  analysis,
  animal,
  arrive,
  assay,
  deviation,
  dose,
  exclusion,
  figure,
  instrument,
  job,
  kernel,
  lot,
  methods,
  notebook,
  place,
  plan,
  print,
  protocol,
  record,
  report,
  result,
  run,
  sample,
  screenAssays,
  screenMicroscope,
  screenMolecular,
  screenArrive,
  screenResults,
  screenFigures,
  screenPlanning,
  screenSamples,
  screenAnimals,
  screenDeviations,
  screenToday,
  screenAudit,
  screenSettings,
  screenProtocols,
  screenRuns,
  screenTheatre,
  screenDose,
  screenLots,
  screenMapping,
  session,
  setting,
  shell,
  statistics,
  step,
  study,
  table,
  timer,
  today,
  user,
};

type Areas = typeof areas;
export type RefusalCode = { [Area in keyof Areas]: keyof Areas[Area]['refusals'] }[keyof Areas] & string;
export type SentenceKey = { [Area in keyof Areas]: keyof Areas[Area]['sentences'] }[keyof Areas] & string;
export type SentenceParameters = Readonly<Record<string, string | number>>;

const refusals = new Map<string, { message: string; remedy: string }>(
  Object.values(areas).flatMap((area) => Object.entries(area.refusals)),
);
const sentences = new Map<string, string>(
  Object.values(areas).flatMap((area) => Object.entries<string>(area.sentences)),
);

/** The sentence of `key` with its parameters filled in. */
export function say(key: SentenceKey, parameters: SentenceParameters = {}): string {
  const sentence = sentences.get(key);
  if (sentence === undefined) throw new RangeError(`The catalogue has no sentence ${key}.`);
  return fill(sentence, parameters);
}

/** The sentence of a key that data name, such as a choice of a setting; the fallback where there is none. */
export function sayOr(key: string, fallback: string): string {
  return sentences.get(key) ?? fallback;
}

export function refusalSentences(
  code: RefusalCode,
  parameters: SentenceParameters,
): { message: string; remedy: string } {
  const sentence = refusals.get(code);
  if (!sentence) throw new RangeError(`The catalogue has no refusal ${code}.`);
  return { message: fill(sentence.message, parameters), remedy: fill(sentence.remedy, parameters) };
}

const places = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/** `{count}` is the parameter; `{count|sample|samples}` the first word where it is 1, and otherwise the second. */
function fill(sentence: string, parameters: SentenceParameters): string {
  return sentence.replaceAll(places, (whole, name: string, one?: string, many?: string) => {
    const value = parameters[name];
    if (value === undefined || one === undefined) return String(value ?? whole);
    return String(value) === '1' ? one : (many ?? '');
  });
}
