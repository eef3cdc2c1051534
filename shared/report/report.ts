// The printed notebook of one animal, one run, one lot or the whole study, chapter by chapter.
// Must not hold the document in memory: blocks are made while they are read.

import { say } from '../catalogue/catalogue.ts';
import { Animal, type AnimalState } from '../domain/animal.ts';
import { Assay } from '../domain/assay.ts';
import { Attachment } from '../domain/attachment.ts';
import { Medication, Observation } from '../domain/anaesthesia.ts';
import { Deviation } from '../domain/deviation.ts';
import { Exclusion } from '../domain/exclusion.ts';
import { Lot } from '../domain/lot.ts';
import { Result } from '../domain/result.ts';
import { Run, type RunState } from '../domain/run.ts';
import { Sample } from '../domain/sample.ts';
import type { Where } from '../kernel/decider.ts';
import { animalBlocks } from './animal-blocks.ts';
import { assayBlocks } from './assay-blocks.ts';
import { attachmentTable, carriedFiles } from './attachment-blocks.ts';
import { auditLines } from './audit-blocks.ts';
import { coverOf } from './cover.ts';
import { deviationEntries } from './deviation-blocks.ts';
import { fact, heading, paragraph, span, type Block, type Heading, type Report } from './document.ts';
import { doseBlocks } from './dose-blocks.ts';
import { lotBlocks } from './lot-blocks.ts';
import { exclusionTable, planBlocks } from './plan-blocks.ts';
import { protocolBlocks } from './protocol-blocks.ts';
import { animalResultBlocks, studyResultBlocks } from './result-blocks.ts';
import { medicationTable, observationTable, runBlocks } from './run-blocks.ts';
import { sampleTable } from './sample-blocks.ts';
import { dosesOfAnimal, dosesOfRun, runsOfLot, samplesOfRun, subjectsOf } from './scope.ts';
import type { ReportScope, ReportSource, Subject } from './source.ts';
import { allocationBlocks, peopleBlocks, studyBlocks } from './study-blocks.ts';
import { blinded, inOrder, Wording } from './wording.ts';

/** The document for this reader; undefined when the notebook has nothing with the id of the scope. */
export function buildReport(source: ReportSource): Report | undefined {
  const subjects = subjectsOf(source.read, source.scope);
  if (subjects === undefined) return undefined;
  const wording = new Wording(source);
  const attachments = source.read.list(Attachment, ownAttachments(source.scope));
  return {
    files: carriedFiles(attachments, wording.mayKnow),
    cover: coverOf(source, wording, source.count(subjects)),
    notebookId: source.notebookId,
    head: source.head,
    blocks: new Chapters(source, wording).all(subjects),
    conceal: (text) => wording.conceal(text),
  };
}

/** Which attached files the document of a scope lists. */
function ownAttachments(scope: ReportScope): Where {
  switch (scope.kind) {
    case 'study':
      return {};
    case 'animal':
      return { animalId: scope.id };
    case 'run':
      return { runId: scope.id };
    case 'lot':
      return { lotId: scope.id };
  }
}

class Chapters {
  readonly #source: ReportSource;
  readonly #wording: Wording;
  /** The whole study prints each protocol once; the smaller documents print its words with each step. */
  readonly #isFull: boolean;

  constructor(source: ReportSource, wording: Wording) {
    this.#source = source;
    this.#wording = wording;
    this.#isFull = source.scope.kind !== 'study';
  }

  *all(subjects: readonly Subject[] | null): Iterable<Block> {
    const { scope, read } = this.#source;
    const { id } = { id: '', ...scope };
    if (scope.kind === 'study') yield* this.#study();
    if (scope.kind === 'animal') {
      const animal = read.get(Animal, id);
      if (animal) yield* this.#animal(animal, 1, true);
    }
    if (scope.kind === 'run') {
      const run = read.get(Run, id);
      if (run) yield* this.#run(run);
    }
    if (scope.kind === 'lot') yield* this.#lot(id, 1);
    yield* this.#audit(subjects);
  }

