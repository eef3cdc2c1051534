// What the window asks of ARRIVE: how many items are complete, the whole report, and the records behind a number.
// Must not answer with a record that the audit trail would not show to this reader.

import { z } from 'zod';
import { say } from '../../catalogue/catalogue.ts';
import { defineQuery, type Actor, type LoggedRecord, type Reader } from '../../kernel/decider.ts';
import type { JsonObject } from '../../kernel/record.ts';
import { findStep } from '../../protocols/protocol.ts';
import { shownPayload } from '../audit.ts';
import { mayKnowGroup, visiblePayload } from '../blinding.ts';
import { entities } from '../entities.ts';
import { Lot } from '../lot.ts';
import { recordSentence, subjectText } from '../record-sentence.ts';
import { definitionOf, Run } from '../run.ts';
import { Step } from '../step.ts';
import { arriveSource, type ArrivePart } from './checklist.ts';
import { Evidence, type Sentence } from './citation.ts';
import { Notes, type NotedPiece } from './notes.ts';
import { arriveItems, arriveReport, countStates } from './report.ts';

type Noted = (one: Sentence) => readonly NotedPiece[];

/** The state of each item and how many are complete; no record is read and nothing is tested for it. */
export const arriveProgress = defineQuery({
  name: 'arrive.progress',
  input: z.object({}),
  answer(_, { read, actor, records }) {
    const items = arriveItems(arriveSource(read, actor, new Evidence(records)));
    return {
      counts: countStates(items),
      items: items.map(({ number, title, state }) => ({ number, title, state })),
    };
  },
});

/** The items with what answers them, what is missing and where it is entered; the methods; positions of the records. */
export const showArrive = defineQuery({
  name: 'arrive.report',
  input: z.object({}),
  answer(_, context) {
    const report = arriveReport(context);
    const notes = new Notes();
    const noted: Noted = (one) => notes.noted(one);
    const items = report.items.map((item) => ({
      ...item,
      parts: item.parts.map((one) => partView(one, noted)),
    }));
    // In the order of the printed report, so that a reference has the same number there.
    const beside = { gaps: report.beside.gaps, answers: report.beside.answers.map(noted) };
    const methods = report.methods.map(({ title, sentences }) => ({
      title,
      sentences: sentences.map(noted),
    }));
    return {
      counts: countStates(report.items),
      items,
      beside,
      methods,
      deviations: report.deviations,
      notes: notes.all.map(({ number, seqs }) => ({ number, seqs })),
    };
  },
});

function partView({ key, state, gaps, answers, tables }: ArrivePart, noted: Noted) {
  return {
    key,
    asks: say(`arrive.asks-${key}`),
    state,
    gaps,
    answers: answers().map(noted),
    tables: tables(),
  };
}

const mostRecords = 200;

/**
 * Records by their positions, at most 200, each as a sentence about its subject, by whom and when; those that the audit
 * trail hides from this reader are left out.
 */
export const citedRecords = defineQuery({
  name: 'arrive.records',
  input: z.object({ seqs: z.array(z.number().int().positive()).max(mostRecords) }),
  answer({ seqs }, { read, actor, records }) {
    const mayKnow = mayKnowGroup(read, actor);
    return {
      records: seqs.flatMap((seq) => {
        const [record] = records({ beforeSeq: seq + 1, limit: 1 });
        if (record?.seq !== seq || (!mayKnow && record.subjectType === Lot.type)) return [];
        const { kind, subjectType, subjectId, occurredAt, performedBy, reason } = record;
        const state = shownState(read, actor, record);
        const text = recordSentence({ kind, payload: shownPayload(read, actor, record) }, state);
        const subject = subjectText(subjectType, subjectId, state);
        return [{ seq, kind, subject, text, reason, at: occurredAt, by: performedBy }];
      }),
    };
  },
});

/** What the record is about, as this reader may see it, with the title of the step that it is of. */
function shownState(read: Reader, actor: Actor, { subjectType, subjectId }: LoggedRecord): JsonObject {
  const entity = entities.get(subjectType);
  const state = entity === undefined ? undefined : read.get(entity, subjectId);
  if (state === undefined) return {};
  const visible = visiblePayload(read, actor, state as JsonObject);
  const step = subjectType === Step.type ? read.get(Step, subjectId) : undefined;
  const run = step && read.get(Run, step.runId);
  if (!step || !run) return visible;
  return { ...visible, stepTitle: findStep(definitionOf(read, run), step.stepKey)?.title ?? step.stepKey };
}

export const arriveQueries = [arriveProgress, showArrive, citedRecords] as const;
