// One evaluated plate, gel, count or reading session: what was measured, what was computed from it, and with which version.
// Must not compute: the commands do, and the record keeps input and output together.

import { z } from 'zod';
import { assayOutput, type AssayOutput } from '../assays/assay.ts';
import { assayKeys, type AssayKey } from '../assays/registry.ts';
import { defineEntity } from '../kernel/decider.ts';
import type { Json } from '../kernel/record.ts';

export interface AssayState {
  readonly id: string;
  readonly assayKey: AssayKey;
  readonly assayVersion: number;
  readonly title: string;
  /** `rejected`: the run failed or was repeated; it is kept, and its results are withdrawn (ALC-3). */
  readonly status: 'evaluated' | 'rejected';
  /** The secretome lot whose medium was measured; null for animals. */
  readonly lotId: string | null;
  /** Instrument files and pictures, as they came. */
  readonly attachmentIds: readonly string[];
  readonly input: Json;
  readonly output: AssayOutput;
  /** How often it was evaluated; the records hold the earlier inputs and outputs. */
  readonly evaluations: number;
  readonly evaluatedAt: string;
  readonly evaluatedBy: string;
  /** Why it was evaluated again, or rejected. */
  readonly reason: string | null;
  readonly rejectedAt: string | null;
  readonly rejectedBy: string | null;
}

/** The input of any assay as stored: its own form has parsed it before. */
export const assayInput: z.ZodType<Json> = z.json();

const evaluation = {
  assayVersion: z.int().positive(),
  attachmentIds: z.array(z.string()),
  input: assayInput,
  output: assayOutput,
};

export const Assay = defineEntity<AssayState>()({
  type: 'assay',
  reducer: 1,
  opening: {
    'assay.evaluated': {
      version: 1,
      payload: z.object({
        assayKey: z.enum(assayKeys),
        title: z.string(),
        lotId: z.string().nullable(),
        ...evaluation,
      }),
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        status: 'evaluated',
        evaluations: 1,
        evaluatedAt: record.occurredAt,
        evaluatedBy: record.performedBy,
        reason: record.reason,
        rejectedAt: null,
        rejectedBy: null,
      }),
    },
  },
  changing: {
    'assay.reevaluated': {
      version: 1,
      payload: z.object(evaluation),
      apply: (state, payload, record) => ({
        ...state,
        ...payload,
        evaluations: state.evaluations + 1,
        evaluatedAt: record.occurredAt,
        evaluatedBy: record.performedBy,
        reason: record.reason,
      }),
    },
    'assay.rejected': {
      version: 1,
      payload: z.object({}),
      apply: (state, _, record) => ({
        ...state,
        status: 'rejected',
        reason: record.reason,
        rejectedAt: record.occurredAt,
        rejectedBy: record.performedBy,
      }),
    },
  },
});
