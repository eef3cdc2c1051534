// The menu of the application: what the system expects, and the size of what is on the screen.
// Must not reload the page or open developer tools: what somebody has typed would be gone.

import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Set before Electron is ready, so that its default menu, which can reload the page, is never made. */
export function setMenu(): void {
  const view: MenuItemConstructorOptions = {
    role: 'viewMenu',
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  };
  // Elsewhere than on a Mac the shortcuts of editing work without a menu.
  const own: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }, view] : [view];
  Menu.setApplicationMenu(Menu.buildFromTemplate(own));
}
