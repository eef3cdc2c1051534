// One measurement in a process of its own, so that none is warmed up or filled by another.
// Must not print anything but the result, as the last line.

import { pathToFileURL } from 'node:url';

import type { Measurement } from './measure.ts';

const [file = ''] = process.argv.slice(2);
// The binding that the set-up has chosen is Electron's; this is Node.
const binding = process.env['ASC_NOTEBOOK_NATIVE_BINDING'];
delete process.env['ASC_NOTEBOOK_NATIVE_BINDING'];
if (binding !== undefined) process.env['ASC_NOTEBOOK_ELECTRON_BINDING'] = binding;
const { default: measurement } = (await import(pathToFileURL(file).href)) as { default: Measurement };
console.log(JSON.stringify(await measurement()));
