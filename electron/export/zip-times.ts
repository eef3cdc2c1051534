// The time stamps of a ZIP archive set to one moment, so that the same content gives the same bytes.
// Must not change anything else: sizes, checksums and order are the maker's.

const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;
const endLength = 22;
const entryLength = 46;

/**
 * Sets date and time of every entry, in its own header and in the directory, to `at` (UTC text, to two seconds). The
 * archive has no comment at its end, as makers write it. PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.4.6.
 */
export function withTimes(archive: Uint8Array, at: string): Uint8Array {
  const bytes = Uint8Array.from(archive);
  const data = new DataView(bytes.buffer);
  const end = bytes.length - endLength;
  if (end < 0 || data.getUint32(end, true) !== endSignature) throw new Error('The archive has no end.');
  const [time, date] = stamp(at);
  const count = data.getUint16(end + 10, true);
  let entry = data.getUint32(end + 16, true);
  for (let number = 0; number < count; number += 1) {
    if (data.getUint32(entry, true) !== entrySignature) throw new Error('The archive has a broken entry.');
    const local = data.getUint32(entry + 42, true);
    data.setUint16(entry + 12, time, true);
    data.setUint16(entry + 14, date, true);
    data.setUint16(local + 10, time, true);
    data.setUint16(local + 12, date, true);
    const [name, extra, comment] = [28, 30, 32].map((place) => data.getUint16(entry + place, true));
    entry += entryLength + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return bytes;
}

/** MS-DOS time and date of an instant, read as UTC; the format begins with 1980. */
function stamp(at: string): readonly [time: number, date: number] {
  const when = new Date(at);
  const time =
    (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | Math.floor(when.getUTCSeconds() / 2);
  const year = Math.max(0, when.getUTCFullYear() - 1980);
  return [time, (year << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate()];
}
