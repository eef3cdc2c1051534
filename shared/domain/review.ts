// Reviews of the quality assurance unit: what of the audit trail was looked at, up to where, and what was found.
// Must not change what it reviews.

import { z } from 'zod';
import { decide, defineCommand, defineEntity, defineQuery } from '../kernel/decider.ts';

export interface ReviewState {
  readonly id: string;
  readonly scope: string;
  /** Hash of the newest record that the reviewer had before them: what came later is not covered. */
  readonly head: string;
  readonly finding: string;
  readonly at: string;
  readonly by: string;
}

const reviewed = z.object({
  scope: z.string().trim().min(1).max(200),
  head: z.string().regex(/^[0-9a-f]{64}$/),
  finding: z.string().trim().min(1).max(4000),
});

export const Review = defineEntity<ReviewState>()({
  type: 'review',
  reducer: 1,
  opening: {
    'review.written': {
      version: 1,
      payload: reviewed,
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        at: record.occurredAt,
        by: record.performedBy,
      }),
    },
  },
  changing: {},
});

const writeReview = defineCommand({
  name: 'review.write',
  input: reviewed,
  decide(input, { newId }) {
    const id = newId();
    return decide([Review.record('review.written', id, input)], { reviewId: id });
  },
});

const listReviews = defineQuery({
  name: 'review.list',
  input: z.object({}),
  answer: (_, { read }) => ({ reviews: read.list(Review).toReversed() }),
});

export const reviewCommands = [writeReview] as const;
export const reviewQueries = [listReviews] as const;
