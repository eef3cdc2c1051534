// qRT-PCR, version 1: CT against a reference gene and a calibrator, 2^−ΔΔCT or Pfaffl, with controls (study.md, Assays).
// Must not be edited once released: a change is version 2, in a file of its own.

import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import { accept, refuse, type Outcome } from '../kernel/refusal.ts';
import { amplificationOf, efficiencyForm, seriesReadings, type Amplification } from './amplification.ts';
import {
  defineAssay,
  filesForm,
  nameForm,
  subjectForm,
  type AssayCheck,
  type AssayResult,
  type DerivedNumber,
  type Flag,
} from './assay.ts';
import {
  expressionByDoubling,
  expressionByEfficiency,
  rootOfSquares,
  type Calibrator,
} from './comparative-ct.ts';
import { amplified, ctReplicates, ctRules, type CtReplicates } from './ct-replicates.ts';
import { repeatedName, subjectTwice } from './naming.ts';
import { derived, meanOf, type NumberFacts } from './number.ts';
import { readingForm, readingId, readingsProblem, type Reading } from './reading.ts';

const someReadings = z.array(readingForm).min(1).max(32);
const controlKinds = ['no-template', 'no-rt'] as const;

const input = z.object({
  files: filesForm,
  /** `delta-delta-ct`: a doubling a cycle for every gene; `pfaffl`: each gene by its own efficiency. */
  method: z.enum(['delta-delta-ct', 'pfaffl']),
  /** The gene that every sample has alike; β-actin in the article. */
  reference: nameForm,
  genes: z
    .array(
      z.object({
        name: nameForm,
        /** The endpoint whose results it gives; null for the reference gene. */
        analyte: z.string().max(40).nullable(),
        efficiency: efficiencyForm,
      }),
    )
    .min(2)
    .max(12),
  samples: z
    .array(
      z.object({
        name: nameForm,
        /** Null for what is no animal of the study, such as a sample that only calibrates. */
        subject: subjectForm.nullable(),
        wells: z
          .array(z.object({ gene: nameForm, readings: someReadings }))
          .min(1)
          .max(12),
      }),
    )
    .min(1)
    .max(400),
  /** What every expression is relative to: the mean of some samples, or each animal's own sample of a time point. */
  calibrator: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('samples'), names: z.array(nameForm).min(1).max(400) }),
    z.object({ kind: z.literal('own-time-point'), timePoint: z.string().max(20) }),
  ]),
  controls: z
    .array(z.object({ kind: z.enum(controlKinds), gene: nameForm, readings: someReadings }))
    .max(48)
    .default([]),
  rules: ctRules,
});
type Input = z.output<typeof input>;
type Sample = Input['samples'][number];

const wells = (one: Input): readonly Reading[] => [
  ...one.genes.flatMap((gene) => seriesReadings(gene.efficiency)),
  ...one.samples.flatMap((sample) => sample.wells.flatMap((well) => well.readings)),
  ...one.controls.flatMap((control) => control.readings),
];

/**
 * ΔCT = CT(gene) − CT(reference) of the means of the replicates; the expression from it: comparative-ct.ts.
 * Refusals: those of wells, names and efficiencies, `assay.gene-unknown`, `assay.calibrator-unknown`,
 * `assay.ct-outside`.
 */
export const qrtPcr = defineAssay({
  key: 'qrt-pcr',
  version: 1,
  status: 'released',
  input,
  readings: wells,
  compute(given) {
    const problem =
      readingsProblem(wells(given), given.files) ??
      repeatedName([given.genes, given.samples, ...given.samples.map(wellNames)]) ??
      subjectTwice(given.samples.flatMap((one) => (one.subject === null ? [] : [one.subject]))) ??
      unknownName(given) ??
      strangeCycle(wells(given));
    if (problem) return problem;
    const amplifications = new Map<string, Amplification>();
    for (const { name, efficiency } of given.genes) {
      const found = amplificationOf(name, efficiency, given.rules);
      if (!found.ok) return found;
      amplifications.set(name, found.value);
    }
    return accept(new Plate(given, amplifications).evaluated());
  },
});

function wellNames({ wells }: Sample) {
  return wells.map((one) => ({ name: one.gene }));
}

function unknownName({ genes, samples, controls, reference, calibrator }: Input): Outcome<never> | undefined {
  const known = new Set(genes.map((one) => one.name));
  const named = [
    reference,
    ...samples.flatMap((one) => one.wells.map((well) => well.gene)),
    ...controls.map((one) => one.gene),
  ];
  const gene = named.find((one) => !known.has(one));
  if (gene !== undefined) return refuse('assay.gene-unknown', { gene });
  if (calibrator.kind !== 'samples') return undefined;
  const unknown = calibrator.names.find((name) => !samples.some((one) => one.name === name));
  return unknown === undefined ? undefined : refuse('assay.calibrator-unknown', { name: unknown });
}

/** No run has more cycles; what lies beyond is another column of the file. */
const mostCycles = 100;

