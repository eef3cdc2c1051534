// Canonical JSON (RFC 8785): one text for one value, so that equal states are equal bytes.
// Must not accept what JSON cannot hold: undefined, NaN and infinities are refused, never dropped silently.

import canonicalizeValue from 'canonicalize';
import type { Json } from './record.ts';

/** Canonical text of `value`. Keys that hold undefined are left out, as JSON does. Throws on NaN and infinities. */
export function canonical(value: Json): string {
  const text = canonicalizeValue(value);
  if (text === undefined) throw new TypeError('This value has no JSON form.');
  return text;
}
