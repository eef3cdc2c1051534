// The channel between window and main process: calls from the page, events to it.
// Must not answer anything but the application's own top frame, nor know what a call means.

import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';

import { applicationOrigin } from './protocol.ts';

export interface Sender {
  /** Of the window, so that a session can belong to it. */
  readonly windowId: number;
}

/** Carries out one call by name; what it resolves with has to survive structured cloning. */
export type CallHandler = (name: string, input: unknown, sender: Sender) => Promise<unknown>;

export function serveCalls(handler: CallHandler): void {
  ipcMain.handle('notebook:call', async (event, name: unknown, input: unknown) => {
    const sender = trustedSender(event);
    if (sender === undefined || typeof name !== 'string')
      throw new Error('refused: not the application window');
    return handler(name, input, sender);
  });
}

/** Tells every window that something has happened. */
export function sendEvent(name: string, payload: unknown): void {
  for (const window of BrowserWindow.getAllWindows())
    window.webContents.send('notebook:event', name, payload);
}

function trustedSender(event: IpcMainInvokeEvent): Sender | undefined {
  const frame = event.senderFrame;
  // A frame that has navigated or gone is null; a frame inside the page is never ours.
  if (frame === null || frame !== event.sender.mainFrame || frame.origin !== applicationOrigin)
    return undefined;
  const window = BrowserWindow.fromWebContents(event.sender);
  return window === null ? undefined : { windowId: window.id };
}
