import { filledFile } from './filled-notebook.ts';
import { openReader } from '../../electron/notebook/sqlite.ts';
import { verify } from '../../electron/notebook/verify.ts';
const n = Number(process.argv[2]);
const t = performance.now();
const f = filledFile(n);
console.log('fill', ((performance.now() - t) / 1000).toFixed(1), process.cpuUsage().user / 1e6);
if (n < 100000) {
  const d = openReader(f);
  const r = verify(d);
  console.log(JSON.stringify({ ...r, problems: r.problems.slice(0, 3) }));
  console.log(
    d.prepare("select state from entity where type in ('run','step') limit 2").all(),
    d.prepare("select * from record where kind='run.closed' limit 1").all(),
  );
}
