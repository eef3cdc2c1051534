// Verifies one file and prints its time and the peak of its memory.
// Must not be imported: it is run as a process of its own.

import { openReader } from '../../electron/notebook/sqlite.ts';
import { verify } from '../../electron/notebook/verify.ts';

const database = openReader(process.argv[2] ?? '');
const begun = performance.now();
const report = verify(database);
const seconds = (performance.now() - begun) / 1000;
if (!report.ok) throw new Error(report.problems[0]?.what);
console.log(JSON.stringify({ peakMegabytes: process.resourceUsage().maxRSS / 1024, seconds }));
