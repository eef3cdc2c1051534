// Every command and query between the window and the notebook, gathered: the one surface between the processes.
// Must not contain logic: the domain files hold it.

import { z } from 'zod';
import { allocationCommands, allocationQueries } from './domain/allocation.ts';
import { analysisQueries } from './domain/analysis.ts';
import { planCommands } from './domain/analysis-plan.ts';
import { animalCommands } from './domain/animal-commands.ts';
import { animalQueries } from './domain/animal-queries.ts';
import { arriveQueries } from './domain/arrive/arrive-queries.ts';
import { assayCommands } from './domain/assay-commands.ts';
import { assayQueries } from './domain/assay-queries.ts';
import { attachmentQueries } from './domain/attachment.ts';
import { auditQueries } from './domain/audit.ts';
import { mappingCommands, mappingQueries } from './domain/csv-mapping.ts';
import { deviationCommands, deviationQueries } from './domain/deviation.ts';
import { doseCommands } from './domain/dose-commands.ts';
import { doseQueries } from './domain/dose-queries.ts';
import { exclusionCommands, exclusionQueries } from './domain/exclusion.ts';
import { figureQueries } from './domain/figure-queries.ts';
import { ischaemiaQueries } from './domain/ischaemia.ts';
import { lotAscCommands } from './domain/lot-asc.ts';
import { lotKeepingCommands } from './domain/lot-keeping.ts';
import { lotQueries } from './domain/lot-queries.ts';
import { lotSecretomeCommands } from './domain/lot-secretome.ts';
import { medicationCommands, medicationQueries } from './domain/medication.ts';
import { anaesthesiaCommands, anaesthesiaQueries } from './domain/observing.ts';
import { placeCommands, placeQueries } from './domain/place.ts';
import { planQueries } from './domain/plan-queries.ts';
import { protocolCommands, protocolQueries } from './domain/protocol.ts';
import { resultCommands } from './domain/result-commands.ts';
import { resultQueries } from './domain/result-queries.ts';
import { reviewCommands, reviewQueries } from './domain/review.ts';
import { runCommands } from './domain/run-commands.ts';
import { runNoteCommands, runNoteQueries } from './domain/run-note.ts';
import { runQueries } from './domain/run-queries.ts';
import { sampleCollectionCommands } from './domain/sample-collection.ts';
import { sampleHandlingCommands } from './domain/sample-handling.ts';
import { sampleQueries } from './domain/sample-queries.ts';
import { scanQueries } from './domain/scan.ts';
import { stepCommands } from './domain/step-commands.ts';
import { studyCommands, studyQueries } from './domain/study.ts';
import { timerCommands, timerQueries } from './domain/timer-commands.ts';
import { todayQueries } from './domain/today.ts';
import { userCommands, userQueries } from './domain/user.ts';
import { weighingCommands } from './domain/weighing.ts';
import type { Command, Query } from './kernel/decider.ts';
import { sources } from './kernel/record.ts';

/** What may accompany any command. */
export const commandMeta = z.object({
  /** The version of each entity (`type/id`) that the person had before them. */
  basis: z.record(z.string(), z.number().int()).optional(),
  /** Instead of `basis`: the position of the log that the person's screen showed. */
  seenSeq: z.number().int().optional(),
  /** When it happened, if not now: ISO 8601 with an offset, or `2026-11-24 09:30` as the clocks here show it. */
  occurredAt: z.string().optional(),
  performedBy: z.string().optional(),
  witnessedBy: z.string().optional(),
  source: z.enum(sources).optional(),
  reason: z.string().max(2000).optional(),
});
export type CommandMeta = z.infer<typeof commandMeta>;

const commandList = [
  ...allocationCommands,
  ...anaesthesiaCommands,
  ...animalCommands,
  ...assayCommands,
  ...deviationCommands,
  ...doseCommands,
  ...exclusionCommands,
  ...lotAscCommands,
  ...lotKeepingCommands,
  ...lotSecretomeCommands,
  ...mappingCommands,
  ...medicationCommands,
  ...placeCommands,
  ...planCommands,
  ...protocolCommands,
  ...resultCommands,
  ...reviewCommands,
  ...runCommands,
  ...runNoteCommands,
  ...sampleCollectionCommands,
  ...sampleHandlingCommands,
  ...stepCommands,
  ...studyCommands,
  ...timerCommands,
  ...userCommands,
  ...weighingCommands,
] as const;

const queryList = [
  ...allocationQueries,
  ...anaesthesiaQueries,
  ...analysisQueries,
  ...animalQueries,
  ...arriveQueries,
  ...assayQueries,
  ...attachmentQueries,
  ...auditQueries,
  ...deviationQueries,
  ...doseQueries,
  ...exclusionQueries,
  ...figureQueries,
  ...ischaemiaQueries,
  ...lotQueries,
  ...mappingQueries,
  ...medicationQueries,
  ...placeQueries,
  ...planQueries,
  ...protocolQueries,
  ...resultQueries,
  ...reviewQueries,
  ...runNoteQueries,
  ...runQueries,
  ...sampleQueries,
  ...scanQueries,
  ...studyQueries,
  ...timerQueries,
  ...todayQueries,
  ...userQueries,
] as const;

type CommandUnion = (typeof commandList)[number];
type QueryUnion = (typeof queryList)[number];
export type CommandName = CommandUnion['name'];
export type QueryName = QueryUnion['name'];

export type CommandInput<Name extends CommandName> = z.input<Extract<CommandUnion, { name: Name }>['input']>;
type Decided<One> = One extends Command<string, infer _Schema, infer Value> ? Value : never;
export type CommandValue<Name extends CommandName> = Decided<Extract<CommandUnion, { name: Name }>>;
export type QueryInput<Name extends QueryName> = z.input<Extract<QueryUnion, { name: Name }>['input']>;
type Answered<One> = One extends Query<string, infer _Schema, infer Value> ? Value : never;
export type QueryValue<Name extends QueryName> = Answered<Extract<QueryUnion, { name: Name }>>;

export const commands: ReadonlyMap<string, Command> = byName<Command>(commandList);
export const queries: ReadonlyMap<string, Query> = byName<Query>(queryList);

function byName<One extends { readonly name: string }>(list: readonly One[]): ReadonlyMap<string, One> {
  const map = new Map(list.map((one) => [one.name, one]));
  if (map.size !== list.length) throw new Error('Two commands or two queries have the same name.');
  return map;
}
