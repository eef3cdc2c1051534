// The methods paragraph, composed from what was really done, part by part in the order of the work.
// Must not hold a sentence of its own.

import { say } from '../../catalogue/catalogue.ts';
import { doseSentences } from './methods-doses.ts';
import {
  deviationSentences,
  exclusionSentences,
  outcomeSentences,
  statisticsSentences,
} from './methods-analysis.ts';
import { allocationSentences, animalSentences, housingSentences, lossSentences } from './methods-animals.ts';
import {
  cultureSentences,
  drugSentences,
  peopleSentences,
  periodSentences,
  protocolSentences,
  samplingSentences,
  surgerySentences,
} from './methods-procedures.ts';
import type { ArriveSource } from './checklist.ts';
import type { Sentence } from './citation.ts';

export interface MethodsPart {
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

/** Parts without anything done yet are left out. */
export function methodsOf(source: ArriveSource): readonly MethodsPart[] {
  const parts = [
    {
      title: say('methods.title-animals'),
      sentences: [...animalSentences(source), ...lossSentences(source)],
    },
    { title: say('methods.title-allocation'), sentences: allocationSentences(source) },
    {
      title: say('methods.title-procedures'),
      sentences: [...protocolSentences(source), ...cultureSentences(source)],
    },
    {
      title: say('methods.title-surgery'),
      sentences: [
        ...surgerySentences(source),
        ...doseSentences(source),
        ...drugSentences(source),
        ...periodSentences(source),
        ...peopleSentences(source),
      ],
    },
    { title: say('methods.title-housing'), sentences: housingOf(source) },
    { title: say('methods.title-sampling'), sentences: samplingSentences(source) },
    { title: say('methods.title-outcomes'), sentences: outcomeSentences(source) },
    { title: say('methods.title-statistics'), sentences: statisticsOf(source) },
    { title: say('methods.title-deviations'), sentences: deviationsOf(source) },
  ];
  return parts.filter(({ sentences }) => sentences.length > 0);
}

/** Without an animal there is no housing to report. */
function housingOf(source: ArriveSource): readonly Sentence[] {
  return source.enrolled.length === 0 ? [] : housingSentences(source);
}

function statisticsOf(source: ArriveSource): readonly Sentence[] {
  return source.enrolled.length === 0
    ? statisticsSentences(source)
    : [...statisticsSentences(source), ...exclusionSentences(source)];
}

function deviationsOf(source: ArriveSource): readonly Sentence[] {
  return source.enrolled.length === 0 ? [] : deviationSentences(source);
}
