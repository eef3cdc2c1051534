// The worker thread of long jobs: verification, the printed notebook, a figure as PDF, the log, a file that is read.
// Must not write to the notebook: it opens the file for reading only, and its output under a temporary name.

import { renameSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import type { Outcome } from '../../shared/kernel/refusal.ts';
import { exportLog } from '../export/log.ts';
import { openForReading } from '../notebook/open.ts';
import { verify } from '../notebook/verify.ts';
import type { JobMessage, JobRequest } from './job.ts';

function tell(message: JobMessage): void {
  parentPort?.postMessage(message);
}

function onProgress(share: number): boolean {
  tell({ kind: 'progress', share });
  return true;
}

async function carryOut(request: JobRequest): Promise<Outcome<unknown>> {
  const opened = openForReading(request.path);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    if (request.kind === 'verify') return { ok: true, value: verify(database, { onProgress }) };
    if (request.kind === 'instrument') {
      const { readKeptInstrumentFile } = await import('../import/attached-instrument.ts');
      return readKeptInstrumentFile(database, request.file, request.mapping ?? undefined);
    }
    if (request.kind === 'instrument-rows') {
      const { rowsOfKeptFile } = await import('../import/attached-instrument.ts');
      return rowsOfKeptFile(database, request.file, request.delimiter);
    }
    if (request.kind === 'picture') {
      const { keptTiffPicture } = await import('../pictures/kept-tiff.ts');
      return keptTiffPicture(database, request.file);
    }
    const temporary = `${request.to}.partial`;
    try {
      const outcome = await write(database, request, temporary);
      if (outcome.ok) renameSync(temporary, request.to);
      return outcome;
    } finally {
      rmSync(temporary, { force: true });
    }
  } finally {
    database.close();
  }
}

async function write(
  database: Database,
  request: Exclude<JobRequest, { kind: 'verify' | 'instrument' | 'instrument-rows' | 'picture' }>,
  temporary: string,
): Promise<Outcome<unknown>> {
  if (request.kind === 'log') return { ok: true, value: exportLog(database, temporary) };
  // The makers of PDF and Word files are large; verification and the log start without them.
  if (request.kind === 'figure') {
    const { exportFigure } = await import('../export/figure.ts');
    const file = { ...request.request, format: 'pdf', mayBeCoded: true } as const;
    return exportFigure(database, file, request.reader, temporary);
  }
  if (request.kind === 'docx') {
    const { exportDocx } = await import('../export/docx.ts');
    return exportDocx(database, request.scope, request.reader, temporary);
  }
  const { exportPdf } = await import('../export/pdf.ts');
  return exportPdf(database, request.scope, request.reader, temporary, onProgress);
}

void carryOut(workerData as JobRequest).then((outcome) =>
  tell(outcome.ok ? { kind: 'done', value: outcome.value } : { kind: 'refused', refusal: outcome.refusal }),
);
