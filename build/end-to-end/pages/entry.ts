// The screens before the work: start, new notebook, sign-in, own password, lock.
// Must not assert: specs do.

import type { ElectronApplication, Page } from '@playwright/test';

export class Entry {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async newNotebook(administratorId: string, printedName: string, password: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New notebook' }).click();
    await this.page.getByLabel('Id of the administrator').fill(administratorId);
    await this.page.getByLabel('Name as printed').fill(printedName);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByLabel('Password again').fill(password);
    await this.page.getByRole('button', { name: 'Choose a place and create' }).click();
  }

  async signIn(userId: string, password: string): Promise<void> {
    await this.page.getByLabel('Id', { exact: true }).fill(userId);
    await this.page.getByLabel('Password or one-time code').fill(password);
    await this.page.keyboard.press('Enter');
  }

  async choosePassword(code: string, password: string): Promise<void> {
    await this.page.getByLabel('One-time code or old password').fill(code);
    await this.page.getByLabel('New password', { exact: true }).fill(password);
    await this.page.getByLabel('New password again').fill(password);
    await this.page.keyboard.press('Enter');
  }

  async openDemonstration(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the demonstration study' }).click();
  }
}

/** Answers the system's dialogs, which a test cannot press: the next files to open and to save to. */
export async function answerDialogs(
  application: ElectronApplication,
  answers: { readonly open?: string; readonly save?: string },
): Promise<void> {
  await application.evaluate(({ dialog }, { open, save }) => {
    Object.assign(dialog, {
      showOpenDialog: () => Promise.resolve({ canceled: open === undefined, filePaths: open ? [open] : [] }),
      showSaveDialog: () => Promise.resolve({ canceled: save === undefined, filePath: save ?? '' }),
    });
  }, answers);
}