  *#study(): Iterable<Block> {
    const { read } = this.#source;
    const animals = read.list(Animal).map((one) => one.id);
    yield* studyBlocks(this.#source, this.#wording);
    yield* peopleBlocks(this.#source, this.#wording);
    yield* allocationBlocks(this.#source, this.#wording);
    yield* protocolBlocks(read, this.#wording);
    const lots = read.list(Lot);
    yield heading(1, say('report.lots'), true);
    if (lots.length === 0) yield paragraph(span(say('report.no-lots'), 'muted'));
    // Beside the animals even the facts of a lot could tell: a blinded reader gets the code alone.
    if (this.#wording.mayKnow) for (const lot of lots) yield* this.#lot(lot.id, 2);
    else if (lots.length > 0) {
      yield { kind: 'facts', facts: lots.flatMap((_, index) => fact(String(index + 1), blinded())) };
    }
    yield* this.#otherRuns();
    yield heading(1, say('report.animals'), true);
    for (const [index, id] of animals.entries()) {
      this.#source.forget();
      const animal = read.get(Animal, id);
      if (animal) yield* this.#animal(animal, 2, index > 0);
    }
    yield* planBlocks(this.#source, this.#wording);
    yield heading(1, say('report.results'), true);
    yield* studyResultBlocks(this.#source);
    this.#source.forget();
    yield* this.#assays();
    this.#source.forget();
    yield* this.#deviations({}, 1);
    yield* this.#attachments();
  }

  /** Runs on neither an animal nor a lot that is printed, so that no run is left out. */
  *#otherRuns(): Iterable<Block> {
    const { read } = this.#source;
    const printed = new Set(
      this.#wording.mayKnow
        ? read.list(Lot).flatMap((lot) => runsOfLot(read, lot.id).map((run) => run.id))
        : [],
    );
    const runs = read.list(Run).filter((run) => run.animalId === null && !printed.has(run.id));
    if (runs.length === 0) return;
    yield heading(1, say('report.other-runs'), true);
    for (const run of runs) yield* this.#steps(run, 2);
  }

  *#animal(animal: AnimalState, level: 1 | 2, startsPage: boolean): Iterable<Block> {
    const { read, reader } = this.#source;
    const wording = this.#wording;
    const animalId = animal.id;
    const isOwn = level === 1;
    const below: Heading['level'] = isOwn ? 1 : 3;
    yield* animalBlocks(this.#source, wording, animal, level, startsPage);
    for (const run of inOrder(read.list(Run, { animalId }), (one) => one.startedAt))
      yield* this.#steps(run, isOwn ? 2 : 3);
    const isLoose = (one: { readonly runId: string | null }) => one.runId === null;
    const medications = inOrder(read.list(Medication, { animalId }).filter(isLoose), (one) => one.at);
    if (medications.length > 0) {
      yield heading(below, say('report.medications-loose'));
      yield medicationTable(wording, medications);
    }
    const observations = inOrder(read.list(Observation, { animalId }).filter(isLoose), (one) => one.at);
    if (observations.length > 0) {
      yield heading(below, say('report.observations-loose'));
      yield observationTable(wording, observations);
    }
    const doses = dosesOfAnimal(read, animalId);
    if (doses.length > 0) {
      if (isOwn) yield heading(1, say('report.doses'));
      yield* doseBlocks({ read, wording, reader }, doses, isOwn ? 2 : 3);
    }
    const samples = read.list(Sample, { animalId });
    if (samples.length > 0) {
      yield heading(below, say('report.samples'));
      yield sampleTable(wording, samples);
    }
    if (read.list(Result, { animalId }).length > 0) {
      yield heading(below, say('report.results'));
      yield* animalResultBlocks(read, wording, animalId, isOwn);
    }
    const exclusions = read.list(Exclusion, { animalId });
    if (exclusions.length > 0) {
      yield heading(below, say('report.exclusions'));
      yield exclusionTable(wording, exclusions);
    }
    if (!isOwn) return;
    yield* this.#deviations({ animalId }, 1);
    yield* this.#attachments();
  }

  *#run(run: RunState): Iterable<Block> {
    const { read, reader } = this.#source;
    const wording = this.#wording;
    yield* this.#steps(run, 1);
    const doses = dosesOfRun(read, run);
    if (doses.length > 0) {
      yield heading(1, say('report.doses'));
      yield* doseBlocks({ read, wording, reader }, doses, 2);
    }
    const samples = samplesOfRun(read, run);
    if (samples.length > 0) {
      yield heading(1, say('report.samples'));
      yield sampleTable(wording, samples);
    }
    yield* this.#deviations({ runId: run.id }, 1);
    yield* this.#attachments();
  }

  *#lot(lotId: string, level: 1 | 2): Iterable<Block> {
    const { read } = this.#source;
    const lot = read.get(Lot, lotId);
    if (!lot) return;
    yield* lotBlocks(this.#source, this.#wording, lot, level);
    for (const run of runsOfLot(read, lotId)) yield* this.#steps(run, level === 1 ? 2 : 3);
    if (level === 2) return;
    yield* this.#deviations({ lotId }, 1);
    yield* this.#attachments();
  }

  #steps(run: RunState, level: Heading['level']): Iterable<Block> {
    const { read } = this.#source;
    return runBlocks({ read, wording: this.#wording, isFull: this.#isFull }, run, level);
  }

  *#deviations(where: Where, level: Heading['level']): Iterable<Block> {
    const { read } = this.#source;
    const deviations = inOrder(read.list(Deviation, where), (one) => one.at);
    if (deviations.length === 0) return;
    yield heading(level, say('report.deviations'), !this.#isFull);
    yield* deviationEntries(this.#wording, deviations, (runId) => read.get(Run, runId)?.code ?? runId);
  }

  *#assays(): Iterable<Block> {
    const { read } = this.#source;
    const assays = inOrder(read.list(Assay), (one) => one.evaluatedAt);
    if (assays.length === 0) return;
    yield heading(1, say('report.assays'), true);
    yield* assayBlocks(this.#source, this.#wording, assays);
  }

  *#attachments(): Iterable<Block> {
    const { read, scope } = this.#source;
    const attachments = read.list(Attachment, ownAttachments(scope));
    if (attachments.length === 0) return;
    yield heading(1, say('report.attachments'));
    yield attachmentTable(this.#wording, attachments);
  }

  *#audit(subjects: readonly Subject[] | null): Iterable<Block> {
    this.#source.forget();
    yield heading(1, say('report.audit-trail'), true);
    yield paragraph(span(say('report.audit-legend'), 'muted'));
    yield* auditLines(this.#source, this.#wording, subjects);
  }
}
