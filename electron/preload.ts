// What the page sees of the main process: call and on, nothing else.
// Must not expose Electron's own objects, nor any channel but these two.

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';

type Listener = (payload: unknown) => void;

contextBridge.exposeInMainWorld('notebook', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('notebook:call', name, input),

  /** Returns the function that ends the subscription. */
  on: (name: string, listener: Listener): (() => void) => {
    const forward = (_event: IpcRendererEvent, sent: unknown, payload: unknown): void => {
      if (sent === name) listener(payload);
    };
    ipcRenderer.on('notebook:event', forward);
    return () => {
      ipcRenderer.off('notebook:event', forward);
    };
  },
});
