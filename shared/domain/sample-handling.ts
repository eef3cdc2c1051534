// What people do with a sample once it is there: divide, process, store, move, discard, correct.
// Must not lose an old value: a correction keeps it, a discarded sample stays in the notebook.

import { z } from 'zod';
import { say } from '../catalogue/catalogue.ts';
import { decide, defineCommand, type NewRecord, type Reader } from '../kernel/decider.ts';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { hourMs, localText, minuteMs, parseTime, type Moment } from '../kernel/time.ts';
import { decimal, plain } from '../kernel/units.ts';
import { deviationRecord } from './deviation.ts';
import { readTypedTime } from './local-time.ts';
import { freePlace, takePlace } from './place.ts';
import { amount, containerForm, positiveAmount, Sample, type SampleState } from './sample.ts';
import { containerOf, shortTime } from './sample-plan.ts';
import { isOutside, materialKeys, type Material } from './schedule.ts';
import { numberSetting } from './settings.ts';
import { startingClock } from './timer-acts.ts';
import { Timer } from './timer.ts';

/** A sample that exists and can still be used; refuses `entity.unknown` and `sample.not-there`. */
function usable(read: Reader, id: string): Outcome<SampleState> {
  const sample = read.get(Sample, id);
  if (!sample) return refuse('entity.unknown', { what: 'sample', id });
  if (sample.status === 'missed' || sample.status === 'discarded') {
    return refuse('sample.not-there', {
      sample: id,
      status: say(`sample.status.${sample.status}`).toLowerCase(),
    });
  }
  return accept(sample);
}

/**
 * Aliquots of a sample, each a sample of its own with the id `…-A1`. Where the volume is known, it goes down by
 * their sum (µL, exact); more than there is: refused unless there is a reason, then also a deviation and 0 left.
 */
export const makeAliquots = defineCommand({
  name: 'sample.aliquot',
  input: z.object({
    sampleId: z.string(),
    aliquots: z
      .array(
        z.object({
          volumeMicrolitre: positiveAmount.nullable().default(null),
          container: containerForm.optional(),
        }),
      )
      .min(1)
      .max(30),
  }),
  decide({ sampleId: id, aliquots }, context) {
    const found = usable(context.read, id);
    if (!found.ok) return found;
    const sample = found.value;
    const wanted = aliquots.reduce((sum, one) => sum.add(one.volumeMicrolitre ?? '0'), decimal('0'));
    const left = sample.volumeMicrolitre === null ? null : decimal(sample.volumeMicrolitre).sub(wanted);
    const isTooMuch = left !== null && left.lt(0);
    const amounts = { sample: id, wanted: plain(wanted), remaining: sample.volumeMicrolitre ?? '' };
    if (isTooMuch && context.reason === undefined) return refuse('sample.too-small', amounts);
    const { animalId, timePoint, material, collectedAt, isOutsideWindow } = sample;
    const ids = aliquots.map((_, index) => `${id}-A${sample.aliquots + index + 1}`);
    const made = aliquots.map((one, index) =>
      Sample.record('sample.aliquoted', ids[index] ?? '', {
        aliquotOf: id,
        animalId,
        timePoint,
        material,
        container: one.container ?? sample.container ?? containerOf(material),
        volumeMicrolitre: one.volumeMicrolitre,
        collectedAt,
        isOutsideWindow,
      }),
    );
    const divided = Sample.record('sample.divided', id, {
      aliquots: sample.aliquots + aliquots.length,
      remainingMicrolitre: left === null ? null : isTooMuch ? '0' : plain(left),
    });
    const what = say('sample.deviation.too-small', amounts);
    const deviation = isTooMuch ? [deviationRecord(context, { what, animalId, where: 'sample' })] : [];
    return decide([divided, ...made, ...deviation], { sampleIds: ids });
  },
});

function processingMs(read: Reader, material: Material): number | null {
  if (material === 'serum')
    return numberSetting(read, 'serum.minutes')?.mul(minuteMs).round().toNumber() ?? null;
  if (material !== 'liver-ki67') return null;
  return numberSetting(read, 'tissue.fixationHours')?.mul(hourMs).round().toNumber() ?? null;
}

/**
 * Starts processing samples together: the centrifuge for serum, fixation for Ki67, each with its timer unless the
 * timer of a run counts already. A sample that lay in a place leaves it.
 */
export const processSamples = defineCommand({
  name: 'sample.process',
  input: z.object({ sampleIds: z.array(z.string()).min(1).max(24), hasTimer: z.boolean().default(true) }),
  decide({ sampleIds, hasTimer }, context) {
    const samples: SampleState[] = [];
    for (const id of new Set(sampleIds)) {
      const found = usable(context.read, id);
      if (!found.ok) return found;
      samples.push(found.value);
    }
    const records: NewRecord[] = [];
    const timerIds: string[] = [];
    for (const material of materialKeys) {
      const together = samples.filter((sample) => sample.material === material);
      const first = together[0];
      if (!first) continue;
      const durationMs = hasTimer ? processingMs(context.read, material) : null;
      const timerId = durationMs === null ? null : context.newId();
      if (durationMs !== null && timerId !== null) {
        const isOneAnimal = together.every((sample) => sample.animalId === first.animalId);
        records.push(
          Timer.record('timer.started', timerId, {
            runId: null,
            animalId: isOneAnimal ? first.animalId : null,
            lotId: null,
            stepKey: null,
            stopsOn: null,
            timerKey: `sample.${material}`,
            label: `${say(`sample.processing.${material}`)} (${together.map((one) => one.id).join(', ')})`,
            durationMs,
            preAlarmsMs: [],
            canPause: false,
            toleranceMs: null,
            ...startingClock(context),
          }),
        );
        timerIds.push(timerId);
      }
      for (const sample of together) {
        records.push(Sample.record('sample.processingStarted', sample.id, { timerId }));
        if (sample.placeId !== null) records.push(freePlace(sample.placeId, sample.id));
      }
    }
    return decide(records, { timerIds });
  },
});

