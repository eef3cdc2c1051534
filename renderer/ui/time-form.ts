// Whether a typed text is a real date, or date and time, in the form the notebook writes them.
// Must not read a clock or a time zone: the command that takes the text adds both.

import { word } from './words.ts';

export type TimePrecision = 'day' | 'minute' | 'second';

/** To the minute, the date may be left out for today, and seconds may be given. */
const forms = {
  day: /^(\d{4})-(\d{2})-(\d{2})$/,
  minute: /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2}) )?(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/,
  second: /^(\d{4})-(\d{2})-(\d{2}) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
} as const;

/** Such as `YYYY-MM-DD HH:MM:SS`, for the hint. */
export function timeFormText(precision: TimePrecision): string {
  return word(`ui.time-form-${precision}`);
}

/** The sentence for a text that is no such time; undefined for a good or an empty one. */
export function timeProblem(text: string, precision: TimePrecision = 'minute'): string | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const match = forms[precision].exec(typed);
  if (!match) return word('ui.time-malformed', { form: timeFormText(precision) });
  const [, year, month = '', day = ''] = match;
  if (year === undefined) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
  return isReal ? undefined : word('ui.time-unreal', { text: typed });
}
