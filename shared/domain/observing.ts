// Observations during an anaesthesia: entering and correcting them, and when the next one is due.
// Must not compute volumes: drugs and fluids are in medication.ts.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, defineQuery } from '../kernel/decider.ts';
import { canonical } from '../kernel/canonical.ts';
import { accept, refusal, refuse, type Outcome } from '../kernel/refusal.ts';
import { epochOf, localText, minuteMs, parseMoment } from '../kernel/time.ts';
import { plain, readDecimal } from '../kernel/units.ts';
import {
  isOwnRun,
  Medication,
  Observation,
  observed,
  observedKeys,
  type ObservationValues,
} from './anaesthesia.ts';
import { Animal } from './animal.ts';
import { numberSetting } from './settings.ts';

const entry = z.string().nullable();
const note = z.string().trim().max(1000).nullable();
const entries = {
  heartRatePerMinute: entry.default(null),
  spo2Percent: entry.default(null),
  endTidalCo2MmHg: entry.default(null),
  temperatureCelsius: entry.default(null),
  isofluranePercent: entry.default(null),
  note: note.default(null),
};

/** Reads what was typed: plain decimals within what is possible, empty as null, at least one of them. */
function readValues(typed: ObservationValues): Outcome<ObservationValues> {
  const values: { -readonly [Key in keyof ObservationValues]: ObservationValues[Key] } = {
    ...typed,
    note: typed.note === '' ? null : typed.note,
  };
  for (const key of observedKeys) {
    const text = typed[key]?.trim() ?? '';
    if (text === '') {
      values[key] = null;
      continue;
    }
    const value = readDecimal(text);
    const { unit, min, max, name } = observed[key];
    if (!value || value.lt(min) || value.gt(max)) {
      const parameters = { value: text, what: say(name), unit, min, max };
      return { ok: false, refusal: refusal('anaesthesia.value-impossible', parameters) };
    }
    values[key] = plain(value);
  }
  if (Object.values(values).every((one) => one === null)) {
    return { ok: false, refusal: refusal('anaesthesia.nothing-observed') };
  }
  return accept(values);
}

/** Refusals: `entity.unknown`, `anaesthesia.not-its-run`, `-value-impossible`, `-nothing-observed`. */
export const observe = defineCommand({
  name: 'anaesthesia.observe',
  input: z.object({ animalId: z.string(), runId: z.string().nullable().default(null), ...entries }),
  decide({ animalId, runId, ...typed }, context) {
    const { read } = context;
    if (!read.get(Animal, animalId)) return refuse('entity.unknown', { what: 'animal', id: animalId });
    if (!isOwnRun(read, runId, animalId)) return refuse('anaesthesia.not-its-run', { animalId });
    const values = readValues(typed);
    if (!values.ok) return values;
    const observationId = context.newId();
    const seen = Observation.record('anaesthesia.observed', observationId, {
      animalId,
      runId,
      ...values.value,
    });
    return decide([seen], { observationId });
  },
});

/**
 * Corrects single values: left out means unchanged, null means cleared.
 * Refusals: `anaesthesia.observation-unknown`, `reason.missing`, `anaesthesia.nothing-to-correct`, and as observing.
 */
export const correctObservation = defineCommand({
  name: 'anaesthesia.correctObservation',
  input: z.object({
    observationId: z.string(),
    to: z
      .object({
        heartRatePerMinute: entry,
        spo2Percent: entry,
        endTidalCo2MmHg: entry,
        temperatureCelsius: entry,
        isofluranePercent: entry,
        note,
      })
      .partial(),
  }),
  decide({ observationId, to }, { read, reason }) {
    const observation = read.get(Observation, observationId);
    if (!observation) return refuse('anaesthesia.observation-unknown');
    if (!reason) return refuse('reason.missing');
    const from = valuesOf(observation);
    const typed = {
      ...from,
      ...Object.fromEntries(Object.entries(to).filter(([, value]) => value !== undefined)),
    };
    const values = readValues(typed);
    if (!values.ok) return values;
    if (canonical(values.value) === canonical(from)) return refuse('anaesthesia.nothing-to-correct');
    const correction = { from, to: values.value };
    return decide([Observation.record('anaesthesia.observationCorrected', observationId, correction)], {});
  },
});

function valuesOf(state: ObservationValues): ObservationValues {
  const { heartRatePerMinute, spo2Percent, endTidalCo2MmHg, temperatureCelsius, isofluranePercent, note } =
    state;
  return { heartRatePerMinute, spo2Percent, endTidalCo2MmHg, temperatureCelsius, isofluranePercent, note };
}

/** The record of one run in order of time; the next observation is due an interval after the last one. */
export const showAnaesthesia = defineQuery({
  name: 'anaesthesia.show',
  input: z.object({ runId: z.string() }),
  answer({ runId }, { read, now }) {
    const inTime = (left: { at: string }, right: { at: string }) => epochOf(left.at) - epochOf(right.at);
    const observations = read.list(Observation, { runId }).toSorted(inTime);
    const interval = numberSetting<'min'>(read, 'anaesthesia.intervalMinutes');
    const last = observations.at(-1);
    const lastMoment = last ? parseMoment(last.at) : undefined;
    const due =
      lastMoment && interval
        ? { ...lastMoment, epochMs: lastMoment.epochMs + interval.mul(minuteMs).toNumber() }
        : null;
    return {
      observations,
      medications: read.list(Medication, { runId }).toSorted(inTime),
      intervalMinutes: interval ? plain(interval) : null,
      /** Null before the first observation: that one is due as soon as the animal sleeps. */
      nextDueAt: due ? localText(due) : null,
      isDue: due === null || due.epochMs <= now.epochMs,
    };
  },
});

export const anaesthesiaCommands = [observe, correctObservation] as const;
export const anaesthesiaQueries = [showAnaesthesia] as const;
