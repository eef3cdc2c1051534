// The time of recording of a record, as the clock at the place showed it.
// Must not interpret a value.

import { epochOf, localText, parseMoment } from '../../../shared/kernel/time.ts';

/** The UTC time of recording as the clock at the place showed it, with the offset of the time of the act. */
export function localRecordedAt({
  at,
  recordedAt,
}: {
  readonly at: string;
  readonly recordedAt: string;
}): string {
  const place = parseMoment(at);
  return place ? localText({ ...place, epochMs: epochOf(recordedAt) }) : recordedAt;
}
