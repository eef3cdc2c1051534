// Killed at any moment: every record that was confirmed is there afterwards, and the file is sound.
// Must not wait for a clean end anywhere: that is what is taken away.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { accepted, TestFolder } from '../testing/bench-notebook.ts';
import { Child } from '../testing/child.ts';
import { openForReading, rememberHead } from './open.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const writingScript = new URL('../testing/writing-script.ts', import.meta.url);

function read(line: string): { seq: number; head: string } {
  const [seq = '', head = ''] = line.split(' ');
  return { seq: Number(seq), head };
}

test('[PAIN-2] a kill at a random moment loses no confirmed record, again and again', async () => {
  const first = folder.create();
  rememberHead(first, folder.options().known);
  first.close();
  const confirmed = new Map<number, string>();
  for (const records of [1, 2, 7, 30, 61]) {
    const child = new Child(writingScript, [folder.file(), folder.file('known.json')]);
    const lines: string[] = [];
    while (lines.length < records) lines.push((await child.line()) ?? '');
    // The kill comes while it works on a later record, at no particular point of it.
    await new Promise((resolve) => {
      setTimeout(resolve, Math.random() * 20);
    });
    for (const line of [...lines, ...(await child.kill())]) {
      const { seq, head } = read(line);
      expect(confirmed.has(seq)).toBe(false);
      confirmed.set(seq, head);
    }
    // A reader beside the dead writer's log sees everything, before anybody has repaired or closed it.
    const reader = accepted(openForReading(folder.file()));
    const stored = reader.prepare('SELECT seq, hash FROM record').raw().all() as [number, string][];
    expect(verify(reader).problems).toEqual([]);
    reader.close();
    const bySeq = new Map(stored);
    for (const [seq, head] of confirmed) expect(bySeq.get(seq), `record ${seq}`).toBe(head);
  }
  const { notebook, anchor } = folder.open();
  expect(anchor).toBe('continued');
  expect(verify(notebook.database).devices).toHaveLength(1);
  expect(notebook.head.seq).toBeGreaterThanOrEqual(Math.max(...confirmed.keys()));
  notebook.close();
}, 120_000);