function strangeCycle(readings: readonly Reading[]): Outcome<never> | undefined {
  const strange = readings.find(
    ({ value }) => value !== null && !(Number(value) > 0 && Number(value) <= mostCycles),
  );
  if (!strange) return undefined;
  const { plate, well, value } = strange;
  return refuse('assay.ct-outside', { well: `${plate}, ${well}`, value: value ?? '', most: mostCycles });
}

class Plate {
  readonly #input: Input;
  readonly #amplifications: ReadonlyMap<string, Amplification>;
  readonly #numbers: DerivedNumber[] = [];
  readonly #checks: AssayCheck[] = [];
  /** By `sample/gene`. */
  readonly #replicates = new Map<string, CtReplicates>();
  readonly #failedGenes = new Set<string>();
  readonly #calibrators = new Map<string, Calibrator>();

  constructor(input: Input, amplifications: ReadonlyMap<string, Amplification>) {
    this.#input = input;
    this.#amplifications = amplifications;
  }

  evaluated() {
    const { samples, genes, reference } = this.#input;
    for (const one of this.#amplifications.values()) this.#numbers.push(...one.numbers);
    for (const sample of samples) for (const well of sample.wells) this.#readWells(sample, well);
    for (const gene of genes) this.#judgeControls(gene.name);
    const targets = genes.filter((one) => one.name !== reference);
    for (const sample of samples) for (const { name } of targets) this.#compare(sample, name);
    const results: AssayResult[] = [];
    for (const sample of samples) {
      for (const { name, analyte } of targets) {
        const numberId = this.#express(sample, name);
        if (numberId === null || sample.subject === null || analyte === null) continue;
        results.push({ ...sample.subject, analyte, numberId });
      }
    }
    return { numbers: this.#numbers, checks: this.#checks, results, lotFactors: [] };
  }

  #known(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => this.#numbers.some((one) => one.id === id));
  }

  #add(facts: NumberFacts): string {
    this.#numbers.push(derived(facts));
    return facts.id;
  }

