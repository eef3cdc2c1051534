// What a verification finds, part by part, with the position where there is one.
// Must not end at the first problem, nor grow without bound.

import { sqliteCode } from './sqlite.ts';

export interface Problem {
  /** Position of the record that the problem is about; null where it is about the file. */
  readonly seq: number | null;
  readonly what: string;
}

/** More than this many problems tell nothing new; the report says that there are more. */
const problemLimit = 1000;

export class Findings {
  readonly problems: Problem[] = [];
  #isFull = false;

  add(seq: number | null, what: string): void {
    if (this.problems.length < problemLimit) this.problems.push({ seq, what });
    else if (!this.#isFull) {
      this.#isFull = true;
      this.problems.push({
        seq: null,
        what: `There are more than ${problemLimit} problems; the rest is not listed.`,
      });
    }
  }

  /** Runs one part of the check; a page that SQLite cannot read is a finding, not the end. */
  part<Result>(name: string, otherwise: Result, check: () => Result): Result {
    try {
      return check();
    } catch (error) {
      const code = sqliteCode(error);
      if (code === undefined) throw error;
      this.add(null, `${name} could not be read to the end (${code}).`);
      return otherwise;
    }
  }
}
