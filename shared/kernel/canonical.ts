// Canonical JSON (RFC 8785): one text for one value, so that equal states are equal bytes.
// Must not accept what JSON cannot hold: NaN, infinities and lone surrogates are refused, never changed silently.

import type { Json } from './record.ts';

/**
 * Canonical text of `value`. Keys that hold undefined are left out, as JSON does. Throws on NaN, infinities and lone
 * surrogates. Written out here because it runs for every record and every state; the package `canonicalize`, twice as
 * slow, is what the test compares it with.
 */
export function canonical(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form.`);
    // ECMAScript's own text of a number is what the RFC prescribes; −0 is written 0.
    return String(value);
  }
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError('This value has no JSON form.');
  return canonicalObject(value as { readonly [key: string]: Json | undefined });
}

function canonicalObject(value: { readonly [key: string]: Json | undefined }): string {
  let text = '';
  // The order of `toSorted` is that of UTF-16 code units, as the RFC asks.
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(member)}`;
  }
  return `{${text}}`;
}

const loneSurrogate = /\p{Surrogate}/u;

function quoted(text: string): string {
  const json = JSON.stringify(text);
  // JSON.stringify writes a lone surrogate as an escape of its own; the RFC has no form for it.
  if (json.includes('\\ud') && loneSurrogate.test(text))
    throw new TypeError('A lone surrogate has no JSON form.');
  return json;
}
