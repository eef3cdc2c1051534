// What a record says, as one sentence with its values, and what it is about in words.
// Must not decide what a reader may see: who asks brings the payload and the state as that reader may see them.

import { say, sayOr, type SentenceKey } from '../catalogue/catalogue.ts';
import type { JsonObject } from '../kernel/record.ts';
import { durationText } from '../kernel/time.ts';
import { analytes } from './analytes.ts';
import { animalSentence } from './animal-sentence.ts';
import { objectIn, objectsIn, textIn, textsIn } from './payload-facts.ts';
import { kindText, payloadText, shortId } from './record-words.ts';

interface Told {
  readonly kind: string;
  readonly payload: JsonObject;
}

/** A kind without a sentence of its own is told by its name and its values, as the audit trail does. */
export function recordSentence({ kind, payload }: Told, state: JsonObject): string {
  if (kind.startsWith('animal.')) return animalSentence(kind, payload);
  return wordings[kind]?.(payload, state) ?? byName(kind, payload);
}

function byName(kind: string, payload: JsonObject): string {
  const [first = '', ...rest] = kindText(kind);
  const name = `${first.toUpperCase()}${rest.join('')}`;
  const values = payloadText(payload);
  return values === '' ? name : say('record.named', { name, values });
}

type Wording = (payload: JsonObject, state: JsonObject) => string | null;

/** The sentence with texts of the payload put in; null where one of them is not there, such as what is hidden. */
function filled(key: SentenceKey, ...names: readonly string[]): Wording {
  return (payload) => {
    const texts = names.map((name) => [name, textIn(payload, name)] as const);
    return texts.some(([, text]) => text === '') ? null : say(key, Object.fromEntries(texts));
  };
}

function always(key: SentenceKey): Wording {
  return () => say(key);
}

/** The value with the unit of its result, or that it has none and why. */
function valued(key: SentenceKey): Wording {
  return (payload, state) => {
    const value = textIn(payload, 'value');
    const flags = textsIn(payload, 'flags').map((flag) => sayOr(`assay.flag.${flag}`, flag));
    const without = flags.length === 0 ? say('record.no-value') : flags.join(', ');
    return say(key, { value: value === '' ? without : `${value} ${textIn(state, 'unit')}`.trim() });
  };
}

const injection: Wording = (payload, state) => {
  const injected = objectIn(payload, 'injected');
  const volumes = objectsIn(injected, 'sites').map((site) =>
    say('record.site', { site: textIn(site, 'site'), volume: textIn(site, 'volumeMicrolitre') }),
  );
  if (volumes.length === 0) return null;
  const code = textIn(state, 'code');
  const isOutside = injected['isOutsideGate'] === true;
  return say('record.dose-volumes', {
    given: say(isOutside ? 'animals.event.dose-outside' : 'animals.event.dose-given', { code }),
    volumes: volumes.join(', '),
  });
};

const stopped: Wording = ({ elapsedMs }) =>
  typeof elapsedMs === 'number' ? say('record.timer-stopped', { time: durationText(elapsedMs) }) : null;

const answered: Wording = (payload) => {
  const key = textIn(payload, 'key');
  const question = sayOr(`setting.${key}`, key);
  return say('arrive.answer', { question, answer: textIn(payload, 'value') });
};

/** The values that a step holds, each with its unit. */
function stepped(key: SentenceKey, bare: SentenceKey): Wording {
  return (payload) => {
    const given = objectIn(payload, 'values');
    const values = Object.keys(given).map((name) => {
      const entry = objectIn(given, name);
      return `${textIn(entry, 'value')} ${textIn(entry, 'unit')}`.trim();
    });
    return values.length === 0 ? say(bare) : say(key, { values: values.join(', ') });
  };
}

const collected: Wording = (payload) => {
  const volume = textIn(payload, 'volumeMicrolitre');
  const taken = volume === '' ? say('record.taken') : say('record.taken-volume', { volume });
  return payload['isOutsideWindow'] === true ? say('record.outside-window', { taken }) : taken;
};

const roled: Wording = (payload) =>
  say('record.roles', {
    roles: textsIn(payload, 'roles')
      .map((role) => sayOr(`role.${role}`, role))
      .join(', '),
  });

const wordings: Readonly<Record<string, Wording | undefined>> = {
  'dose.prepared': filled('record.dose-prepared', 'code', 'drawMicrolitre', 'weightKg'),
  'dose.checked': (_, state) => say('animals.event.dose-checked', { code: textIn(state, 'code') }),
  'dose.given': injection,
  'dose.givenUnprepared': injection,
  'result.entered': valued('record.result-entered'),
  'result.derived': valued('record.result-derived'),
  'result.corrected': valued('record.result-corrected'),
  'result.marked': ({ mark }) => say(mark === 'outlier' ? 'record.result-outlier' : 'record.result-unmarked'),
  'result.withdrawn': always('record.result-withdrawn'),
  'sample.collected': collected,
  'sample.missed': always('record.sample-missed'),
  'sample.corrected': filled('record.sample-corrected', 'was'),
  'setting.answered': answered,
  'timer.started': filled('record.timer-started', 'label'),
  'timer.stopped': stopped,
  'run.started': filled('animals.event.run-started', 'code', 'title'),
  'run.closed': (_, state) => say('animals.event.run-closed', { code: textIn(state, 'code') }),
  'run.abandoned': (_, state) => say('animals.event.run-abandoned', { code: textIn(state, 'code') }),
  'medication.given': filled('record.medication', 'product', 'volumeMl', 'route'),
  'step.done': stepped('record.step-values', 'record.step-done'),
  'step.corrected': stepped('record.step-corrected-values', 'record.step-corrected'),
  'deviation.recorded': filled('animals.event.deviation', 'what'),
  'exclusion.recorded': always('report.exclusion-excluded'),
  'exclusion.lifted': always('report.exclusion-included'),
  'assay.evaluated': filled('record.assay-evaluated', 'title'),
  'assay.reevaluated': always('record.assay-reevaluated'),
  'assay.rejected': always('record.assay-rejected'),
  'plan.recorded': always('record.plan-recorded'),
  'plan.locked': filled('record.plan-locked', 'resultCount'),
  'plan.amended': filled('record.plan-amended', 'resultCount'),
  'allocation.drawn': always('record.allocation-drawn'),
  'readingList.drawn': filled('record.list-drawn', 'title', 'count'),
  'user.created': roled,
  'user.rolesChanged': roled,
};

/**
 * `P07, ALT, Day 1`: the animal, outcome, time point and name that the state of an entity holds; its type and the end of
 * its id where it holds none.
 */
export function subjectText(type: string, id: string, state: JsonObject): string {
  if (type === 'animal') return id;
  const text = (key: string): string => textIn(state, key);
  const material = text('material');
  const parts = [
    text('animalId'),
    analytes.find(({ key }) => key === state['analyte'])?.label ?? '',
    sayOr(`sample.timePoint.${text('timePoint')}`, text('timePoint')),
    sayOr(`sample.material.${material}`, material),
    text('stepTitle'),
    text('label') || text('title') || text('printedName'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? `${type} ${shortId(id)}` : parts.join(', ');
}
