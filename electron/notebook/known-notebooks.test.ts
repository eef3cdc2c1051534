// What this machine's profile remembers of a file: rollback is told, and a copy or a restored file forks visibly.
// Must not trust the file about itself.

import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerAnimal } from '../../shared/domain/animal-commands.ts';
import { Device } from '../../shared/domain/device.ts';
import { accepted, director, TestFolder } from '../testing/bench-notebook.ts';
import { KnownNotebooks } from './known-notebooks.ts';
import type { Notebook } from './notebook.ts';
import { openForReading, openNotebook, rememberHead } from './open.ts';
import { verify } from './verify.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

function make(name = 'study.ascnb'): string {
  const notebook = folder.create(name);
  rememberHead(notebook, folder.options().known);
  notebook.close();
  return folder.file(name);
}

function write(notebook: Notebook, animalId: string): void {
  const piglet = {
    animalId,
    earTag: `E-${animalId}`,
    sex: 'female',
    birthDate: '2025-10-01',
    source: 'breeder',
  };
  const rest = { strain: 'miniature pig', purpose: 'study', housing: 'pen 1' };
  accepted(notebook.transact(registerAnimal, { ...piglet, ...rest }, director));
}

describe('[P11-10a] what this machine remembers', () => {
  /** The chains in the file: device, records, parent's head. */
  function chains(path: string): { device: string; records: number; parentHead: string | null }[] {
    const reader = accepted(openForReading(path));
    const report = verify(reader);
    expect(report.problems).toEqual([]);
    const starts = reader
      .prepare(
        "SELECT subjectId, payload ->> '$.parentHead' AS head FROM record WHERE kind = 'device.chainStarted'",
      )
      .all() as { subjectId: string; head: string | null }[];
    reader.close();
    return report.devices.map(({ device, records }) => ({
      device,
      records,
      parentHead: starts.find((one) => one.subjectId === device)?.head ?? null,
    }));
  }

  function openAndWrite(name: string, animalId: string): string {
    const { notebook, anchor } = folder.open(name);
    write(notebook, animalId);
    rememberHead(notebook, folder.options().known);
    notebook.close();
    return anchor;
  }

  test('a known file continues its one chain', () => {
    const path = make();
    expect(openAndWrite('study.ascnb', 'P01')).toBe('continued');
    expect(openAndWrite('study.ascnb', 'P02')).toBe('continued');
    expect(chains(path)).toHaveLength(1);
  });

  test('more records than remembered, as after a crash, continue the chain', () => {
    make();
    const { notebook } = folder.open();
    write(notebook, 'P01');
    notebook.close();
    expect(openAndWrite('study.ascnb', 'P02')).toBe('continued');
    expect(chains(folder.file())).toHaveLength(1);
  });

  test('a file put back to an older state is told, and its next record starts a chain that names its parent', () => {
    const path = make();
    copyFileSync(path, folder.file('old.ascnb'));
    openAndWrite('study.ascnb', 'P01');
    copyFileSync(folder.file('old.ascnb'), path);
    const reader = accepted(openForReading(path));
    const head = verify(reader).devices[0]?.head;
    reader.close();
    expect(openAndWrite('study.ascnb', 'P02')).toBe('rolled-back');
    expect(chains(path)).toMatchObject([{ parentHead: null }, { parentHead: head }]);
    expect(openAndWrite('study.ascnb', 'P03')).toBe('continued');
    expect(chains(path)).toHaveLength(2);
  });

  test('a copy forks visibly: both files differ in their second chain', () => {
    const path = make();
    copyFileSync(path, folder.file('copy.ascnb'));
    expect(openAndWrite('copy.ascnb', 'P01')).toBe('first-seen');
    expect(openAndWrite('study.ascnb', 'P01')).toBe('continued');
    const [own, fork] = chains(folder.file('copy.ascnb'));
    const [original] = chains(path);
    expect(own?.device).toBe(original?.device);
    expect(fork?.device).not.toBe(original?.device);
    expect(fork?.parentHead).toMatch(/^[0-9a-f]{64}$/);
  });

  test('another notebook under a known name is not taken for the old one', () => {
    make();
    renameSync(folder.file(), folder.file('elsewhere.ascnb'));
    make('other.ascnb');
    renameSync(folder.file('other.ascnb'), folder.file());
    expect(openAndWrite('study.ascnb', 'P01')).toBe('first-seen');
  });

  test('[P11-10k] a new version of the program is a record', () => {
    make();
    const options = { ...folder.options(), appVersion: '9.0.0' };
    const { notebook } = accepted(openNotebook(folder.file(), options));
    write(notebook, 'P01');
    const { read } = notebook.queryContext(director);
    expect(read.get(Device, notebook.device)?.appVersion).toBe('9.0.0');
    notebook.close();
  });

  test('a damaged or missing memory only means that the file is new to this machine', () => {
    make();
    writeFileSync(folder.file('known.json'), '{"half');
    expect(openAndWrite('study.ascnb', 'P01')).toBe('first-seen');
    expect(new KnownNotebooks(folder.file('known.json')).recall(folder.file())?.deviceSeq).toBeGreaterThan(0);
  });
});
