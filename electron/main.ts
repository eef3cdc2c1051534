// Start-up of the desktop application: what happens, in which order.
// Must not hold behaviour of its own, nor await at the top level: Electron is ready only after this module has loaded.

import { version } from '../package.json';
import { Dispatch } from './dispatch.ts';
import {
  afterReady,
  allowOneInstance,
  profileFolder,
  stopOnFailure,
  workBeforeQuit,
} from './host/application.ts';
import { createDesktop } from './host/desktop.ts';
import { serveCalls } from './host/ipc.ts';
import { readLaunchOptions } from './host/launch-options.ts';
import { setMenu } from './host/menu.ts';
import { denyTheOutside, sealSession } from './host/permissions.ts';
import { registerScheme, servePages } from './host/protocol.ts';
import { saveScreenshotAndQuit } from './host/screenshot.ts';
import { openWindow } from './host/window.ts';
import { Profile } from './profile.ts';
import { Workbench } from './workbench.ts';

const options = readLaunchOptions(process.argv);

stopOnFailure();
registerScheme();
denyTheOutside();
setMenu();

if (allowOneInstance()) {
  void afterReady(async () => {
    sealSession();
    servePages();
    const workbench = new Workbench(new Profile(profileFolder()), createDesktop(), version);
    const dispatch = new Dispatch(workbench);
    serveCalls((name, input) => dispatch.call(name, input));
    workBeforeQuit(() => workbench.finish());
    if (options.isDemonstration) await dispatch.call('notebook.openDemonstration', {});
    const window = await openWindow();
    if (options.screenshotFile !== undefined) await saveScreenshotAndQuit(window, options.screenshotFile);
  });
}
