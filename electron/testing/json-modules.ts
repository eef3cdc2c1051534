// Lets Node run the sources as they are: the catalogue's JSON files are imported without an attribute, as bundlers do.
// Must not be imported by what is shipped: a bundle has no need of it. Load it with `node --import`.

import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.json') || url.includes('/node_modules/')) return next(url, context);
    const source = `export default ${readFileSync(fileURLToPath(url), 'utf8')}`;
    return { format: 'module', source, shortCircuit: true };
  },
});
