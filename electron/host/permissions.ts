// Everything a page could ask of the outside world is denied here: network, navigation, windows, devices, downloads.
// Must not grow exceptions for a feature: what the application needs goes through the contract.

import { app, session } from 'electron';

import { applicationOrigin } from './protocol.ts';

/** Before Electron is ready: rules for every page there will ever be, and no name is ever looked up. */
export function denyTheOutside(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** Once Electron is ready: the rules that belong to the session. */
export function sealSession(): void {
  const current = session.defaultSession;
  current.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  current.setPermissionCheckHandler(() => false);
  current.setDevicePermissionHandler(() => false);
  current.on('will-download', (event) => event.preventDefault());
  current.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isAllowed(details.url) }));
}

function isAllowed(address: string): boolean {
  if (address.startsWith(`${applicationOrigin}/`) || address.startsWith(`blob:${applicationOrigin}/`))
    return true;
  return !app.isPackaged && address.startsWith('devtools://');
}