/** Puts samples into free places; refuses what `takePlace` refuses, and `sample.already-stored`. */
export const storeSamples = defineCommand({
  name: 'sample.store',
  input: z.object({
    items: z
      .array(z.object({ sampleId: z.string(), placeId: z.string().trim() }))
      .min(1)
      .max(100),
  }),
  decide({ items }, { read }) {
    const records: NewRecord[] = [];
    const occupants = new Map<string, string>();
    const stored = new Set<string>();
    for (const item of items) {
      const found = usable(read, item.sampleId);
      if (!found.ok) return found;
      const placeId = item.placeId.toUpperCase();
      const { id } = found.value;
      if (found.value.placeId !== null || stored.has(id)) {
        return refuse('sample.already-stored', { sample: id, place: found.value.placeId ?? placeId });
      }
      const occupant = occupants.get(placeId);
      if (occupant !== undefined) return refuse('place.taken', { id: placeId, occupant });
      const taken = takePlace(read, placeId, id);
      if (!taken.ok) return taken;
      occupants.set(placeId, id);
      stored.add(id);
      records.push(Sample.record('sample.stored', id, { placeId }), taken.value);
    }
    return decide(records, {});
  },
});

export const moveSample = defineCommand({
  name: 'sample.move',
  input: z.object({ sampleId: z.string(), placeId: z.string().trim() }),
  decide(input, { read }) {
    const found = usable(read, input.sampleId);
    if (!found.ok) return found;
    const { id, placeId: from } = found.value;
    if (from === null) return refuse('sample.not-stored', { sample: id });
    const to = input.placeId.toUpperCase();
    const taken = takePlace(read, to, id);
    if (!taken.ok) return taken;
    return decide(
      [Sample.record('sample.stored', id, { placeId: to }), freePlace(from, id), taken.value],
      {},
    );
  },
});

export const discardSample = defineCommand({
  name: 'sample.discard',
  input: z.object({ sampleId: z.string() }),
  decide(input, { read, reason }) {
    const found = usable(read, input.sampleId);
    if (!found.ok) return found;
    if (reason === undefined) return refuse('reason.missing');
    const { id, placeId } = found.value;
    const freed = placeId === null ? [] : [freePlace(placeId, id)];
    return decide([Sample.record('sample.discarded', id, {}), ...freed], {});
  },
});

/** A time as people type it as local text; any other text as it is. */
function typedOrStored(text: string, now: Moment): string {
  const moment = readTypedTime(text, now);
  return moment === undefined ? text : localText(moment);
}

/** Corrects the time of collection, the container or the volume, with a reason; the window is judged again. */
export const correctSample = defineCommand({
  name: 'sample.correct',
  input: z.object({
    sampleId: z.string(),
    collectedAt: z.string().optional(),
    container: containerForm.optional(),
    volumeMicrolitre: amount.nullable().optional(),
  }),
  decide(input, context) {
    const found = usable(context.read, input.sampleId);
    if (!found.ok) return found;
    if (context.reason === undefined) return refuse('reason.missing');
    const sample = found.value;
    const collectedAt =
      input.collectedAt === undefined ? undefined : typedOrStored(input.collectedAt, context.now);
    const time = collectedAt === undefined ? undefined : parseTime(collectedAt);
    if (collectedAt !== undefined && time === undefined) {
      return refuse('time.malformed', { time: collectedAt });
    }
    if (time !== undefined && time > context.now.epochMs) {
      return refuse('time.future', { time: shortTime(collectedAt ?? '') });
    }
    const next = {
      collectedAt: collectedAt ?? sample.collectedAt,
      container: input.container ?? sample.container,
      volumeMicrolitre:
        input.volumeMicrolitre === undefined ? sample.volumeMicrolitre : input.volumeMicrolitre,
    };
    const changed = (['collectedAt', 'container', 'volumeMicrolitre'] as const).filter(
      (key) => next[key] !== sample[key],
    );
    if (changed.length === 0) return refuse('sample.unchanged', { sample: sample.id });
    const judgedAt = changed.includes('collectedAt') && sample.plannedAt !== null ? next.collectedAt : null;
    const isOutsideWindow = judgedAt === null ? sample.isOutsideWindow : isOutside(sample, judgedAt);
    const records: NewRecord[] = [
      Sample.record('sample.corrected', sample.id, {
        ...next,
        isOutsideWindow,
        was: changed.map((key) => `${key} ${sample[key] ?? '–'}`).join(', '),
      }),
    ];
    if (isOutsideWindow && !sample.isOutsideWindow) {
      const what = say('sample.deviation.outside-window', {
        sample: sample.id,
        at: shortTime(next.collectedAt ?? ''),
        from: shortTime(sample.windowFrom ?? '…'),
        to: shortTime(sample.windowTo ?? '…'),
      });
      records.push(deviationRecord(context, { what, animalId: sample.animalId, where: 'sample' }));
    }
    return decide(records, { isOutsideWindow });
  },
});

export const sampleHandlingCommands = [
  makeAliquots,
  processSamples,
  storeSamples,
  moveSample,
  discardSample,
  correctSample,
] as const;
