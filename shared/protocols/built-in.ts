// The protocols that come with the program, in their first version.
// Must not be changed once released: a change is a new version, released in the notebook.

import { ascIsolation } from './asc-isolation.ts';
import { conditionedMedium } from './conditioned-medium.ts';
import type { ProtocolDefinition } from './protocol.ts';
import { sampling } from './sampling.ts';
import { surgery } from './surgery.ts';

export const builtInProtocols: readonly ProtocolDefinition[] = [
  ascIsolation,
  conditionedMedium,
  surgery,
  sampling,
];
