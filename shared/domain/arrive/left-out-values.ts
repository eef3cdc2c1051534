// Every value that the analysis does not count, with why and by whom: a mark, the range, a correction, a rejected assay.
// Must not tell a group: all animals stand together here.

import { say } from '../../catalogue/catalogue.ts';
import { planInForce } from '../analysis-plan.ts';
import { valuesOf, type AnalysedValue, type ResultWithoutNumber } from '../analysis-values.ts';
import { analyte, analyteKeys, type AnalyteKey } from '../analytes.ts';
import { Result, resultId, type ResultState, type ResultVersion } from '../result.ts';
import type { TimePoint } from '../schedule.ts';
import { User } from '../user.ts';
import type { ArriveSource } from './checklist.ts';
import { clause, piece, sentence, type Sentence } from './citation.ts';

const together = [{ group: null, key: 'all', label: '' }] as const;

/** Of these a person decided; of the others the assay. */
const kinds = [
  'outlier',
  'corrected',
  'withdrawn',
  'missing',
  'out-of-range',
  'no-limit',
  'no-number',
] as const;
type Kind = (typeof kinds)[number];

interface LeftOut {
  readonly kind: Kind;
  readonly result: ResultState;
  readonly text: string;
}

const resultKinds = [
  'result.entered',
  'result.derived',
  'result.corrected',
  'result.marked',
  'result.withdrawn',
] as const;

/** Kind by kind how many, and each of them; that there is none where there is none. */
export function leftOutSentences(source: ArriveSource): readonly Sentence[] {
  const all = leftOut(source);
  if (all.length === 0) return [sentence('methods.no-left-out')];
  return kinds.flatMap((kind) => {
    const own = all.filter((one) => one.kind === kind);
    if (own.length === 0) return [];
    const records = source.evidence.of(
      Result,
      resultKinds,
      own.map(({ result }) => result.id),
    );
    const count = piece(String(own.length), records, kind === 'corrected' ? 'alert' : 'strong');
    return [sentence(`methods.left-${kind}`, { count, list: own.map(({ text }) => text).join('; ') })];
  });
}

function leftOut(source: ArriveSource): readonly LeftOut[] {
  const { read } = source;
  const plan = planInForce(read)?.content ?? null;
  const recorded = new Set(read.list(Result).map((one) => one.analyte));
  return analyteKeys
    .filter((key) => recorded.has(key))
    .flatMap((key) =>
      valuesOf(read, together, key, plan).flatMap(({ byTimePoint }) =>
        byTimePoint.flatMap(({ timePoint, values, withoutNumber }) => {
          const of = (animalId: string): Place => ({ animalId, key, timePoint });
          return [
            ...values
              .filter((one) => one.kind === 'outlier' && plan?.outliers === 'left-out')
              .flatMap((one) => outlier(source, of(one.animalId), one)),
            ...withoutNumber
              // Before a plan is locked nobody has decided what becomes of those.
              .filter(({ why }) => plan !== null || why !== 'out-of-range')
              .flatMap((one) => numberless(source, of(one.animalId), one)),
          ];
        }),
      ),
    );
}

interface Place {
  readonly animalId: string;
  readonly key: AnalyteKey;
  readonly timePoint: TimePoint;
}

function outlier(source: ArriveSource, at: Place, { text }: AnalysedValue): readonly LeftOut[] {
  const result = resultAt(source, at);
  if (!result) return [];
  const { unit } = result;
  const words = { value: nameOf(at), was: `${text} ${unit}`, ...whyOf(source, marking(result)) };
  return [{ kind: 'outlier', result, text: say('methods.left-value-marked', words) }];
}

/** The version that brought the mark: a later one may only have kept it. */
function marking(result: ResultState): Pick<ResultVersion, 'reason' | 'by'> {
  const unmarked = result.history.findLastIndex(({ mark }) => mark !== 'outlier');
  return result.history[unmarked + 1] ?? result;
}

function numberless(source: ArriveSource, at: Place, one: ResultWithoutNumber): readonly LeftOut[] {
  const result = resultAt(source, at);
  if (!result) return [];
  const value = nameOf(at);
  const why = whyOf(source, result);
  if (result.flags.includes('withdrawn')) {
    return [{ kind: 'withdrawn', result, text: say('methods.left-value', { value, ...why }) }];
  }
  switch (one.why) {
    case 'corrected': {
      const text = say('methods.left-value-corrected', { value, was: one.old ?? '–', ...why });
      return [{ kind: one.why, result, text }];
    }
    case 'missing':
      return [{ kind: one.why, result, text: say('methods.left-value', { value, ...why }) }];
    case 'out-of-range':
    case 'no-limit':
    case 'no-number':
      return [{ kind: one.why, result, text: say('methods.left-value-flagged', { value, flag: one.text }) }];
  }
}

function resultAt({ read }: ArriveSource, { animalId, timePoint, key }: Place): ResultState | undefined {
  return read.get(Result, resultId(animalId, timePoint, key));
}

function nameOf({ animalId, key, timePoint }: Place): string {
  const outcome = analyte(key).label;
  return say('methods.value', { animal: animalId, outcome, timePoint: say(`sample.timePoint.${timePoint}`) });
}

function whyOf({ read }: ArriveSource, { reason, by }: Pick<ResultVersion, 'reason' | 'by'>) {
  return { reason: clause(reason ?? say('arrive.no-reason')), who: read.get(User, by)?.printedName ?? by };
}
