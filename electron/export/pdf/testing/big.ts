import { TestFolder, director } from '../../../testing/bench-notebook.ts';
import { exportPdf } from '../../pdf.ts';
import { fillLarge } from './large-notebook.ts';
import { openForReading } from '../../../notebook/open.ts';
import { existsSync } from 'node:fs';
const path = process.argv[2]!;
if (!existsSync(path)) {
  const folder = new TestFolder();
  const notebook = folder.create('a.ascnb', true);
  fillLarge(notebook, folder.clock, 24);
  notebook.close();
  (await import('node:fs')).copyFileSync(folder.file('a.ascnb'), path);
  folder.remove();
  process.exit();
}
const opened = openForReading(path);
if (!opened.ok) throw new Error(opened.refusal.message);
const t = performance.now();
const c0 = process.cpuUsage();
const out = await exportPdf(opened.value, { kind: 'study' }, director, '/tmp/pm/big.pdf', () => true);
const c = process.cpuUsage(c0);
console.log(
  out,
  'wall',
  (performance.now() - t) | 0,
  'cpu',
  (c.user / 1000) | 0,
  (c.system / 1000) | 0,
  'rss',
  process.resourceUsage().maxRSS >> 10,
  'records',
  opened.value.prepare('select count(*) from record').pluck().get(),
);
