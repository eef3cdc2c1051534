// Questions that take long to answer (curve fits, figures, statistics): asked of a thread beside the main one.
// Must not answer what a person waits for at every step, nor anything that writes.

import { Worker } from 'node:worker_threads';
import type { Actor } from '../../shared/kernel/decider.ts';
import { refuse, type Outcome } from '../../shared/kernel/refusal.ts';
import type { Moment } from '../../shared/kernel/time.ts';

export interface Question {
  readonly name: string;
  readonly input: unknown;
  readonly actor: Actor;
  readonly now: Moment;
}

export interface AskedQuestion extends Question {
  readonly id: number;
}

export interface Answer {
  readonly id: number;
  readonly outcome: Outcome<unknown>;
}

interface Waiting {
  readonly question: AskedQuestion;
  readonly resolve: (outcome: Outcome<unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** Answered beside the main thread, by name. */
const longQueries: ReadonlySet<string> = new Set([
  'analysis.show',
  'arrive.progress',
  'arrive.report',
  'assay.preview',
  'assay.show',
  'figure.list',
  'figure.show',
]);
/** What somebody asks while still typing: a newer question ends the older one. */
const supersededQueries: ReadonlySet<string> = new Set(['assay.preview']);

export function isLongQuery(name: string): boolean {
  return longQueries.has(name);
}

/** A thread with a read-only connection of its own to one notebook; it begins with the first question. */
export class Reading {
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #count = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** The answer from what is committed by then. Refusal: `job.cancelled` for a question that a newer one overtook. */
  ask(question: Question): Promise<Outcome<unknown>> {
    if (supersededQueries.has(question.name)) this.#supersede(question.name);
    return new Promise((resolve, reject) => {
      const asked = { ...question, id: ++this.#count };
      this.#waiting.set(asked.id, { question: asked, resolve, reject });
      this.#post(asked);
    });
  }

  /** Ends the thread; questions without an answer are refused. */
  end(): void {
    this.#stop();
    for (const { resolve } of this.#waiting.values()) resolve(refuse('job.cancelled'));
    this.#waiting.clear();
  }

  #supersede(name: string): void {
    const older = [...this.#waiting.values()].filter((one) => one.question.name === name);
    if (older.length === 0) return;
    // A computation cannot be interrupted from outside: its thread is ended, and the others are asked again.
    this.#stop();
    for (const { question, resolve } of older) {
      this.#waiting.delete(question.id);
      resolve(refuse('job.cancelled'));
    }
    for (const { question } of this.#waiting.values()) this.#post(question);
  }

  #post(question: AskedQuestion): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(question);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./reading-worker.js', import.meta.url), { workerData: this.#path });
    worker.unref();
    worker.on('message', ({ id, outcome }: Answer) => {
      this.#waiting.get(id)?.resolve(outcome);
      this.#waiting.delete(id);
    });
    const fail = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`The thread for long questions ended with code ${code}.`)));
    return worker;
  }

  #stop(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }
}
