// Where a result is from and where it goes: its assay, every number on the way, wells and files, and the figure it is in.
// Must not name a group, nor recompute: it shows what the record of the assay holds.

import { z } from 'zod';
import type { AssayOutput, DerivedNumber } from '../assays/assay.ts';
import { readingId } from '../assays/reading.ts';
import { releasedAssay } from '../assays/registry.ts';
import { say } from '../catalogue/catalogue.ts';
import { defineQuery, type Reader } from '../kernel/decider.ts';
import { isDrawnInFigure } from './analysis-values.ts';
import { analyte } from './analytes.ts';
import { numberView, type NumberView } from './assay-view.ts';
import { Assay, visibleOutput, wholeInput, wholeOutput, type AssayState } from './assay.ts';
import { Attachment } from './attachment.ts';
import { mayKnowGroup } from './blinding.ts';
import { Result } from './result.ts';

/** A well at the end of a trace, as the instrument gave it. */
export interface TracedWell {
  readonly id: string;
  readonly plate: string;
  readonly well: string;
  readonly value: string | null;
  readonly raw: string | null;
  readonly absent: 'overflow' | 'undetermined' | null;
  readonly leftOut: string | null;
  /** The file it stands in; null for what was typed. */
  readonly file: {
    readonly attachmentId: string;
    readonly name: string;
    readonly hash: string;
    readonly status: 'kept' | 'withheld';
  } | null;
}

/**
 * Null for an unknown result. `numbers`: the result's own number first, then what it was made from, each after what it
 * goes into; empty for a typed result, and for a reader to whom the slides of a blind reading are hidden.
 * `isInFigure`: whether the figure as planned draws its point, set to a limit or not.
 */
export const traceResult = defineQuery({
  name: 'result.trace',
  input: z.object({ resultId: z.string() }),
  answer({ resultId }, { read, actor }) {
    const result = read.get(Result, resultId);
    if (!result) return null;
    const assay = result.origin === null ? undefined : read.get(Assay, result.origin.assayId);
    const { figure, label } = analyte(result.analyte);
    return {
      result,
      assay: assay ? aboutOf(assay) : null,
      numbers: assay
        ? chainOf(visibleOutput(assay, mayKnowGroup(read, actor)), result.origin?.numberId ?? '')
        : [],
      wells: assay ? wellsOf(read, assay, result.origin?.numberId ?? '') : [],
      figure: { panel: figure, analyte: label, isInFigure: isDrawnInFigure(read, result) },
    };
  },
});

function aboutOf({ id, assayKey, assayVersion, title, status, evaluatedAt, evaluatedBy }: AssayState) {
  const assay = say(`assay.key.${assayKey}`);
  const name = say('assay.title-with-version', { assay, version: assayVersion });
  return { assayId: id, assayKey, assayVersion, name, title, status, evaluatedAt, evaluatedBy };
}

function chainOf(output: AssayOutput, numberId: string): readonly NumberView[] {
  return numbersBelow(output, numberId).map(numberView);
}

/** The number and everything below it, nearest first, each once. */
function numbersBelow({ numbers }: AssayOutput, numberId: string): readonly DerivedNumber[] {
  const byId = new Map(numbers.map((one) => [one.id, one]));
  const found = new Map<string, DerivedNumber>();
  let next: readonly string[] = [numberId];
  while (next.length > 0) {
    const level = next.flatMap((id) => (found.has(id) ? [] : (byId.get(id) ?? [])));
    for (const one of level) found.set(one.id, one);
    next = level.flatMap((one) => one.inputs);
  }
  return [...found.values()];
}

function wellsOf(read: Reader, assay: AssayState, numberId: string): readonly TracedWell[] {
  const definition = releasedAssay(assay.assayKey, assay.assayVersion);
  const parsed = definition?.input.safeParse(wholeInput(assay));
  if (!definition || !parsed?.success) return [];
  const used = new Set(numbersBelow(wholeOutput(assay), numberId).flatMap((one) => one.inputs));
  return definition.readings(parsed.data).flatMap((reading) => {
    const id = readingId(reading);
    if (!used.has(id)) return [];
    const { plate, well, value, raw, absent, leftOut, attachmentId } = reading;
    const attachment = attachmentId === null ? undefined : read.get(Attachment, attachmentId);
    const file =
      attachment === undefined
        ? null
        : {
            attachmentId: attachment.id,
            name: attachment.name,
            hash: attachment.hash,
            status: attachment.status,
          };
    return [{ id, plate, well, value, raw, absent, leftOut, file }];
  });
}
