// The printed notebook as PDF/A-3b.
// Must not write to the notebook.

import type { Database } from 'better-sqlite3';
import type { Actor } from '../../shared/kernel/decider.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { ExportScope } from '../../shared/services.ts';

export async function exportPdf(
  _database: Database,
  scope: ExportScope,
  _reader: Actor,
  _to: string,
  _onProgress: (share: number) => boolean,
): Promise<Outcome<{ pages: number }>> {
  return refuse('command.unknown', { name: `export.pdf ${scope.kind}` });
}
