// The mappings of text files that a person has made, kept for the next file of the same kind.
// Must not read a file, nor choose a mapping: a person says which one fits.

import { z } from 'zod';
import { csvMapping, type CsvMapping } from '../assays/csv-mapping.ts';
import { decide, defineCommand, defineEntity, defineQuery } from '../kernel/decider.ts';

const savedForm = z.object({ mapping: csvMapping });

export interface MappingState extends z.output<typeof savedForm> {
  readonly id: string;
  readonly at: string;
  readonly by: string;
}

export const SavedMapping = defineEntity<MappingState>()({
  type: 'csv-mapping',
  reducer: 1,
  opening: {
    'csvMapping.saved': {
      version: 1,
      payload: savedForm,
      apply: (_, payload, record) => ({
        id: record.subjectId,
        ...payload,
        at: record.occurredAt,
        by: record.performedBy,
      }),
    },
  },
  changing: {
    'csvMapping.changed': {
      version: 1,
      payload: savedForm,
      apply: (state, payload, record) => ({
        ...state,
        ...payload,
        at: record.occurredAt,
        by: record.performedBy,
      }),
    },
  },
});

/** The schema puts the keys in its order, whatever order they came in. */
function textOf(mapping: CsvMapping): string {
  return JSON.stringify(csvMapping.parse(mapping));
}

/** Keeps a mapping under its name; one that is kept under it already is replaced, and stays in the log. */
export const saveMapping = defineCommand({
  name: 'csvMapping.save',
  input: savedForm,
  decide({ mapping }, { read }) {
    const id = mapping.name.trim().toLowerCase();
    const before = read.get(SavedMapping, id);
    if (!before) return decide([SavedMapping.record('csvMapping.saved', id, { mapping })], { mappingId: id });
    const isSame = textOf(before.mapping) === textOf(mapping);
    const changed = isSame ? [] : [SavedMapping.record('csvMapping.changed', id, { mapping })];
    return decide(changed, { mappingId: id });
  },
});

export const listMappings = defineQuery({
  name: 'csvMapping.list',
  input: z.object({}),
  answer: (_, { read }) => ({ mappings: read.list(SavedMapping) }),
});

export const mappingCommands = [saveMapping] as const;
export const mappingQueries = [listMappings] as const;
