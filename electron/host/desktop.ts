// What the desktop can do for the workbench: dialogs, alarms, the operating-room screen, events to the window.
// Must not know studies or records: it is told what to show.

import { app, BrowserWindow, dialog, Notification, powerSaveBlocker, shell } from 'electron';
import log from 'electron-log/main';
import { say } from '../../shared/catalogue/catalogue.ts';
import { durationText } from '../../shared/kernel/time.ts';
import type { Desktop } from '../desktop.ts';
import { sendEvent } from './ipc.ts';

const notebookFilter = { name: 'ASC Notebook', extensions: ['ascnb'] };

export function createDesktop(): Desktop {
  let awake: number | undefined;
  const window = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0];

  return {
    runtime: `Electron ${process.versions.electron ?? ''}`,
    emit: (name, payload) => sendEvent(name, payload),

    alarm({ label, animalId, isOverrun, remainingMs }) {
      shell.beep();
      const parameters = { label, animal: animalId ?? '', time: durationText(Math.abs(remainingMs)) };
      const title = isOverrun ? say('alarm.over', parameters) : say('alarm.soon', parameters);
      if (Notification.isSupported()) new Notification({ title, urgency: 'critical' }).show();
      const opened = window();
      if (opened && !opened.isFocused()) opened.flashFrame(true);
    },

    async chooseFile(purpose) {
      const filters = purpose === 'attachment' ? [] : [notebookFilter];
      const chosen = await dialog.showOpenDialog({ properties: ['openFile'], filters });
      return chosen.filePaths[0] ?? null;
    },

    async chooseTarget(suggestedName) {
      const folder = app.getPath('documents');
      const chosen = await dialog.showSaveDialog({ defaultPath: `${folder}/${suggestedName}` });
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },

    async chooseFolder() {
      const chosen = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
      return chosen.filePaths[0] ?? null;
    },

    setOperatingRoom(isOn) {
      window()?.setFullScreen(isOn);
      if (isOn && awake === undefined) awake = powerSaveBlocker.start('prevent-display-sleep');
      if (!isOn && awake !== undefined) {
        powerSaveBlocker.stop(awake);
        awake = undefined;
      }
    },

    log: (error, where) => log.error(where, error),
  };
}
