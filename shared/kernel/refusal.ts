// A refusal: a command or query that cannot be carried out, with a sentence for a person and what would make it pass.
// Must not hold sentences of its own: they live in the catalogue.

import { refusalSentences, type RefusalCode, type SentenceParameters } from '../catalogue/catalogue.ts';
import type { JsonObject } from './record.ts';

export interface Refusal {
  readonly code: RefusalCode;
  /** What is refused and why, one or two sentences. */
  readonly message: string;
  /** What would make it pass. */
  readonly remedy: string;
  /** Facts that a screen may show beside it, such as both states of a stale edit. */
  readonly details?: JsonObject;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function refusal(
  code: RefusalCode,
  parameters: SentenceParameters = {},
  details?: JsonObject,
): Refusal {
  const { message, remedy } = refusalSentences(code, parameters);
  return details === undefined ? { code, message, remedy } : { code, message, remedy, details };
}

export function refuse(
  code: RefusalCode,
  parameters: SentenceParameters = {},
  details?: JsonObject,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: refusal(code, parameters, details) };
}

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
