// A document as a Word file, to be edited outside: the ARRIVE report is made for that.
// Must not write to the notebook, nor stand for the archive: that is the PDF.

import { writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { Actor } from '../../shared/kernel/decider.ts';
import { accept, type Outcome } from '../../shared/kernel/refusal.ts';
import type { ExportScope } from '../../shared/services.ts';
import { docxBytes } from './docx/docx-file.ts';
import { withReport } from './scoped-report.ts';

/** Writes the document of `scope`, as `reader` may see it, to the file `to`. Refusals: `entity.unknown`, `study.none`. */
export function exportDocx(
  database: Database,
  scope: ExportScope,
  reader: Actor,
  to: string,
): Promise<Outcome<{ bytes: number }>> {
  return withReport(database, scope, reader, async (report, records) => {
    const written = await docxBytes(report);
    if (written.records !== records) {
      throw new Error(`The audit trail has ${written.records} of ${records} records.`);
    }
    writeFileSync(to, written.bytes);
    return accept({ bytes: written.bytes.length });
  });
}
