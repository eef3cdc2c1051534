// Files attached to a run, an animal, a lot, a sample or a result: what they are called and their SHA-256.
// Must not hold bytes: those are in the notebook file, by hash, and can be withheld without touching the record.

import { z } from 'zod';
import { decide, defineCommand, defineEntity, defineQuery } from '../kernel/decider.ts';
import { refuse } from '../kernel/refusal.ts';

export interface AttachmentState {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly bytes: number;
  readonly animalId: string | null;
  readonly runId: string | null;
  readonly lotId: string | null;
  readonly status: 'kept' | 'withheld';
  readonly at: string;
  readonly by: string;
}

const about = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(255),
  bytes: z.number().int().nonnegative(),
  animalId: z.string().nullable(),
  runId: z.string().nullable(),
  lotId: z.string().nullable(),
});

export const Attachment = defineEntity<AttachmentState>()({
  type: 'attachment',
  reducer: 1,
  opening: {
    'attachment.added': {
      version: 1,
      payload: about,
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        status: 'kept',
        at: record.occurredAt,
        by: record.author,
      }),
    },
  },
  changing: {
    'attachment.withheld': {
      version: 1,
      payload: z.object({ hash: z.string() }),
      apply: (state) => ({ ...state, status: 'withheld' }),
    },
  },
});

export const addAttachment = defineCommand({
  name: 'attachment.add',
  input: about,
  decide(input, { newId }) {
    const id = newId();
    return decide([Attachment.record('attachment.added', id, input)], { attachmentId: id });
  },
});

/** Takes the bytes away (personal data, a wrong picture); name, hash and reason stay. */
export const withholdAttachment = defineCommand({
  name: 'attachment.withhold',
  input: z.object({ attachmentId: z.string() }),
  decide({ attachmentId }, { read, reason }) {
    const attachment = read.get(Attachment, attachmentId);
    if (!attachment) return refuse('entity.unknown', { what: 'attachment', id: attachmentId });
    if (!reason) return refuse('reason.missing');
    const { hash } = attachment;
    return decide([Attachment.record('attachment.withheld', attachmentId, { hash })], { hash });
  },
});

const listAttachments = defineQuery({
  name: 'attachment.list',
  input: z.object({
    animalId: z.string().optional(),
    runId: z.string().optional(),
    lotId: z.string().optional(),
  }),
  answer: ({ animalId, runId, lotId }, { read }) => ({
    attachments: read.list(Attachment, {
      ...(animalId === undefined ? {} : { animalId }),
      ...(runId === undefined ? {} : { runId }),
      ...(lotId === undefined ? {} : { lotId }),
    }),
  }),
});

export const attachmentQueries = [listAttachments] as const;
