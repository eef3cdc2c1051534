// Finds sentences of the catalogue that no source file can ask for: keys as they are written, or put together in one.
// Must not change the catalogue; what is put together from variables alone counts as asking for nothing.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..', '..');
const catalogues = [
  ...readdirSync(path.join(root, 'shared', 'catalogue')).map((name) =>
    path.join('shared', 'catalogue', name),
  ),
  path.join('renderer', 'ui', 'words.json'),
].filter((name) => name.endsWith('.json'));
const sources = ['shared', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !/\.test\.tsx?$/u.test(name))
    .map((name) => path.join(folder, name)),
);

const written = new Set<string>();
/** What stands around the parts that are filled in, of each key that is put together. */
const composed: (readonly string[])[] = [];

/** `animals.${act}-title` asks for every key with that beginning and end; without an area before it, for none. */
function addTemplate({ head, templateSpans }: ts.TemplateExpression): void {
  if (!/^[a-z-]+\./u.test(head.text)) return;
  composed.push([head.text, ...templateSpans.map(({ literal }) => literal.text)]);
}

function isComposedOf(key: string, [head = '', ...parts]: readonly string[]): boolean {
  if (!key.startsWith(head) || !key.endsWith(parts.at(-1) ?? '')) return false;
  let at = head.length;
  for (const part of parts) {
    if (part === '') continue;
    const found = key.indexOf(part, at + 1);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}

function read(node: ts.Node): void {
  if (ts.isStringLiteralLike(node)) written.add(node.text);
  if (ts.isTemplateExpression(node)) addTemplate(node);
  ts.forEachChild(node, read);
}

for (const name of sources) {
  const text = readFileSync(path.join(root, name), 'utf8');
  read(ts.createSourceFile(name, text, ts.ScriptTarget.Latest));
}

let unused = 0;
for (const name of catalogues) {
  const { sentences, refusals } = JSON.parse(readFileSync(path.join(root, name), 'utf8')) as Readonly<
    Record<'sentences' | 'refusals', Readonly<Record<string, unknown>>>
  >;
  for (const key of [...Object.keys(sentences), ...Object.keys(refusals)]) {
    if (written.has(key) || composed.some((parts) => isComposedOf(key, parts))) continue;
    unused += 1;
    console.log(`${name}: nothing asks for ${key}`);
  }
}
process.exitCode = unused === 0 ? 0 : 1;
