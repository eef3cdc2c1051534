// Which gene a well is of, where the file has it only in the name of the sample; and how genes are spelled.
// Must not guess: a name that ends in no gene of the study stays whole, for a pattern or a person.

import { primers } from '../../../shared/assays/qrt-pcr-mix.ts';
import { analyteKeys, analyte as analyteOf, type AnalyteKey } from '../../../shared/domain/analytes.ts';
import { partsOf } from './sample-matching.ts';

export const referenceGene = primers.find((one) => one.gene === 'beta-actin')?.label ?? '';

/** The endpoints of gene expression in the study. */
export const geneAnalytes = analyteKeys.map(analyteOf).filter((one) => one.assay === 'gene-expression');

/** Symbols of the pig's genes that programs print instead of the name (Sscrofa11.1: HGF, CCND1, TGFB1, ACTB). */
const symbols: Readonly<Record<(typeof primers)[number]['gene'], readonly string[]>> = {
  hgf: [],
  'cyclin-d1': ['ccnd1'],
  'tgf-beta': ['tgfb1'],
  'beta-actin': ['actb'],
};

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/beta|ß|β/g, 'b')
    .replaceAll(/[^\p{L}\d]/gu, '');
}

const spellings = new Map(
  primers.flatMap(({ gene, label }) =>
    [gene, label, ...symbols[gene]].map((one) => [plain(one), label] as const),
  ),
);

/** The study's own name of a gene, however a file spells it; null for another gene. */
export function knownGene(text: string): string | null {
  return spellings.get(plain(text)) ?? null;
}

/** The endpoint that a gene of this name gives; null for the reference and for genes of no endpoint. */
export function analyteOfGene(name: string): AnalyteKey | null {
  return geneAnalytes.find((one) => one.label === knownGene(name))?.key ?? null;
}

export interface NamedWell {
  readonly name: string;
  readonly gene: string;
}

const edges = /^[\s_\-·:,;]+|[\s_\-·:,;]+$/g;
const mostWords = 3;

/** `P07 D1 HGF` is the gene HGF in the sample `P07 D1`; without a gene at its end the name stays whole. */
export function geneAtEnd(text: string): NamedWell {
  const name = text.trim();
  const words = [...name.matchAll(/[^\s_]+/g)];
  for (let count = Math.min(mostWords, words.length); count > 0; count -= 1) {
    const at = words.at(-count)?.index ?? 0;
    const gene = knownGene(name.slice(at));
    const rest = name.slice(0, at).replaceAll(edges, '');
    if (gene !== null) return { name: rest, gene };
  }
  return { name, gene: '' };
}

/** By a pattern with `{gene}` once; null where it has none, or the name is of another form. */
export function geneByPattern(text: string, pattern: string): NamedWell | null {
  if (pattern.split('{gene}').length !== 2) return null;
  const found = partsOf(pattern)?.exec(text.trim());
  const gene = found?.groups?.['gene'];
  const place = found?.indices?.groups?.['gene'];
  if (gene === undefined || !place) return null;
  const rest = text.trim();
  const name = `${rest.slice(0, place[0])}${rest.slice(place[1])}`.replaceAll(edges, '');
  return { name, gene: knownGene(gene) ?? gene };
}

/** The same pattern for the name of the sample alone. */
export function withoutGene(pattern: string): string {
  return pattern.replace('{gene}', '').replaceAll(edges, '');
}
