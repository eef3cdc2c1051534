// Long work off the main thread: what a job may be, and how one is started, followed and cancelled.
// Must not do the work: that is worker.ts, on a read-only connection of its own.

import { Worker } from 'node:worker_threads';
import type { Actor } from '../../shared/kernel/decider.ts';
import { refuse, type Outcome, type Refusal } from '../../shared/kernel/refusal.ts';
import type { ExportScope, FigureFile } from '../../shared/services.ts';
import type { KeptFile } from '../import/attached-instrument.ts';
import type { KeptPicture } from '../pictures/kept-tiff.ts';
import type { Delimiter } from '../import/separated-rows.ts';

export type JobRequest =
  | { readonly kind: 'verify'; readonly path: string }
  | {
      readonly kind: 'pdf' | 'docx';
      readonly path: string;
      readonly to: string;
      readonly scope: ExportScope;
      readonly reader: Actor;
    }
  | {
      readonly kind: 'figure';
      readonly path: string;
      readonly to: string;
      readonly request: FigureFile;
      readonly reader: Actor;
    }
  | InstrumentJob
  | PictureJob
  | { readonly kind: 'log'; readonly path: string; readonly to: string };

export type InstrumentJob =
  | { readonly kind: 'instrument'; readonly path: string; readonly file: KeptFile; readonly mapping: unknown }
  | {
      readonly kind: 'instrument-rows';
      readonly path: string;
      readonly file: KeptFile;
      readonly delimiter: Delimiter | null;
    };

/** A kept TIFF, to be looked at. */
export interface PictureJob {
  readonly kind: 'picture';
  readonly path: string;
  readonly file: KeptPicture;
}

export type JobMessage =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface RunningJob {
  readonly finished: Promise<Outcome<unknown>>;
  cancel(): void;
}

/** Runs `request` in a worker thread. `onProgress` gets the share done, 0 to 1. */
export function startJob(request: JobRequest, onProgress: (share: number) => void = () => {}): RunningJob {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: request });
  let isCancelled = false;
  const finished = new Promise<Outcome<unknown>>((resolve, reject) => {
    let outcome: Outcome<unknown> | undefined;
    worker.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') onProgress(message.share);
      else if (message.kind === 'done') outcome = { ok: true, value: message.value };
      else outcome = { ok: false, refusal: message.refusal };
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (outcome) resolve(outcome);
      else if (isCancelled) resolve(refuse('job.cancelled'));
      else reject(new Error(`The worker ended with code ${code} and no answer.`));
    });
  });
  return {
    finished,
    cancel() {
      isCancelled = true;
      void worker.terminate();
    },
  };
}
