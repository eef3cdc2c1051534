// Released assays are frozen: each computes its fixture to the letter, from sources that have not been touched.
// Must not be made to pass by new fixtures or hashes: what is to change becomes the next version, in a file of its own.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { canonical } from '../kernel/canonical.ts';
import type { Json } from '../kernel/record.ts';
import { assayOutput } from './assay.ts';
import frozenSources from './fixtures/frozen/sources.json';
import { releasedAssay, releasedAssays } from './registry.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const frozen = path.join(root, 'shared', 'assays', 'fixtures', 'frozen');
const nameOf = (key: string, version: number) => (version === 1 ? key : `${key}-${version}`);

/** Words, lists of keys and types: they grow with later versions and compute nothing. */
const vocabulary = new Set(['shared/assays/assay.ts', 'shared/assays/formula.ts']);

/** The file of an assay and all that it computes with, in shared/assays, shared/statistics and the units. */
function sourcesOf(file: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(file) || vocabulary.has(file)) return found;
  found.add(file);
  const text = readFileSync(path.join(root, file), 'utf8');
  for (const [, imported = ''] of text.matchAll(/from '(\.[^']+\.ts)'/g)) {
    const next = path.posix.join(path.posix.dirname(file), imported);
    if (/^shared\/(assays|statistics)\/|^shared\/kernel\/units\.ts$/.test(next)) sourcesOf(next, found);
  }
  return found;
}

/** Of what is executed: comments, types and line breaks compute nothing. */
function hashOfSources(name: string): string {
  const hash = createHash('sha256');
  for (const file of [...sourcesOf(`shared/assays/${name}.ts`)].toSorted()) {
    const { outputText } = ts.transpileModule(readFileSync(path.join(root, file), 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, removeComments: true },
    });
    hash.update(`${file}\n${outputText.replaceAll(/\s+/g, ' ').trim()}\n`);
  }
  return hash.digest('hex');
}

interface Fixture {
  readonly input: Json;
  readonly output: Json;
}

function fixturesOf(name: string): readonly Fixture[] {
  return JSON.parse(readFileSync(path.join(frozen, `${name}.json`), 'utf8')) as readonly Fixture[];
}

describe.each(releasedAssays.map((one) => [nameOf(one.key, one.version), one] as const))(
  '%s',
  (name, assay) => {
    it('[GLP-2] computes its frozen inputs to the frozen outputs, to the letter', () => {
      const fixtures = fixturesOf(name);
      expect(fixtures.length).toBeGreaterThan(0);
      for (const { input, output } of fixtures) {
        const outcome = assay.compute(assay.input.parse(input));
        expect(outcome.ok && canonical(outcome.value)).toBe(canonical(output));
        expect(assayOutput.safeParse(output).success).toBe(true);
      }
    });

    it('reads its own parsed input the same again', () => {
      for (const { input } of fixturesOf(name)) {
        const parsed = assay.input.parse(input) as Json;
        expect(canonical(assay.input.parse(JSON.parse(canonical(parsed))) as Json)).toBe(canonical(parsed));
      }
    });

    it('is made of the sources it was released with', () => {
      expect(hashOfSources(name)).toBe(new Map(Object.entries(frozenSources)).get(name));
    });
  },
);

it('loses no released version', () => {
  const lost = Object.keys(frozenSources).filter((name) => {
    const [, key = '', version = '1'] = /^(.+?)(?:-(\d+))?$/.exec(name) ?? [];
    return releasedAssay(key, Number(version)) === undefined;
  });
  expect(lost).toEqual([]);
  expect(Object.keys(frozenSources)).toHaveLength(releasedAssays.length);
});
