// Whether the results of an endpoint were all computed in one way: the same curve, the same calibrator, the same rule.
// Must not judge which way is right, nor name a sample.

import { elisa } from '../assays/elisa.ts';
import { qrtPcr } from '../assays/qrt-pcr.ts';
import { say } from '../catalogue/catalogue.ts';
import { canonical } from '../kernel/canonical.ts';
import type { Reader } from '../kernel/decider.ts';
import type { Json } from '../kernel/record.ts';
import { analyte, type AnalyteKey } from './analytes.ts';
import { assaySettings, type AssaySetting } from './assay-settings.ts';
import { Assay, wholeInput, wholeOutput, type AssayState } from './assay.ts';
import { Result } from './result.ts';

type Way = readonly Pick<AssaySetting, 'label' | 'meaning'>[];

function wayOf(assayKey: AssayState['assayKey'], input: Json): Way {
  return assaySettings(assayKey, input).flatMap(({ label, meaning }) =>
    meaning === null ? [] : [{ label, meaning }],
  );
}

/** States are never changed in place: what was looked at once need not be looked at for every figure. */
const known = new WeakMap<AssayState, Way>();

function recordedWay(assay: AssayState): Way {
  const way = known.get(assay) ?? wayOf(assay.assayKey, wholeInput(assay));
  known.set(assay, way);
  return way;
}

/** The words in which two ways differ: of the first, then of the second. */
function differences(one: Way, other: Way): readonly [string, string] {
  const ofOnly = (mine: Way, theirs: Way): string =>
    mine
      .filter(({ label, meaning }) => !theirs.some((its) => its.label === label && its.meaning === meaning))
      .map(({ label, meaning }) => `${label}: ${meaning ?? '–'}`)
      .join(', ');
  return [ofOnly(one, other), ofOnly(other, one)];
}

/** The evaluations of which a result of this endpoint stands in the notebook. */
function inForce(read: Reader, key: AnalyteKey): readonly AssayState[] {
  return read
    .list(Assay, { status: 'evaluated' })
    .filter((assay) =>
      wholeOutput(assay).results.some(
        ({ animalId, timePoint, analyte: its }) =>
          its === key && read.get(Result, `${animalId}/${timePoint}/${its}`)?.origin?.assayId === assay.id,
      ),
    );
}

/**
 * That what is put together is computed in another way than results of the same endpoint that are in force, in words;
 * empty where it is not. `assayId`: the evaluation that is done again, which its new results replace.
 */
export function otherWays(
  read: Reader,
  assayKey: AssayState['assayKey'],
  input: Json,
  endpoints: readonly string[],
  assayId: string | null,
): readonly string[] {
  const mine = wayOf(assayKey, input);
  const told = new Set<string>();
  for (const key of new Set(endpoints)) {
    for (const assay of inForce(read, key as AnalyteKey)) {
      if (assay.id === assayId || assay.assayKey !== assayKey) continue;
      const [here, there] = differences(mine, recordedWay(assay));
      if (here === '' && there === '') continue;
      told.add(say('assay.other-way', { analyte: analyte(key as AnalyteKey).label, here, there }));
    }
  }
  return [...told];
}

/** The ways in which the results of an endpoint were computed, where there are several; in words, the commonest first. */
export function mixedWays(read: Reader, key: AnalyteKey): string | null {
  const ways = new Map<string, { way: Way; count: number }>();
  for (const assay of inForce(read, key)) {
    const way = recordedWay(assay);
    const text = canonical(way.map(({ label, meaning }) => [label, meaning]));
    ways.set(text, { way, count: (ways.get(text)?.count ?? 0) + 1 });
  }
  const [first, ...others] = [...ways.values()].toSorted((one, other) => other.count - one.count);
  if (!first || others.length === 0) return null;
  const parts = others.map(({ way, count }) => {
    const [there, here] = differences(first.way, way);
    return say('assay.mixed-way', { count, here, there });
  });
  return say('assay.mixed-ways', { analyte: analyte(key).label, ways: parts.join('; ') });
}

/** What the newest evaluation chose, so that the next one begins as it did; null where there is none. */
export function lastChoices(read: Reader) {
  const newest = (key: AssayState['assayKey']): Json =>
    read
      .list(Assay, { status: 'evaluated' })
      .filter((one) => one.assayKey === key)
      .at(-1)?.input ?? null;
  const kit = elisa.input.safeParse(newest('elisa')).data;
  const expression = qrtPcr.input.safeParse(newest('qrt-pcr')).data;
  return {
    weighting: kit?.weighting ?? null,
    method: expression?.method ?? null,
    calibratorKind: expression?.calibrator.kind ?? null,
  };
}
