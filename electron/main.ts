// Start-up of the desktop application: what happens, in which order.
// Must not hold behaviour of its own, nor await at the top level: Electron is ready only after this module has loaded.

import { version } from '../package.json';
import {
  afterReady,
  allowOneInstance,
  profileFolder,
  stopOnFailure,
  workBeforeQuit,
} from './host/application.ts';
import { serveCalls } from './host/ipc.ts';
import { readLaunchOptions } from './host/launch-options.ts';
import { denyTheOutside, sealSession } from './host/permissions.ts';
import { registerScheme, servePages } from './host/protocol.ts';
import { saveScreenshotAndQuit } from './host/screenshot.ts';
import { openWindow } from './host/window.ts';

const options = readLaunchOptions(process.argv);

stopOnFailure();
registerScheme();
denyTheOutside();

if (allowOneInstance()) {
  void afterReady(async () => {
    sealSession();
    servePages();
    const started = startWork();
    serveCalls(async (name, input) => (await started).dispatch.call(name, input));
    // The page is read in a process of its own while this one reads the core; its first call waits for both.
    const [window] = await Promise.all([openWindow(), started]);
    if (options.screenshotFile !== undefined) await saveScreenshotAndQuit(window, options.screenshotFile);
  });
}

/** Reads the core, which is most of this process, and opens the demonstration where that was asked for. */
async function startWork() {
  // Lets the window be made first.
  await Promise.resolve();
  const [{ Dispatch }, { createDesktop }, { Profile }, { Workbench }] = await Promise.all([
    import('./dispatch.ts'),
    import('./host/desktop.ts'),
    import('./profile.ts'),
    import('./workbench.ts'),
  ]);
  const workbench = new Workbench(new Profile(profileFolder()), createDesktop(), version);
  const dispatch = new Dispatch(workbench);
  workBeforeQuit(() => workbench.finish());
  if (options.isDemonstration) await dispatch.call('notebook.openDemonstration', {});
  return { dispatch };
}
