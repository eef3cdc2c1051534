// Identifiers: UUIDv7 (RFC 9562), ordered by the time at which they were made.
// Must not draw randomness or read clocks: both are brought in.

/** UUIDv7 of 48 bits of time and 74 random bits taken from `random` (10 bytes). */
export function uuidV7(epochMs: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('A UUIDv7 needs 10 random bytes.');
  const time = Math.floor(epochMs).toString(16).padStart(12, '0');
  const byte = (index: number) => (random[index] ?? 0).toString(16).padStart(2, '0');
  const versioned = ((random[0] ?? 0) & 0x0f) | 0x70;
  const variant = ((random[2] ?? 0) & 0x3f) | 0x80;
  const hex =
    time +
    versioned.toString(16).padStart(2, '0') +
    byte(1) +
    variant.toString(16).padStart(2, '0') +
    [3, 4, 5, 6, 7, 8, 9].map(byte).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
