// What a record about an animal says, as one sentence, as its timeline and the ARRIVE report show it.
// Must not drop a kind that it does not know: that is shown by its name.

import { say } from '../catalogue/catalogue.ts';
import type { JsonObject } from '../kernel/record.ts';
import { objectIn, textIn, textsIn } from './payload-facts.ts';

const criterionWords = new Map([
  ['age', say('animals.criterion-age')],
  ['weight', say('animals.criterion-weight')],
]);
const severityWords = new Map([
  ['mild', say('animals.severity-mild')],
  ['moderate', say('animals.severity-moderate')],
  ['severe', say('animals.severity-severe')],
]);
const particularWords = new Map([
  ['earTag', say('animals.ear-tag')],
  ['sex', say('animals.sex')],
  ['birthDate', say('animals.birth-date')],
  ['source', say('animals.source')],
  ['strain', say('animals.strain')],
]);

export function animalSentence(kind: string, payload: JsonObject): string {
  const text = (key: string): string => textIn(payload, key);
  switch (kind) {
    case 'animal.registered':
      return say('animals.event.registered', {
        source: text('source'),
        strain: text('strain'),
        housing: text('housing'),
      });
    case 'animal.weighed':
      return say('animals.event.weighed', { weight: text('weightKg') });
    case 'animal.weightCorrected':
      return say('animals.event.weightCorrected', { from: text('from'), to: text('weightKg') });
    case 'animal.weighingTimeCorrected':
      return say('animals.event.weighingTimeCorrected', { from: text('from'), to: text('at') });
    case 'animal.corrected':
      return say('animals.event.corrected', { changes: changes(payload) });
    case 'animal.rehoused':
      return say('animals.event.rehoused', { from: text('from'), to: text('housing') });
    case 'animal.exceptionGranted':
      return say('animals.event.exception', {
        criteria: textsIn(payload, 'criteria')
          .map((one) => criterionWords.get(one) ?? one)
          .join(', '),
      });
    case 'animal.complicationRecorded': {
      const severity = severityWords.get(text('severity')) ?? text('severity');
      return say('animals.event.complication', { severity: severity.toLowerCase(), what: text('what') });
    }
    case 'animal.died':
      return say('animals.event.died');
    case 'animal.withdrawn':
      return say('animals.event.withdrawn');
    case 'animal.completed':
      return say('animals.event.completed');
    case 'animal.reinstated':
      return say('animals.event.reinstated');
    case 'animal.enrolled':
      return text('replaces') === ''
        ? say('animals.event.enrolled', { position: text('position') })
        : say('animals.event.enrolled-replacing', {
            position: text('position'),
            replaces: text('replaces'),
          });
    case 'animal.replaced':
      return say('animals.event.replaced', { by: text('by') });
    default:
      return kind;
  }
}

/** `Ear tag from “4711” to “4712”`. */
function changes(payload: JsonObject): string {
  const from = objectIn(payload, 'from');
  const to = objectIn(payload, 'to');
  return Object.keys(to)
    .map((key) =>
      say('animals.event.change', {
        what: particularWords.get(key) ?? key,
        from: textIn(from, key),
        to: textIn(to, key),
      }),
    )
    .join(', ');
}
