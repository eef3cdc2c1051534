import { director, TestClock, TestFolder } from '../../electron/testing/bench-notebook.ts';
import { steps } from './step-command.measure.ts';
process.env.TMPDIR='/dev/shm';
const folder=new TestFolder(); const n=folder.create(); n.database.pragma('synchronous=OFF');
const g=steps(n,folder.clock); for (let i=0;i<500;i++) g.next();
const c0=process.cpuUsage(); let tot=0; const N=4000; for (let i=0;i<N;i++) tot+=g.next().value; const c=process.cpuUsage(c0);
console.log('wall/step',(tot/N).toFixed(3),'cpu/all',((c.user+c.system)/1000/N).toFixed(3));
n.close(); folder.remove();
