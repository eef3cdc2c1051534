// The order in which slides are read blind: drawn from a seed that is recorded, so that it follows nothing else.
// Must not draw a seed: whoever uses this brings one that was drawn before the first slide was read.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { subjectName } from './naming.ts';
import type { Subject } from './assay.ts';

export interface Slide {
  readonly subject: Subject;
  /** The number of the slice of this animal and time point. */
  readonly slice: number;
}

export interface CodedSlide extends Slide {
  /** `01`, `02` …: the place in the order, which is all that the reader knows. */
  readonly code: string;
}

/** The slides by SHA-256 of seed, animal, time point and slice; anybody can repeat it. */
export function readingOrder(seed: string, slides: readonly Slide[]): readonly CodedSlide[] {
  const digits = Math.max(2, String(slides.length).length);
  return slides
    .map((slide) => ({
      slide,
      key: bytesToHex(sha256(utf8ToBytes(`${seed}:${subjectName(slide.subject)}:${slide.slice}`))),
    }))
    .toSorted((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ slide }, index) => ({ ...slide, code: String(index + 1).padStart(digits, '0') }));
}
