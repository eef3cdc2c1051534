// The methods paragraph on the assays: which were evaluated by which version, and the choices that each evaluation held.
// Must not compute, nor name the samples of a calibrator: their names may tell a group.

import { z } from 'zod';
import { assayKeys } from '../../assays/registry.ts';
import { say } from '../../catalogue/catalogue.ts';
import { Assay, type AssayState } from '../assay.ts';
import { assaySettings } from '../assay-settings.ts';
import type { ArriveSource } from './checklist.ts';
import { joined, piece, sentence, type Sentence } from './citation.ts';

type Source = Pick<ArriveSource, 'read' | 'evidence'>;

const evaluationKinds = ['assay.evaluated', 'assay.reevaluated'] as const;

/** How many evaluations there are and of what; then for each assay in force how it was evaluated. */
export function assaySentences(source: Source): readonly Sentence[] {
  const { read, evidence } = source;
  const assays = read.list(Assay);
  const names = [...new Set(assays.map(titleOf))].toSorted();
  if (names.length === 0) return [];
  const rejected = assays.filter(({ status }) => status === 'rejected').map(({ id }) => id);
  const evaluated = evidence.of(Assay, evaluationKinds);
  const inForce = assays.filter(({ status }) => status === 'evaluated');
  return [
    sentence('methods.assays', {
      count: piece(String(assays.length), evaluated, 'strong'),
      names: piece(names.join('; '), evaluated),
      rejected: piece(String(rejected.length), evidence.of(Assay, ['assay.rejected'], rejected), 'strong'),
    }),
    ...assayKeys.flatMap((key) => {
      const own = inForce.filter(({ assayKey }) => assayKey === key);
      return own.length === 0 ? [] : [waySentence(source, own)];
    }),
  ];
}

function titleOf({ assayKey, assayVersion }: AssayState): string {
  return say('assay.title-with-version', { assay: say(`assay.key.${assayKey}`), version: assayVersion });
}

interface Choice {
  readonly label: string;
  readonly text: string;
}

/** Every choice with the records of the evaluations that hold it; how many they are where not all do. */
function waySentence({ evidence }: Source, assays: readonly AssayState[]): Sentence {
  const recordsOf = (list: readonly AssayState[]) =>
    evidence.of(
      Assay,
      evaluationKinds,
      list.map(({ id }) => id),
    );
  const held = assays.map((assay) => ({ assay, choices: choicesOf(assay) }));
  const labels = [...new Set(held.flatMap(({ choices }) => choices.map(({ label }) => label)))];
  const flows = labels.map((label): Sentence => {
    const having = (text: string) =>
      held
        .filter(({ choices }) => choices.some((one) => one.label === label && one.text === text))
        .map(({ assay }) => assay);
    const texts = new Set(
      held.flatMap(({ choices }) => choices.filter((one) => one.label === label).map(({ text }) => text)),
    );
    const ways = [...texts].map((text): Sentence => {
      const own = having(text);
      const value = piece(text, recordsOf(own), 'strong');
      const share = { value, count: own.length, all: assays.length };
      return own.length === assays.length ? [value] : sentence('methods.assay-share', share);
    });
    return sentence('methods.assay-choice', { label, ways: joined(ways) });
  });
  const [first] = assays;
  return sentence('methods.assay-way', {
    assay: first === undefined ? '' : say(`assay.key.${first.assayKey}`),
    count: piece(String(assays.length), recordsOf(assays), 'strong'),
    choices: joined(flows, '; '),
  });
}

const chosenSamples = z.object({
  calibrator: z.object({ kind: z.literal('samples'), names: z.array(z.string()) }),
});

/** The version and what the input chose; exposures are of single membranes, and stand with their evaluation. */
function choicesOf({ assayKey, assayVersion, input }: AssayState): readonly Choice[] {
  const samples = chosenSamples.safeParse(input).data?.calibrator.names.length;
  const calibrator = say('assay.setting.calibrator');
  return [
    { label: say('methods.assay-version'), text: String(assayVersion) },
    ...assaySettings(assayKey, input)
      .filter(({ label }) => label !== say('assay.setting.exposures'))
      .map(({ label, text }) =>
        label === calibrator && samples !== undefined
          ? { label, text: say('methods.assay-calibrator', { count: samples }) }
          : { label, text },
      ),
  ];
}
