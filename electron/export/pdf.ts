// The printed notebook as PDF/A-3b.
// Must not write to the notebook.

import type { Database } from 'better-sqlite3';
import type { Actor } from '../../shared/kernel/decider.ts';
import { accept, refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { ExportScope } from '../../shared/services.ts';
import { readAttachment } from '../notebook/attachments.ts';
import { Cancelled, writePdf } from './pdf/pdf-file.ts';
import { withReport } from './scoped-report.ts';

/**
 * Writes the printed notebook of `scope`, as `reader` may see it, to the file `to`. `onProgress` gets the share done;
 * false from it cancels. Refusals: `entity.unknown`, `study.none`, `job.cancelled`.
 */
export async function exportPdf(
  database: Database,
  scope: ExportScope,
  reader: Actor,
  to: string,
  onProgress: (share: number) => boolean,
): Promise<Outcome<{ pages: number }>> {
  const bytesOf = (hash: string) => Buffer.concat([...readAttachment(database, hash)]);
  try {
    return await withReport(database, scope, reader, async (report, records) => {
      const written = await writePdf(report, to, records, bytesOf, onProgress);
      if (written.records !== records) {
        throw new Error(`The audit trail has ${written.records} of ${records} records.`);
      }
      return accept({ pages: written.pages });
    });
  } catch (error) {
    if (error instanceof Cancelled) return refuse('job.cancelled');
    throw error;
  }
}