  #readWells({ name }: Sample, { gene, readings }: Sample['wells'][number]): void {
    const found = ctReplicates(readings, this.#input.rules);
    const id = `${name}/${gene}`;
    this.#replicates.set(id, found);
    const { mean, deviation, text, count, inputs, flags } = found;
    const parameters = { values: text, n: count };
    const facts = { about: id, unit: '', flags, parameters, inputs };
    this.#add({
      ...facts,
      id: `${id}/ct`,
      quantity: 'ct',
      value: mean,
      formula: mean === null ? 'no-number' : 'ct-mean',
    });
    if (deviation === null) return;
    this.#add({
      ...facts,
      id: `${id}/ct-deviation`,
      quantity: 'ct-deviation',
      value: deviation,
      formula: 'ct-deviation',
    });
  }

  /** A control passes without amplification, or when it comes later than every sample by the margin of the rules. */
  #judgeControls(gene: string): void {
    const { samples, controls, rules } = this.#input;
    const means = samples.flatMap(({ name }) => this.#replicates.get(`${name}/${gene}`)?.mean ?? []);
    const latest = means.reduce<Decimal | null>((late, one) => (late?.greaterThan(one) ? late : one), null);
    const mine = controls.filter((one) => one.gene === gene);
    for (const { kind, readings } of mine) {
      const cts = amplified(readings, rules).map((one) => one.ct);
      const isPassed =
        cts.length === 0 ||
        (latest !== null && cts.every((one) => one.minus(latest).greaterThanOrEqualTo(rules.controlMargin)));
      if (!isPassed) this.#failedGenes.add(gene);
      this.#checks.push({
        key: `${kind}-control`,
        about: gene,
        isPassed,
        parameters: {
          found: cts.length === 0 ? '–' : cts.map((one) => one.toFixed()).join(', '),
          margin: rules.controlMargin,
        },
        inputs: readings.map(readingId),
      });
    }
    const missing = controlKinds.filter((kind) => !mine.some((one) => one.kind === kind));
    this.#checks.push({
      key: 'controls-present',
      about: gene,
      isPassed: missing.length === 0,
      parameters: { missing: missing.join(', ') },
      inputs: [],
    });
  }

  #pair({ name }: Sample, gene: string) {
    const target = this.#replicates.get(`${name}/${gene}`);
    const reference = this.#replicates.get(`${name}/${this.#input.reference}`);
    return target ? { target, reference: reference ?? unread } : null;
  }

  #flagsOf(
    gene: string,
    { target, reference }: { target: CtReplicates; reference: CtReplicates },
  ): readonly Flag[] {
    const isFailed = this.#failedGenes.has(gene) || this.#failedGenes.has(this.#input.reference);
    return [
      ...target.flags,
      ...reference.flags.filter((one) => one !== 'no-amplification'),
      ...(reference.mean === null ? (['reference-failed'] as const) : []),
      ...(isFailed ? (['control-failed'] as const) : []),
    ];
  }

  /** ΔCT of a gene in a sample, and its spread. */
  #compare(sample: Sample, gene: string): void {
    const pair = this.#pair(sample, gene);
    if (!pair) return;
    const { target, reference } = pair;
    const id = `${sample.name}/${gene}`;
    const facts = { about: id, unit: '', flags: this.#flagsOf(gene, pair) };
    const value = target.mean && reference.mean ? target.mean.minus(reference.mean) : null;
    const referenceId = `${sample.name}/${this.#input.reference}`;
    this.#add({
      ...facts,
      id: `${id}/delta-ct`,
      quantity: 'delta-ct',
      value,
      formula: value === null ? 'no-number' : 'delta-ct',
      parameters: { ct: target.mean, reference: reference.mean },
      inputs: [`${id}/ct`, ...this.#known([`${referenceId}/ct`])],
    });
    const deviation = rootOfSquares(target.deviation, reference.deviation);
    if (value === null || deviation === null) return;
    this.#add({
      ...facts,
      id: `${id}/delta-ct-deviation`,
      quantity: 'delta-ct-deviation',
      value: deviation,
      formula: 'delta-ct-deviation',
      parameters: { target: target.deviation, reference: reference.deviation },
      inputs: [`${id}/ct-deviation`, `${referenceId}/ct-deviation`],
    });
  }

  #express(sample: Sample, gene: string): string | null {
    const pair = this.#pair(sample, gene);
    if (!pair) return null;
    const calibrator = this.#calibratorOf(sample, gene);
    const id = `${sample.name}/${gene}`;
    const flags = [...this.#flagsOf(gene, pair), ...calibrator.flags];
    const numberId = `${id}/relative-expression`;
    if (!pair.target.mean || !pair.reference.mean || !calibrator.target || !calibrator.reference) {
      const isSilent = pair.target.mean === null && pair.target.flags.includes('no-amplification');
      this.#add({
        id: numberId,
        quantity: 'relative-expression',
        about: id,
        value: null,
        unit: '×',
        flags: isSilent ? flags : [...flags, 'undetermined'],
        formula: 'no-number',
        inputs: [`${id}/delta-ct`, ...calibrator.inputs],
      });
      return numberId;
    }
    const facts = {
      id,
      referenceId: `${sample.name}/${this.#input.reference}`,
      target: { mean: pair.target.mean, deviation: pair.target.deviation },
      reference: { mean: pair.reference.mean, deviation: pair.reference.deviation },
      calibrator: { target: calibrator.target, reference: calibrator.reference, inputs: calibrator.inputs },
      flags,
    };
    const mine = this.#amplifications.get(gene);
    const other = this.#amplifications.get(this.#input.reference);
    const made =
      this.#input.method === 'pfaffl' && mine && other
        ? expressionByEfficiency(facts, mine, other)
        : expressionByDoubling(facts);
    this.#numbers.push(...made);
    return numberId;
  }

  /** The calibrator of a gene, made once: for all samples, or for each animal. */
  #calibratorOf(sample: Sample, gene: string): Calibrator {
    const { calibrator, samples } = this.#input;
    const animalId = sample.subject?.animalId ?? '';
    const isOwn = calibrator.kind === 'own-time-point';
    const place = isOwn ? `calibrator/${animalId}/${gene}` : `calibrator/${gene}`;
    const known = this.#calibrators.get(place);
    if (known) return known;
    const chosen = samples.filter((one) =>
      isOwn
        ? one.subject?.animalId === animalId && one.subject.timePoint === calibrator.timePoint
        : calibrator.names.includes(one.name),
    );
    const made = this.#makeCalibrator(place, gene, chosen);
    this.#calibrators.set(place, made);
    return made;
  }

  #makeCalibrator(place: string, gene: string, chosen: readonly Sample[]): Calibrator {
    const { reference, method } = this.#input;
    const found = chosen.flatMap((one) => {
      const pair = this.#pair(one, gene);
      return pair?.target.mean && pair.reference.mean
        ? [{ name: one.name, target: pair.target.mean, reference: pair.reference.mean }]
        : [];
    });
    if (found.length === 0) return { target: null, reference: null, inputs: [], flags: [] };
    const flags: readonly Flag[] = found.length < chosen.length ? ['incomplete'] : [];
    const [target, referenceMean] = [
      meanOf(found.map((one) => one.target)),
      meanOf(found.map((one) => one.reference)),
    ];
    const facts = { about: gene, unit: '', flags, formula: 'calibrator-mean' } as const;
    const parts =
      method === 'pfaffl'
        ? ([
            ['calibrator-ct', gene, target, 'ct'],
            ['calibrator-ct', reference, referenceMean, 'ct'],
          ] as const)
        : ([['calibrator-delta-ct', gene, target.minus(referenceMean), 'delta-ct']] as const);
    const inputs = parts.map(([quantity, of, value, kind]) =>
      this.#add({
        ...facts,
        id: `${place}/${of}-${kind}`,
        quantity,
        about: of,
        value,
        parameters: { samples: found.map((one) => one.name).join(', '), n: found.length },
        inputs: found.map((one) => `${one.name}/${of}/${kind}`),
      }),
    );
    return { target, reference: referenceMean, inputs, flags };
  }
}

/** A sample without wells of the reference gene. */
const unread: CtReplicates = { mean: null, deviation: null, count: 0, text: '', inputs: [], flags: [] };
