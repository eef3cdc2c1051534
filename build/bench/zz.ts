import path from 'node:path';
import { accepted, director, TestClock } from '../../electron/testing/bench-notebook.ts';
import { steps } from './step-command.measure.ts';
import { createBare, inserter, rowsAfter } from './bare-file.ts';
import { benchFolder, openFilled } from './filled-notebook.ts';
import { median, quantile, timed } from './measure.ts';
import { openWriter } from '../../electron/notebook/sqlite.ts';
import { migrate } from '../../electron/notebook/schema.ts';
import { rmSync, statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
const clock=new TestClock(); const n=openFilled(1000, clock);
const bareDb=createBare(path.join(benchFolder,'bare.sqlite')); const bare=inserter(bareDb);
const p=path.join(benchFolder,'same.sqlite'); for (const s of ['','-wal','-shm']) rmSync(p+s,{force:true});
const same=openWriter(p); migrate(same);
// same content before
const all=n.database.prepare('SELECT * FROM record ORDER BY seq').raw().all(); const ents=n.database.prepare('SELECT type,id,version,reducer,state FROM entity').raw().all();
const ins=inserter(same); ins({records:all as any, entities: ents as any});
const g=steps(n,clock); const t={cmd:[] as number[],bare:[] as number[],same:[] as number[],recs:[] as number[],cpu:[] as number[]};
let lastSeq=n.head.seq;
for (let i=-50;i<600;i++){ 
  const c0=process.cpuUsage(); const a=g.next().value; const c=process.cpuUsage(c0);
  const rows=rowsAfter(n.database,lastSeq); // includes starts
  lastSeq=n.head.seq;
  const last=rows;
  const b=timed(()=>bare(last)); const s0=process.cpuUsage(); const s=timed(()=>ins(last)); const sc=process.cpuUsage(s0); (t as any).scpu=((t as any).scpu??[]); (t as any).scpu.push((sc.user+sc.system)/1000);
  if (i<0) continue; t.cmd.push(a);t.bare.push(b);t.same.push(s);t.recs.push(rows.records.length); t.cpu.push((c.user+c.system)/1000);}
console.log({cmd:median(t.cmd),bare:median(t.bare),same:median(t.same),recs:t.recs.reduce((x,y)=>x+y)/t.recs.length, cpu: median(t.cpu), scpu: median((t as any).scpu)}, {p99cmd:quantile(t.cmd,.99),p99bare:quantile(t.bare,.99),p99same:quantile(t.same,.99)});
