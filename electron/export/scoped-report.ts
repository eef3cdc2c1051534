// The document of a scope, open for as long as it is being written, in one read transaction.
// Must not know a format.

import type { Database } from 'better-sqlite3';
import type { Actor } from '../../shared/kernel/decider.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import { buildArrive } from '../../shared/report/arrive-report.ts';
import type { Report } from '../../shared/report/document.ts';
import { buildReport } from '../../shared/report/report.ts';
import { subjectsOf } from '../../shared/report/scope.ts';
import type { ExportScope } from '../../shared/services.ts';
import { holdState } from '../notebook/held-state.ts';
import { notebookSource } from './pdf/notebook-source.ts';

/**
 * Lets `write` write the document of `scope` as `reader` may see it. `records`: how many records its audit trail has.
 * Refusals: `entity.unknown`, `study.none`, and those of `write`.
 */
export async function withReport<Value>(
  database: Database,
  scope: ExportScope,
  reader: Actor,
  write: (report: Report, records: number) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  // A writer beside it must not change what is counted and what is printed.
  const letGo = holdState(database);
  try {
    const source = notebookSource(database, scope.kind === 'arrive' ? { kind: 'study' } : scope, reader);
    if (!source) return refuse('study.none');
    if (scope.kind === 'arrive') return await write(buildArrive(source), 0);
    const report = buildReport(source);
    const subjects = subjectsOf(source.read, scope);
    if (!report || subjects === undefined) {
      return refuse('entity.unknown', { what: scope.kind, id: 'id' in scope ? scope.id : '' });
    }
    return await write(report, source.count(subjects).records);
  } finally {
    letGo();
  }
}
