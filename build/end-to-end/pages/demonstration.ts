// The demonstration study as a test starts it: always about ten in the morning, wherever and whenever the test runs.
// Must not assert: specs do.

import type { Launched, LaunchRequest } from '../fixtures.ts';
import { Shell } from './shell.ts';

/** A fixed zone in which it is between ten and eleven now; between eleven and twelve where there is none. */
function morningZone(): string {
  const ahead = Math.max(-12, 10 - new Date().getUTCHours());
  // The sign of these names is that of POSIX: west is positive.
  return ahead === 0 ? 'Etc/UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/**
 * Starts the demonstration; each later start of the same test goes on with the same file, in the same zone. At ten the
 * samples of day 1 of P23 are in their window, and P24 is on the table with the clamp on.
 */
export function demonstrationStarter(
  launch: (request?: LaunchRequest) => Promise<Launched>,
): () => Promise<Launched & { readonly shell: Shell }> {
  const environment = { TZ: morningZone() };
  return async () => {
    const launched = await launch({ arguments: ['--demo'], environment });
    return { ...launched, shell: new Shell(launched.page) };
  };
}
