// Sentences whose numbers know the records that they stand for, and those records in the log.
// Must not compute a number: who composes a sentence brings it with its records.

import { say, type SentenceKey } from '../../catalogue/catalogue.ts';
import type { LoggedRecord, QueryContext } from '../../kernel/decider.ts';

/** A record as a reference names it; its position is that in this file. */
export interface CitedRecord {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly reason: string | null;
}

export type PieceTone = 'plain' | 'strong' | 'alert' | 'blinded';

export interface Piece {
  readonly text: string;
  readonly tone: PieceTone;
  /** What the text was computed from; empty for words. */
  readonly records: readonly CitedRecord[];
}

export type Sentence = readonly Piece[];

export function piece(text: string, records: readonly CitedRecord[] = [], tone: PieceTone = 'plain'): Piece {
  return { text, tone, records };
}

/** Around the place of a parameter while its sentence is filled in; no text of a person has it. */
const mark = '\u0000';

/** The sentence of `key` in pieces: parameters that are pieces keep their records and their tones. */
export function sentence(
  key: SentenceKey,
  parameters: Readonly<Record<string, string | number | Piece | Sentence>> = {},
): Sentence {
  const flows: Sentence[] = [];
  const places = Object.entries(parameters).map(([name, value]) => {
    if (typeof value !== 'object') return [name, String(value).replaceAll(mark, '')] as const;
    flows.push(isSentence(value) ? value : [value]);
    return [name, `${mark}${flows.length - 1}${mark}`] as const;
  });
  return say(key, Object.fromEntries(places))
    .split(mark)
    .flatMap((text, index) => (index % 2 === 0 ? [piece(text)] : (flows[Number(text)] ?? [])))
    .filter(({ text }) => text !== '');
}

function isSentence(value: Piece | Sentence): value is Sentence {
  return Array.isArray(value);
}

/** What a person wrote, as a part of a sentence that has a full stop of its own. */
export function clause(text: string): string {
  return text.trimEnd().replace(/(?<!\.)\.$/, '');
}

/** Sentences as one flow, with a separator between them. */
export function joined(flows: readonly Sentence[], separator = ', '): Sentence {
  return flows.flatMap((one, index) => (index === 0 ? one : [piece(separator), ...one]));
}

/** The whole sentence in another tone, such as what was written down too late. */
export function toned(one: Sentence, tone: PieceTone): Sentence {
  return one.map((part) => ({ ...part, tone }));
}

export function plainText(one: Sentence): string {
  return one.map(({ text }) => text).join('');
}

const mostRecords = 100_000;

/** The records behind entities, each type and kind read once. */
export class Evidence {
  readonly #records: QueryContext['records'];
  readonly #read = new Map<string, ReadonlyMap<string, readonly CitedRecord[]>>();
  #answers: ReadonlyMap<string, readonly CitedRecord[]> | undefined;

  constructor(records: QueryContext['records']) {
    this.#records = records;
  }

  /** Records of these kinds about these entities, oldest first; about all of the type without ids. */
  of(
    { type }: { readonly type: string },
    kinds: readonly string[],
    ids?: readonly string[],
  ): readonly CitedRecord[] {
    const bySubject = this.#bySubject(type, kinds);
    const found = ids === undefined ? [...bySubject.values()] : ids.map((id) => bySubject.get(id) ?? []);
    return found.flat().toSorted((left, right) => left.seq - right.seq);
  }

  /** The newest answer to a setting that is in force, or null where none was given. */
  answer(key: string): CitedRecord | null {
    return this.answers(key).at(-1) ?? null;
  }

  /** Every answer to a setting, oldest first. */
  answers(key: string): readonly CitedRecord[] {
    this.#answers ??= this.#allAnswers();
    return this.#answers.get(key) ?? [];
  }

  #allAnswers(): ReadonlyMap<string, readonly CitedRecord[]> {
    const answers = this.#records({ subjectType: 'study', kinds: ['setting.answered'], limit: mostRecords });
    const byKey = new Map<string, CitedRecord[]>();
    for (const one of answers.toReversed()) {
      const key = one.payload['key'];
      if (typeof key !== 'string') continue;
      const list = byKey.get(key) ?? [];
      list.push(cited(one));
      byKey.set(key, list);
    }
    return byKey;
  }

  /** Whether a record of one of these kinds stood in the log before this position. */
  hasBefore(kinds: readonly string[], seq: number): boolean {
    return this.#records({ kinds, beforeSeq: seq, limit: 1 }).length > 0;
  }

  #bySubject(type: string, kinds: readonly string[]): ReadonlyMap<string, readonly CitedRecord[]> {
    const key = `${type} ${kinds.join(' ')}`;
    const known = this.#read.get(key);
    if (known) return known;
    const bySubject = new Map<string, CitedRecord[]>();
    for (const record of this.#records({ subjectType: type, kinds, limit: mostRecords })) {
      const list = bySubject.get(record.subjectId) ?? [];
      list.push(cited(record));
      bySubject.set(record.subjectId, list);
    }
    this.#read.set(key, bySubject);
    return bySubject;
  }
}

function cited({ id, seq, occurredAt, reason }: LoggedRecord): CitedRecord {
  return { id, seq, at: occurredAt, reason };
}
